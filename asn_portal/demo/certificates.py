"""Certificates of the invented people: of the classes, from outside in every state, feedback and promises."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from asn_portal.core.access import Actor, Role
from asn_portal.core.documents.render import render_pdf
from asn_portal.core.models import Agency, TransitionLog
from asn_portal.demo.accounts import PERSONAS
from asn_portal.demo.certificates_content import BY_FIELD, OUTSIDE, REFUSALS, REVOCATION
from asn_portal.demo.follow_ups import add_follow_ups
from asn_portal.demo.plans import at
from asn_portal.demo.structure import field_of
from employees.models import Employee, RoleGrant
from training.documents import CERTIFICATE
from training.enums import CertificateStatus, ClassStatus, EnrolmentStatus, LearningForm
from training.models import Certificate, Enrolment
from training.rules.certificates import fingerprint_of, number_key
from training.rules.hours import WITH_CEILING, HoursRules
from training.services.certificates import certificate_number, new_certificate

S = CertificateStatus
RULES = HoursRules()
# Classes that ended so lately leave HR something to issue.
STILL_TO_ISSUE = timedelta(days=30)
SPAN = 300
# Of a hundred people: how many hand in so many certificates a year.
HANDED_IN = ((0, 40), (1, 27), (2, 20), (3, 13))
STATES = ((S.VERIFIED, 955), (S.SUBMITTED, 22), (S.REFUSED, 15), (S.WITHDRAWN, 5), (S.REVOKED, 3))


@dataclass
class Desk:
    """What is being written for one government; `hours` are those that count by person and year."""

    agency: Agency
    today: date
    rng: Random
    people: dict[int, Employee]
    hr: Actor
    file: str = ""
    hours: dict[tuple[int, int], int] = field(default_factory=dict)
    rows: dict[tuple[int, str], Certificate] = field(default_factory=dict)
    notes: dict[tuple[int, str], str] = field(default_factory=dict)


def add_certificates(agency: Agency, today: date, rng: Random) -> None:
    """Write certificates with their trail; PDFs of classes are made at the first download, as always."""
    people = Employee.objects.filter(agency=agency).planning().filter(unit__isnull=False)
    desk = Desk(
        agency,
        today,
        rng,
        people.select_related("unit__opd", "position", "evaluator__position").in_bulk(),
        hr_of(agency),
    )
    attended = attended_places(desk)
    write_class_certificates(desk, attended)
    desk.file = sample_file(desk)
    for person in desk.people.values():
        hand_in(desk, person)
    for code, wanted in (("pegawai", 18), ("guru", 23), ("penilai", 26)):
        top_up(desk, code, wanted)
    Certificate.objects.bulk_create(desk.rows.values(), batch_size=1_000)
    logs = [entry for row in desk.rows.values() for entry in trail(desk, row)]
    TransitionLog.objects.bulk_create(logs, batch_size=2_000)
    add_follow_ups(agency, today, rng)


def hr_of(agency: Agency) -> Actor:
    """Return the HR officer of the government, in whose name certificates are issued and verified."""
    grant = (
        RoleGrant.objects.filter(agency=agency, role=Role.HR).select_related("user").order_by("pk").first()
    )
    if grant is None:
        return Actor(agency_id=agency.pk, name="BKPSDM")
    officer = Employee.objects.filter(user_id=grant.user_id).select_related("position").first()
    title = officer.position.name if officer and officer.position else "BKPSDM"
    name = officer.full_name if officer else grant.user.full_name
    return Actor(agency_id=agency.pk, user_id=grant.user_id, name=name, title=title)


def attended_places(desk: Desk) -> list[Enrolment]:
    """Return who attended a finished class."""
    rows = Enrolment.objects.filter(
        agency=desk.agency, state=EnrolmentStatus.ATTENDED, training_class__state=ClassStatus.FINISHED
    )
    return list(rows.select_related("training_class__programme__provider", "training_class__agency"))


def write_class_certificates(desk: Desk, attended: list[Enrolment]) -> None:
    """Issue what the classes have earned people, all but the newest classes."""
    for row in attended:
        ended = row.training_class.ends_on
        if desk.today - ended <= STILL_TO_ISSUE:
            continue
        number = certificate_number(row.training_class, row, 0)
        certificate = new_certificate(row.training_class, row, number, RULES, desk.hr)
        issued = at(min(ended + timedelta(days=3), desk.today), 10)
        certificate.submitted_at = certificate.verified_at = issued
        keep(desk, certificate)


def hand_in(desk: Desk, person: Employee) -> None:
    """Let somebody hand in a few certificates of the last months, most of them verified."""
    counts, weights = zip(*HANDED_IN, strict=True)
    (count,) = desk.rng.choices(counts, weights)
    own = field_of(person.unit.opd.name) if person.unit and person.unit.opd else ""
    offers = [*OUTSIDE, *BY_FIELD.get(own, ()) * 3]
    for name, organiser, form, hours in desk.rng.sample(offers, count):
        states, shares = zip(*STATES, strict=True)
        (state,) = desk.rng.choices(states, shares)
        ended = desk.today - timedelta(days=desk.rng.randint(12, 40 if state == S.SUBMITTED else SPAN))
        add(desk, person, (name, organiser, form, hours), ended=ended, state=state)


def top_up(desk: Desk, code: str, wanted: int) -> None:
    """Bring a persona near a number of hours this year, and let one more certificate wait for HR."""
    name = next(persona.name for persona in PERSONAS if persona.code == code)
    person = next((row for row in desk.people.values() if row.name == name), None)
    if person is None:
        return
    year = desk.today.year
    first = date(year, 1, 1)
    for number, offer in enumerate(OUTSIDE[2:8]):
        missing = wanted - desk.hours.get((person.pk, year), 0)
        if missing < 1:
            break
        ended = max(first, desk.today - timedelta(days=25 + 9 * number))
        add(desk, person, (*offer[:3], min(offer[3], missing)), ended=ended, state=S.VERIFIED)
    add(desk, person, OUTSIDE[0], ended=desk.today - timedelta(days=11), state=S.SUBMITTED)


def add(desk: Desk, person: Employee, offer: tuple, *, ended: date, state: str) -> None:
    """Add an unsaved certificate from outside; a PPPK stays below the ceiling, or learns independently."""
    name, organiser, form, hours = offer
    starts = ended - timedelta(days=hours // 8)
    is_own = form == LearningForm.SELF_LEARNING
    used = desk.hours.get((person.pk, ended.year), 0)
    if person.kind in WITH_CEILING and used + hours > RULES.pppk_ceiling:
        is_own = True
    number = f"{desk.rng.randint(100, 4999)}/{organiser.split()[0].upper()}/{ended.year}"
    handed_in = at(min(ended + timedelta(days=desk.rng.randint(2, 9)), desk.today), 9)
    decided = state in {S.VERIFIED, S.REVOKED}
    keep(
        desk,
        Certificate(
            agency=desk.agency,
            employee=person,
            unit_id=person.unit_id,
            employee_name=person.full_name,
            name=name,
            organiser=organiser,
            number=number,
            number_key=number_key(number),
            form=form,
            starts_on=starts,
            ends_on=ended,
            hours=hours,
            year=ended.year,
            is_own_initiative=is_own,
            fingerprint=fingerprint_of(name, organiser, starts, ended),
            file=desk.file,
            file_name="sertifikat.pdf",
            file_type="application/pdf",
            state=state,
            revision=1 if state == S.SUBMITTED else 3 if state == S.REVOKED else 2,
            submitted_at=handed_in,
            verified_at=handed_in + timedelta(hours=3) if decided else None,
        ),
    )


def keep(desk: Desk, certificate: Certificate) -> None:
    """Keep a certificate unless the person has the same one, and count its hours."""
    key = (certificate.employee_id, certificate.fingerprint)
    if key in desk.rows:
        return
    desk.rows[key] = certificate
    if certificate.state == S.VERIFIED and not (
        certificate.is_own_initiative and desk.people[certificate.employee_id].kind in WITH_CEILING
    ):
        year = (certificate.employee_id, certificate.year)
        desk.hours[year] = desk.hours.get(year, 0) + certificate.hours


def trail(desk: Desk, row: Certificate) -> list[TransitionLog]:
    """Return the log rows of a certificate."""
    person = desk.people[row.employee_id]
    own = (None, row.employee_name, person.position.name if person.position else "", "employee")
    officer = (desk.hr.user_id, desk.hr.name, desk.hr.title, "hr")
    done = row.verified_at or row.submitted_at + timedelta(hours=4)
    if row.enrolment_id:
        return [entry(row, "issue", ("", S.VERIFIED), officer, row.submitted_at)]
    found = [entry(row, "submit", ("", S.SUBMITTED), own, row.submitted_at)]
    if row.state in {S.VERIFIED, S.REVOKED}:
        found.append(entry(row, "verify", (S.SUBMITTED, S.VERIFIED), officer, done))
    if row.state == S.REVOKED:
        moment = done + timedelta(hours=20)
        found.append(entry(row, "revoke", (S.VERIFIED, S.REVOKED), officer, moment, REVOCATION))
    elif row.state == S.REFUSED:
        note = desk.rng.choice(REFUSALS)
        found.append(entry(row, "refuse", (S.SUBMITTED, S.REFUSED), officer, done, note))
    elif row.state == S.WITHDRAWN:
        found.append(entry(row, "withdraw", (S.SUBMITTED, S.WITHDRAWN), own, done))
    return found


def entry(
    row: Certificate, step: str, states: tuple, who: tuple, moment: datetime, note: str = ""
) -> TransitionLog:
    """Return one unsaved log row; `states` are the one before and the one after."""
    user_id, name, title, role = who
    before, after = states
    return TransitionLog(
        agency_id=row.agency_id,
        subject_type="certificate",
        subject_id=row.pk,
        transition=step,
        from_state=before,
        to_state=after,
        user_id=user_id,
        actor_name=name,
        actor_title=title,
        role=role,
        note=note,
        at=moment,
    )


def sample_file(desk: Desk) -> str:
    """Store one scanned-looking certificate for all that were handed in, and return its name."""
    data = {
        "agency": "Lembaga Penyelenggara Contoh",
        "number": "000/CONTOH",
        "holder": {"name": "Nama Peserta"},
        "training": "Contoh Sertifikat dari Luar Portal",
        "form": "pelatihan",
        "organiser": "lembaga penyelenggara",
        "starts_on": desk.today.isoformat(),
        "ends_on": desk.today.isoformat(),
        "hours": 8,
        "signer": {"name": "Ketua Panitia", "title": "Ketua Panitia"},
    }
    return default_storage.save("certificates/demo/contoh.pdf", ContentFile(render_pdf(CERTIFICATE, data)))

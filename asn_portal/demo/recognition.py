"""Recognition of the invented people: medals and awards of past years, this month's, and nominations on their way."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from django.db.models import Q, QuerySet

from asn_portal.core.access import Role, system_actor
from asn_portal.core.models import Agency, TransitionLog
from asn_portal.core.workflow import Transition
from asn_portal.demo.plans import at
from asn_portal.demo.recognition_content import FOR_THE_CITY, MERITS, ON_THE_WAY
from asn_portal.demo.structure import field_of
from employees.enums import EmployeeKind
from employees.models import Employee, RoleGrant, Unit
from promotions.enums import AwardLevel, AwardRule, NominationStatus
from promotions.models import Award, AwardCandidate, AwardType, Nomination
from promotions.rules.satyalancana import LEVELS
from promotions.rules.spans import add_years
from promotions.selectors.candidates import RULES
from promotions.selectors.nominations import nomination_checklist
from promotions.services.award_documents import award_document
from promotions.services.award_types import ensure_award_types
from promotions.services.awards import announce_due
from promotions.services.candidates import find_candidates
from promotions.workflow.nominations import NOMINATION_FLOW

AUGUST, CEREMONY = 8, 17
OWNED_SHARE, CHECKED_SHARE = 0.75, 0.6
PAPERS = "leave,conduct,not_held"
OFFICE = 2
TRIES, DAYS_APART, NEW_DAYS, MEDALS_WAITING = 12, 19, 25, 4
STAR, STAR_UNIT = "Ratih Kusumawardani", "UPTD Puskesmas Bahari"
HEALTH = "Dinas Kesehatan"
DECREE, MEDAL_DECREE = "800/{number}/BKPSDM/{year}", "Keppres {number}/TK/{year}"


@dataclass
class Stage:
    """A government whose recognition is being built."""

    agency: Agency
    today: date
    rng: Random
    types: dict[str, AwardType] = field(default_factory=dict)
    hr: Employee | None = None
    logs: list[TransitionLog] = field(default_factory=list)


def add_recognition(agency: Agency, today: date, rng: Random) -> None:
    """Build the awards and nominations of one government; candidates are found by the project's own search."""
    ensure_award_types(agency=agency)
    stage = Stage(agency, today, rng, {row.name: row for row in AwardType.objects.filter(agency=agency)})
    grant = RoleGrant.objects.filter(agency=agency, role=Role.HR, unit__depth=1).order_by("pk").first()
    stage.hr = people_of(stage).filter(user_id=grant.user_id).first() if grant else None
    write_medals(stage)
    write_awards(stage)
    find_candidates(agency=agency, today=today)
    check_papers(stage)
    write_nominations(stage)
    TransitionLog.objects.bulk_create(stage.logs)
    issue_papers(stage)
    announce_due(agency=agency, today=today)


def people_of(stage: Stage) -> QuerySet[Employee]:
    """Return the people who can be honoured."""
    rows = Employee.objects.filter(agency=stage.agency, is_active=True).exclude(kind=EmployeeKind.OFFICIAL)
    return rows.select_related("unit__opd", "position", "evaluator__position").order_by("pk")


def write_medals(stage: Stage) -> None:
    """Give most of those who had reached a medal by the last ceremony the highest one, on a 17 August."""
    last = ceremony_before(stage.today)
    medals = {
        years: next(row for row in stage.types.values() if row.rule == rule) for years, rule in RULES.items()
    }
    rows = []
    for person in people_of(stage).filter(kind=EmployeeKind.PNS, cpns_on__lte=add_years(last, -min(LEVELS))):
        reached = [years for years in LEVELS if person.cpns_on and add_years(person.cpns_on, years) <= last]
        if not reached or stage.rng.random() > OWNED_SHARE:
            continue
        full = add_years(person.cpns_on, max(reached))
        day = min(last, ceremony_after(full))
        number = MEDAL_DECREE.format(number=40 + day.year % 20, year=day.year)
        rows.append(award_of(stage, person, medals[max(reached)], day, decree_number=number))
    Award.objects.bulk_create(rows, batch_size=500)


def ceremony_before(day: date) -> date:
    """Return the last 17 August up to a day."""
    this = date(day.year, AUGUST, CEREMONY)
    return this if this <= day else this.replace(year=day.year - 1)


def ceremony_after(day: date) -> date:
    """Return the first 17 August from a day on."""
    this = date(day.year, AUGUST, CEREMONY)
    return this if this >= day else this.replace(year=day.year + 1)


def award_of(stage: Stage, person: Employee, award_type: AwardType, day: date, **fields) -> Award:
    """Return an award as it was recorded then; who received it was told long ago."""
    unit, years = person.unit, award_type.valid_years
    return Award(
        agency=stage.agency,
        award_type=award_type,
        employee=person,
        unit=unit,
        opd_id=unit.opd_id if unit else None,
        employee_name=person.full_name,
        position_name=person.position.name if person.position else "",
        unit_name=unit.name if unit else "",
        awarded_on=day,
        valid_until=add_years(day, years) if years else None,
        **{"announced_at": at(day, 9), "recorded_at": at(day, 9)} | fields,
    )


def write_awards(stage: Stage) -> None:
    """Write an award every few weeks through the last two years; those of this month rest on nominations."""
    day, number = stage.today - timedelta(days=3), 100
    for person, name, words in merits(stage):
        award_type = stage.types.get(name)
        if award_type is None or person.evaluator is None:
            continue
        decree, number = DECREE.format(number=number, year=day.year), number + 7
        if day > stage.today - timedelta(days=NEW_DAYS):
            nomination = nominate(stage, person, award_type, words, day - timedelta(days=6))
            close(stage, nomination, "grant", at(day, 10))
            told = {"nomination": nomination, "announced_at": None}
        else:
            told = {}
        award_of(stage, person, award_type, day, citation=words, decree_number=decree, **told).save()
        day -= timedelta(days=stage.rng.randint(3, DAYS_APART))


def merits(stage: Stage) -> Iterator[tuple[Employee, str, str]]:
    """Yield people with what they were honoured for, the star of the demo first."""
    people = list(people_of(stage).filter(unit__opd__isnull=False, evaluator__isnull=False))
    by_field: dict[str, list[Employee]] = {}
    for person in people:
        by_field.setdefault(field_of(person.unit.opd.name), []).append(person)
    for rows in by_field.values():
        stage.rng.shuffle(rows)
    star = next((person for person in people if person.name == STAR), None)
    if star:
        yield (
            star,
            "Pegawai Triwulan",
            "Pendaftaran pasien selesai dalam tiga menit; tidak satu pun kartu tertukar.",
        )
    rounds = [(kind, *merit) for kind, listed in MERITS.items() for merit in listed if by_field.get(kind)]
    stage.rng.shuffle(rounds)
    rounds.sort(key=lambda row: row[1] != "ASN Teladan")
    for kind, name, words in rounds:
        if by_field[kind]:
            yield by_field[kind].pop(), name, words


def check_papers(stage: Stage) -> None:
    """Let HR have checked the papers of most candidates."""
    rows = AwardCandidate.objects.filter(agency=stage.agency, open_codes=PAPERS).order_by("pk")
    chosen = [pk for pk in rows.values_list("pk", flat=True) if stage.rng.random() < CHECKED_SHARE]
    name = stage.hr.full_name if stage.hr else "BKPSDM"
    AwardCandidate.objects.filter(pk__in=chosen).update(
        papers_checked_on=stage.today - timedelta(days=12),
        papers_checked_by_name=name,
        is_met=True,
        open_codes="",
    )


def write_nominations(stage: Stage) -> None:
    """Write nominations in every state: for the head of an office, the leaders of the city, and medals for HR."""
    star_unit = Q(unit__name=STAR_UNIT)
    team = ready(
        stage, star_unit if people_of(stage).filter(star_unit).exists() else Q(unit__depth__gt=OFFICE)
    )
    for number, (state, name, words, answer) in enumerate(ON_THE_WAY):
        person = next(team, None)
        if person is None or name not in stage.types:
            continue
        nomination = nominate(
            stage, person, stage.types[name], words, stage.today - timedelta(days=9 - number)
        )
        if state != NominationStatus.SUBMITTED:
            step = {"returned": "return", "refused": "refuse"}[state]
            close(stage, nomination, step, at(stage.today - timedelta(days=2), 14), answer)
    # Who holds a role decides; the nominator is to be somebody else.
    deciding = RoleGrant.objects.filter(agency=stage.agency).values("user_id")
    others = ready(stage, ~Q(unit__opd__name=HEALTH) & ~Q(evaluator__user_id__in=deciding))
    for number, (name, words) in enumerate(FOR_THE_CITY):
        person = next(others, None)
        if person is not None and name in stage.types:
            nominate(stage, person, stage.types[name], words, stage.today - timedelta(days=11 - 3 * number))
    propose_medals(stage)


def propose_medals(stage: Stage) -> None:
    """Let HR propose the first few whose papers are complete, for the next Keppres."""
    rows = AwardCandidate.objects.filter(agency=stage.agency, is_met=True).order_by("-award_type__rule", "pk")
    for row in rows.select_related("award_type", "employee__unit__opd", "employee__position")[
        :MEDALS_WAITING
    ]:
        nominate(
            stage, row.employee, row.award_type, row.award_type.criteria, stage.today - timedelta(days=5)
        )


def ready(stage: Stage, which: Q) -> Iterator[Employee]:
    """Yield people who meet the checklist of a local award, and have none on the way."""
    award_type = next(row for row in stage.types.values() if row.rule == AwardRule.LOCAL)
    rows = people_of(stage).filter(which, evaluator__isnull=False, position__is_head=False, awards=None)
    for person in rows.exclude(name=STAR).filter(discipline_checked_on__isnull=False)[:TRIES]:
        actor = system_actor(stage.agency.pk)
        if nomination_checklist(actor=actor, employee=person, award_type=award_type, on=stage.today).is_met:
            yield person


def nominate(stage: Stage, person: Employee, award_type: AwardType, words: str, day: date) -> Nomination:
    """Write a submitted nomination of the evaluator, or of HR for a medal, with the real checklist."""
    is_medal = award_type.rule != AwardRule.LOCAL
    nominator = stage.hr if is_medal else person.evaluator
    checklist = nomination_checklist(
        actor=system_actor(stage.agency.pk), employee=person, award_type=award_type, on=stage.today
    )
    nomination = Nomination.objects.create(
        agency=stage.agency,
        award_type=award_type,
        employee=person,
        unit=person.unit,
        employee_name=person.full_name,
        employee_nip=person.nip or "",
        position_name=person.position.name if person.position else "",
        unit_name=person.unit.name if person.unit else "",
        reason=words,
        evidence_link="" if is_medal else "https://contoh.go.id/bukti-kinerja",
        checklist=checklist.to_dict(),
        override_reason="" if checklist.is_met else "Data lama sedang dilengkapi BKPSDM.",
        nominated_by_id=nominator.user_id if nominator else None,
        nominated_by_name=nominator.full_name if nominator else "",
        nominated_at=at(day, 9),
    )
    log(stage, nomination, NOMINATION_FLOW["nominate"], (nominator, at(day, 9)))
    return nomination


def close(stage: Stage, nomination: Nomination, step: str, moment: datetime, note: str = "") -> None:
    """Decide a nomination in the past: HR for the city, the head for an office, unless the head nominated."""
    transition = NOMINATION_FLOW[step]
    is_office = nomination.award_type.level == AwardLevel.OFFICE
    opd = nomination.unit.opd if nomination.unit and is_office else None
    post = Unit.objects.filter(pk=opd.pk).values("head_position") if opd else None
    head = people_of(stage).filter(position__in=post).first() if post is not None else None
    is_free = head and head.pk != nomination.employee_id and head.user_id != nomination.nominated_by_id
    decider = head if is_free else stage.hr
    Nomination.objects.filter(pk=nomination.pk).update(state=transition.target, revision=2)
    nomination.state = transition.target
    log(stage, nomination, transition, (decider, moment), note)


def log(
    stage: Stage,
    nomination: Nomination,
    step: Transition,
    by: tuple[Employee | None, datetime],
    note: str = "",
) -> None:
    """Remember the row of the timeline."""
    person, moment = by
    stage.logs.append(
        TransitionLog(
            agency=stage.agency,
            subject_type="nomination",
            subject_id=nomination.pk,
            transition=step.name,
            from_state="" if step.name == "nominate" else NominationStatus.SUBMITTED,
            to_state=step.target,
            user_id=person.user_id if person else None,
            actor_name=person.full_name if person else "BKPSDM",
            actor_title=person.position.name if person and person.position else "",
            role=step.role,
            note=note,
            at=moment,
        )
    )


def issue_papers(stage: Stage) -> None:
    """Issue the certificates of the newest awards of the city, so that there is a code to check."""
    rows = Award.objects.filter(agency=stage.agency, award_type__level="city").order_by("-awarded_on", "-pk")
    for award in rows.select_related("agency", "award_type", "employee", "nomination", "unit")[:2]:
        award_document(award=award, actor=system_actor(stage.agency.pk))

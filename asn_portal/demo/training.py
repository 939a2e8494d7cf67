"""Training of the invented people: a catalogue, classes that are over, run and come, and places in every state."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from django.db.models import F

from asn_portal.core.models import Agency, TransitionLog
from asn_portal.demo.accounts import PERSONAS
from asn_portal.demo.plans import at
from asn_portal.demo.structure import field_of
from asn_portal.demo.training_content import (
    CEILING_REASON,
    COURSES,
    PLACES,
    PROVIDERS,
    REASONS,
    RETURNS,
    Course,
)
from employees.actors import actor_of
from employees.models import Employee
from training.enums import ClassStatus, EnrolmentStatus
from training.models import Enrolment, Programme, Provider, TrainingClass
from training.rules.enrolments import HoursCase, hours_checklist
from training.rules.hours import HoursRules
from training.rules.words import search_key
from training.services.enrolments import Wish, request_place
from training.workflow.enrolments import ENROLMENT_FLOW

CEILING = 24
# First day of the classes, counted from today: over, running, coming.
OVER, RUNNING, COMING = (-320, -260, -190, -120, -70, -35), (-1,), (16, 30, 45)
SMALL = 8
OTHERS = (EnrolmentStatus.RETURNED, EnrolmentStatus.CANCELLED, EnrolmentStatus.REQUESTED)
HELD = {EnrolmentStatus.PLACED, EnrolmentStatus.ATTENDED, EnrolmentStatus.ABSENT}
STEPS = {
    EnrolmentStatus.REQUESTED: ("ask",),
    EnrolmentStatus.RETURNED: ("ask", "return"),
    EnrolmentStatus.WAITING: ("ask", "queue"),
    EnrolmentStatus.PLACED: ("ask", "place"),
    EnrolmentStatus.ATTENDED: ("ask", "place", "attend"),
    EnrolmentStatus.ABSENT: ("ask", "place", "miss"),
    EnrolmentStatus.CANCELLED: ("ask", "place", "withdraw"),
}


@dataclass
class Book:
    """What is being written for one government; `hours` keeps PPPK below their ceiling, `fields` is who works where."""

    agency: Agency
    today: date
    rng: Random
    people: list[Employee]
    cast: dict[str, Employee] = field(default_factory=dict)
    fields: dict[str, list[Employee]] = field(default_factory=dict)
    classes: list[TrainingClass] = field(default_factory=list)
    rows: list[Enrolment] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)
    hours: dict[tuple[int, int], int] = field(default_factory=dict)


def add_training(agency: Agency, today: date, rng: Random) -> None:
    """Write catalogue, classes and places with their trail, and the requests that wait for the personas."""
    people = Employee.objects.filter(agency=agency).planning().filter(unit__isnull=False)
    book = Book(
        agency,
        today,
        rng,
        list(people.select_related("unit__opd", "position", "evaluator__position", "user")),
    )
    names = {persona.name: persona.code for persona in PERSONAS}
    book.cast = {names[row.name]: row for row in reversed(book.people) if row.name in names and row.user_id}
    cast = {person.pk for person in book.cast.values()}
    for person in book.people:
        if person.pk not in cast:
            office = person.unit.opd.name if person.unit.opd else ""
            book.fields.setdefault(field_of(office), []).append(person)
    write_catalogue(book)
    for training_class in book.classes:
        fill_class(book, training_class)
    Enrolment.objects.bulk_create(book.rows, batch_size=1_000)
    TransitionLog.objects.bulk_create(
        [entry for row in book.rows for entry in trail(book, row)], batch_size=2_000
    )
    ask_for_personas(book)


def write_catalogue(book: Book) -> None:
    """Write providers and programmes, and for each programme a class or more."""
    agency = book.agency
    providers = {
        row.name: row
        for row in Provider.objects.bulk_create(
            Provider(agency=agency, name=name, kind=kind, contact=contact)
            for name, (kind, contact) in PROVIDERS.items()
        )
    }
    programmes = Programme.objects.bulk_create(
        Programme(
            agency=agency,
            provider=providers[course.provider],
            name=course.name,
            sort_name=search_key(course.name),
            form=course.form,
            field=course.field,
            hours=course.hours,
            price=course.price,
            description=course.about,
        )
        for course in COURSES
    )
    for number, (course, programme) in enumerate(zip(COURSES, programmes, strict=True)):
        starts = [OVER[number % len(OVER)], COMING[number % len(COMING)]]
        starts += list(RUNNING) if number % SMALL == 0 else []
        starts += [OVER[(number + 3) % len(OVER)]] if number % 3 == 0 else []
        book.classes += [plan(book, course, programme, days, number) for days in sorted(starts)]
    TrainingClass.objects.bulk_create(book.classes)


def plan(book: Book, course: Course, programme: Programme, offset: int, number: int) -> TrainingClass:
    """Return an unsaved class on weekdays; what is over is finished, one coming class is still being prepared."""
    start = book.today + timedelta(days=offset)
    if offset > 1 or offset < -course.days - 2:
        start += timedelta(days=(7 - start.weekday()) % 7)
    end = start + timedelta(days=course.days - 1)
    state = ClassStatus.FINISHED if end < book.today else ClassStatus.OPEN
    if offset > 0 and number % 9 == 8:
        state = ClassStatus.DRAFT
    is_online = course.form in {"e_learning", "distance"}
    return TrainingClass(
        agency=book.agency,
        programme=programme,
        label=f"Angkatan {'I' * (1 + number % 3)}",
        starts_on=start,
        ends_on=end,
        enrol_until=start - timedelta(days=5),
        place="" if is_online else PLACES[number % len(PLACES)],
        link=f"https://belajar.contoh.go.id/kelas/{number + 1}" if is_online else "",
        seats=SMALL if offset > 0 and number % 4 == 1 else 15 + 5 * (number % 4),
        state=state,
    )


def fill_class(book: Book, training_class: TrainingClass) -> None:
    """Enrol people of the field: who came and who did not, who has a place, waits, asks or was returned."""
    if training_class.state == ClassStatus.DRAFT:
        return
    people = candidates(book, training_class)
    is_over, seats = training_class.state == ClassStatus.FINISHED, training_class.seats
    is_small = seats == SMALL and not is_over
    wanted = min(len(people), seats + 5 if is_small else round(seats * book.rng.uniform(0.5, 0.95)))
    for number, person in enumerate(book.rng.sample(people, wanted)):
        if is_over:
            state = EnrolmentStatus.ABSENT if book.rng.random() < 0.08 else EnrolmentStatus.ATTENDED
        elif number >= seats:
            state = EnrolmentStatus.WAITING
        else:
            state = EnrolmentStatus.PLACED
        if not is_over and not is_small and number % 6 == 5:
            state = book.rng.choice(OTHERS)
        enrol(book, training_class, person, state)
    for person in pinned(book, training_class):
        enrol(book, training_class, person, EnrolmentStatus.ATTENDED if is_over else EnrolmentStatus.PLACED)
    taken = sum(row.state in HELD for row in book.rows if row.training_class is training_class)
    training_class.seats_taken = taken
    training_class.seats = max(seats, taken)
    TrainingClass.objects.filter(pk=training_class.pk).update(
        seats_taken=taken, seats=training_class.seats, revision=F("revision")
    )


def candidates(book: Book, training_class: TrainingClass) -> list[Employee]:
    """Return the people of the field who are not personas and whose ceiling leaves room."""
    service = training_class.programme.field
    if not service:
        people = [person for group in book.fields.values() for person in group]
    else:
        people = book.fields.get(service if service in {"health", "education"} else "general", [])
    return [person for person in people if has_room(book, person, training_class)]


def has_room(book: Book, person: Employee, training_class: TrainingClass) -> bool:
    """Tell whether a PPPK stays below the ceiling with the class."""
    if not person.kind.startswith("pppk"):
        return True
    used = book.hours.get((person.pk, training_class.ends_on.year), 0)
    return used + training_class.programme.hours <= CEILING


def pinned(book: Book, training_class: TrainingClass) -> list[Employee]:
    """Return the personas who take part in a class."""
    name, cast = training_class.programme.name, book.cast
    is_over = training_class.state == ClassStatus.FINISHED
    wanted = {
        "Surveilans Penyakit Daring": ["pegawai"] if is_over else [],
        "Komunikasi Efektif dengan Pasien": ["pegawai"] if not is_over else [],
        "Asesmen Formatif di Kelas": ["guru"] if is_over else [],
        "Pembelajaran Berdiferensiasi": ["guru"] if not is_over else [],
        "Kepemimpinan Melayani bagi Pejabat Pengawas": ["penilai"] if is_over else [],
    }
    people = [cast[code] for code in wanted.get(name, []) if code in cast]
    known = {(row.employee_id, row.training_class.programme_id) for row in book.rows}
    return [person for person in people if (person.pk, training_class.programme_id) not in known]


def enrol(book: Book, training_class: TrainingClass, person: Employee, state: str) -> None:
    """Add an unsaved enrolment with its moments; `bulk_create` overrides no defaults, so all are set."""
    asked = moment_before(book, training_class)
    decided = asked + timedelta(days=book.rng.randint(0, 3), hours=2)
    is_decided = state not in {EnrolmentStatus.REQUESTED, EnrolmentStatus.RETURNED}
    key, extra = (person.pk, training_class.ends_on.year), training_class.programme.hours
    case = HoursCase(person.kind, key[1], book.hours.get(key, 0), extra, HoursRules())
    if state in HELD:
        book.hours[key] = case.total
    book.rows.append(
        Enrolment(
            agency=book.agency,
            training_class=training_class,
            employee=person,
            unit_id=person.unit_id,
            employee_name=person.full_name,
            employee_nip=person.nip or "",
            position_name=person.position.name if person.position else "",
            unit_name=person.unit.name,
            state=state,
            revision=len(STEPS[state]),
            reason=book.rng.choice(REASONS),
            requested_by=person,
            requested_at=asked,
            queued_at=decided if is_decided else None,
            placed_at=decided if is_decided and state != EnrolmentStatus.WAITING else None,
            checklist=hours_checklist(case, as_of=decided.date()).to_dict() if is_decided else None,
        )
    )


def moment_before(book: Book, training_class: TrainingClass) -> datetime:
    """Return when somebody asked: in the weeks before enrolment closed, and never in the future."""
    last = min(training_class.enrol_until, book.today - timedelta(days=5))
    return at(last - timedelta(days=book.rng.randint(1, 20)), book.rng.randint(8, 15))


def trail(book: Book, row: Enrolment) -> list[TransitionLog]:
    """Return the log rows of an enrolment."""
    superior = row.employee.evaluator
    boss = (superior.full_name, superior.position.name if superior.position else "") if superior else ("", "")
    own = (row.employee_name, row.position_name)
    first, last = at(row.training_class.starts_on, 16), at(book.today - timedelta(days=1), 9)
    moments = [row.requested_at, row.queued_at or row.requested_at + timedelta(days=2), min(first, last)]
    entries, before = [], ""
    for moment, name in zip(moments, STEPS[row.state], strict=False):
        step = ENROLMENT_FLOW[name]
        who = {"employee": own, "evaluator": boss}.get(step.role, ("Pengelola Diklat BKPSDM", "BKPSDM"))
        entries.append(
            TransitionLog(
                agency=book.agency,
                subject_type="enrolment",
                subject_id=row.pk,
                transition=name,
                from_state=before,
                to_state=step.target,
                actor_name=who[0] or "Sistem",
                actor_title=who[1],
                role=step.role,
                note=book.rng.choice(RETURNS) if name == "return" else "",
                at=moment,
            )
        )
        before = step.target
    return entries


def ask_for_personas(book: Book) -> None:
    """Let people of the personas' teams ask through the service, so that something waits for them."""
    for code, count in (("penilai", 3), ("kepala", 2)):
        if code not in book.cast:
            continue
        pk = book.cast[code].pk
        team = [row for row in book.people if row.evaluator_id == pk and row.user_id]
        team = [row for row in team if row.kind == "pns"][:count] + [
            row for row in team if row.kind != "pns"
        ][:1]
        ask(book, sorted(team, key=lambda row: row.name), "health")
    if "guru" in book.cast:
        ask(book, [book.cast["guru"]], "education")


def ask(book: Book, people: list[Employee], service: str) -> None:
    """Ask for the next open classes of a field, each person for another one."""
    known = {(row.employee_id, row.training_class_id) for row in book.rows}
    classes = [
        row
        for row in book.classes
        if row.state == ClassStatus.OPEN and row.enrol_until >= book.today and row.programme.field == service
    ]
    for number, person in enumerate(people):
        row = classes[number % len(classes)]
        if (person.pk, row.pk) in known:
            continue
        wish = Wish(REASONS[number % 4], CEILING_REASON if person.kind.startswith("pppk") else "")
        actor = actor_of(person.user, today=book.today)
        enrolment = request_place(training_class=row, employee=person, wish=wish, actor=actor)
        days = timedelta(days=2 + 2 * number)
        asked = at(book.today, 9) - days
        Enrolment.objects.filter(pk=enrolment.pk).update(requested_at=asked)
        TransitionLog.objects.filter(subject_type="enrolment", subject_id=enrolment.pk).update(at=asked)

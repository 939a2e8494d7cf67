"""Signatures, reports and objections of the invented people, in every state an objection can have."""

from datetime import date, datetime, timedelta
from random import Random

from django.db.models import F

from asn_portal.core.access import system_actor
from asn_portal.core.models import Agency, TransitionLog
from asn_portal.core.selectors import work_calendar
from asn_portal.demo.objections_content import GROUNDS, HEARINGS, REASONS, STATEMENTS, UNSIGNED
from asn_portal.demo.plans import at
from asn_portal.demo.ratings import RESULT_REASONS
from employees.enums import EmployeeKind
from employees.models import Employee
from performance.enums import AppraisalStatus
from performance.enums.objections import ObjectionStatus
from performance.models import Appraisal, Objection, ObjectionHearing, Period
from performance.rules.predicate import MATRIX_VERSION, predicate_for
from performance.services.objections import frozen
from performance.services.parties import PARTS, party

OPEN_PERIODS = 2
SIGNED, DECLINED = 0.8, 0.84
CHUNK = 500
# State, days since it was read and filed, whether the evaluator has written.
CASES = (
    ("filed", 6, 2, False),
    ("filed", 7, 3, True),
    ("filed", 24, 16, True),
    ("confirmed", 40, 30, True),
    ("changed", 42, 33, True),
    ("withdrawn", 35, 28, False),
    ("confirmed", 50, 41, False),
    ("changed", 52, 45, True),
)
STEPS = {"confirmed": "confirm", "changed": "change", "withdrawn": "withdraw"}


def add_objections(agency: Agency, today: date, rng: Random) -> None:
    """Write who signed, what was reported, and objections in every state; the newest two periods stay open."""
    rows = Appraisal.objects.filter(agency=agency, state=AppraisalStatus.RELEASED)
    opened = Period.objects.filter(agency=agency, opened_at__isnull=False)
    periods = list(opened.order_by("-rating_due_on", "-pk"))
    for place, period in enumerate(periods[1:], start=1):
        reported_on = period.rating_due_on if place >= OPEN_PERIODS else None
        rows.filter(period=period).update(signed_at=F("read_at"), reported_on=reported_on)
    fresh = list(rows.filter(period__in=periods[:1]).select_related("period", "employee").order_by("pk"))
    people = Employee.objects.filter(agency=agency).select_related(*PARTS).in_bulk()
    for row in fresh:
        complete(row, people, today, rng)
    fields = ["parties", "read_at", "signed_at", "declined_at", "declined_reason"]
    Appraisal.objects.bulk_update(fresh, fields, batch_size=CHUNK)
    add_cases(agency, cases_for(fresh, people), people, today)


def complete(row: Appraisal, people: dict[int, Employee], today: date, rng: Random) -> None:
    """Keep the parties of a rating, and let most of those who read it sign."""
    rater = people.get(row.rated_by_id)
    above = people.get(rater.evaluator_id) if rater else None
    row.parties = {
        "employee": party(people[row.employee_id]),
        "evaluator": party(rater),
        "superior": party(above),
    }
    draw = rng.random()
    if row.read_at and draw < SIGNED:
        row.signed_at = min(row.read_at + timedelta(days=rng.randint(0, 6)), at(today))
    elif row.read_at and draw < DECLINED:
        row.declined_at, row.declined_reason = row.read_at, UNSIGNED


def cases_for(rows: list[Appraisal], people: dict[int, Employee]) -> list[Appraisal]:
    """Return ratings of people with an account and a superior above; a persona's team first, the best rated last."""
    fit = []
    for row in rows:
        rater = people.get(row.rated_by_id)
        above = people.get(rater.evaluator_id) if rater else None
        if above and above.user_id and rater.user_id and above.pk != row.employee_id and row.employee.user_id:
            fit.append(
                (
                    above.kind == EmployeeKind.OFFICIAL,
                    row.predicate == "sb",
                    rater.name != "Hendra Wijaya",
                    row.pk,
                    row,
                )
            )
    return [one[-1] for one in sorted(fit, key=lambda one: one[:4])]


def add_cases(agency: Agency, rows: list[Appraisal], people: dict[int, Employee], today: date) -> None:
    """Write one objection for each case, as far as there are ratings, with hearings and trail."""
    calendar = work_calendar(actor=system_actor(agency.pk))
    for number, (row, case) in enumerate(zip(rows, CASES, strict=False)):
        state, read, filed, is_stated = case
        row.read_at = at(today - timedelta(days=read), 9)
        row.rated_at = min(row.rated_at or row.read_at, row.read_at - timedelta(days=4))
        row.released_at = min(row.released_at or row.read_at, row.read_at - timedelta(days=1))
        row.signed_at = row.declined_at = None
        row.declined_reason = ""
        if state == ObjectionStatus.CHANGED:
            row.result_rating, row.behaviour_rating, row.predicate = "below", "as", "bp"
            row.result_reason = RESULT_REASONS["below"]
        rater = people[row.rated_by_id]
        objection = Objection(
            agency=agency,
            appraisal=row,
            employee_id=row.employee_id,
            unit_id=row.unit_id,
            evaluator=rater,
            decider_id=rater.evaluator_id,
            reasons=REASONS[number % len(REASONS)],
            original=frozen(row),
            received_on=row.read_at.date(),
            last_day=calendar.add(row.read_at.date(), 14),
            filed_at=at(today - timedelta(days=filed), 10),
            due_on=calendar.add(today - timedelta(days=filed), 7),
        )
        if is_stated:
            objection.statement = STATEMENTS[number % len(STATEMENTS)]
            objection.statement_at = objection.filed_at + timedelta(days=1, hours=3)
        finish(objection, row, state, people)
        row.save()
        objection.save()
        write_trail(objection, people)


def finish(objection: Objection, row: Appraisal, state: str, people: dict[int, Employee]) -> None:
    """Give an objection its end; a change is written on the rating too."""
    objection.state = state
    if state not in {ObjectionStatus.CONFIRMED, ObjectionStatus.CHANGED}:
        return
    decider = people[objection.decider_id]
    objection.decided_at = objection.filed_at + timedelta(days=6)
    objection.decided_by, objection.decider_parties = decider, party(decider)
    objection.decision_reason, objection.recommendation = GROUNDS[state]
    if not objection.statement:
        objection.unheard_reason = "Pejabat penilai sedang menjalani cuti besar."
    if state == ObjectionStatus.CHANGED:
        change(objection, row)


def change(objection: Objection, row: Appraisal) -> None:
    """Raise the result by one step on both rows."""
    objection.result_rating, objection.behaviour_rating = "as", "as"
    objection.result_reason = "Bukti tambahan menunjukkan hasil selesai dalam periode penilaian."
    objection.behaviour_reason = "Umpan balik rekan kerja dan warga dipertimbangkan kembali."
    objection.predicate = predicate_for(objection.result_rating, objection.behaviour_rating)
    for name in ("result_rating", "result_reason", "behaviour_rating", "behaviour_reason", "predicate"):
        setattr(row, name, getattr(objection, name))
    row.recommendation, row.rule_version = objection.recommendation, MATRIX_VERSION
    row.amended_at = objection.decided_at


def write_trail(objection: Objection, people: dict[int, Employee]) -> None:
    """Write the steps, and a hearing of the person for those that were decided."""
    person, decider = people[objection.employee_id], people[objection.decider_id]
    steps = [("file", objection.filed_at, person, "person")]
    if objection.statement:
        steps.append(("state", objection.statement_at, people[objection.evaluator_id], "evaluator"))
    if objection.decided_at:
        heard = objection.filed_at + timedelta(days=4)
        steps += [("hear", heard, decider, "superior")]
        steps += [(STEPS[objection.state], objection.decided_at, decider, "superior")]
        write_hearing(objection, heard)
    elif objection.state == ObjectionStatus.WITHDRAWN:
        steps.append(("withdraw", objection.filed_at + timedelta(days=2), person, "person"))
    TransitionLog.objects.bulk_create(
        TransitionLog(
            agency_id=objection.agency_id,
            subject_type="objection",
            subject_id=objection.pk,
            transition=name,
            from_state="" if name == "file" else "filed",
            to_state=objection.state if name in STEPS.values() else "filed",
            actor_name=who.full_name,
            role=role,
            at=moment,
        )
        for name, moment, who, role in steps
    )


def write_hearing(objection: Objection, heard: datetime) -> None:
    """Write what the person said."""
    ObjectionHearing.objects.create(
        agency_id=objection.agency_id,
        objection=objection,
        party="person",
        held_on=heard.date(),
        notes=HEARINGS[objection.pk % len(HEARINGS)],
        recorded_by_id=objection.decider_id,
        recorded_at=heard,
    )

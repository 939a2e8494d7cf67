"""Coaching in every state and one confidential case of the invented people; what both demo modules share."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from asn_portal.core.models import Agency, TransitionLog
from asn_portal.demo import dialogue_content as words
from asn_portal.demo.plans import at
from employees.models import Employee
from performance.enums import BehaviourValue
from performance.models import (
    BehaviourReport,
    CaseStep,
    Coaching,
    CoachingLine,
    CounsellingSession,
    Cycle,
    Feedback,
    GuidanceFeedback,
    Indicator,
    TakeOver,
    WorkResult,
)

COACHED = 16
VALUES = list(BehaviourValue.values)
# State, days since it began, outcome.
COACHINGS = (
    ("writing", 4, ""),
    ("handed_in", 9, ""),
    ("proposed", 14, ""),
    ("agreed", 45, ""),
    ("closed", 90, "progress"),
    ("closed", 100, "none"),
)
STEPS = {"writing": 1, "handed_in": 2, "proposed": 3, "agreed": 4, "closed": 5}
TRAIL = ("start", "hand_in", "propose", "agree", "close")
STATES = ("writing", "handed_in", "proposed", "agreed", "closed")


@dataclass
class Book:
    """What is being written for one government."""

    agency: Agency
    cycle: Cycle
    today: date
    rng: Random
    people: list[Employee]
    cast: dict[str, Employee]
    teams: dict[int, list[Employee]] = field(default_factory=dict)

    def days_ago(self, days: int) -> date:
        """Return a day before today."""
        return self.today - timedelta(days=days)


def near(book: Book, person: Employee) -> list[Employee]:
    """Return the colleagues with the same evaluator."""
    return [row for row in book.teams.get(person.evaluator_id or 0, []) if row.pk != person.pk]


def said(book: Book, person: Employee, **fields) -> Feedback:
    """Return feedback on one behaviour of somebody."""
    return Feedback(
        agency=book.agency,
        cycle=book.cycle,
        employee=person,
        unit_id=person.unit_id,
        behaviour=book.rng.choice(VALUES),
        given_at=at(book.days_ago(book.rng.randint(2, 80)), 13),
        **fields,
    )


def add_coachings(book: Book) -> None:
    """Write coachings in every state, in the team of the evaluator among the personas first."""
    chief = book.cast.get("penilai")
    first = [row for row in book.teams.get(chief.pk if chief else 0, []) if row.pk not in cast_ids(book)]
    others = [row for row in book.rng.sample(book.people, COACHED) if row not in first]
    rows = [
        coaching(book, person, *COACHINGS[place % len(COACHINGS)])
        for place, person in enumerate([*first[:6], *others[: COACHED - 6]])
    ]
    Coaching.objects.bulk_create(rows)
    indicators = indicators_of(book, [row.employee_id for row in rows])
    lines = [line for row in rows for line in lines_of(row, indicators.get(row.employee_id, []))]
    CoachingLine.objects.bulk_create(lines)
    TransitionLog.objects.bulk_create([step for row in rows for step in trail(row)])
    for row in rows:
        after(book, row)


def cast_ids(book: Book) -> set[int]:
    """Return the personas."""
    return {person.pk for person in book.cast.values()}


def coaching(book: Book, person: Employee, state: str, days: int, outcome: str) -> Coaching:
    """Return a coaching by the evaluator in a state."""
    begun, reached = book.days_ago(days), STEPS[state]
    return Coaching(
        agency=book.agency,
        cycle=book.cycle,
        employee=person,
        unit_id=person.unit_id,
        coach_id=person.evaluator_id,
        started_by_id=person.evaluator_id,
        started_at=at(begun, 9),
        reason=book.rng.choice(words.REASONS),
        opportunities=words.OPPORTUNITIES if reached > 1 else "",
        state=state,
        revision=reached,
        handed_in_at=at(begun + timedelta(days=2)) if reached > 1 else None,
        proposed_at=at(begun + timedelta(days=3)) if reached > 2 else None,  # noqa: PLR2004
        agreed_at=at(begun + timedelta(days=4)) if reached > 3 else None,  # noqa: PLR2004
        review_on=begun + timedelta(days=35) if reached > 2 else None,  # noqa: PLR2004
        outcome=outcome,
        outcome_note=words.OUTCOMES.get(outcome, ""),
        closed_at=at(begun + timedelta(days=36), 15) if outcome else None,
    )


def indicators_of(book: Book, people: list[int]) -> dict[int, list[Indicator]]:
    """Return the first indicators of each plan in force."""
    rows = Indicator.objects.filter(
        result__plan__cycle=book.cycle, result__plan__employee_id__in=people, result__plan__is_current=True
    ).select_related("result__plan")
    found: dict[int, list[Indicator]] = {}
    for row in rows.order_by("pk"):
        found.setdefault(row.result.plan.employee_id, []).append(row)
    return {person: rows[:2] for person, rows in found.items()}


def lines_of(row: Coaching, indicators: list[Indicator]) -> list[CoachingLine]:
    """Return the lines of a coaching, filled as far as it has come."""
    reached = STEPS[row.state]
    own = {name: text for name, text in words.COACHING.items() if name != "step"} if reached > 1 else {}
    step = {"step": words.COACHING["step"]} if reached > 2 else {}  # noqa: PLR2004
    return [
        CoachingLine(
            coaching=row,
            order=order,
            indicator=indicator,
            statement=indicator.statement,
            target=f"{indicator.target} {indicator.target_unit}".strip(),
            **own,
            **step,
        )
        for order, indicator in enumerate(indicators, start=1)
    ]


def trail(row: Coaching) -> list[TransitionLog]:
    """Return the steps a coaching has taken."""
    moments = (row.started_at, row.handed_in_at, row.proposed_at, row.agreed_at, row.closed_at)
    steps = []
    for place in range(STEPS[row.state]):
        by_person = TRAIL[place] in {"hand_in", "agree"}
        who = row.employee if by_person else row.employee.evaluator
        steps.append(
            TransitionLog(
                agency_id=row.agency_id,
                subject_type="coaching",
                subject_id=row.pk,
                transition=TRAIL[place],
                from_state=STATES[place - 1] if place else "",
                to_state=STATES[place],
                user_id=who.user_id if who else None,
                actor_name=who.full_name if who else "",
                role="employee" if by_person else "evaluator",
                at=moments[place],
            )
        )
    return steps


def after(book: Book, row: Coaching) -> None:
    """Write what follows a closed coaching: feedback to the superior, and a result taken over."""
    superior = row.employee.evaluator.evaluator_id if row.employee.evaluator else None
    if row.state != "closed" or superior is None:
        return
    GuidanceFeedback.objects.create(
        coaching=row, agency=book.agency, recipient_id=superior, marks=[4, 4, 5, 3, 4, 4, 4, 5, 4]
    )
    result = WorkResult.objects.filter(
        plan__cycle=book.cycle, plan__employee_id=row.employee_id, plan__is_current=True
    ).first()
    if row.outcome == "none" and result is not None:
        TakeOver.objects.create(
            agency=book.agency,
            cycle=book.cycle,
            employee_id=row.employee_id,
            coaching=row,
            result=result,
            statement=result.statement,
            taken_by_id=row.coach_id,
            taken_on=row.closed_at.date() if row.closed_at else book.today,
            note=words.TAKEN_OVER,
        )


def add_case(book: Book) -> None:
    """Write one confidential case in which the counselling runs, where there are personas."""
    chief, counsellor = book.cast.get("kepala"), book.cast.get("penilai")
    team = [row for row in book.teams.get(chief.pk if chief else 0, []) if row.pk not in cast_ids(book)]
    if chief is None or counsellor is None or not team:
        return
    proof = said(book, team[0], author=chief, role="leader", text=words.HINTS[1], tone="attention")
    proof.behaviour = BehaviourValue.HARMONIOUS
    proof.save()
    case = BehaviourReport.objects.create(
        agency=book.agency,
        cycle=book.cycle,
        employee=team[0],
        reported_by=chief,
        reported_at=at(book.days_ago(20), 10),
        value=BehaviourValue.HARMONIOUS,
        problem=words.PROBLEM,
        tried=words.TRIED,
        told_on=book.days_ago(30),
        state="open",
        revision=2,
        counsellor=counsellor,
        meets_at=at(book.days_ago(8), 10),
        place="Ruang konseling BKPSDM",
    )
    case.proofs.set([proof])
    CounsellingSession.objects.create(
        report=case, held_on=book.days_ago(8), agreed=words.AGREED, written_by=counsellor
    )
    CaseStep.objects.bulk_create(
        CaseStep(report=case, to_state=state, what=what, actor_name=name, at=at(book.days_ago(days), 11))
        for what, state, name, days in (
            ("reported", "reported", chief.full_name, 20),
            ("open", "open", "BKPSDM", 15),
            ("session", "open", counsellor.full_name, 8),
        )
    )

"""Plans of the invented people: prepared by the project's own set-based opening, then filled and decided."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from asn_portal.core.models import TransitionLog
from asn_portal.core.requirements import Checklist
from asn_portal.demo.content import ATTACHMENTS, EXPECTATIONS, LEADERS, RETURN_NOTES, STAFF, Promise
from asn_portal.demo.structure import field_of
from employees.models import Employee
from performance.enums import PlanStatus
from performance.models import BehaviourExpectation, Cycle, Indicator, Plan, PlanAttachment, WorkResult
from performance.rules.plan_checklist import RULE_VERSION

# Of a hundred people in the running year: approved, submitted, returned, and the rest still a draft.
APPROVED, SUBMITTED, RETURNED = 0.86, 0.91, 0.94


@dataclass
class Year:
    """A year being built: who reports to whom, and the plans by person."""

    cycle: Cycle
    rng: Random
    is_running: bool
    people: dict[int, Employee]
    plans: dict[int, Plan] = field(default_factory=dict)
    results: dict[int, list[WorkResult]] = field(default_factory=dict)
    wanted: dict[int, str] = field(default_factory=dict)


def at(day: date, hour: int = 8) -> datetime:
    """Return a moment of a day."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def fill_plans(year: Year) -> None:
    """Give every plan its results, parts and state; leaders first, so that others can link to them."""
    year.plans = {plan.employee_id: plan for plan in Plan.objects.filter(cycle=year.cycle)}
    leaders = {person.evaluator_id for person in year.people.values()}
    levels: dict[int, list[int]] = {}
    for employee_id in year.plans:
        levels.setdefault(depth_of(year, employee_id), []).append(employee_id)
    for depth in sorted(levels):
        write_results(year, levels[depth], leaders)
    write_parts(year)
    decide(year)


def depth_of(year: Year, employee_id: int) -> int:
    """Return how many superiors with a plan stand above somebody."""
    depth, current, seen = 0, year.people[employee_id].evaluator_id, {employee_id}
    while current in year.plans and current not in seen:
        seen.add(current)
        depth += 1
        current = year.people[current].evaluator_id
    return depth


def write_results(year: Year, employee_ids: list[int], leaders: set) -> None:
    """Write results and indicators of one level of the organisation."""
    results, indicators = [], []
    for employee_id in employee_ids:
        for order, promise in enumerate(promises_of(year, employee_id, leaders), 1):
            row = WorkResult(
                plan=year.plans[employee_id],
                order=order,
                statement=promise.statement,
                leader_result=leader_result(year, employee_id, order),
            )
            results.append(row)
            year.results.setdefault(employee_id, []).append(row)
            indicators += indicators_of(row, promise)
    WorkResult.objects.bulk_create(results, batch_size=1_000)
    Indicator.objects.bulk_create(indicators, batch_size=1_000)


def promises_of(year: Year, employee_id: int, leaders: set) -> tuple[Promise, ...]:
    """Return what somebody promises: leaders for the unit, staff in their field; some drafts have one result only."""
    person = year.people[employee_id]
    office = person.unit.opd.name if person.unit and person.unit.opd else ""
    promises = LEADERS if employee_id in leaders else STAFF[field_of(office)]
    return promises


def leader_result(year: Year, employee_id: int, order: int) -> WorkResult | None:
    """Return the superior's result that a result serves."""
    above = year.results.get(year.people[employee_id].evaluator_id or 0)
    return above[(order - 1) % len(above)] if above else None


def indicators_of(result: WorkResult, promise: Promise) -> list[Indicator]:
    """Return the unsaved indicators of a result."""
    perspectives = ("recipient", "budget", "process", "internal")
    return [
        Indicator(
            result=result,
            order=order,
            aspect=aspect,
            perspective=perspectives[(order - 1) % 4] if promise in LEADERS else "",
            statement=statement,
            target=target,
            target_unit=unit,
        )
        for order, (aspect, statement, target, unit, _) in enumerate(promise.indicators, 1)
    ]


def write_parts(year: Year) -> None:
    """Write the attachments and, for some, the leader's special expectations."""
    plans = list(year.plans.values())
    PlanAttachment.objects.bulk_create(
        [
            PlanAttachment(plan=plan, kind=kind, text=text)
            for plan in plans
            for kind, text in ATTACHMENTS.items()
        ],
        batch_size=1_000,
    )
    chosen = [plan for plan in plans if year.rng.random() < 0.3 and plan.evaluator_id]  # noqa: PLR2004
    BehaviourExpectation.objects.bulk_create(
        [
            BehaviourExpectation(plan=plan, value=value, text=text, set_by_id=plan.evaluator_id)
            for plan in chosen
            for value, text in EXPECTATIONS.items()
        ],
        batch_size=1_000,
    )


def decide(year: Year) -> None:
    """Set the state of every plan and write the trail."""
    log = []
    for employee_id, plan in year.plans.items():
        state = year.wanted.get(employee_id) or draw_state(year, plan)
        day = year.cycle.plan_due_on - timedelta(days=year.rng.randint(4, 20))
        log += settle(plan, state, day, year)
    names = [
        "state",
        "submitted_at",
        "approved_at",
        "approved_by",
        "checklist",
        "expectations_read_at",
        "saved_at",
    ]
    Plan.objects.bulk_update(year.plans.values(), names, batch_size=400)
    TransitionLog.objects.bulk_create(log, batch_size=1_000)


def draw_state(year: Year, plan: Plan) -> str:
    """Return approved for past years, and a mix for the running one."""
    if not year.is_running or plan.evaluator_id is None:
        return PlanStatus.APPROVED if plan.evaluator_id else PlanStatus.DRAFT
    draw = year.rng.random()
    if draw < APPROVED:
        return PlanStatus.APPROVED
    if draw < SUBMITTED:
        return PlanStatus.SUBMITTED
    return PlanStatus.RETURNED if draw < RETURNED else PlanStatus.DRAFT


def settle(plan: Plan, state: str, day: date, year: Year) -> list[TransitionLog]:
    """Put a plan into its state and return the rows of its trail."""
    plan.state = state
    plan.saved_at = at(day)
    if state == PlanStatus.DRAFT:
        return []
    if state == PlanStatus.SUBMITTED and year.is_running:
        day = timezone.localdate() - timedelta(days=year.rng.randint(1, 14))
    plan.submitted_at = at(day, 9)
    plan.checklist = Checklist("SKP", (), RULE_VERSION, day).to_dict() | {"is_met": True}
    rows = [step(plan, "submit", PlanStatus.SUBMITTED, at(day, 9))]
    if state == PlanStatus.APPROVED:
        plan.approved_at, plan.approved_by_id = at(day + timedelta(days=2), 10), plan.evaluator_id
        plan.expectations_read_at = at(day, 9)
        rows.append(step(plan, "approve", PlanStatus.APPROVED, plan.approved_at))
    if state == PlanStatus.RETURNED:
        note = year.rng.choice(RETURN_NOTES)
        rows.append(step(plan, "return", PlanStatus.RETURNED, at(day + timedelta(days=2), 10), note))
    return rows


def step(plan: Plan, name: str, target: str, moment: datetime, note: str = "") -> TransitionLog:
    """Return one row of the trail."""
    by_employee = name == "submit"
    return TransitionLog(
        agency_id=plan.agency_id,
        subject_type="plan",
        subject_id=plan.pk,
        transition=name,
        from_state=PlanStatus.DRAFT if by_employee else PlanStatus.SUBMITTED,
        to_state=target,
        actor_name=plan.employee_name if by_employee else plan.evaluator_name,
        actor_title=plan.position_name if by_employee else plan.evaluator_position,
        role="employee" if by_employee else "evaluator",
        note=note,
        at=moment,
    )

"""Plans for those who join or come back during the year: newcomers, the end of a leave or an exemption."""

from datetime import date

from django.db import transaction

from asn_portal.core.access import system_actor
from asn_portal.core.models import Agency
from asn_portal.core.schedule import for_each
from employees.models import Employee, UnpaidLeave
from performance.enums.plan_changes import PlanOrigin
from performance.models import Cycle, Plan, PlanExemption
from performance.notifications.plan_changes import late_plan_opened
from performance.selectors.plan_people import people_without_plan, running_cycles
from performance.services.plans import due_day
from performance.services.snapshot import person_now, snapshot_of

AT_ONCE = 500


def open_late_plans(*, agency: Agency, today: date) -> int:
    """Open a plan for everybody who plans now and has none in a running year; return how many.

    While the opening of the year itself still runs nothing is done: it sees to them.
    """
    done = 0
    for cycle in running_cycles(actor=system_actor(agency.pk), today=today):
        if cycle.job is not None and not cycle.job.is_finished:
            continue
        people = list(people_without_plan(cycle).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])

        def open_one(pk: int, cycle: Cycle = cycle) -> None:
            open_late_plan(cycle=cycle, employee_id=pk)

        done += for_each(people, open_one)
    return done


@transaction.atomic
def open_late_plan(*, cycle: Cycle, employee_id: int) -> Plan | None:
    """Prepare the plan of one person from the day they came or came back; None when there is one already."""
    person = person_now(employee_id)
    # The lock on the person keeps a second worker from preparing the same plan.
    Employee.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if Plan.objects.filter(cycle=cycle, employee=person).exists():
        return None
    plan = Plan.objects.create(
        agency_id=cycle.agency_id,
        cycle=cycle,
        employee=person,
        origin=PlanOrigin.LATE,
        approach=cycle.approach,
        starts_on=first_day(cycle, person),
        set_by_on=max(due_day(cycle.agency_id), cycle.plan_due_on),
        **snapshot_of(person),
    )
    late_plan_opened(plan)
    return plan


def first_day(cycle: Cycle, person: Employee) -> date | None:
    """Return the day a late plan begins: after an absence, or with the post; None: it is about the whole year."""
    back = [
        row.ends_on
        for model in (PlanExemption, UnpaidLeave)
        for row in model.objects.filter(employee=person, ends_on__gte=cycle.starts_on)
        if row.ends_on is not None
    ]
    days = [date.fromordinal(day.toordinal() + 1) for day in back]
    days += [day for day in (person.position_effective_on, person.cpns_on) if day is not None]
    inside = [day for day in days if cycle.starts_on < day <= cycle.ends_on]
    return max(inside, default=None)

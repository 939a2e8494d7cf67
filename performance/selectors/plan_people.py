"""Who gets a plan in a year, who does not, and why (PermenPANRB 6/2022 annex II p. 65-66)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from asn_portal.core.access import Actor
from employees.enums import EmployeeKind, Standing
from employees.models import Employee, UnpaidLeave
from performance.enums import CycleStatus
from performance.enums.plan_changes import ExemptionReason
from performance.models import Cycle, Plan, PlanExemption

BY_STANDING = {
    Standing.SUSPENDED: ExemptionReason.SUSPENDED,
    Standing.UNPAID_LEAVE: ExemptionReason.UNPAID_LEAVE,
    Standing.PRE_RETIREMENT: ExemptionReason.PRE_RETIREMENT,
}


@dataclass(frozen=True)
class Exemption:
    """Why planning does not concern somebody today; `ends_on` None: until further notice."""

    reason: ExemptionReason
    starts_on: date | None = None
    ends_on: date | None = None
    note: str = ""


def planning_people(cycle: Cycle) -> QuerySet[Employee]:
    """Return the people who get a plan in this year: who is exempt today gets none."""
    people = Employee.objects.planning().filter(agency_id=cycle.agency_id)
    return people.filter(~Exists(exemptions_today()), ~Exists(leaves_today()))


def people_without_plan(cycle: Cycle) -> QuerySet[Employee]:
    """Return the people who get a plan and have none in this year."""
    own = Plan.objects.filter(cycle=cycle, employee=OuterRef("pk"))
    return planning_people(cycle).filter(~Exists(own))


def exempt_people(cycle: Cycle) -> QuerySet[Employee]:
    """Return the civil servants of a year's agency who plan nothing today and have no plan of that year."""
    own = Plan.objects.filter(cycle=cycle, employee=OuterRef("pk"))
    employed = Employee.objects.employed().filter(agency_id=cycle.agency_id)
    # Mayors and regents are no civil servants and expect no plan.
    employed = employed.exclude(kind=EmployeeKind.OFFICIAL)
    return employed.exclude(pk__in=planning_people(cycle).order_by().values("pk")).filter(~Exists(own))


def exemptions_today() -> QuerySet[PlanExemption]:
    """Return the exemptions in force today of the person of an outer query."""
    return PlanExemption.objects.on(timezone.localdate()).filter(employee=OuterRef("pk"))


def leaves_today() -> QuerySet[UnpaidLeave]:
    """Return the unpaid leaves of today of the person of an outer query."""
    today = timezone.localdate()
    running = Q(ends_on=None) | Q(ends_on__gte=today)
    return UnpaidLeave.objects.filter(running, employee=OuterRef("pk"), starts_on__lte=today)


def own_exemption(*, actor: Actor, today: date) -> Exemption | None:
    """Return why the actor has to plan nothing today, None for everybody else."""
    if actor.employee_id is None:
        return None
    person = Employee.objects.filter(pk=actor.employee_id).only("kind", "standing").first()
    return exemption_of(person, today=today) if person else None


def exemption_of(person: Employee, *, today: date) -> Exemption | None:
    """Return why planning does not concern a person today: HR's mark first, then the record."""
    marked = PlanExemption.objects.on(today).filter(employee=person).first()
    if marked:
        return Exemption(ExemptionReason(marked.reason), marked.starts_on, marked.ends_on, marked.note)
    if person.kind == EmployeeKind.OFFICIAL:
        return Exemption(ExemptionReason.OFFICIAL)
    leave = UnpaidLeave.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today), employee=person, starts_on__lte=today
    ).first()
    if leave:
        return Exemption(ExemptionReason.UNPAID_LEAVE, leave.starts_on, leave.ends_on)
    reason = BY_STANDING.get(Standing(person.standing))
    return Exemption(reason) if reason else None


def running_cycles(*, actor: Actor, today: date) -> QuerySet[Cycle]:
    """Return the open years of the actor's agency in which today lies, whose opening is over."""
    rows = Cycle.objects.visible_to(actor).filter(state=CycleStatus.OPEN, opened_at__isnull=False)
    return rows.filter(starts_on__lte=today, ends_on__gte=today).select_related("job")

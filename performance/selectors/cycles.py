"""Reading years: their dates and how far the offices are."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.shortcuts import get_object_or_404
from django.utils.translation import pgettext

from asn_portal.core.access import Actor, require
from asn_portal.core.pagination import Page, keyset_page
from asn_portal.core.policies import value_on
from performance import policies
from performance.enums import CycleStatus, PlanStatus
from performance.models import Cycle, Period, Plan
from performance.policies.schedule import RHYTHM
from performance.workflow import OPEN_STATES


@dataclass(frozen=True)
class OfficeProgress:
    """How far the plans of one office are; counts are people."""

    opd_id: int | None
    name: str
    draft: int
    returned: int
    submitted: int
    approved: int

    @property
    def total(self) -> int:
        """Return how many people have a plan."""
        return self.draft + self.returned + self.submitted + self.approved

    @property
    def late(self) -> int:
        """Return how many still have to submit."""
        return self.draft + self.returned

    @property
    def percent(self) -> int:
        """Return the share of plans in force, 0 to 100."""
        return self.approved * 100 // self.total if self.total else 0

    @property
    def parts(self) -> list[dict]:
        """Return the parts of the bar."""
        return [
            {"label": pgettext("plans", "approved"), "value": self.approved, "tone": "ok"},
            {"label": pgettext("plans", "submitted"), "value": self.submitted, "tone": "gold"},
            {"label": pgettext("plans", "not yet"), "value": self.late, "tone": "mute"},
        ]


def list_cycles(*, actor: Actor) -> QuerySet[Cycle]:
    """Return the years of the agency, newest first."""
    return Cycle.objects.visible_to(actor).select_related("job").order_by("-year")


def get_cycle(*, actor: Actor, pk: int) -> Cycle:
    """Return a year of the actor's agency."""
    return get_object_or_404(Cycle.objects.visible_to(actor).select_related("job"), pk=pk)


def open_cycle(*, actor: Actor) -> Cycle | None:
    """Return the newest year that is open."""
    return Cycle.objects.visible_to(actor).filter(state=CycleStatus.OPEN).order_by("-year").first()


def list_periods(*, actor: Actor, cycle: Cycle) -> list[Period]:
    """Return the periods of a year, the year itself last."""
    rows = Period.objects.visible_to(actor).filter(cycle=cycle).select_related("job", "close_job")
    return sorted(rows, key=lambda row: (row.number == 0, row.starts_on))


def suggested_year(*, actor: Actor, today: date) -> int:
    """Return the first year that is not set up yet, this year at the earliest."""
    known = set(Cycle.objects.visible_to(actor).values_list("year", flat=True))
    return next(year for year in range(today.year, today.year + 50) if year not in known)


def suggested_cycle(*, actor: Actor, today: date) -> dict:
    """Return what the form of a new year starts with: the next year, evaluated like the newest one."""
    newest = Cycle.objects.visible_to(actor).order_by("-year").first()
    rhythm = newest.rhythm if newest else value_on(RHYTHM, agency_id=actor.agency_id, day=today)
    suggestion = {"year": suggested_year(actor=actor, today=today), "rhythm": rhythm}
    return suggestion | ({"approach": newest.approach} if newest else {})


def plan_progress(*, actor: Actor, cycle: Cycle) -> list[OfficeProgress]:
    """Return the offices of the actor's scope, furthest behind first; one query."""
    require(policies.can_follow_cycle(actor))
    rows = Plan.objects.visible_to(actor).filter(cycle=cycle, is_current=True)
    states = {
        name: Count("pk", filter=Q(state=state))
        for name, state in (
            ("draft", PlanStatus.DRAFT),
            ("returned", PlanStatus.RETURNED),
            ("submitted", PlanStatus.SUBMITTED),
            ("approved", PlanStatus.APPROVED),
        )
    }
    office = Case(When(unit__opd__isnull=True, then=F("unit_id")), default=F("unit__opd_id"))
    label = Case(When(unit__opd__isnull=True, then=F("unit__name")), default=F("unit__opd__name"))
    counted = rows.order_by().values(opd=office, opd_name=label).annotate(**states)
    offices = [
        OfficeProgress(row["opd"], row["opd_name"] or "", *(row[name] for name in states)) for row in counted
    ]
    return sorted(offices, key=lambda row: (row.percent, -row.late, row.name))


def total_progress(offices: list[OfficeProgress]) -> OfficeProgress:
    """Return the sum of all offices."""
    sums = (
        sum(getattr(row, name) for row in offices) for name in ("draft", "returned", "submitted", "approved")
    )
    return OfficeProgress(None, "", *sums)


def late_people(*, actor: Actor, cycle: Cycle, opd_id: int | None, token: str) -> Page:
    """Return the people whose plan is not submitted, one page by name."""
    require(policies.can_follow_cycle(actor))
    rows = Plan.objects.visible_to(actor).filter(cycle=cycle, is_current=True, state__in=OPEN_STATES)
    if opd_id is not None:
        rows = rows.filter(Q(unit__opd_id=opd_id) | Q(unit_id=opd_id))
    return keyset_page(rows.select_related("unit"), key="employee_name", token=token, size=25)

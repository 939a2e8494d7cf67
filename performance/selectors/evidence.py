"""Evidence as the person and the evaluator read it: by work result and indicator."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor
from performance.enums import AppraisalStatus, Aspect, PeriodKind, PlanStatus
from performance.models import Appraisal, Evidence, Indicator, Period, Plan, WorkResult
from performance.rules.targets import TextWarning, lint_evidence
from performance.selectors.measurements import MeasuredValue, Whose, evidence_values


@dataclass
class IndicatorSheet:
    """An indicator with what was recorded on it, newest first."""

    id: int
    statement: str
    target: str
    aspect: str
    standard: str = ""
    lineage: UUID | None = None
    direction: str = ""
    entries: list[Evidence] = field(default_factory=list)
    measured: list[MeasuredValue] = field(default_factory=list)

    @property
    def aspect_label(self) -> str:
        """Return the words of the aspect, empty where none was chosen."""
        return str(Aspect(self.aspect).label) if self.aspect else ""


@dataclass
class ResultSheet:
    """A work result with its indicators."""

    id: int
    kind: str
    statement: str
    leader_statement: str
    indicators: list[IndicatorSheet] = field(default_factory=list)
    remarks: list = field(default_factory=list)

    @property
    def entry_count(self) -> int:
        """Return how many entries there are in all."""
        return sum(len(indicator.entries) for indicator in self.indicators)


@dataclass
class EvidenceSheet:
    """All results of the plan in force, and entries on indicators that a newer version no longer has."""

    results: list[ResultSheet]
    earlier: list[Evidence]

    @property
    def entry_count(self) -> int:
        """Return how many entries there are in all."""
        return sum(result.entry_count for result in self.results) + len(self.earlier)


def warnings_of(evidence: Evidence) -> tuple[TextWarning, ...]:
    """Return remarks on evidence that reads like an activity (E28)."""
    return lint_evidence(f"{evidence.value} {evidence.note}")


def evidence_sheet(
    *, actor: Actor, employee_id: int, cycle_id: int, periods: Iterable[int] | None
) -> EvidenceSheet:
    """Return the sheet of one person; `periods` limits the entries, None means the whole year.

    Two queries, and a third where indicators were taken from a standard.
    """
    results, whose = result_sheets(actor=actor, employee_id=employee_id, cycle_id=cycle_id)
    rows = Evidence.objects.visible_to(actor).filter(
        indicator__result__plan__employee_id=employee_id, indicator__result__plan__cycle_id=cycle_id
    )
    if periods is not None:
        rows = rows.filter(period_id__in=list(periods))
    place_measurements(actor, results, whose)
    places = {indicator.id: indicator for result in results for indicator in result.indicators}
    earlier: list[Evidence] = []
    for entry in rows.select_related("period", "indicator"):
        entry.warnings = warnings_of(entry)
        place = places.get(entry.indicator_id)
        (place.entries if place else earlier).append(entry)
    return EvidenceSheet(results=results, earlier=earlier)


def place_measurements(actor: Actor, results: list[ResultSheet], whose: Whose | None) -> None:
    """Put what was measured in the year beside the indicators taken from a standard."""
    rows = [row for result in results for row in result.indicators if row.lineage]
    if whose is None:
        return
    lineages = {row.lineage for row in rows if row.lineage}
    values = evidence_values(actor=actor, lineages=lineages, whose=whose)
    for row in rows:
        row.measured = values.get(row.lineage, []) if row.lineage else []


COLUMNS = (
    *("id", "kind", "statement", "leader_result__statement"),
    *("indicators__id", "indicators__statement", "indicators__target", "indicators__target_unit"),
    *("indicators__aspect", "indicators__standard_indicator__standard__name"),
    *("indicators__standard_indicator__lineage", "indicators__standard_indicator__direction"),
    "plan__unit__path",
    *("plan__cycle__starts_on", "plan__cycle__ends_on"),
)


def result_sheets(*, actor: Actor, employee_id: int, cycle_id: int) -> tuple[list[ResultSheet], Whose | None]:
    """Return results and indicators of the plan in force, and whose measured values go with them; one query.

    Callers have checked the access.
    """
    rows = (
        WorkResult.objects.filter(
            plan__agency_id=actor.agency_id,
            plan__employee_id=employee_id,
            plan__cycle_id=cycle_id,
            plan__is_current=True,
        )
        .order_by("-kind", "order", "id", "indicators__order", "indicators__id")
        .values_list(*COLUMNS)
    )
    sheets: dict[int, ResultSheet] = {}
    whose = None
    for result_id, kind, statement, leader, *row, path, first, last in rows:
        sheet = sheets.setdefault(result_id, ResultSheet(result_id, kind, statement, leader or ""))
        whose = Whose(employee_id, path or "", first, last)
        indicator_id, indicator, target, unit, aspect, standard, lineage, direction = row
        if indicator_id:
            goal = f"{target} {unit}".strip()
            sheet.indicators.append(
                IndicatorSheet(
                    indicator_id, indicator, goal, aspect, standard or "", lineage, direction or ""
                )
            )
    return list(sheets.values()), whose


def get_own_plan(*, actor: Actor, cycle_id: int) -> Plan | None:
    """Return the actor's plan in force in a year."""
    plans = Plan.objects.visible_to(actor).filter(
        employee_id=actor.employee_id, cycle_id=cycle_id, is_current=True
    )
    return plans.order_by("-number").first()


def get_period(*, actor: Actor, pk: int) -> Period:
    """Return a period of the actor's agency (404 otherwise)."""
    return get_object_or_404(Period.objects.visible_to(actor).select_related("cycle"), pk=pk)


def periods_of(*, actor: Actor, cycle_id: int) -> list[Period]:
    """Return the periods of a year in order, the year itself last."""
    rows = Period.objects.visible_to(actor).filter(cycle_id=cycle_id)
    return sorted(rows, key=lambda period: (period.kind == PeriodKind.YEAR, period.number))


def present_period(*, actor: Actor, today: date) -> Period | None:
    """Return the quarter or month of today in the newest year that has begun, else its last one."""
    shorter = Period.objects.visible_to(actor).exclude(kind=PeriodKind.YEAR).filter(starts_on__lte=today)
    return shorter.select_related("cycle").order_by("-starts_on", "-number").first()


def get_own_indicator(*, actor: Actor, pk: int) -> Indicator:
    """Return an indicator of the actor's plan that has been set (404 otherwise)."""
    mine = Indicator.objects.filter(
        result__plan__agency_id=actor.agency_id,
        result__plan__employee_id=actor.employee_id or 0,
        result__plan__is_current=True,
        result__plan__state=PlanStatus.APPROVED,
    )
    return get_object_or_404(mine.select_related("result__plan"), pk=pk)


def get_evidence(*, actor: Actor, pk: int) -> Evidence:
    """Return an entry in the actor's scope (404 otherwise)."""
    return get_object_or_404(visible_evidence(actor=actor), pk=pk)


def visible_evidence(*, actor: Actor) -> QuerySet[Evidence]:
    """Return entries in scope with what pages show of them."""
    return Evidence.objects.visible_to(actor).select_related("period__cycle", "indicator__result__plan")


def is_locked(*, actor: Actor, period_id: int) -> bool:
    """Tell whether the actor's appraisal of the period has been released, which locks the evidence."""
    mine = Appraisal.objects.visible_to(actor).filter(period_id=period_id, employee_id=actor.employee_id)
    return mine.filter(state=AppraisalStatus.RELEASED).exists()

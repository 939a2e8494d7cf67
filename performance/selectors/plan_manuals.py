"""The manuals of a plan's indicators (form A.1.3)."""

from dataclasses import dataclass

from asn_portal.core.access import Actor
from performance.models import Indicator, IndicatorManual, Plan, WorkResult
from performance.policies.plan_changes import MANUAL_REQUIRED
from performance.selectors.plan_facts import setting
from performance.selectors.plans import plan_results


@dataclass(frozen=True)
class ManualSheet:
    """A plan's results with what is written about each indicator."""

    results: list[WorkResult]
    written: int
    total: int
    is_required: bool


def manual_sheet(*, actor: Actor, plan: Plan) -> ManualSheet:
    """Return the indicators of a plan the actor sees, each with its manual or without."""
    results = plan_results(actor=actor, plan=plan)
    rows = [row for result in results for row in result.indicators.all()]
    for row in rows:
        row.written = getattr(row, "manual", None)
    return ManualSheet(
        results=results,
        written=sum(row.written is not None for row in rows),
        total=len(rows),
        is_required=plan.is_leader_form and setting(plan, MANUAL_REQUIRED),
    )


def manual_of(*, actor: Actor, plan: Plan, indicator: Indicator) -> IndicatorManual | None:
    """Return the manual of an indicator of a plan the actor sees."""
    return IndicatorManual.objects.filter(indicator=indicator, indicator__result__plan=plan).first()


def has_manuals(*, actor: Actor, plan: Plan) -> bool:
    """Tell whether anything is there to print."""
    return IndicatorManual.objects.filter(indicator__result__plan=plan).exists()

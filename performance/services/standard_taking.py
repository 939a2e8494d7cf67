"""Taking an indicator of a standard into a result of the own plan."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from performance import policies
from performance.enums import Approach
from performance.models import Indicator, Plan, StandardIndicator, WorkResult
from performance.rules.standards import plain
from performance.selectors.measurements import goal_of
from performance.services.plan_content import IndicatorText, add_indicator

LONGEST = 300


@transaction.atomic
def take_standard(*, plan: Plan, result: WorkResult, indicator: StandardIndicator, actor: Actor) -> Indicator:
    """Add an indicator of a standard to a result: aspect, words, target and unit, and the link back.

    Raises NotAllowed for anybody but the owner, Conflict once the plan is submitted or set, and ValidationError when
    the plan has it already.
    """
    require(policies.can_write_plan(actor, plan) and indicator.standard.agency_id == plan.agency_id)
    # Writing first locks the plan, so that of two clicks the second finds what the first has added.
    row = add_indicator(plan=plan, result=result, text=as_text(plan, indicator), actor=actor)
    taken = Indicator.objects.filter(result__plan=plan, standard_indicator__lineage=indicator.lineage)
    if taken.exists():
        raise ValidationError(_("This indicator stands in your plan already."), code="taken")
    row.standard_indicator = indicator
    row.save(update_fields=["standard_indicator"])
    return row


def as_text(plan: Plan, row: StandardIndicator) -> IndicatorText:
    """Return an indicator in the form of a plan; leaders choose the perspective themselves."""
    aspect = "" if plan.is_leader_form else row.aspect
    if plan.approach == Approach.QUALITATIVE:
        promise = f" ({goal_of(row)})"
        return IndicatorText(row.statement[: LONGEST - len(promise)] + promise)
    target = f"{row.get_direction().sign} {plain(row.target)}"
    return IndicatorText(row.statement, aspect, target=target, target_unit=row.target_unit)

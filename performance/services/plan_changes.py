"""The form of a plan (approach, work contract) and giving up a change that was begun."""

from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from asn_portal.core.workflow import record_transition
from performance.enums import Approach
from performance.models import Indicator, Plan
from performance.policies import plan_changes as policies
from performance.rules.narratives import as_narrative, without_target
from performance.selectors.plan_facts import setting
from performance.services.locking import lock_for_writing, lock_plan
from performance.services.plan_content import mark_saved
from performance.workflow import PLAN_FLOW
from performance.workflow.plan_changes import GIVE_UP_VERSION


@dataclass(frozen=True)
class FormChoice:
    """The approach, and what the work contract says about results (PPPK, art. 8(2))."""

    approach: str
    contract_terms: str = ""


@transaction.atomic
def choose_form(*, plan: Plan, choice: FormChoice, actor: Actor) -> Plan:
    """Choose the approach of a plan that is being written; indicators take the wording of the other form along.

    Raises ValidationError where the agency leaves no choice, NotAllowed, Conflict with what was typed.
    """
    row = lock_for_writing(plan, actor=actor, note=choice.contract_terms)
    if choice.approach != row.approach:
        if not setting(row, policies.APPROACH_PER_PLAN):
            raise ValidationError({"approach": _("Your agency uses one approach for everybody.")})
        reword(plan, choice.approach)
    values = {"approach": choice.approach, "contract_terms": choice.contract_terms.strip()}
    Plan.objects.filter(pk=plan.pk).update(**values)
    for name, value in values.items():
        setattr(plan, name, value)
    mark_saved(plan)
    return plan


def reword(plan: Plan, approach: str) -> None:
    """Put the target into the narrative, or take it out again; the columns of the target keep what they have."""
    write = as_narrative if approach == Approach.QUALITATIVE else without_target
    rows = list(Indicator.objects.filter(result__plan=plan))
    for row in rows:
        row.statement = write(row.statement, f"{row.target} {row.target_unit}".strip())
    Indicator.objects.bulk_update(rows, ["statement"])


@transaction.atomic
def give_up_version(*, plan: Plan, actor: Actor) -> Plan:
    """Give up a change that is still being written and return the plan in force, which goes on counting.

    Only a change somebody began by themselves: a new post, evaluator or study asks for its plan. The row goes; that
    there was one stays in the trail of the plan in force. Raises NotAllowed, Conflict.
    """
    require(policies.can_give_up_version(actor, plan))
    lock_plan(plan, expected=plan.revision)
    older = Plan.objects.get(pk=plan.replaces_id)
    step = replace(GIVE_UP_VERSION, target=older.state)
    record_transition(
        PLAN_FLOW.subject_type, older, step, before=older.state, actor=actor, note=plan.change_reason
    )
    Plan.objects.filter(pk=plan.pk).delete()
    return older

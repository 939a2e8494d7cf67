"""Content and state of a plan change under one row lock, so that nothing is written into a submitted plan."""

from asn_portal.core.access import Actor, Conflict, require
from performance import policies
from performance.models import Plan
from performance.workflow import PLAN_FLOW


def lock_plan(plan: Plan, *, expected: int | None = None, note: str = "") -> Plan:
    """Lock the row and return it as it is now; Conflict when it moved on from the expected revision."""
    row = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if expected is not None and row.revision != expected:
        raise moved_on(plan, note)
    return row


def lock_for_writing(plan: Plan, *, actor: Actor, note: str = "") -> Plan:
    """Lock a plan that its owner writes into. Raises NotAllowed, and Conflict once it is submitted or set.

    `note` is what was typed: the conflict page gives it back.
    """
    require(policies.can_write_plan(actor, plan))
    row = lock_plan(plan)
    if not row.is_open:
        raise moved_on(plan, note)
    return row


def moved_on(plan: Plan, note: str = "") -> Conflict:
    """Return the conflict that says who moved the plan on."""
    return Conflict(plan, last=PLAN_FLOW.timeline(plan).last(), note=note)

"""The steps of a performance year."""

from django.utils.translation import gettext_lazy as _

from asn_portal.core.workflow import Transition, Workflow, states
from performance import policies
from performance.enums import CycleStatus

CYCLE_FLOW = Workflow(
    "cycle",
    (
        Transition(
            "open",
            states([CycleStatus.PLANNED]),
            CycleStatus.OPEN,
            policies.can_change_cycle,
            label=_("Year opened"),
            role="hr",
        ),
        # After the last period; the year stays to be read, nothing of it is written any more.
        Transition(
            "close",
            states([CycleStatus.OPEN]),
            CycleStatus.CLOSED,
            policies.can_change_cycle,
            label=_("Year closed"),
            role="schedule",
        ),
    ),
)

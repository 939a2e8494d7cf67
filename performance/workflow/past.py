"""The states of an import of past years; HR of the whole agency decides, the system does the work."""

from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.workflow import Transition, Workflow, states
from performance.enums.reports import PastStatus
from performance.policies.reports import can_import_past


def is_system(actor: Actor, run) -> bool:
    """Steps that only background work takes."""
    return actor.is_system and run.agency_id == actor.agency_id


PAST_FLOW = Workflow(
    "past_import",
    (
        Transition("preview", states([PastStatus.CHECKING]), PastStatus.PREVIEW, is_system, _("Checked")),
        Transition("fail", states([PastStatus.CHECKING]), PastStatus.FAILED, is_system, _("Not readable")),
        Transition("apply", states([PastStatus.PREVIEW]), PastStatus.APPLYING, can_import_past, _("Apply")),
        Transition("finish", states([PastStatus.APPLYING]), PastStatus.APPLIED, is_system, _("Applied")),
        Transition(
            "cancel",
            states([PastStatus.CHECKING, PastStatus.PREVIEW]),
            PastStatus.CANCELLED,
            can_import_past,
            _("Cancel"),
        ),
        Transition(
            "undo",
            states([PastStatus.APPLIED]),
            PastStatus.UNDONE,
            can_import_past,
            _("Undo"),
            note_required=True,
        ),
    ),
    url_name="performance:past_detail",
)

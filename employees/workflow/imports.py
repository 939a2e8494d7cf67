"""The states of an import; HR of the whole agency decides, the system does the work."""

from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor, Role
from asn_portal.core.workflow import Transition, Workflow, states
from employees.enums import ImportStatus


def can_import(actor: Actor, run=None) -> bool:
    """HR of the root only: an import touches a whole government."""
    if run is not None and run.agency_id != actor.agency_id:
        return False
    return actor.is_system or any(scope.is_root for scope in actor.scopes_for(Role.HR))


def is_system(actor: Actor, run) -> bool:
    """Steps that only background work takes."""
    return actor.is_system and run.agency_id == actor.agency_id


IMPORT_FLOW = Workflow(
    "import",
    (
        Transition("check", states([ImportStatus.UPLOADED]), ImportStatus.CHECKING, can_import, _("Check")),
        Transition("preview", states([ImportStatus.CHECKING]), ImportStatus.PREVIEW, is_system, _("Checked")),
        Transition(
            "fail", states([ImportStatus.CHECKING]), ImportStatus.FAILED, is_system, _("Not readable")
        ),
        Transition("apply", states([ImportStatus.PREVIEW]), ImportStatus.APPLYING, can_import, _("Apply")),
        Transition("finish", states([ImportStatus.APPLYING]), ImportStatus.APPLIED, is_system, _("Applied")),
        Transition(
            "cancel",
            states([ImportStatus.CHECKING, ImportStatus.PREVIEW]),
            ImportStatus.CANCELLED,
            can_import,
            _("Cancel"),
        ),
    ),
)

"""What stands beside the owner's plans in the small world: a study assignment and an exemption to come."""

from employees.enums import AssignmentKind
from employees.models import Assignment
from performance.models import WorkResult
from tests.performance.factories_plans import PlanExemptionFactory, StudyAssignmentFactory


def plan_change_things(owner, things: dict) -> dict:
    """Return the owner's study, an exemption that has not begun, and the attachment of the plan in force.

    The owner's acting post stands in the draft as the main result it has to be, or it could not be submitted.
    """
    acting = Assignment.objects.filter(employee=owner, kind=AssignmentKind.ACTING).first()
    WorkResult.objects.filter(pk=things["draft-result"][1]).update(acting=acting)
    study = StudyAssignmentFactory(employee=owner)
    exemption = PlanExemptionFactory(employee=owner)
    return {
        "study": [study.pk],
        "exempt": [exemption.pk],
        "plan-paper": [things["approved"][0], "attachment"],
    }

"""Makes what stands beside plans much larger: versions, manuals, studies, exemptions."""

from performance.models import Indicator, IndicatorManual, Plan
from tests.performance.factories_plans import PlanExemptionFactory, StudyAssignmentFactory


def add_plan_changes(person, owner) -> None:
    """Let somebody new stand on the lists of studies and exemptions, and give the owner one more study that is over."""
    StudyAssignmentFactory(employee=person)
    PlanExemptionFactory(employee=person)
    StudyAssignmentFactory(employee=owner, graduated=True)


def deepen_plan_changes(world) -> None:
    """Write manuals for every indicator of the owner's draft."""
    plan = Plan.objects.get(pk=world.things["draft"][0])
    for row in Indicator.objects.filter(result__plan=plan, manual=None):
        IndicatorManual.objects.create(
            indicator=row,
            purpose="Mengukur",
            definition="Nilai",
            control="outcome",
            data_source="Survei",
            reporting="year",
        )

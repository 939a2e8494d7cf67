"""What the tests of rating share."""

from django.utils import timezone

from employees.actors import actor_of
from performance.enums import Rating
from performance.models import Appraisal
from performance.services.appraisals import Judgement
from tests.performance.factories import AppraisalFactory, PeriodFactory

AS, ABOVE, BELOW = Rating.AS_EXPECTED, Rating.ABOVE, Rating.BELOW


def actor(employee):
    """Return the actor of a person today."""
    return actor_of(employee.user, today=timezone.localdate())


def judged(result=AS, behaviour=AS, **fields):
    """Return a complete judgement."""
    return Judgement(
        **{
            "result_rating": str(result),
            "result_reason": "Target tercapai dengan bukti.",
            "behaviour_rating": str(behaviour),
            "behaviour_reason": "Umpan balik rekan baik.",
        }
        | fields
    )


def form_data(**fields):
    """Return what a browser posts for a complete judgement."""
    return {
        "result_rating": "as",
        "result_reason": "Target tercapai dengan bukti.",
        "behaviour_rating": "as",
        "behaviour_reason": "Umpan balik rekan baik.",
        "recommendation": "",
    } | fields


def pending(person, **fields):
    """Return an appraisal of somebody in an opened period of the agency."""
    if "period" not in fields:
        fields["period"] = PeriodFactory(cycle__agency=person.agency, is_opened=True)
    return AppraisalFactory(employee=person, opd=person.unit.opd or person.unit, **fields)


def fresh(appraisal):
    """Return the row as it stands now, as a view would load it."""
    return Appraisal.objects.select_related("period", "employee__evaluator").get(pk=appraisal.pk)

"""What the clock does about plans during the year: moves, acting posts, late comers, studies that failed."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from asn_portal.core.models import Agency
from asn_portal.core.schedule import Duty, register
from performance.services import late_plans, plan_moves, studies


def follow_people(*, agency: Agency, today: date) -> int:
    """Open or adapt plans after moves, tell acting officers, prepare plans of newcomers; returns plans."""
    moved = plan_moves.follow_moves(agency=agency, today=today)
    plan_moves.tell_acting(agency=agency, today=today)
    return moved + late_plans.open_late_plans(agency=agency, today=today)


def follow_studies(*, agency: Agency, today: date) -> int:
    """Put running study assignments into plans, and mark what has to be rated after a study that failed."""
    return studies.put_into_plans(agency=agency, today=today) + studies.mark_drop_outs(agency=agency)


register(
    Duty(
        code="performance.follow_people",
        label=_("Open plans after moves"),
        explanation=_(
            "Where somebody holds another post or has another evaluator since the SKP was made, the plan that this "
            "asks for is opened, and both are told. Newcomers and people who come back get theirs."
        ),
        work=follow_people,
        every="tick",
        hour=1,
        url_name="performance:cycle_list",
    )
)
register(
    Duty(
        code="performance.follow_studies",
        label=_("Follow study assignments"),
        explanation=_(
            "A study assignment that begins is added to the SKP of the year; one that was not completed marks the "
            "rating, where only Poor or Very poor can be given."
        ),
        work=follow_studies,
        every="day",
        hour=1,
        url_name="performance:study_list",
    )
)

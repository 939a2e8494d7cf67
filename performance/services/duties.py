"""What the clock does for the performance year (A10): each looks up what is due, so nothing is missed for long."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import system_actor
from asn_portal.core.models import Agency
from asn_portal.core.schedule import Duty, for_each, register, register_dates
from performance.enums import CycleStatus
from performance.models import Cycle, Period
from performance.selectors.coming import coming_dates
from performance.services import opening, rating_periods


def open_years(*, agency: Agency, today: date) -> int:
    """Open the years whose day of opening has come or was missed."""

    def open_year(cycle: Cycle) -> None:
        opening.start_opening(cycle=cycle, actor=system_actor(agency.pk))

    due = Cycle.objects.filter(agency=agency, state=CycleStatus.PLANNED, opens_on__lte=today)
    return for_each(due, open_year)


def open_periods(*, agency: Agency, today: date) -> int:
    """Open the rating of periods of open years whose day has come or was missed."""

    def open_period(period: Period) -> None:
        rating_periods.start_opening_period(period=period, actor=system_actor(agency.pk))

    due = Period.objects.filter(
        agency=agency, opened_at=None, cycle__state=CycleStatus.OPEN, rating_opens_on__lte=today
    )
    return for_each(due.select_related("cycle"), open_period)


def follow_evaluators(*, agency: Agency, today: date) -> int:
    """Write today's evaluators on the appraisals still to be rated; returns appraisals."""
    return rating_periods.refresh_evaluators(agency_id=agency.pk)


register_dates(coming_dates)
register(
    Duty(
        code="performance.open_years",
        label=_("Open performance years"),
        explanation=_(
            "On the opening day of a year: a plan for everybody who has to write one, and an announcement on "
            "the home page."
        ),
        work=open_years,
        every="tick",
        url_name="performance:cycle_list",
    )
)
register(
    Duty(
        code="performance.open_periods",
        label=_("Open rating periods"),
        explanation=_(
            "On the first day of rating: an appraisal for everybody with a plan, and a message to each evaluator."
        ),
        work=open_periods,
        every="tick",
        url_name="performance:cycle_list",
    )
)
register(
    Duty(
        code="performance.follow_evaluators",
        label=_("Hand appraisals to new evaluators"),
        explanation=_(
            "Where somebody's evaluator has changed, appraisals not yet rated move to the new one."
        ),
        work=follow_evaluators,
        every="tick",
    )
)

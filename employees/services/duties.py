"""What the clock does for people and units (A10)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from asn_portal.core.models import Agency
from asn_portal.core.schedule import Duty, register
from employees.services import posts


def follow_posts(*, agency: Agency, today: date) -> int:
    """Follow posts, ranks and acting officers that begin or end today or since the last run; returns people."""
    return posts.refresh_current_posts(agency_id=agency.pk, today=today)


register(
    Duty(
        code="employees.follow_posts",
        label=_("Follow posts, ranks and superiors"),
        explanation=_(
            "Shortly after midnight: posts, ranks and acting officers that begin or end that day appear on the "
            "pages of the people concerned, and everybody gets the right evaluator."
        ),
        work=follow_posts,
        url_name="employees:people_list",
    )
)

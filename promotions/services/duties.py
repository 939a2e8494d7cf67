"""What the clock does for recognition (A10)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from asn_portal.core.models import Agency
from asn_portal.core.schedule import Duty, register
from promotions.services.awards import announce_due
from promotions.services.candidates import find_candidates


def search(*, agency: Agency, today: date) -> int:
    """Find the candidates for Satyalancana."""
    return find_candidates(agency=agency, today=today)


def announce(*, agency: Agency, today: date) -> int:
    """Tell of awards that have not been told yet."""
    return announce_due(agency=agency, today=today)


SATYALANCANA = register(
    Duty(
        code="promotions.satyalancana",
        label=_("Satyalancana candidates"),
        explanation=_(
            "Finds who has served 10, 20 or 30 years with nothing against a medal, and what is open."
        ),
        work=search,
        every="day",
        hour=1,
        url_name="promotions:candidate_list",
    )
)
RECOGNITION_NOTICES = register(
    Duty(
        code="promotions.recognition_notices",
        label=_("Recognition notices"),
        explanation=_(
            "Tells the person and the team of an award, once, should it not have been told at once."
        ),
        work=announce,
        every="tick",
        url_name="promotions:wall",
    )
)

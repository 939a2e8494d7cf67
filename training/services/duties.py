"""What the clock does for training."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from asn_portal.core.models import Agency
from asn_portal.core.schedule import Duty, register
from training.services.follow_ups import ask_superiors


def work(*, agency: Agency, today: date) -> int:
    """Ask superiors about promises that are due; what was asked already is not found again."""
    return ask_superiors(agency=agency, today=today)


FOLLOW_UPS = register(
    Duty(
        code="training.follow_ups",
        label=_("Follow-ups of trainings"),
        explanation=_(
            "Asks superiors, some months after a class, whether what was promised is applied at work."
        ),
        work=work,
        hour=7,
    )
)

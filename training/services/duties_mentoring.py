"""What the clock does for mentoring: both are reminded once when the agreed end has passed."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.models import Agency
from asn_portal.core.schedule import Duty, for_each, register
from training.enums import PairStatus
from training.models import MentoringPair
from training.notifications import mentoring as notices

MOST_A_RUN = 2_000


def remind_of_ends(*, agency: Agency, today: date) -> int:
    """Remind the two of every running pair whose agreed end has passed; return how many pairs were reminded.

    What is due stands in the rows, so that a missed day is made up for; the mark makes a second run silent.
    """
    due = MentoringPair.objects.filter(
        agency=agency, state=PairStatus.ACTIVE, ends_on__lt=today, reminded_at=None
    )
    return for_each(due.order_by("pk")[:MOST_A_RUN], remind)


@transaction.atomic
def remind(pair: MentoringPair) -> int:
    """Remind one pair, unless another worker has just done so."""
    mine = MentoringPair.objects.filter(pk=pair.pk, state=PairStatus.ACTIVE, reminded_at=None)
    if not mine.update(reminded_at=timezone.now()):
        return 0
    notices.end_has_passed(pair)
    return 1


MENTORING_ENDS = register(
    Duty(
        code="training.mentoring_ends",
        label=_("Reminders of mentoring that should be closed"),
        explanation=_(
            "Once the agreed end of a mentoring has passed, both are asked for the closing review."
        ),
        work=remind_of_ends,
        hour=7,
        url_name="training:mentoring",
    )
)

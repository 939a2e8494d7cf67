"""Nightly cleaning; business records are never deleted by the application (A12)."""

from datetime import date, timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core import schedule
from asn_portal.core.models import Agency, DutyRun

# Long enough to compare with the same season of the year before.
KEEP_RUNS = timedelta(days=400)


def purge_expired(*, agency: Agency, today: date) -> int:
    """Delete expired sessions and what the clock did long ago; return how many rows."""
    sessions, _by_model = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    runs, _by_model = DutyRun.objects.filter(agency=agency, day__lt=today - KEEP_RUNS).delete()
    return sessions + runs


schedule.register(
    schedule.Duty(
        code="core.purge",
        label=_("Clean up"),
        explanation=_(
            "Removes expired logins and entries of this page older than a year. Records of people always stay."
        ),
        work=purge_expired,
        hour=2,
    )
)

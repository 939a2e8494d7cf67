"""Nightly cleaning; business records are never deleted by the application (A12)."""

from django.contrib.sessions.models import Session
from django.utils import timezone


def purge_expired() -> int:
    """Delete expired sessions and return their number."""
    removed, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return removed

"""Reads of the kernel."""

from django.db.models import Count, IntegerField, Q, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils import timezone

from asn_portal.core import notices, policies
from asn_portal.core.access import Actor
from asn_portal.core.calendar import WorkCalendar
from asn_portal.core.models import Agency, Announcement, Holiday, Job, Notice

MOST_UNREAD = 99


def work_calendar(*, actor: Actor) -> WorkCalendar:
    """Return the working days of the actor's agency, with nationwide and own holidays (B15)."""
    rows = list(
        Holiday.objects.filter(Q(agency=None) | Q(agency_id=actor.agency_id)).values_list(
            "day", "is_confirmed"
        )
    )
    work_days = policies.value_on(
        policies.WORK_DAYS, agency_id=actor.agency_id or 0, day=timezone.localdate()
    )
    return WorkCalendar(
        holidays=frozenset(day for day, _ in rows),
        work_days=work_days,
        unconfirmed_years=frozenset(day.year for day, confirmed in rows if not confirmed),
    )


def get_agency(*, actor: Actor) -> Agency:
    """Return the actor's agency."""
    return get_object_or_404(Agency, pk=actor.agency_id)


def get_job(*, actor: Actor, pk: int) -> Job:
    """Return a job of the actor's agency (404 otherwise)."""
    return get_object_or_404(Job, pk=pk, agency_id=actor.agency_id)


def count_unread(*, actor: Actor) -> int:
    """Return how many notices the actor has not read, 99 at most."""
    return len(Notice.objects.filter(user_id=actor.user_id, read_at=None).values_list("id")[:MOST_UNREAD])


def list_notices(*, actor: Actor, limit: int = 50) -> list[notices.Message]:
    """Return the newest notices of the actor, in the active language."""
    rows = Notice.objects.filter(user_id=actor.user_id).order_by("-id")[:limit]
    return [notices.render(row) for row in rows]


def notices_and_unread(*, actor: Actor, limit: int) -> tuple[list[notices.Message], int]:
    """Return the newest notices and how many are unread (99 at most), in one query."""
    own = Notice.objects.filter(user_id=actor.user_id)
    unread = own.filter(read_at=None).order_by().values("user_id").annotate(total=Count("pk"))
    counted = Coalesce(Subquery(unread.values("total")), 0, output_field=IntegerField())
    rows = list(own.annotate(unread=counted).order_by("-id")[:limit])
    return [notices.render(row) for row in rows], min(rows[0].unread, MOST_UNREAD) if rows else 0


def get_notice(*, actor: Actor, pk: int) -> Notice:
    """Return one of the actor's own notices."""
    return get_object_or_404(Notice, user_id=actor.user_id, pk=pk)


def list_announcements(*, actor: Actor) -> list[notices.Message]:
    """Return what the agency announces today."""
    rows = Announcement.objects.filter(agency_id=actor.agency_id).filter(
        Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
    )
    return [notices.render(row) for row in rows.order_by("-id")[:3]]

"""Notices: written once in the transaction that causes them; mail follows through the outbox (ADR 0005)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import NoReverseMatch, reverse

from asn_portal.core import jobs
from asn_portal.core.models import Announcement, Delivery, Notice
from asn_portal.core.templatetags.formats import longdate


@dataclass(frozen=True)
class NoticeKind:
    """How one event reads: lazy texts with %(name)s slots filled from the notice's params, and where it leads."""

    event: str
    title: Any
    body: Any
    url_name: str
    icon: str = "bell"
    mail: bool = True
    url_has_subject: bool = True
    # Writes title and body of a notice whose params are a list rather than slots (a digest).
    write: Callable[[dict], tuple[str, str]] | None = None


KINDS: dict[str, NoticeKind] = {}
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def register(kind: NoticeKind) -> NoticeKind:
    """Make an event known; each app does so in its notifications module."""
    KINDS[kind.event] = kind
    return kind


@dataclass(frozen=True)
class Subject:
    """What a notice is about: agency, kind of object and its id."""

    agency_id: int
    type: str
    id: int


def notify(
    *, event: str, subject: Subject, recipients: Iterable[int | None], params: dict, occasion: str = ""
) -> int:
    """Tell each user once per event, subject and occasion; return how many new notices were written.

    `recipients` are user ids (None is skipped: people without an account). Mail goes to verified addresses only.
    """
    kind = KINDS[event]
    users = sorted({user_id for user_id in recipients if user_id})
    key = {"event": event, "subject_type": subject.type, "subject_id": subject.id, "occasion": occasion}
    with transaction.atomic():
        known = set(Notice.objects.filter(user_id__in=users, **key).values_list("user_id", flat=True))
        fresh = [user_id for user_id in users if user_id not in known]
        Notice.objects.bulk_create(
            [Notice(agency_id=subject.agency_id, user_id=user_id, params=params, **key) for user_id in fresh],
            ignore_conflicts=True,
            batch_size=500,
        )
        if kind.mail and fresh:
            queue_mail(fresh, key)
    return len(fresh)


def queue_mail(user_ids: list[int], key: dict) -> None:
    """Write the delivery rows of new notices and wake the sender after commit."""
    addresses = dict(verified_addresses(user_ids))
    notices = Notice.objects.filter(user_id__in=list(addresses), **key).values_list("id", "user_id")
    Delivery.objects.bulk_create(
        [Delivery(notice_id=notice_id, address=addresses[user_id]) for notice_id, user_id in notices],
        ignore_conflicts=True,
        batch_size=500,
    )
    if addresses:
        jobs.after_commit("core.sweep_deliveries")


def verified_addresses(user_ids: list[int]):
    """Return pairs of user id and verified address (B9)."""
    return (
        get_user_model()
        .objects.filter(
            id__in=user_ids, is_active=True, emailaddress__verified=True, emailaddress__primary=True
        )
        .values_list("id", "emailaddress__email")
    )


def announce(*, event: str, subject: Subject, params: dict, ends_on=None) -> Announcement:
    """Tell everybody of an agency with one row (B7); a second call changes nothing."""
    row, _ = Announcement.objects.get_or_create(
        event=event,
        subject_type=subject.type,
        subject_id=subject.id,
        defaults={"agency_id": subject.agency_id, "params": params, "ends_on": ends_on},
    )
    return row


@dataclass(frozen=True)
class Message:
    """A notice in the reader's language."""

    id: int
    title: str
    body: str
    url: str
    icon: str
    created_at: Any
    is_read: bool


def render(row: Notice | Announcement) -> Message:
    """Return the texts of a notice or announcement in the active language."""
    kind, params = KINDS[row.event], in_words(row.params)
    title, body = (
        kind.write(row.params) if kind.write else (str(kind.title) % params, str(kind.body) % params)
    )
    return Message(
        id=row.pk,
        title=title,
        body=body,
        url=target_url(kind, row.subject_id),
        icon=kind.icon,
        created_at=row.created_at,
        is_read=isinstance(row, Notice) and row.read_at is not None,
    )


def in_words(params: dict) -> dict:
    """Return the params with their ISO days written out in the active language."""
    return {
        name: longdate(date.fromisoformat(value)) if is_day(value) else value
        for name, value in params.items()
    }


def is_day(value: Any) -> bool:
    """Tell whether a value is a legal date as stored in JSON."""
    return isinstance(value, str) and bool(ISO_DAY.fullmatch(value))


def target_url(kind: NoticeKind, subject_id: int) -> str:
    """Return the page a notice leads to."""
    try:
        return reverse(kind.url_name, args=[subject_id] if kind.url_has_subject else None)
    except NoReverseMatch:
        return reverse("home")

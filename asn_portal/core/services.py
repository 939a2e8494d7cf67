"""Writes of the kernel that people cause directly."""

from django.contrib.auth import get_user_model
from django.utils import timezone

from asn_portal.core.access import Actor
from asn_portal.core.models import Notice


def mark_read(*, notice: Notice, actor: Actor) -> None:
    """Mark one of the actor's notices as read."""
    Notice.objects.filter(pk=notice.pk, user_id=actor.user_id, read_at=None).update(read_at=timezone.now())


def mark_all_read(*, actor: Actor) -> int:
    """Mark all notices of the actor as read and return their number."""
    return Notice.objects.filter(user_id=actor.user_id, read_at=None).update(read_at=timezone.now())


def remember_language(*, language: str, actor: Actor) -> None:
    """Keep the language for mails, which are written when nobody has a page open."""
    get_user_model().objects.filter(pk=actor.user_id).update(language=language)

"""API tokens: made by their owner, shown once, revoked at any time."""

from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, require
from employees.accounts.codes import digest_of, new_secret
from employees.models import ApiToken

LONGEST = timedelta(days=366)
MOST = 20
TOUCH_EVERY = timedelta(hours=1)


@transaction.atomic
def create_token(*, name: str, last_day: date, actor: Actor) -> tuple[ApiToken, str]:
    """Make a token that works until the end of a day, a year at most; returns it with its secret, shown once.

    Raises ValidationError for a day in the past or too far, and for more than 20 tokens.
    """
    require(actor.user_id is not None)
    today = timezone.localdate()
    if not today <= last_day <= today + LONGEST:
        raise ValidationError({"last_day": _("Choose a day within the next year.")})
    mine = ApiToken.objects.filter(user_id=actor.user_id, revoked_at=None, expires_at__gt=timezone.now())
    if mine.count() >= MOST:
        raise ValidationError(_("You have 20 tokens; revoke one first."), code="most")
    secret = new_secret()
    end = timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time.min))
    token = ApiToken.objects.create(
        user_id=actor.user_id, name=name, digest=digest_of(secret), expires_at=end
    )
    return token, secret


@transaction.atomic
def revoke_token(*, token: ApiToken, actor: Actor) -> None:
    """Make a token useless from now on. Raises Conflict when it already is."""
    require(token.user_id == actor.user_id)
    if not ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        raise Conflict(token)


def touch_token(token: ApiToken) -> None:
    """Remember the last use, at most once an hour so that the API stays read-only for the database."""
    now = timezone.now()
    if token.last_used_at is None or token.last_used_at < now - TOUCH_EVERY:
        stale = Q(last_used_at=None) | Q(last_used_at__lt=now - TOUCH_EVERY)
        ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)

"""API tokens by their digest, and those of one account."""

from datetime import datetime

from django.shortcuts import get_object_or_404
from django.utils import timezone

from asn_portal.core.access import Actor
from employees.models import ApiToken


def token_in_force(digest: str, *, now: datetime) -> ApiToken | None:
    """Return the token of a digest unless it is expired, revoked or its account is closed."""
    return (
        ApiToken.objects.select_related("user")
        .filter(digest=digest, expires_at__gt=now, revoked_at=None, user__is_active=True)
        .first()
    )


def list_tokens(*, actor: Actor) -> list[ApiToken]:
    """Return the actor's own tokens that still work, the newest first."""
    rows = ApiToken.objects.filter(user_id=actor.user_id, revoked_at=None, expires_at__gt=timezone.now())
    return list(rows.order_by("-pk")[:100])


def get_token(*, actor: Actor, pk: int) -> ApiToken:
    """Return one of the actor's own tokens (404 otherwise)."""
    return get_object_or_404(ApiToken, pk=pk, user_id=actor.user_id)

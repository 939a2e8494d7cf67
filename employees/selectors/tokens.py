"""API tokens by their digest."""

from datetime import datetime

from employees.models import ApiToken


def token_in_force(digest: str, *, now: datetime) -> ApiToken | None:
    """Return the token of a digest unless it is expired, revoked or its account is closed."""
    return (
        ApiToken.objects.select_related("user")
        .filter(digest=digest, expires_at__gt=now, revoked_at=None, user__is_active=True)
        .first()
    )

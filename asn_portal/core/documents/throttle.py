"""A limit per network address for pages that need no login; the counter lives in Django's cache (B9)."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

WINDOW = 60


def client_address(request: HttpRequest) -> str:
    """Return the caller's address: proxies are trusted by their number, further entries may be invented."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    count = settings.TRUSTED_PROXIES
    if count and len(hops) >= count:
        return hops[-count]
    return request.META.get("REMOTE_ADDR", "")


def is_over_limit(request: HttpRequest, *, name: str, limit: int) -> bool:
    """Count one call and tell whether the address made more than `limit` within a minute."""
    # Only a keyed digest is kept, so the cache says nothing about who asked.
    key = f"throttle:{name}:{salted_hmac(name, client_address(request)).hexdigest()[:32]}"
    if cache.add(key, 1, WINDOW):
        return limit < 1
    try:
        return cache.incr(key) > limit
    except ValueError:
        return False

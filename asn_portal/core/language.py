"""The cookie that keeps the chosen language on a device."""

COOKIE = "language"
YEAR = 60 * 60 * 24 * 365


def keep_language(response, request, language: str) -> None:
    """Write the language into the cookie."""
    response.set_cookie(COOKIE, language, max_age=YEAR, samesite="Lax", secure=request.is_secure())

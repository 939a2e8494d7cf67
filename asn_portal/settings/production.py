"""Production: refuses to start with a setting that is only good enough for a demo (A3)."""

from django.core.exceptions import ImproperlyConfigured

from asn_portal.settings import env
from asn_portal.settings.base import *  # noqa: F403
from asn_portal.settings.base import DATABASES, DEBUG, DEMO_MODE, PUBLIC_URL, REDIS_URL, SECRET_KEY

ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
problems = [
    message
    for is_wrong, message in (
        (
            SECRET_KEY.startswith("insecure") or len(SECRET_KEY) < 40,
            "SECRET_KEY must be set, 40 characters or more.",
        ),
        (DEBUG, "DEBUG must be false."),
        (DEMO_MODE, "DEMO_MODE must be false."),
        ("sqlite3" in DATABASES["default"]["ENGINE"], "DATABASE_URL must name a PostgreSQL database."),
        (not REDIS_URL, "REDIS_URL must be set."),
        (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS, "ALLOWED_HOSTS must list the portal's host names."),
        (not PUBLIC_URL.startswith("https://"), "PUBLIC_URL must begin with https://."),
    )
    if is_wrong
]
if problems:
    raise ImproperlyConfigured("The portal does not start: " + " ".join(problems))

WHITENOISE_USE_FINDERS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SECURE_SSL_REDIRECT = env.boolean("SECURE_SSL_REDIRECT", True)
# The platform asks from inside, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.integer("TRUSTED_PROXIES", 0) else None
SECURE_HSTS_SECONDS = env.integer("SECURE_HSTS_SECONDS", 3600)
# Subdomains and preload lists belong to the owner of the domain, not to one portal on it.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

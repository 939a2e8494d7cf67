"""Development and demo: SQLite, a filesystem queue and mail written to var/mail, nothing else to install."""

from asn_portal.settings import env
from asn_portal.settings.base import *  # noqa: F403
from asn_portal.settings.base import VAR_DIR

EMAIL_BACKEND = env.text("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = VAR_DIR / "mail"
for folder in ("media", "mail", "staticfiles", "queue/messages", "queue/control"):
    (VAR_DIR / folder).mkdir(parents=True, exist_ok=True)

"""The shared kernel."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    """Kernel app: tenancy, access, workflow, notices, jobs, documents, schedule."""

    name = "asn_portal.core"
    label = "core"

    def ready(self):
        """Let every app register what the clock does for it, in the order of INSTALLED_APPS."""
        from asn_portal.core import housekeeping  # noqa: F401

        autodiscover_modules("services.duties")

"""The shared kernel."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Kernel app: tenancy, access, workflow, notices, jobs, documents."""

    name = "asn_portal.core"
    label = "core"

"""The shared kernel."""

from importlib import import_module
from pkgutil import walk_packages

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule


class CoreConfig(AppConfig):
    """Kernel app: tenancy, access, workflow, notices, jobs, documents, schedule."""

    name = "asn_portal.core"
    label = "core"

    def ready(self):
        """Let every app register what the clock does for it: `services/duties….py`, in the order of the apps."""
        for app in apps.get_app_configs():
            if app is not self and module_has_submodule(app.module, "services"):
                load_duties(f"{app.name}.services")
        from asn_portal.core import housekeeping  # noqa: F401


def load_duties(package: str) -> None:
    """Import the modules of a services package whose names begin with "duties"."""
    for found in walk_packages(getattr(import_module(package), "__path__", []), f"{package}."):
        if found.name.startswith(f"{package}.duties"):
            import_module(found.name)

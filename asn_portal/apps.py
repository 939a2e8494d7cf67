"""The composition root as an app, so that its management commands are found."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Holds the commands that need every app: the demo and its accounts."""

    name = "asn_portal"
    label = "portal"

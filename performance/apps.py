"""App configuration."""

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    """The performance app."""

    name = "performance"

"""App configuration."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """The training app."""

    name = "training"

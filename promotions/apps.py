"""App configuration."""

from django.apps import AppConfig


class PromotionsConfig(AppConfig):
    """The promotions app."""

    name = "promotions"

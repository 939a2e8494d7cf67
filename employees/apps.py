"""App configuration."""

from django.apps import AppConfig


class EmployeesConfig(AppConfig):
    """The employees app."""

    name = "employees"

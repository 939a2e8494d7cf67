"""The composition root as an app, so that its management commands are found."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Holds the commands that need every app: the demo and its accounts."""

    name = "asn_portal"
    label = "portal"

    def ready(self):
        """Let each app tell the audit view how its subjects are called."""
        from employees.selectors import audit_subjects as employees  # noqa: F401
        from performance.selectors import audit_dialogue  # noqa: F401
        from performance.selectors import audit_subjects as performance  # noqa: F401
        from promotions.selectors import audit_nominations, audit_proposals  # noqa: F401
        from training.selectors import audit_classes, audit_mentoring, audit_proofs  # noqa: F401

"""Who keeps the catalogue and the classes."""

from datetime import date

from asn_portal.core.access import Actor, Role
from employees.policies import is_root_hr
from training.models import TrainingClass


def can_manage_catalogue(actor: Actor) -> bool:
    """HR of the whole agency keeps providers, programmes and classes."""
    return is_root_hr(actor)


def can_follow_classes(actor: Actor) -> bool:
    """HR of an office, leaders and inspectors read the lists of the desk."""
    return actor.is_system or actor.has(Role.HR, Role.LEADER, Role.INSPECTOR)


def can_manage_class(actor: Actor, training_class: TrainingClass) -> bool:
    """The same, for one class."""
    return can_manage_catalogue(actor) and training_class.agency_id == actor.agency_id


def can_mark_attendance(actor: Actor, training_class: TrainingClass, *, today: date) -> bool:
    """HR marks who came, from the first day on."""
    return (
        can_manage_class(actor, training_class)
        and training_class.starts_on <= today
        and training_class.state in {"open", "finished"}
    )

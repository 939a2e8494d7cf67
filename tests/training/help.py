"""What tests of classes and places share."""

import datetime as dt

from employees.actors import actor_of
from training.models import Enrolment, TrainingClass
from training.selectors import enrolments as selectors
from training.services import enrolments as services
from training.services.enrolments import Wish

TODAY = dt.date(2026, 3, 2)


def actor(person, *, today=TODAY):
    """Return a person as actor."""
    return actor_of(person.user, today=today)


def ask(training_class, person, *, by=None, **wish):
    """Ask for a place, for oneself or through somebody else."""
    return services.request_place(
        training_class=training_class, employee=person, wish=Wish(**wish), actor=actor(by or person)
    )


def approve(enrolment, person, **wish):
    """Approve as a request would: read anew beforehand."""
    fresh = selectors.get_enrolment(actor=actor(person), pk=enrolment.pk)
    return services.approve_enrolment(enrolment=fresh, wish=Wish(**wish), actor=actor(person))


def withdraw(enrolment, person):
    """Give the own place up."""
    fresh = selectors.get_enrolment(actor=actor(person), pk=enrolment.pk)
    return services.withdraw_enrolment(enrolment=fresh, actor=actor(person))


def state_of(enrolment) -> str:
    """Return the stored state."""
    return Enrolment.objects.get(pk=enrolment.pk).state


def taken(training_class) -> int:
    """Return how many seats are counted as taken."""
    return TrainingClass.objects.get(pk=training_class.pk).seats_taken

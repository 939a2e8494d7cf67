"""How the audit view names classes and places."""

from django.db.models import QuerySet, Value
from django.utils.translation import pgettext_lazy

from asn_portal.core.access import Actor
from asn_portal.core.audit import SubjectKind, named, register_subject
from training.models import Enrolment, TrainingClass


def enrolment_names(*, actor: Actor, ids: list[int]) -> QuerySet:
    """Return who asked for which programme."""
    rows = Enrolment.objects.visible_to(actor).filter(pk__in=ids)
    return named(rows, "employee_name", Value(", "), "training_class__programme__name")


def class_names(*, actor: Actor, ids: list[int]) -> QuerySet:
    """Return the programmes of classes with the name of the class."""
    rows = TrainingClass.objects.visible_to(actor).filter(pk__in=ids)
    return named(rows, "programme__name", Value(" "), "label")


register_subject(
    SubjectKind(
        "enrolment", pgettext_lazy("training", "Enrolment"), enrolment_names, "training:enrolment_detail"
    )
)
register_subject(
    SubjectKind("class", pgettext_lazy("training", "Class"), class_names, "training:class_detail")
)

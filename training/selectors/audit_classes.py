"""How the audit view names classes and places."""

from django.utils.translation import pgettext_lazy

from asn_portal.core.access import Actor
from asn_portal.core.audit import SubjectKind, register_subject
from training.models import Enrolment, TrainingClass


def enrolment_names(*, actor: Actor, ids: list[int]) -> dict[int, str]:
    """Return who asked for which programme."""
    rows = Enrolment.objects.visible_to(actor).filter(pk__in=ids)
    parts = rows.values_list("pk", "employee_name", "training_class__programme__name")
    return {pk: f"{name}, {programme}" for pk, name, programme in parts}


def class_names(*, actor: Actor, ids: list[int]) -> dict[int, str]:
    """Return the programmes of classes with the name of the class."""
    rows = TrainingClass.objects.visible_to(actor).filter(pk__in=ids)
    parts = rows.values_list("pk", "programme__name", "label")
    return {pk: f"{programme} {label}".strip() for pk, programme, label in parts}


register_subject(
    SubjectKind(
        "enrolment", pgettext_lazy("training", "Enrolment"), enrolment_names, "training:enrolment_detail"
    )
)
register_subject(
    SubjectKind("class", pgettext_lazy("training", "Class"), class_names, "training:class_detail")
)

"""What waits for the person themselves in training: classes attended without a word about them."""

from datetime import timedelta

from django.db.models import BooleanField, CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from asn_portal.core.access import Actor
from training.enums import EnrolmentStatus
from training.models import Enrolment

KIND = "class_feedback"
ASKED_FOR = timedelta(days=60)


def feedback_inbox(*, actor: Actor) -> QuerySet:
    """Return the attended classes whose questionnaire and promise are open, in the columns of the inbox."""
    rows = Enrolment.objects.none()
    if actor.employee_id is not None:
        rows = Enrolment.objects.filter(
            agency_id=actor.agency_id,
            employee_id=actor.employee_id,
            state=EnrolmentStatus.ATTENDED,
            reaction=None,
            training_class__ends_on__gte=timezone.localdate() - ASKED_FOR,
        )
    return rows.values(
        kind=Value(KIND, output_field=CharField()),
        subject_id=F("pk"),
        who=F("training_class__programme__provider__name"),
        post=Coalesce(F("training_class__place"), Value(""), output_field=CharField()),
        detail=F("training_class__programme__name"),
        since=F("placed_at"),
        due_on=Cast(Value(None), DateField()),
        is_safe=Value(False, output_field=BooleanField()),
    )

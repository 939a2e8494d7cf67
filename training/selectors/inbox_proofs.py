"""What waits for somebody: certificates to verify, follow-ups to answer."""

from django.db.models import BooleanField, CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat

from asn_portal.core.access import Actor
from training.selectors.certificates import waiting_certificates
from training.selectors.follow_ups import follow_ups_to_answer


def certificate_inbox(*, actor: Actor) -> QuerySet:
    """Return the certificates that wait for the actor as HR, in the columns of the inbox."""
    hours = Cast(F("hours"), CharField())
    return waiting_certificates(actor=actor).values(
        kind=Value("certificate", output_field=CharField()),
        subject_id=F("pk"),
        who=F("employee_name"),
        post=Coalesce(F("employee__position__name"), Value(""), output_field=CharField()),
        detail=Concat(F("name"), Value(", "), hours, Value(" JP"), output_field=CharField()),
        since=F("submitted_at"),
        due_on=Cast(Value(None), DateField()),
        is_safe=Value(False, output_field=BooleanField()),
    )


def follow_up_inbox(*, actor: Actor) -> QuerySet:
    """Return the promises the actor is asked about, in the columns of the inbox."""
    rows = follow_ups_to_answer(actor=actor).annotate(
        kind=Value("follow_up", output_field=CharField()),
        subject_id=F("pk"),
        who=F("employee__name"),
        post=Coalesce(F("employee__position__name"), Value(""), output_field=CharField()),
        detail=F("enrolment__training_class__programme__name"),
        since=F("asked_at"),
        is_safe=Value(False, output_field=BooleanField()),
    )
    return rows.values("kind", "subject_id", "who", "post", "detail", "since", "due_on", "is_safe")

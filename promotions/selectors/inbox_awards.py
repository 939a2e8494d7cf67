"""Nominations that wait for the actor: rows of the inbox (asn_portal puts all inboxes together)."""

from django.db.models import BooleanField, CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast

from asn_portal.core.access import Actor
from promotions.selectors.nominations import to_decide

KIND = "nomination"


def nomination_inbox(*, actor: Actor) -> QuerySet:
    """Return the nominations to decide as inbox rows; each needs its decree, so none is routine."""
    return (
        to_decide(actor=actor)
        .order_by()
        .values(
            kind=Value(KIND, output_field=CharField()),
            subject_id=F("pk"),
            who=F("employee_name"),
            post=F("position_name"),
            detail=F("award_type__name"),
            since=F("nominated_at"),
            due_on=Cast(Value(None), DateField()),
            is_safe=Value(False, output_field=BooleanField()),
        )
    )

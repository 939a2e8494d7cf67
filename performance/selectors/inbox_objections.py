"""Objections and documents that wait for the actor: rows of the inbox (asn_portal puts all inboxes together)."""

from datetime import timedelta

from django.db.models import BooleanField, CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from asn_portal.core.access import Actor
from performance.enums import AppraisalStatus
from performance.enums.objections import ObjectionStatus
from performance.models import Appraisal, Objection
from performance.selectors.wording import full_name, period_words

COLUMNS = ("kind", "subject_id", "who", "post", "detail", "since", "due_on", "is_safe")
RECENT = timedelta(days=60)


def objection_inbox(*, actor: Actor) -> QuerySet:
    """Return objections to decide ("objection_decide") and to explain ("objection_statement"), unordered."""
    me = actor.employee_id or 0
    filed = Objection.objects.filter(agency_id=actor.agency_id or 0, state=ObjectionStatus.FILED).order_by()
    decide = rows_of(filed.filter(decider_id=me), "objection_decide")
    state = rows_of(filed.filter(evaluator_id=me, statement=""), "objection_statement")
    return decide.union(state, all=True)


def rows_of(rows: QuerySet[Objection], kind: str) -> QuerySet:
    """Return objections as inbox rows; none of them is a routine click."""
    return rows.annotate(
        kind=Value(kind, output_field=CharField()),
        subject_id=F("pk"),
        who=full_name("employee__"),
        post=Coalesce(F("employee__position__name"), Value(""), output_field=CharField()),
        detail=period_words("appraisal__period__"),
        since=F("filed_at"),
        is_safe=Value(False, output_field=BooleanField()),
    ).values(*COLUMNS)


def receipt_inbox(*, actor: Actor) -> QuerySet:
    """Return the person's own documents of the last weeks that are not signed yet ("appraisal_sign"), unordered."""
    rows = Appraisal.objects.filter(
        agency_id=actor.agency_id or 0,
        employee_id=actor.employee_id or 0,
        state=AppraisalStatus.RELEASED,
        signed_at=None,
        declined_at=None,
        released_at__gte=timezone.now() - RECENT,
    ).order_by()
    return rows.annotate(
        kind=Value("appraisal_sign", output_field=CharField()),
        subject_id=F("pk"),
        who=full_name("employee__"),
        post=Coalesce(F("employee__position__name"), Value(""), output_field=CharField()),
        detail=period_words(),
        since=F("released_at"),
        due_on=Cast(Value(None), DateField()),
        is_safe=Value(False, output_field=BooleanField()),
    ).values(*COLUMNS)

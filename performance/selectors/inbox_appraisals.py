"""What waits for the actor in the appraisals: rows of the inbox (asn_portal puts all inboxes together)."""

from django.db.models import BooleanField, Case, CharField, DateField, F, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Concat

from asn_portal.core.access import Actor
from performance.enums import Predicate
from performance.models import Appraisal
from performance.selectors.approvals import waiting_for_approval
from performance.selectors.wording import full_name, period_words, predicate_words

COLUMNS = ("kind", "subject_id", "who", "post", "detail", "since", "due_on", "is_safe")


def appraisal_inbox(*, actor: Actor) -> QuerySet:
    """Return people to rate ("appraisal_rate") and ratings to release ("appraisal_approve"), unordered.

    A rating is never a routine click; a release is one where the predicate is the usual Good.
    """
    to_rate = Appraisal.objects.to_rate_by(actor).filter(period__opened_at__isnull=False)
    rate = inbox_rows(to_rate.order_by(), "appraisal_rate").annotate(
        detail=period_words(),
        since=F("period__opened_at"),
        due_on=F("period__rating_due_on"),
        is_safe=Value(False, output_field=BooleanField()),
    )
    if not actor.scopes_for("head"):
        return rate.values(*COLUMNS)
    to_approve = waiting_for_approval(actor=actor).filter(rated_at__isnull=False)
    approve = inbox_rows(to_approve.order_by(), "appraisal_approve").annotate(
        detail=Concat(period_words(), Value(": "), predicate_words(), output_field=CharField()),
        since=F("rated_at"),
        # The day is the evaluators'; a head must not look late because they were.
        due_on=Cast(Value(None), DateField()),
        is_safe=Case(
            When(predicate=Predicate.B, then=Value(True)), default=Value(False), output_field=BooleanField()
        ),
    )
    return rate.values(*COLUMNS).union(approve.values(*COLUMNS), all=True)


def inbox_rows(rows: QuerySet[Appraisal], kind: str) -> QuerySet[Appraisal]:
    """Add what both kinds of row have in common."""
    return rows.annotate(
        kind=Value(kind, output_field=CharField()),
        subject_id=F("pk"),
        who=full_name("employee__"),
        post=Coalesce(F("employee__position__name"), Value(""), output_field=CharField()),
    )

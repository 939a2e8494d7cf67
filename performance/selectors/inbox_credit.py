"""What waits for the actor in the credit points: rows of the inbox (asn_portal puts all inboxes together)."""

from django.db.models import BooleanField, CharField, Count, DateField, F, Min, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Role
from employees.policies import is_root_hr
from performance.models import CreditAccount
from performance.selectors.credit import open_claims, waiting_conversions
from performance.selectors.wording import full_name, period_words, predicate_words

COLUMNS = ("kind", "subject_id", "who", "post", "detail", "since", "due_on", "is_safe")


def credit_inbox(*, actor: Actor) -> QuerySet:
    """Return conversions to confirm ("credit_confirm"), claims ("credit_bonus") and offices whose people wait for
    their PAK ("credit_pak", one row an office), unordered.

    A conversion follows from the rated predicate by a table, so it may be confirmed among many; the rest is weighed.
    """
    waiting = waiting_conversions(actor=actor).order_by()
    rows = waiting.annotate(
        kind=Value("credit_confirm", output_field=CharField()),
        subject_id=F("pk"),
        who=full_name("employee__"),
        post=post(),
        detail=Concat(
            period_words("appraisal__period__"), Value(": "), predicate_words(), output_field=CharField()
        ),
        since=F("prepared_at"),
        due_on=no_day(),
        is_safe=Value(True, output_field=BooleanField()),
    ).values(*COLUMNS)
    if not actor.has(Role.HR):
        return rows
    claims = open_claims(actor=actor).order_by()
    found = claims.annotate(
        the_kind=Value("credit_bonus", output_field=CharField()),
        subject_id=F("pk"),
        who=full_name("employee__"),
        post=post(),
        detail=F("reason"),
        since=F("recorded_at"),
        due_on=no_day(),
        is_safe=Value(False, output_field=BooleanField()),
    ).values("the_kind", *COLUMNS[1:])
    parts = [found, offices(actor)] if is_root_hr(actor) else [found]
    return rows.union(*parts, all=True)


def post() -> Coalesce:
    """Return the name of the person's post."""
    return Coalesce(F("employee__position__name"), Value(""), output_field=CharField())


def no_day() -> Cast:
    """Return that there is no last day."""
    return Cast(Value(None), DateField())


def offices(actor: Actor) -> QuerySet:
    """Return one row for each office with people whose PAK has to be set."""
    due = CreditAccount.objects.visible_to(actor).filter(
        is_pak_due=True, employee__is_active=True, employee__unit__opd__isnull=False
    )
    return (
        due.order_by()
        .values("employee__unit__opd_id")
        .annotate(
            kind=Value("credit_pak", output_field=CharField()),
            subject_id=F("employee__unit__opd_id"),
            who=F("employee__unit__opd__name"),
            post=Value("", output_field=CharField()),
            detail=Concat(
                Value(f"{_('People')}: "), Cast(Count("pk"), CharField()), output_field=CharField()
            ),
            since=Min("refreshed_at"),
            due_on=no_day(),
            is_safe=Value(False, output_field=BooleanField()),
        )
        .values(*COLUMNS)
    )

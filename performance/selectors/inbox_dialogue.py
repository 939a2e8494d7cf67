"""What waits for somebody in requests, dialogue, rounds, coaching and confidential cases: rows of the inbox."""

from datetime import timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    DateTimeField,
    F,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor
from performance.enums.dialogue import CaseStatus, CoachingStatus, DialogueStatus, RequestStatus
from performance.models import BehaviourReport, Coaching, Dialogue, DialogueAction, FeedbackRequest
from performance.models.counselling import is_personnel_unit
from performance.selectors.rounds import waiting_answers
from performance.selectors.wording import full_name

NO_DAY = Cast(Value(None), DateField())


def as_rows(rows: QuerySet, kind: str, who: str, **columns: Any) -> QuerySet:
    """Return rows in the columns of the inbox; `who` is the path of the person, "" for nobody (then `title`)."""
    person = f"{who}__" if who else ""
    name = full_name(person) if who else Value(columns["title"], output_field=CharField())
    post = Coalesce(F(f"{person}position__name"), Value("")) if who else Value("")
    wanted = {
        "kind": Value(kind, output_field=CharField()),
        "subject_id": columns.get("subject_id", F("pk")),
        "who": name,
        "post": Cast(post, CharField()),
        "detail": columns["detail"],
        "since": columns["since"],
        "due_on": columns.get("due_on", NO_DAY),
        "is_safe": Value(False, output_field=BooleanField()),
    }
    # A column that the model has under this name is taken as it is; another one of that name goes by a second name,
    # since a UNION puts columns together by their place.
    own = {name for name, column in wanted.items() if isinstance(column, F) and column.name == name}
    taken = {field.attname for field in rows.model._meta.concrete_fields} - own
    names = {name: f"the_{name}" if name in taken else name for name in wanted}
    added = {names[name]: column for name, column in wanted.items() if name not in own}
    return rows.order_by().annotate(**added).values(*names.values())


def request_inbox(*, actor: Actor) -> QuerySet:
    """Return the questions the actor is asked ("feedback_request"); `who` is who asks."""
    rows = FeedbackRequest.objects.visible_to(actor).filter(
        asked_id=actor.employee_id or 0, state=RequestStatus.OPEN
    )
    return as_rows(
        rows, "feedback_request", "asked_by", detail=F("question"), since=F("created_at"), due_on=F("due_on")
    )


def dialogue_inbox(*, actor: Actor) -> QuerySet:
    """Return notes to confirm ("dialogue") and own agreed actions that are due ("dialogue_action")."""
    me = actor.employee_id or 0
    notes = Dialogue.objects.visible_to(actor).filter(state=DialogueStatus.WRITTEN).exclude(written_by_id=me)
    confirm = as_rows(
        notes,
        "dialogue",
        "written_by",
        detail=Value(_("Dialogue to confirm"), output_field=CharField()),
        since=F("written_at"),
    )
    soon = timezone.localdate() + timedelta(days=7)
    promised = DialogueAction.objects.filter(
        agency_id=actor.agency_id, owner_id=me, done_on=None, due_on__lte=soon
    )
    actions = as_rows(
        promised,
        "dialogue_action",
        "dialogue__employee",
        subject_id=F("dialogue_id"),
        detail=F("text"),
        since=F("dialogue__written_at"),
        due_on=F("due_on"),
    )
    return confirm.union(actions, all=True)


def round_inbox(*, actor: Actor) -> QuerySet:
    """Return whom the actor is asked about anonymously ("round_answer"); `who` is whom it is about."""
    return as_rows(
        waiting_answers(actor=actor).select_related(None),
        "round_answer",
        "subject__employee",
        detail=F("subject__round__title"),
        since=F("subject__round__started_at"),
        due_on=F("subject__round__closes_on"),
    )


def coaching_inbox(*, actor: Actor) -> QuerySet:
    """Return the coachings in which it is the actor's turn ("coaching"); `who` is the person coached."""
    me = actor.employee_id or 0
    mine = Q(employee_id=me, state__in=[CoachingStatus.WRITING, CoachingStatus.PROPOSED])
    mine |= Q(coach_id=me, state=CoachingStatus.HANDED_IN)
    mine |= Q(coach_id=me, state=CoachingStatus.AGREED, review_on__lte=timezone.localdate())
    rows = Coaching.objects.visible_to(actor).filter(mine)
    whens = [When(state=state.value, then=Value(str(state.label))) for state in CoachingStatus]
    since = Case(
        When(state=CoachingStatus.HANDED_IN, then=F("handed_in_at")),
        When(state=CoachingStatus.PROPOSED, then=F("proposed_at")),
        When(state=CoachingStatus.AGREED, then=F("agreed_at")),
        default=F("started_at"),
        output_field=DateTimeField(),
    )
    due = Case(
        When(state=CoachingStatus.AGREED, then=F("review_on")), default=NO_DAY, output_field=DateField()
    )
    detail = Case(*whens, default=Value(""), output_field=CharField())
    return as_rows(rows, "coaching", "employee", detail=detail, since=since, due_on=due)


def case_inbox(*, actor: Actor) -> QuerySet:
    """Return confidential cases in which it is the actor's turn ("confidential_case"), without a name."""
    me = actor.employee_id or 0
    mine = Q(counsellor_id=me, counsellor__isnull=False, state=CaseStatus.OPEN, record="")
    if is_personnel_unit(actor):
        to_decide = Q(state=CaseStatus.REPORTED) | (Q(state=CaseStatus.OPEN) & ~Q(record=""))
        mine |= to_decide & ~Q(reported_by_id=me)
    rows = BehaviourReport.objects.visible_to(actor).filter(mine)
    return as_rows(
        rows,
        "confidential_case",
        "",
        title=_("Confidential"),
        detail=Value("", output_field=CharField()),
        since=F("reported_at"),
    )

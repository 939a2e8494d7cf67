"""What waits for somebody in mentoring: the own consent."""

from django.db.models import BooleanField, Case, CharField, DateField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce

from asn_portal.core.access import Actor
from training.enums import PairStatus
from training.models import MentoringPair

KIND = "mentoring"


def pairs_to_answer(*, actor: Actor) -> QuerySet[MentoringPair]:
    """Return the proposed pairs that wait for the actor's own consent."""
    me = actor.employee_id
    if me is None:
        return MentoringPair.objects.none()
    mine = Q(senior_id=me, senior_accepted_at=None) | Q(junior_id=me, junior_accepted_at=None)
    return MentoringPair.objects.filter(mine, agency_id=actor.agency_id, state=PairStatus.PROPOSED)


def mentoring_inbox(*, actor: Actor) -> QuerySet:
    """Return the pairs that wait for the actor, in the columns of the inbox; `who` is the other one."""

    def of_the_other(field: str) -> Case:
        as_senior = When(senior_id=actor.employee_id or 0, then=F(f"junior__{field}"))
        return Case(as_senior, default=F(f"senior__{field}"), output_field=CharField())

    return pairs_to_answer(actor=actor).values(
        kind=Value(KIND, output_field=CharField()),
        subject_id=F("pk"),
        who=of_the_other("name"),
        post=Coalesce(of_the_other("position__name"), Value(""), output_field=CharField()),
        detail=F("purpose"),
        since=F("proposed_at"),
        due_on=Cast(Value(None), DateField()),
        is_safe=Value(False, output_field=BooleanField()),
    )


def mentoring_to_answer(*, actor: Actor) -> int:
    """Return how many pairs wait for the actor's own consent."""
    return pairs_to_answer(actor=actor).count()

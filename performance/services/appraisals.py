"""Rating, approving, returning and reading appraisals (PermenPANRB 6/2022 art. 24-28, decision B2)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor, Conflict, NotAllowed, require
from asn_portal.core.policies import value_on
from performance import policies
from performance.enums import AppraisalStatus, BehaviourValue, Predicate, Rating
from performance.models import Appraisal, Plan
from performance.notifications import appraisals as notices
from performance.rules.predicate import MATRIX_VERSION, allowed_predicates
from performance.selectors.offices import heads_of
from performance.selectors.unit_predicates import standing_of
from performance.services.parties import parties_of
from performance.workflow import APPRAISAL_FLOW


@dataclass(frozen=True)
class Judgement:
    """What the evaluator decides: two ratings with their reasons; the seven values are optional.

    `predicate` is chosen only for somebody who did not complete a study assignment; the matrix gives it otherwise.
    """

    result_rating: str
    result_reason: str
    behaviour_rating: str
    behaviour_reason: str
    behaviour_values: dict[str, str] = field(default_factory=dict)
    recommendation: str = ""
    predicate: str = ""

    @property
    def typed(self) -> str:
        """Return everything that was written, for a page that gives it back."""
        return "\n".join(
            text for text in (self.result_reason, self.behaviour_reason, self.recommendation) if text.strip()
        )


@transaction.atomic
def rate_appraisal(
    *, appraisal: Appraisal, judgement: Judgement, actor: Actor, seen: int | None = None
) -> Appraisal:
    """Store both ratings and the predicate of the matrix; release at once where nobody else has to approve.

    `seen` is the revision on which the form was built, None where there was no form. The predicate of the
    evaluator's unit and the three parties are kept as they are now. Raises NotAllowed for
    anybody but the evaluator of today, ValidationError without ratings or reasons, and Conflict when the appraisal
    has been rated meanwhile (everything typed comes back with it).
    """
    require(policies.can_rate(actor, appraisal))
    check_judgement(judgement)
    if seen not in {None, appraisal.revision}:
        raise Conflict(appraisal, last=APPRAISAL_FLOW.timeline(appraisal).last(), note=judgement.typed)
    now = timezone.now()
    standing = standing_of(actor=actor, appraisal=appraisal)
    changes = {
        **vars(judgement),
        "plan_id": current_plan_id(appraisal),
        "evaluator_id": actor.employee_id,
        "rated_by_id": actor.employee_id,
        "rated_at": now,
        "predicate": decided_predicate(appraisal, judgement),
        "organisation_predicate": standing.effective.predicate.value if standing.effective else "",
        "parties": parties_of(appraisal=appraisal, actor=actor),
        "rule_version": MATRIX_VERSION,
    }
    heads = heads_of(actor=actor, unit_id=appraisal.opd_id or appraisal.unit_id, day=timezone.localdate())
    is_final = released_at_once(appraisal, heads=[head for head, _user in heads], actor=actor)
    if is_final:
        changes |= {"approved_by_id": actor.employee_id, "released_at": now}
    try:
        APPRAISAL_FLOW.apply("rate_and_release" if is_final else "rate", appraisal, actor=actor, **changes)
    except Conflict as conflict:
        conflict.note = judgement.typed
        raise
    tell_rated(appraisal, is_final=is_final, head_users=[user for _head, user in heads])
    return appraisal


def tell_rated(appraisal: Appraisal, *, is_final: bool, head_users: list[int | None]) -> None:
    """Tell the person after a release, the heads (once a day) otherwise."""
    if is_final:
        notices.appraisal_released(appraisal)
    else:
        notices.heads_told(appraisal, recipients=head_users, occasion=timezone.localdate().isoformat())


def check_judgement(judgement: Judgement) -> None:
    """Raise ValidationError, at the field, for a missing rating or reason and for an unknown value."""
    problems = {}
    for name in ("result_rating", "behaviour_rating"):
        if getattr(judgement, name) not in Rating.values:
            problems[name] = _("Choose a rating.")
    for name in ("result_reason", "behaviour_reason"):
        if not getattr(judgement, name).strip():
            problems[name] = _("Please write the reason; the person will read it.")
    values = judgement.behaviour_values
    if not set(values) <= set(BehaviourValue.values) or not set(values.values()) <= set(Rating.values):
        problems["behaviour_rating"] = _("Choose a rating.")
    if problems:
        raise ValidationError(problems)


def decided_predicate(appraisal: Appraisal, judgement: Judgement) -> Predicate:
    """Return the cell of the matrix, for a drop-out what was chosen of the two that are left (E26)."""
    ratings = (judgement.result_rating, judgement.behaviour_rating)
    allowed = allowed_predicates(*ratings, dropped_out=appraisal.dropped_out)
    if not appraisal.dropped_out:
        return allowed[0]
    if judgement.predicate not in allowed:
        raise ValidationError(
            {"predicate": _("The study assignment was not completed: choose Poor or Very poor.")}
        )
    return Predicate(judgement.predicate)


def released_at_once(appraisal: Appraisal, *, heads: list[int], actor: Actor) -> bool:
    """Tell whether rating is already the release (B2): policy off, rated by the head, or the head is rated."""
    required = value_on(policies.HEAD_APPROVES, agency_id=appraisal.agency_id, day=timezone.localdate())
    return not required or actor.employee_id in heads or appraisal.employee_id in heads


def current_plan_id(appraisal: Appraisal) -> int | None:
    """Return the plan in force now: a version approved after the period opened is the one that is judged."""
    plans = Plan.objects.filter(
        agency_id=appraisal.agency_id,
        cycle_id=appraisal.period.cycle_id,
        employee_id=appraisal.employee_id,
        is_current=True,
    )
    return plans.order_by("-number").values_list("pk", flat=True).first() or appraisal.plan_id


@transaction.atomic
def approve_appraisal(*, appraisal: Appraisal, actor: Actor, note: str = "") -> Appraisal:
    """Release a rated appraisal to the person; raises NotAllowed, or Conflict for the second of two heads."""
    APPRAISAL_FLOW.apply(
        "approve",
        appraisal,
        actor=actor,
        note=note,
        approved_by_id=actor.employee_id,
        released_at=timezone.now(),
    )
    notices.appraisal_released(appraisal)
    return appraisal


@transaction.atomic
def return_appraisal(*, appraisal: Appraisal, actor: Actor, note: str) -> Appraisal:
    """Send a rated appraisal back to the evaluator with a note; raises NotAllowed, NoteRequired, Conflict."""
    APPRAISAL_FLOW.apply("return", appraisal, actor=actor, note=note)
    notices.rating_returned(appraisal, head=actor.name, note=note.strip())
    return appraisal


@dataclass(frozen=True)
class BatchReport:
    """What became of the rows that were ticked."""

    approved: list[Appraisal]
    skipped: list[Appraisal]


def approve_appraisals(*, appraisals: Iterable[Appraisal], actor: Actor) -> BatchReport:
    """Release the ticked appraisals one by one; what moved on meanwhile is skipped and named, the rest stands."""
    approved, skipped = [], []
    for appraisal in appraisals:
        try:
            approved.append(approve_appraisal(appraisal=appraisal, actor=actor))
        except (Conflict, NotAllowed):
            skipped.append(appraisal)
    return BatchReport(approved=approved, skipped=skipped)


def confirm_reading(*, appraisal: Appraisal, actor: Actor) -> bool:
    """Note when the person read the appraisal; only the first time counts. Returns whether this was it."""
    require(policies.can_confirm_reading(actor, appraisal))
    unread = Appraisal.objects.filter(
        pk=appraisal.pk, agency_id=appraisal.agency_id, state=AppraisalStatus.RELEASED, read_at=None
    )
    return bool(unread.update(read_at=timezone.now()))

"""Writing a plan: results, indicators, attachments, expectations. Each locks the plan, so that nothing is written
into one that was submitted meanwhile."""

from dataclasses import asdict, dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from performance import policies
from performance.enums import PlanStatus, ResultKind
from performance.enums.plan_changes import PlanOrigin
from performance.models import BehaviourExpectation, Indicator, Plan, PlanAttachment, WorkResult
from performance.selectors import plans as selectors
from performance.selectors.plan_facts import acting_posts
from performance.services.copying import copy_content
from performance.services.locking import lock_for_writing, lock_plan, moved_on

MAX_RESULTS, MAX_INDICATORS = 30, 12


@dataclass(frozen=True)
class ResultText:
    """What is written about one result; the link and the acting post are checked against what the person has."""

    statement: str
    leader_result_id: int | None = None
    assigned_by: str = ""
    basis: str = ""
    acting_id: int | None = None


@dataclass(frozen=True)
class IndicatorText:
    """What is written about one indicator."""

    statement: str
    aspect: str = ""
    perspective: str = ""
    target: str = ""
    target_unit: str = ""


@dataclass
class DraftChanges:
    """Fields that an autosave brings: results and indicators by id, attachments by part."""

    results: dict[int, dict[str, str]] = field(default_factory=dict)
    indicators: dict[int, dict[str, str]] = field(default_factory=dict)
    attachments: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def add_result(*, plan: Plan, kind: str, text: ResultText, actor: Actor) -> WorkResult:
    """Add a result at the end of its part. Raises NotAllowed, Conflict, ValidationError."""
    lock_for_writing(plan, actor=actor, note=text.statement)
    rows = WorkResult.objects.filter(plan=plan)
    if rows.count() >= MAX_RESULTS:
        raise ValidationError(_("A plan has at most %(count)d work results.") % {"count": MAX_RESULTS})
    check_link(plan, text.leader_result_id, actor)
    check_acting(plan, text.acting_id, kind)
    last = rows.filter(kind=kind).aggregate(last=Max("order"))["last"] or 0
    result = WorkResult.objects.create(plan=plan, kind=kind, order=last + 1, **asdict(text))
    mark_saved(plan)
    return result


@transaction.atomic
def change_result(*, plan: Plan, result: WorkResult, text: ResultText, actor: Actor) -> WorkResult:
    """Change the words and the link of a result. Raises NotAllowed, Conflict, ValidationError."""
    lock_for_writing(plan, actor=actor, note=text.statement)
    if text.leader_result_id != result.leader_result_id:
        check_link(plan, text.leader_result_id, actor)
    if text.acting_id != result.acting_id:
        check_acting(plan, text.acting_id, result.kind)
    WorkResult.objects.filter(pk=result.pk, plan=plan).update(**asdict(text))
    mark_saved(plan)
    return result


@transaction.atomic
def delete_result(*, plan: Plan, result: WorkResult, actor: Actor) -> None:
    """Delete a result with its indicators."""
    lock_for_writing(plan, actor=actor)
    WorkResult.objects.filter(pk=result.pk, plan=plan).delete()
    mark_saved(plan)


@transaction.atomic
def move_result(*, plan: Plan, result: WorkResult, step: int, actor: Actor) -> None:
    """Move a result up (-1) or down (+1) within its part; at the edge nothing happens."""
    lock_for_writing(plan, actor=actor)
    rows = list(WorkResult.objects.filter(plan=plan, kind=result.kind).order_by("order", "id"))
    here = next(index for index, row in enumerate(rows) if row.pk == result.pk)
    there = here + (1 if step > 0 else -1)
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
    for order, row in enumerate(rows, start=1):
        row.order = order
    WorkResult.objects.bulk_update(rows, ["order"])
    mark_saved(plan)


@transaction.atomic
def add_indicator(*, plan: Plan, result: WorkResult, text: IndicatorText, actor: Actor) -> Indicator:
    """Add an indicator to a result. Raises NotAllowed, Conflict, ValidationError."""
    lock_for_writing(plan, actor=actor, note=text.statement)
    rows = Indicator.objects.filter(result=result, result__plan=plan)
    if rows.count() >= MAX_INDICATORS:
        raise ValidationError(
            _("A work result has at most %(count)d indicators.") % {"count": MAX_INDICATORS}
        )
    last = rows.aggregate(last=Max("order"))["last"] or 0
    indicator = Indicator.objects.create(result=result, order=last + 1, **asdict(text))
    mark_saved(plan)
    return indicator


@transaction.atomic
def change_indicator(*, plan: Plan, indicator: Indicator, text: IndicatorText, actor: Actor) -> Indicator:
    """Change an indicator. Raises NotAllowed, Conflict."""
    lock_for_writing(plan, actor=actor, note=text.statement)
    Indicator.objects.filter(pk=indicator.pk, result__plan=plan).update(**asdict(text))
    mark_saved(plan)
    return indicator


@transaction.atomic
def delete_indicator(*, plan: Plan, indicator: Indicator, actor: Actor) -> None:
    """Delete an indicator."""
    lock_for_writing(plan, actor=actor)
    Indicator.objects.filter(pk=indicator.pk, result__plan=plan).delete()
    mark_saved(plan)


@transaction.atomic
def write_attachments(*, plan: Plan, texts: dict[str, str], actor: Actor) -> None:
    """Write the parts of the attachment that are given (form A.1.8)."""
    lock_for_writing(plan, actor=actor, note="\n\n".join(filter(None, texts.values())))
    for kind, text in texts.items():
        PlanAttachment.objects.update_or_create(plan=plan, kind=kind, defaults={"text": text.strip()})
    mark_saved(plan)


@transaction.atomic
def set_expectations(*, plan: Plan, texts: dict[str, str], actor: Actor) -> int:
    """Write the leader's special expectations, at any time (art. 10(4)); return how many changed.

    An empty text removes one. Whatever changes must be read again by the person.
    """
    require(policies.can_set_expectations(actor, plan))
    row = lock_plan(plan)
    if row.state == PlanStatus.SUPERSEDED:
        raise moved_on(plan, "\n\n".join(filter(None, texts.values())))
    before = dict(plan.expectations.values_list("value", "text"))
    changed = {value: text.strip() for value, text in texts.items() if text.strip() != before.get(value, "")}
    for value, text in changed.items():
        if text:
            defaults = {"text": text, "set_by_id": actor.employee_id}
            BehaviourExpectation.objects.update_or_create(plan=plan, value=value, defaults=defaults)
        else:
            BehaviourExpectation.objects.filter(plan=plan, value=value).delete()
    if changed:
        Plan.objects.filter(pk=plan.pk).update(expectations_read_at=None)
    return len(changed)


@transaction.atomic
def confirm_expectations(*, plan: Plan, actor: Actor) -> None:
    """The person has read what the leader expects; a second click changes nothing."""
    require(policies.can_confirm_expectations(actor, plan))
    Plan.objects.filter(pk=plan.pk, expectations_read_at=None).update(expectations_read_at=timezone.now())


@transaction.atomic
def copy_last_year(*, plan: Plan, source: Plan, actor: Actor) -> int:
    """Copy the results, indicators and attachments of an earlier plan into an empty one; return the results.

    Raises ValidationError when there are results already, so that a second click doubles nothing.
    """
    lock_for_writing(plan, actor=actor)
    require(source.employee_id == plan.employee_id and source.pk != plan.pk)
    # What an earlier post served its leader with is no link, wish or duty of the new one.
    is_same_post = source.cycle_id == plan.cycle_id and plan.origin != PlanOrigin.MOVE
    if WorkResult.objects.filter(plan=plan).exists():
        raise ValidationError(_("The plan has work results already; nothing was copied."))
    copied = copy_content(source=source, target=plan, with_links=is_same_post)
    mark_saved(plan)
    return copied


@transaction.atomic
def save_draft(*, plan: Plan, changes: DraftChanges, note: str, actor: Actor) -> None:
    """Store the given fields of a draft, each by itself: fields that were not sent keep what they have.

    Raises NotAllowed, and Conflict with what was typed (`note`) once the plan is submitted or set.
    """
    lock_for_writing(plan, actor=actor, note=note)
    for pk, values in changes.results.items():
        columns = link_values(plan, values, actor)
        if columns:
            WorkResult.objects.filter(pk=pk, plan=plan).update(**columns)
    for pk, values in changes.indicators.items():
        if values:
            Indicator.objects.filter(pk=pk, result__plan=plan).update(**values)
    for kind, text in changes.attachments.items():
        PlanAttachment.objects.update_or_create(plan=plan, kind=kind, defaults={"text": text.strip()})
    mark_saved(plan)


def link_values(plan: Plan, values: dict[str, str], actor: Actor) -> dict:
    """Return the columns of a result; a link is checked against the leader's plan.

    The acting post waits for the button: it decides whether a result may stand where it stands.
    """
    values = {name: value for name, value in values.items() if name != "acting"}
    if "leader_result" not in values:
        return values
    link = int(values["leader_result"]) if values["leader_result"] else None
    check_link(plan, link, actor)
    return {name: value for name, value in values.items() if name != "leader_result"} | {
        "leader_result_id": link
    }


def check_link(plan: Plan, leader_result_id: int | None, actor: Actor) -> None:
    """Refuse a link to anything but the results of the present leader's plan in force."""
    if leader_result_id is None:
        return
    allowed = {pk for pk, _statement in selectors.leader_choices(actor=actor, plan=plan)}
    if str(leader_result_id) not in allowed:
        raise ValidationError({"leader_result": _("Choose one of the results of your superior's plan.")})


def check_acting(plan: Plan, acting_id: int | None, kind: str) -> None:
    """Refuse an acting post that is not the person's, or a result of one among the additional (annex II p. 50)."""
    if acting_id is None:
        return
    if kind != ResultKind.MAIN:
        raise ValidationError({"acting": _("An acting post is always a main work result.")})
    if acting_id not in {row.pk for row in acting_posts(plan)}:
        raise ValidationError({"acting": _("Choose one of your acting posts.")})


def mark_saved(plan: Plan) -> None:
    """Remember when something was last written."""
    plan.saved_at = timezone.now()
    Plan.objects.filter(pk=plan.pk).update(saved_at=plan.saved_at)

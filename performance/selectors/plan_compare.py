"""Two versions of a plan side by side: what came, went or changed, word by word."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from asn_portal.core.access import Actor
from asn_portal.core.templatetags.formats import longdate
from performance.enums import Approach, AttachmentKind, BehaviourValue, ResultKind
from performance.models import Indicator, Plan, WorkResult
from performance.rules.plan_diff import (
    Group,
    GroupChange,
    Item,
    Line,
    Mark,
    changed_lines,
    compare,
    count_changes,
)
from performance.selectors.plan_sheets import PlanSheet, Version
from performance.selectors.plans import results_of, written_parts


@dataclass(frozen=True)
class Comparison:
    """Two versions with their differences; only results that differ stand in `results`."""

    older: Plan
    newer: Plan
    head: tuple[Line, ...]
    results: tuple[GroupChange, ...]
    attachments: tuple[Line, ...]
    expectations: tuple[Line, ...]
    unchanged: int

    @property
    def count(self) -> int:
        """Return how many things differ."""
        return len(self.head) + count_changes(self.results) + len(self.attachments) + len(self.expectations)


def version_to_compare(*, plan: Plan, versions: list[Plan], pk: int | None = None) -> Plan | None:
    """Return the version to compare with among those the actor sees: the one asked for, or the neighbour.

    404 for any other; without a choice the one that this replaces, or the next one.
    """
    if pk is not None:
        found = next((row for row in versions if row.pk == pk), None)
        if found is None:
            raise Http404
        return found
    replaced = next((row for row in versions if row.pk == plan.replaces_id), None)
    later = [row for row in versions if row.number > plan.number]
    return replaced or (later[-1] if later else None)


def comparable_versions(*, actor: Actor, plan: Plan) -> list[Plan]:
    """Return the other versions of the same year that the actor sees, newest first."""
    rows = Plan.objects.visible_to(actor).filter(employee_id=plan.employee_id, cycle_id=plan.cycle_id)
    return list(rows.exclude(pk=plan.pk).select_related("cycle").order_by("-number"))


def compare_plans(*, actor: Actor, plan: Plan, other: Plan) -> Comparison:
    """Return the differences between two versions the actor sees, the lower number being the old one."""
    older, newer = read_versions(sorted((plan, other), key=lambda row: row.number))
    return compare_versions(older, newer)


def changes_to_decide(sheet: PlanSheet) -> Comparison | None:
    """Return what a submitted change changes, for the evaluator before the decision."""
    if sheet.before is None:
        return None
    wishes = {row.value: row.text for row in sheet.behaviours}
    parts = {row.kind: row.text for row in sheet.attachments}
    return compare_versions(sheet.before, Version(sheet.plan, sheet.results, wishes, parts))


def read_versions(plans: list[Plan]) -> list[Version]:
    """Return versions the actor sees with their parts; three queries for all of them."""
    ids = [plan.pk for plan in plans]
    results, texts = results_of(ids), written_parts(ids)
    return [
        Version(plan, [row for row in results if row.plan_id == plan.pk], *texts[plan.pk]) for plan in plans
    ]


def compare_versions(older: Version, newer: Version) -> Comparison:
    """Return the differences of two versions that have been read."""
    changes = compare(groups_of(older), groups_of(newer))
    different = tuple(change for change in changes if change.mark != Mark.SAME)
    return Comparison(
        older=older.plan,
        newer=newer.plan,
        head=changed_lines(head_of(older.plan), head_of(newer.plan)),
        results=different,
        attachments=changed_lines(
            labelled(older.parts, AttachmentKind), labelled(newer.parts, AttachmentKind)
        ),
        expectations=changed_lines(
            labelled(older.wishes, BehaviourValue), labelled(newer.wishes, BehaviourValue)
        ),
        unchanged=len(changes) - len(different),
    )


def groups_of(version: Version) -> list[Group]:
    """Return the results of a version as the rules compare them."""
    return [result_group(version.plan, row) for row in version.results]


def result_group(plan: Plan, result: WorkResult) -> Group:
    """Return one result with the texts that count."""
    leader = result.leader_result.statement if result.leader_result else ""
    return Group(
        lineage=result.lineage or result.pk,
        texts=(
            (_("Work result"), result.statement),
            (_("Kind"), str(ResultKind(result.kind).label)),
            (_("Supports"), leader),
            (_("Assigned by (post or team)"), result.assigned_by),
        ),
        items=tuple(indicator_item(plan, row) for row in result.indicators.all()),
    )


def indicator_item(plan: Plan, row: Indicator) -> Item:
    """Return one indicator with the texts that count in the form of its plan."""
    is_quantitative = plan.approach == Approach.QUANTITATIVE
    target = f"{row.target} {row.target_unit}".strip() if is_quantitative else ""
    return Item(
        lineage=row.lineage or row.pk,
        texts=(
            (_("Indicator"), row.statement),
            (pgettext("plan", "Target"), target),
            (_("Aspect"), row.get_aspect_display()),
            (_("Perspective"), row.get_perspective_display()),
        ),
    )


def head_of(plan: Plan) -> list[tuple[str, str]]:
    """Return what stands in the head of the form."""
    span = _("%(first)s to %(last)s") % {"first": longdate(plan.first_day), "last": longdate(plan.last_day)}
    return [
        (_("Period"), span),
        (_("Approach"), str(Approach(plan.approach).label)),
        (_("Post"), plan.position_name),
        (_("Unit"), plan.unit_name),
        (_("Rank"), plan.rank_name),
        (_("Evaluator"), plan.evaluator_name),
        (_("Work contract"), plan.contract_terms),
    ]


def labelled(texts: dict[str, str], names) -> list[tuple[str, str]]:
    """Return texts with their labels in the order of the form."""
    return [(str(name.label), texts.get(name.value, "")) for name in names]

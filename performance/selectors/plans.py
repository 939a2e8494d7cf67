"""Reading plans: one plan as a sheet, its checklist, the leader's results, the versions."""

from datetime import date
from typing import Any

from django.db.models import (
    CharField,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from asn_portal.core.access import Actor
from asn_portal.core.templatetags.formats import longdate
from performance import policies
from performance.enums import Approach, AttachmentKind, BehaviourValue, PlanStatus, ResultKind
from performance.enums.plan_changes import PlanOrigin
from performance.models import BehaviourExpectation, Indicator, Plan, PlanAttachment, WorkResult
from performance.policies.plan_changes import can_give_up_version
from performance.rules.behaviour import guides_for
from performance.rules.comparable import range_words, target_problems
from performance.rules.plan_checklist import plan_checklist, unlinked_results
from performance.rules.targets import TextWarning, lint_result, lint_target
from performance.selectors.measurements import Whose, evidence_values
from performance.selectors.plan_facts import (
    Days,
    acting_posts,
    acting_words,
    facts_of,
    is_linked,
    leader_state,
    unnamed_acting,
)
from performance.selectors.plan_links import serves_team, team_plans
from performance.selectors.plan_sheets import AttachmentRow, BehaviourRow, PlanRights, PlanSheet, Version
from performance.workflow import LINK_RESULTS, OPEN_STATES, PLAN_FLOW, START_VERSION
from performance.workflow.plan_changes import PLAN_STEPS

PARTIES = ("cycle", "unit__opd", "employee__position__title", "employee__evaluator", "approved_by", "agency")


def leader_plans() -> QuerySet[Plan]:
    """Return the plan in force of the present evaluator, for a subquery over plans."""
    return Plan.objects.filter(
        cycle=OuterRef("cycle"),
        employee=OuterRef("employee__evaluator"),
        state=PlanStatus.APPROVED,
        is_current=True,
    )


def get_plan(*, actor: Actor, pk: int) -> Plan:
    """Return a plan with its parties, and in `waiting_people` how many cannot link their results because of it.

    404 outside the actor's scope.
    """
    rows = visible_plans(actor=actor).annotate(waiting_people=Coalesce(waiting_people(), 0))
    return get_object_or_404(rows, pk=pk)


def waiting_people() -> Subquery:
    """Return the number of `people_waiting_for` a plan, for a query over plans."""
    rows = _waiting_plans(cycle=OuterRef("cycle"), employee__evaluator=OuterRef("employee"))
    counts = rows.order_by().values("cycle").annotate(count=Count("pk")).values("count")
    return Subquery(counts, output_field=IntegerField())


def visible_plans(*, actor: Actor) -> QuerySet[Plan]:
    """Return the plans of the actor's scope; `leader_plan_id` is the present evaluator's plan in force."""
    leader = Subquery(leader_plans().values("pk")[:1])
    return (
        Plan.objects.visible_to(actor)
        .select_related(*PARTIES)
        .annotate(leader_plan_id=leader, has_unnamed_acting=unnamed_acting())
    )


def plan_results(*, actor: Actor, plan: Plan) -> list[WorkResult]:
    """Return the results of a plan the actor sees, in the order of the form, with indicators and links."""
    return results_of([plan.pk])


def results_of(ids: list[int]) -> list[WorkResult]:
    """Return the results of these plans, each in the order of the form; two queries for all of them."""
    taken = Indicator.objects.select_related("standard_indicator__standard", "manual").order_by("order", "id")
    indicators = Prefetch("indicators", queryset=taken)
    rows = (
        WorkResult.objects.filter(plan__in=ids)
        .select_related("leader_result__plan", "acting")
        .prefetch_related(indicators)
        .annotate(serves_team=serves_team())
    )
    return sorted(rows, key=lambda row: (row.kind != ResultKind.MAIN, row.order, row.pk))


def plan_sheet(*, actor: Actor, plan: Plan, today: date) -> PlanSheet:
    """Return everything the plan's page shows, for a plan of `get_plan`."""
    older = plan.replaces_id if shows_changes(actor, plan) else None
    rows = results_of([pk for pk in (plan.pk, older) if pk])
    results = [row for row in rows if row.plan_id == plan.pk]
    written = written_parts([pk for pk in (plan.pk, older) if pk])
    expectations, texts = written[plan.pk]
    facts = facts_of(plan, results, {kind for kind, text in texts.items() if text.strip()})
    decorate(plan, results)
    place_measurements(actor, plan, results)
    versions = list_versions(actor=actor, plan=plan)
    same_year = [row for row in versions if row.cycle_id == plan.cycle_id]
    return PlanSheet(
        plan=plan,
        main=[row for row in results if row.kind == ResultKind.MAIN],
        additional=[row for row in results if row.kind != ResultKind.MAIN],
        behaviours=rows_of_behaviour(expectations),
        attachments=[AttachmentRow(kind, str(kind.label), texts.get(kind, "")) for kind in AttachmentKind],
        checklist=plan_checklist(facts, as_of=today),
        leader=leader_state(plan),
        unlinked=len(unlinked_results(facts)),
        uses_links=facts.uses_links,
        rights=rights_of(actor, plan, has_open=any(row.is_open_version for row in same_year)),
        timeline=timeline_of(plan),
        versions=same_year,
        last_year=next((row for row in versions if row.cycle_id != plan.cycle_id), None),
        open_version=next((row for row in same_year if row.is_open_version), None),
        before=next(
            (
                Version(row, [one for one in rows if one.plan_id == row.pk], *written[row.pk])
                for row in same_year
                if row.pk == older
            ),
            None,
        ),
    )


def shows_changes(actor: Actor, plan: Plan) -> bool:
    """Tell whether the decision is about a change: then what changes stands beside it. A new post is no change."""
    is_change = plan.replaces_id is not None and plan.origin != PlanOrigin.MOVE
    return is_change and PLAN_FLOW.allows("approve", plan, actor)


def decorate(plan: Plan, results: list[WorkResult]) -> None:
    """Give each result its number, whether it is linked, and remarks on its wording (art. 9, annex II)."""
    for number, result in enumerate(results, start=1):
        result.number = number
        result.is_linked = is_linked(plan, result)
        result.remarks = lint_result(result.statement, allow_absolute=plan.is_leader_form)
        for row in result.indicators.all():
            row.remarks = indicator_remarks(plan, row)


def indicator_remarks(plan: Plan, row: Indicator) -> tuple[TextWarning, ...]:
    """Return what to think about in an indicator: absolute words, a target nobody can compare, how a range reads."""
    if plan.approach == Approach.QUALITATIVE:
        # Indicator and target stand in one narrative; a word of activity in it is often the thing counted.
        remarks = lint_result(row.statement, allow_absolute=plan.is_leader_form)
        return tuple(remark for remark in remarks if remark.code == "absolute")
    target = f"{row.target} {row.target_unit}".strip()
    if not target:
        return ()
    days = Days(plan.first_day, plan.last_day)
    problems = target_problems(row.target, row.target_unit, days=days)
    remarks = lint_target(target, needs_number=False, allow_absolute=plan.is_leader_form)
    # A target counts things ("4 kunjungan"), so a word of activity in it says nothing.
    kept = [remark for remark in remarks if remark.code != "activity"]
    kept += [TextWarning("comparable", words) for words in problems.values()]
    words = range_words(row.target)
    return (*kept, TextWarning("range", words)) if words else tuple(kept)


def place_measurements(actor: Actor, plan: Plan, results: list[WorkResult]) -> None:
    """Put what was measured this year beside the indicators taken from a standard; one query if there are any."""
    rows = [row for result in results for row in result.indicators.all()]
    taken = {row.standard_indicator.lineage for row in rows if row.standard_indicator}
    cycle, path = plan.cycle, plan.unit.path if plan.unit else ""
    whose = Whose(plan.employee_id, path, cycle.starts_on, cycle.ends_on)
    values = evidence_values(actor=actor, lineages=taken, whose=whose)
    for row in rows:
        row.measured = values.get(row.standard_indicator.lineage, []) if row.standard_indicator else []


def timeline_of(plan: Plan) -> list[dict[str, Any]]:
    """Return what happened to a plan and what comes next, oldest first."""
    labels = {
        step.name: step.label for step in (*PLAN_FLOW.transitions, START_VERSION, LINK_RESULTS, *PLAN_STEPS)
    }
    rows: list[dict[str, Any]] = [
        {
            "label": labels.get(row.transition, row.transition),
            "actor_name": row.actor_name,
            "actor_title": row.actor_title,
            "at": row.at,
            "note": row.note,
            "tone": "bad" if row.transition == "return" else "",
        }
        for row in PLAN_FLOW.timeline(plan)
    ]
    if plan.number == 1 and plan.cycle.opened_at:
        rows.insert(0, {"label": _("Draft prepared"), "at": plan.cycle.opened_at})
    if plan.approved_at is None:
        due = _("at latest %(day)s") % {"day": longdate(plan.deadline)}
        rows.append({"label": pgettext("plan", "Approved"), "text": due, "state": "later"})
    return rows


def list_versions(*, actor: Actor, plan: Plan) -> list[Plan]:
    """Return the versions of this year, newest first, then the plan in force of the last year before it."""
    rows = Plan.objects.visible_to(actor).filter(employee_id=plan.employee_id, agency_id=plan.agency_id)
    rows = list(
        rows.filter(cycle__year__in=[plan.cycle.year, plan.cycle.year - 1])
        .select_related("cycle")
        .order_by("-cycle__year", "-number")
    )
    for row in rows:
        row.is_open_version = row.state in {PlanStatus.DRAFT, PlanStatus.SUBMITTED, PlanStatus.RETURNED}
    return [row for row in rows if row.cycle_id == plan.cycle_id or row.is_current]


def written_parts(ids: list[int]) -> dict[int, tuple[dict[str, str], dict[str, str]]]:
    """Return the special expectations by value and the attachments by kind of these plans; one query for all."""
    part = CharField()
    expectations = BehaviourExpectation.objects.filter(plan__in=ids).order_by()
    attachments = PlanAttachment.objects.filter(plan__in=ids).order_by()
    rows = expectations.values_list("plan_id", Value("wish", output_field=part), "value", "text").union(
        attachments.values_list("plan_id", Value("part", output_field=part), "kind", "text"), all=True
    )
    found: dict[int, tuple[dict[str, str], dict[str, str]]] = {pk: ({}, {}) for pk in ids}
    for plan_id, what, key, text in rows:
        found[plan_id][what == "part"][key] = text
    return found


def with_attachments(rows: QuerySet[Plan]) -> QuerySet[Plan]:
    """Add which parts of the attachment are written, for `written_attachments`."""
    texts = PlanAttachment.objects.filter(plan=OuterRef("pk")).exclude(text="")
    return rows.annotate(**{f"has_{kind.value}": Exists(texts.filter(kind=kind)) for kind in AttachmentKind})


def written_attachments(plan: Plan) -> set[str]:
    """Return the written parts of the attachment of a plan of `with_attachments`, without a query."""
    return {kind.value for kind in AttachmentKind if getattr(plan, f"has_{kind.value}")}


def behaviour_rows(plan: Plan) -> list[BehaviourRow]:
    """Return the seven values of a plan with what the leader expects in particular."""
    return rows_of_behaviour(dict(plan.expectations.values_list("value", "text")))


def rows_of_behaviour(texts: dict[str, str]) -> list[BehaviourRow]:
    """Return the seven values in the order of the form; a row is stored only where something was written (B7)."""
    return [
        BehaviourRow(value.value, str(value.label), guides_for(value), texts.get(value.value, ""))
        for value in BehaviourValue
    ]


def rights_of(actor: Actor, plan: Plan, *, has_open: bool) -> PlanRights:
    """Return what the actor may do now; the services ask the same policies again."""
    is_owner = policies.is_owner(actor, plan)
    return PlanRights(
        can_write=plan.is_open and policies.can_write_plan(actor, plan),
        can_submit=PLAN_FLOW.allows("submit", plan, actor),
        can_withdraw=PLAN_FLOW.allows("withdraw", plan, actor),
        can_decide=PLAN_FLOW.allows("approve", plan, actor),
        can_set_expectations=policies.can_set_expectations(actor, plan),
        can_confirm=policies.can_confirm_expectations(actor, plan) and plan.expectations_read_at is None,
        can_change=not has_open and policies.can_change_plan(actor, plan),
        can_link=is_owner and not plan.is_open and plan.is_unlinked and bool(plan.leader_plan_id),
        can_give_up=can_give_up_version(actor, plan),
    )


def attachment_texts(*, actor: Actor, plan: Plan) -> dict[str, str]:
    """Return the parts of the attachment that are written, by kind."""
    return dict(PlanAttachment.objects.filter(plan=plan).values_list("kind", "text"))


def find_plans(*, actor: Actor, ids: list[int]) -> list[Plan]:
    """Return those of these plans that are in scope, oldest submission first, for a batch."""
    return list(visible_plans(actor=actor).filter(pk__in=ids).order_by("submitted_at", "pk"))


def copy_sources(*, actor: Actor, plan: Plan) -> QuerySet[Plan]:
    """Return the plan to copy from: that of the post before a move, otherwise the one of the last year."""
    rows = Plan.objects.visible_to(actor).filter(employee_id=plan.employee_id, agency_id=plan.agency_id)
    if plan.origin == PlanOrigin.MOVE and plan.replaces_id:
        return rows.filter(pk=plan.replaces_id)
    return rows.filter(cycle__year=plan.cycle.year - 1, is_current=True)


def leader_choices(*, actor: Actor, plan: Plan) -> list[tuple[str, str]]:
    """Return the results of the present evaluator's plan in force and of the leaders of the person's teams.

    Reading the leader's results follows from seeing the own plan: they are what the plan has to serve.
    """
    wanted = Q(plan_id__in=team_plans(plan))
    if plan.leader_plan_id:
        wanted |= Q(plan_id=plan.leader_plan_id)
    rows = WorkResult.objects.filter(wanted).order_by("plan_id", "-kind", "order", "id")
    return [(str(pk), statement) for pk, statement in rows.values_list("pk", "statement")]


def acting_choices(*, actor: Actor, plan: Plan) -> list[tuple[str, str]]:
    """Return the acting posts (Plt, Plh) of the person, to be chosen in a main result."""
    return [(str(row.pk), acting_words(row)) for row in acting_posts(plan)]


def get_result(*, actor: Actor, plan: Plan, pk: int) -> WorkResult:
    """Return one result of a plan the actor sees."""
    return get_object_or_404(WorkResult.objects.select_related("leader_result"), plan=plan, pk=pk)


def get_indicator(*, actor: Actor, plan: Plan, pk: int) -> Indicator:
    """Return one indicator of a plan the actor sees."""
    return get_object_or_404(Indicator.objects.select_related("result"), result__plan=plan, pk=pk)


def deadline_text(plan: Plan, *, today: date) -> str:
    """Return how much time is left, in words."""
    days = (plan.deadline - today).days
    if days < 0:
        return _("%(days)d days late") % {"days": -days}
    return _("due today") if days == 0 else _("%(days)d days left") % {"days": days}


def people_waiting_for(plan: Plan) -> QuerySet[Plan]:
    """Return the plans of those who wait for the owner of a plan to have one in force."""
    return _waiting_plans(cycle=plan.cycle_id, employee__evaluator=plan.employee_id)


def _waiting_plans(**whose: Any) -> QuerySet[Plan]:
    """Return the plans that wait for a leader's; `whose` names the year and the leader."""
    rows = Plan.objects.filter(employee__is_active=True, **whose)
    return rows.filter(Q(state__in=OPEN_STATES) | Q(is_unlinked=True)).exclude(state=PlanStatus.SUPERSEDED)

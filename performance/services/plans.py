"""The life of a plan: submit, withdraw, approve, return, change by a new version."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, NotAllowed, require
from asn_portal.core.policies import value_on
from asn_portal.core.requirements import Checklist
from asn_portal.core.workflow import NoteRequired, record_transition
from performance import policies
from performance.enums.plan_changes import PlanOrigin
from performance.models import Plan, WorkResult
from performance.notifications import plans as notices
from performance.policies.plan_changes import MOVE_DAYS
from performance.rules.plan_checklist import LeaderPlan, plan_checklist, unlinked_results
from performance.selectors import plans as selectors
from performance.services.copying import copy_content
from performance.services.locking import lock_plan
from performance.services.matrix_versions import follow_plan
from performance.services.snapshot import person_now, snapshot_of
from performance.workflow import LINK_RESULTS, PLAN_FLOW, START_VERSION


class PlanIncomplete(ValidationError):
    """The plan lacks something; `checklist` says what."""

    def __init__(self, checklist: Checklist):
        super().__init__(_("The plan is not complete yet."), code="incomplete")
        self.checklist = checklist


@dataclass(frozen=True)
class Skipped:
    """A plan that a batch left alone, and why."""

    plan: Plan
    reason: str


@transaction.atomic
def submit_plan(*, plan: Plan, actor: Actor) -> Plan:
    """Submit to the present evaluator; the checklist it was decided on is kept (PermenPANRB 6/2022 art. 14).

    Raises PlanIncomplete with the checklist, NotAllowed, Conflict. Where the leader's plan is not approved the
    plan goes in as "belum tertaut" (B5).
    """
    require(policies.can_submit_plan(actor, plan))
    lock_plan(plan, expected=plan.revision)
    person = person_now(plan.employee_id)
    checklist, is_unlinked = judge(plan, person, actor)
    if not checklist.is_met:
        raise PlanIncomplete(checklist)
    PLAN_FLOW.apply(
        "submit",
        plan,
        actor=actor,
        submitted_at=timezone.now(),
        checklist=checklist.to_dict() | {"is_met": True},
        is_unlinked=is_unlinked,
        **snapshot_of(person),
    )
    notices.plan_submitted(plan)
    return plan


def judge(plan: Plan, person, actor: Actor) -> tuple[Checklist, bool]:
    """Return the checklist of a plan as it stands in the database now, and whether links are missing."""
    fresh = selectors.get_plan(actor=actor, pk=plan.pk)
    snapshot = snapshot_of(person)
    fresh.is_leader_form = snapshot["is_leader_form"]
    results = selectors.plan_results(actor=actor, plan=fresh)
    kinds = {row.kind for row in fresh.attachments.all() if row.text.strip()}
    facts = selectors.facts_of(fresh, results, kinds)
    is_pending = selectors.leader_state(fresh) == LeaderPlan.PENDING
    checklist = plan_checklist(facts, as_of=timezone.localdate())
    return checklist, is_pending and bool(unlinked_results(facts))


@transaction.atomic
def withdraw_plan(*, plan: Plan, actor: Actor) -> Plan:
    """Take a submission back, as long as nobody has decided."""
    PLAN_FLOW.apply("withdraw", plan, actor=actor, checklist=None)
    return plan


@transaction.atomic
def approve_plan(*, plan: Plan, actor: Actor, note: str = "") -> Plan:
    """Set the plan; the version it replaces is superseded in the same transaction.

    Raises NotAllowed unless the actor is the present evaluator, Conflict when somebody decided first.
    """
    snapshot = snapshot_of(person_now(plan.employee_id))
    PLAN_FLOW.apply(
        "approve",
        plan,
        actor=actor,
        note=note,
        approved_at=timezone.now(),
        approved_by_id=actor.employee_id,
        is_current=True,
        **snapshot,
    )
    supersede_older(plan, actor)
    follow_plan(plan)
    notices.plan_approved(plan)
    waiting = selectors.people_waiting_for(plan).values_list("employee_id", flat=True)
    notices.leader_plan_approved(plan, waiting)
    return plan


def supersede_older(plan: Plan, actor: Actor) -> None:
    """Put the version in force until now out of force."""
    if plan.replaces_id is None:
        return
    older = Plan.objects.select_related("employee").get(pk=plan.replaces_id)
    PLAN_FLOW.apply("supersede", older, actor=actor, is_current=False)


@transaction.atomic
def return_plan(*, plan: Plan, actor: Actor, note: str) -> Plan:
    """Send the plan back with a reason. Raises NoteRequired, NotAllowed, Conflict."""
    PLAN_FLOW.apply("return", plan, actor=actor, note=note)
    notices.plan_returned(plan, note.strip())
    return plan


def approve_plans(*, plans: Iterable[Plan], actor: Actor) -> tuple[list[Plan], list[Skipped]]:
    """Approve several plans, each in its own transaction; what was left alone comes back with the reason."""
    approved, skipped = [], []
    for plan in plans:
        if not (plan.checklist or {}).get("is_met"):
            skipped.append(Skipped(plan, _("The plan is not complete; please look at it first.")))
            continue
        try:
            approved.append(approve_plan(plan=plan, actor=actor))
        except NotAllowed:
            skipped.append(Skipped(plan, _("You are not the evaluator.")))
        except Conflict:
            skipped.append(Skipped(plan, _("It has been decided or withdrawn meanwhile.")))
    return approved, skipped


@transaction.atomic
def start_version(*, plan: Plan, actor: Actor, reason: str) -> Plan:
    """Start a change of an approved plan: a copy as a new version; the old one stays in force until approval.

    PermenPANRB 6/2022 art. 14(2): the plan grows with feedback and assignments; history is kept. Submission is
    the employee's consent, approval the evaluator's. Raises NoteRequired, NotAllowed, Conflict.
    """
    require(policies.can_change_plan(actor, plan))
    reason = reason.strip()
    if not reason:
        raise NoteRequired
    lock_plan(plan, expected=plan.revision)
    last = Plan.objects.filter(cycle=plan.cycle_id, employee=plan.employee_id).order_by("-number").first()
    assert last is not None
    try:
        with transaction.atomic():
            version = new_version(plan, last.number + 1, reason)
    except IntegrityError:
        raise Conflict(plan, last=PLAN_FLOW.timeline(last).last(), note=reason) from None
    copy_content(source=plan, target=version)
    record_transition(PLAN_FLOW.subject_type, version, START_VERSION, before="", actor=actor, note=reason)
    if not policies.is_owner(actor, plan):
        notices.change_started(version, actor.name)
    return version


def new_version(plan: Plan, number: int, reason: str, **changes) -> Plan:
    """Return the row of a new version, not in force yet; `changes` where it is about other days or a new post."""
    fields = {
        "origin": PlanOrigin.CHANGE,
        "approach": plan.approach,
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "set_by_on": due_day(plan.agency_id),
        "contract_terms": plan.contract_terms,
        **changes,
    }
    return Plan.objects.create(
        agency_id=plan.agency_id,
        cycle_id=plan.cycle_id,
        employee_id=plan.employee_id,
        number=number,
        is_current=False,
        replaces=plan,
        change_reason=reason[:300],
        **snapshot_of(person_now(plan.employee_id)),
        **fields,
    )


def due_day(agency_id: int) -> date:
    """Return the day by which a plan begun today is to be set; the regulation names none for changes."""
    today = timezone.localdate()
    return today + timedelta(days=value_on(MOVE_DAYS, agency_id=agency_id, day=today))


@transaction.atomic
def link_results(*, plan: Plan, links: dict[int, int], actor: Actor) -> Plan:
    """Link the results of a plan that went in as "belum tertaut" to those of the leader, once these are set (B5).

    `links` maps ids of own results to ids of the leader's; others are ignored. It changes no promise, so it needs
    no new version.
    """
    require(policies.is_owner(actor, plan))
    lock_plan(plan, expected=plan.revision)
    allowed = {int(pk) for pk, _statement in selectors.leader_choices(actor=actor, plan=plan)}
    for result in WorkResult.objects.filter(plan=plan, pk__in=list(links)):
        if links[result.pk] in allowed:
            WorkResult.objects.filter(pk=result.pk).update(leader_result_id=links[result.pk])
    results = selectors.plan_results(actor=actor, plan=plan)
    if allowed and all(selectors.is_linked(plan, result) for result in results):
        Plan.objects.filter(pk=plan.pk).update(is_unlinked=False)
        plan.is_unlinked = False
        record_transition(
            PLAN_FLOW.subject_type,
            plan,
            replace(LINK_RESULTS, target=plan.state),
            before=plan.state,
            actor=actor,
        )
    return plan

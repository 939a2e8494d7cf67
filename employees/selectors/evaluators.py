"""Who rates whom, read from the records of a day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor
from employees.enums import AssignmentKind, EmployeeKind, Standing
from employees.models import Assignment, Employee, EvaluatorOverride, Position, Unit, UnpaidLeave
from employees.rules.superiors import Answer, Chart, Holder, Node, Post, evaluator_of

ABSENT = {Standing.UNPAID_LEAVE, Standing.SUSPENDED}
LONGEST_CHAIN = 10


@dataclass(frozen=True)
class Superior:
    """One step of the chain of superiors."""

    id: int
    name: str
    post: str
    source: str


@dataclass(frozen=True)
class EvaluatorView:
    """The evaluator of a person on a day and how the portal found out, for the page."""

    employee: Employee | None
    answer: Answer
    asked: list[tuple[str, str]]
    override: EvaluatorOverride | None


def load_chart(*, actor: Actor, day: date) -> Chart:
    """Return the organisation of the actor's agency on a day; four queries, whatever its size."""
    agency_id = actor.agency_id
    rows = list(Unit.objects.filter(agency_id=agency_id).values_list("pk", "path", "head_position_id"))
    parents = {path: pk for pk, path, _head in rows}
    units = {pk: Node(parents.get(path[: -Unit.steplen]), head) for pk, path, head in rows}
    posts = {
        pk: Post(unit_id, superior)
        for pk, unit_id, superior in Position.objects.filter(agency_id=agency_id).values_list(
            "pk", "unit_id", "reports_to_id"
        )
    }
    return Chart(posts, units, _holders(agency_id, day), _overrides(agency_id, day))


def start_in(chart: Chart, employee: Employee) -> tuple[int | None, int | None]:
    """Return the post and unit that count for the evaluation: a Plt post before the definitive one (annex IV p. 89)."""
    held = {
        holder.kind: post_id
        for post_id, holders in chart.holders.items()
        for holder in holders
        if holder.employee_id == employee.pk
    }
    post_id = held.get(AssignmentKind.ACTING, held.get(AssignmentKind.DEFINITIVE))
    return post_id, chart.posts[post_id].unit_id if post_id is not None else employee.unit_id


def evaluator_on(*, actor: Actor, employee: Employee, day: date | None = None) -> EvaluatorView:
    """Return who rates a person on a day (today by default), and the way to the answer."""
    day = day or timezone.localdate()
    chart = load_chart(actor=actor, day=day)
    post_id, unit_id = start_in(chart, employee)
    answer = evaluator_of(chart, employee_id=employee.pk, post_id=post_id, unit_id=unit_id)
    names = dict(
        Position.objects.filter(pk__in=[step.post_id for step in answer.steps]).values_list("pk", "name")
    )
    people = Employee.objects.select_related("position").in_bulk(
        {answer.evaluator_id, *(step.holder.employee_id for step in answer.steps if step.holder)} - {None}
    )
    asked = [
        (names.get(step.post_id, ""), people[step.holder.employee_id].full_name if step.holder else "")
        for step in answer.steps
    ]
    override = None
    if answer.source == "override":
        chosen = EvaluatorOverride.objects.filter(employee=employee, evaluator_id=answer.evaluator_id)
        override = in_force(chosen, day).order_by("starts_on", "pk").last()
    return EvaluatorView(people.get(answer.evaluator_id or 0), answer, asked, override)


def explain(view: EvaluatorView) -> list[str]:
    """Return in plain words, step by step, how the evaluator was found."""
    if view.override:
        return [
            _("HR has named this person for the time being: %(reason)s") % {"reason": view.override.reason}
        ]
    words = []
    labels: dict[str, str] = {AssignmentKind.ACTING: "Plt", AssignmentKind.DAILY: "Plh"}
    for step, (post, name) in zip(view.answer.steps, view.asked, strict=True):
        if step.holder is None:
            words.append(
                _("%(post)s is vacant or its holder is away, so one goes further up.") % {"post": post}
            )
        elif step.holder.kind in labels:
            parts = {"name": name, "kind": labels[step.holder.kind], "post": post}
            words.append(_("%(name)s acts (%(kind)s) as %(post)s.") % parts)
        else:
            words.append(_("%(name)s holds the superior post %(post)s.") % {"name": name, "post": post})
    return words or [_("No superior post is recorded above yours.")]


def chain_of_superiors(*, actor: Actor, employee: Employee) -> list[Superior]:
    """Return the evaluator, the evaluator's evaluator and so on, from the maintained columns; two queries."""
    links = {
        pk: (evaluator, source)
        for pk, evaluator, source in Employee.objects.filter(
            agency_id=actor.agency_id, is_active=True, pk__in=_rater_ids(actor.agency_id)
        ).values_list("pk", "evaluator_id", "evaluator_source")
    }
    chain: list[int] = []
    current, source = employee.evaluator_id, employee.evaluator_source
    sources = []
    while current and current not in chain and len(chain) < LONGEST_CHAIN:
        chain.append(current)
        sources.append(source)
        current, source = links.get(current, (None, ""))
    people = Employee.objects.select_related("position").in_bulk(chain)
    return [
        Superior(pk, people[pk].full_name, str(people[pk].position or ""), found)
        for pk, found in zip(chain, sources, strict=True)
        if pk in people
    ]


def _rater_ids(agency_id):
    return Employee.objects.filter(agency_id=agency_id, evaluator__isnull=False).values("evaluator_id")


def _holders(agency_id: int | None, day: date) -> dict[int, tuple[Holder, ...]]:
    on_leave = in_force(UnpaidLeave.objects, day).filter(employee=OuterRef("employee_id"))
    found: dict[int, list[Holder]] = defaultdict(list)
    rows = (
        Assignment.objects.on(day)
        .filter(agency_id=agency_id, position__isnull=False, employee__is_active=True)
        .order_by("starts_on", "pk")
        .values_list("position_id", "employee_id", "kind", "employee__standing", Exists(on_leave))
    )
    for post_id, employee_id, kind, standing, is_on_leave in rows:
        available = standing not in ABSENT and not is_on_leave
        found[post_id].append(Holder(employee_id, kind, available))
    return {post_id: tuple(holders) for post_id, holders in found.items()}


def in_force(rows, day: date):
    """Return those of dated records that count on a day."""
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


def _overrides(agency_id: int | None, day: date) -> dict[int, int]:
    rows = in_force(EvaluatorOverride.objects, day).filter(agency_id=agency_id, evaluator__is_active=True)
    return dict(rows.order_by("starts_on", "pk").values_list("employee_id", "evaluator_id"))


def officials(*, actor: Actor) -> set[int]:
    """Return the people who rate but are not rated."""
    rows = Employee.objects.filter(agency_id=actor.agency_id, kind=EmployeeKind.OFFICIAL)
    return set(rows.values_list("pk", flat=True))

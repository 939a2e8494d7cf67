"""Reading templates, the people they may be handed to, and what came of it."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor, Role
from asn_portal.core.pagination import Page, keyset_page
from employees.models import Employee, Unit
from employees.rules.names import sort_name
from performance.enums import CycleStatus
from performance.enums.cascade import RoleState
from performance.models import Handout, MatrixRole, ResultTemplate, WorkResult

SIZE, MOST = 50, 5_000


@dataclass(frozen=True)
class PeopleQuestion:
    """Whom a template is for; empty values do not count."""

    text: str = ""
    title_id: int | None = None
    unit_id: int | None = None


def list_templates(*, actor: Actor, token: str) -> Page:
    """Return a page of the templates the actor works with, newest first."""
    live = Count("roles", filter=Q(roles__state__in=RoleState.live()), distinct=True)
    rows = ResultTemplate.objects.visible_to(actor).select_related("unit").annotate(given=live)
    return keyset_page(rows, key="changed_at", token=token, size=30, newest_first=True)


def get_template(*, actor: Actor, pk: int) -> ResultTemplate:
    """Return a template the actor works with (404 otherwise)."""
    rows = ResultTemplate.objects.visible_to(actor).select_related("unit", "leader_result__plan")
    return get_object_or_404(rows.prefetch_related("indicators__standard_indicator__standard"), pk=pk)


def own_results(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the results of the actor's plan of the running year, to be served by a template."""
    rows = WorkResult.objects.filter(
        plan__employee_id=actor.employee_id or 0,
        plan__agency_id=actor.agency_id,
        plan__cycle__state=CycleStatus.OPEN,
        plan__is_current=True,
    )
    return [(str(pk), words) for pk, words in rows.order_by("order", "id").values_list("pk", "statement")]


def people_to_give(*, actor: Actor) -> QuerySet[Employee]:
    """Return whom the actor may hand results: the people one evaluates, and the units one heads or is HR of."""
    wanted = Q(evaluator_id=actor.employee_id, evaluator__isnull=False)
    scopes = actor.scopes_for(Role.HEAD, Role.HR)
    if scopes:
        wanted |= Q(unit_id__in=Unit.objects.in_scopes(scopes).order_by().values("id"))
    rows = Employee.objects.filter(agency_id=actor.agency_id).planning().filter(wanted)
    return rows.exclude(pk=actor.employee_id or 0).select_related("position", "unit")


def narrowed(*, actor: Actor, wanted: PeopleQuestion) -> QuerySet[Employee]:
    """Return those of them that fit the question."""
    rows = people_to_give(actor=actor)
    if wanted.text:
        nip = wanted.text.replace(" ", "")
        by_nip = Q(nip__startswith=nip) if nip.isdigit() else Q(sort_name__contains=sort_name(wanted.text))
        rows = rows.filter(by_nip | Q(position__name__icontains=wanted.text))
    if wanted.title_id:
        rows = rows.filter(position__title_id=wanted.title_id)
    if wanted.unit_id:
        unit = Unit.objects.visible_to(actor).filter(pk=wanted.unit_id).first()
        rows = (
            rows.filter(unit_id__in=Unit.objects.under(unit.path).order_by().values("id"))
            if unit
            else rows.none()
        )
    return rows


def page_of_people(*, actor: Actor, wanted: PeopleQuestion, token: str) -> Page:
    """Return a page of the people who fit."""
    return keyset_page(narrowed(actor=actor, wanted=wanted), token=token, size=SIZE)


def all_ids(*, actor: Actor, wanted: PeopleQuestion) -> list[int]:
    """Return everybody who fits, one more than may get it at once."""
    return list(narrowed(actor=actor, wanted=wanted).order_by("pk").values_list("pk", flat=True)[: MOST + 1])


def title_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the kinds of posts among the people the actor may hand results, most people first."""
    rows = people_to_give(actor=actor).filter(position__isnull=False).select_related(None).order_by()
    counted = rows.values_list("position__title_id", "position__title__name").annotate(people=Count("pk"))
    return [
        (str(pk), f"{name} ({people})")
        for pk, name, people in counted.order_by("-people", "position__title_id")[:60]
    ]


def who_has(*, actor: Actor, template: ResultTemplate, people: list[Employee]) -> set[int]:
    """Return who of these people has the template already this year."""
    rows = MatrixRole.objects.filter(
        template=template, employee__in=people, cycle__state=CycleStatus.OPEN
    ).exclude(state=RoleState.WITHDRAWN)
    return set(rows.values_list("employee_id", flat=True))


def handouts_of(*, actor: Actor, template: ResultTemplate) -> list[Handout]:
    """Return the last times a template was handed out."""
    return list(
        Handout.objects.filter(template=template).select_related("cycle").order_by("-given_at", "-id")[:10]
    )


def get_handout(*, actor: Actor, template: ResultTemplate, pk: int) -> Handout:
    """Return one handing out of a template the actor works with."""
    return get_object_or_404(Handout.objects.select_related("cycle"), template=template, pk=pk)


def answers_of(*, actor: Actor, template: ResultTemplate) -> dict[str, int]:
    """Return how many roles of a template are in each state this year."""
    rows = MatrixRole.objects.filter(template=template, cycle__state=CycleStatus.OPEN)
    return dict(rows.order_by().values_list("state").annotate(count=Count("pk")))

"""Candidates for Satyalancana: what is on record about service, and the list that the night keeps true."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, QuerySet, Value
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Role
from asn_portal.core.pagination import Page, keyset_page
from asn_portal.core.policies import value_on
from asn_portal.core.requirements import Checklist
from employees.enums import EmployeeKind
from employees.models import DisciplineRecord, Employee, Unit, UnpaidLeave
from promotions.enums import AwardRule, NominationStatus
from promotions.models import Award, AwardCandidate, AwardType, Nomination
from promotions.policies import awards as policies
from promotions.rules.satyalancana import MedalRules, Punishment, ServiceFacts, satyalancana_checklist
from promotions.rules.spans import add_years

SIZE = 30
YEARS: Mapping[str, int] = {
    AwardRule.SATYALANCANA_10.value: 10,
    AwardRule.SATYALANCANA_20.value: 20,
    AwardRule.SATYALANCANA_30.value: 30,
}
RULES: Mapping[int, str] = {years: rule for rule, years in YEARS.items()}
RESTART = "restart"
COLUMNS = ("pk", "unit_id", "sort_name", "kind", "standing", "cpns_on", "discipline_checked_on")


@dataclass(frozen=True, slots=True)
class Serving:
    """Somebody with the facts of the service, and where the person works now."""

    pk: int
    unit_id: int | None
    sort_name: str
    facts: ServiceFacts


@dataclass(frozen=True, slots=True)
class Extent:
    """An inclusive range of employee ids: what one chunk reads."""

    first: int
    last: int

    @property
    def of_employees(self) -> dict[str, int]:
        """The condition on a table with an `employee` column."""
        return {"employee_id__gte": self.first, "employee_id__lte": self.last}


def medal_rules(*, actor: Actor, on: date) -> MedalRules:
    """Return what the agency has set where sources disagree."""
    choice = value_on(policies.SATYALANCANA_DISCIPLINE, agency_id=actor.agency_id, day=on)
    return MedalRules(discipline_restarts=choice == RESTART)


def long_serving(*, actor: Actor, today: date) -> QuerySet[Employee]:
    """Return the active PNS whose CPNS lies ten years back: nobody else can be a candidate."""
    # On 29 February this lets one day too many through; the rule decides.
    latest = add_years(today, -min(RULES))
    return Employee.objects.visible_to(actor).filter(
        is_active=True, kind=EmployeeKind.PNS, cpns_on__lte=latest
    )


def service_facts(*, actor: Actor, people: QuerySet[Employee], extent: Extent) -> list[Serving]:
    """Return the facts of the people within a range of ids: four queries, whatever their number."""
    rows = list(people.filter(pk__gte=extent.first, pk__lte=extent.last).order_by("pk").values_list(*COLUMNS))
    if not rows:
        return []
    about: dict[str, Any] = {"agency_id": actor.agency_id, **extent.of_employees}
    punishments, leaves = _against(about)
    owned = _by_medal(
        Award.objects.filter(**about, award_type__rule__in=list(YEARS))
        .order_by("awarded_on")
        .values_list("employee_id", "award_type__rule", "awarded_on")
    )
    papers = _papers(about)
    source = _("Personnel record")
    return [
        Serving(
            pk,
            unit_id,
            name,
            ServiceFacts(
                kind=kind,
                standing=standing,
                cpns_on=cpns_on,
                punishments=punishments.get(pk, ()),
                discipline_checked_on=checked_on,
                leave_since=leaves.get(pk),
                owned=owned.get(pk, {}),
                papers=papers.get(pk, {}),
                source=source,
            ),
        )
        for pk, unit_id, name, kind, standing, cpns_on, checked_on in rows
    ]


def _against(about: dict[str, Any]) -> tuple[dict[int, tuple[Punishment, ...]], dict[int, date]]:
    """Return the punishments and the first unpaid leave of each; one query, since nearly everybody has neither."""
    none = Value("", output_field=CharField())
    punished = DisciplineRecord.objects.filter(**about).order_by()
    away = UnpaidLeave.objects.filter(**about).order_by()
    rows = punished.values_list("employee_id", "starts_on", "ends_on", "level").union(
        away.values_list("employee_id", "starts_on", "ends_on", none), all=True
    )
    punishments: dict[int, tuple[Punishment, ...]] = {}
    leaves: dict[int, date] = {}
    for pk, starts_on, ends_on, level in rows.order_by("starts_on"):
        if level:
            punishments[pk] = (*punishments.get(pk, ()), Punishment(level, starts_on, ends_on))
        else:
            leaves.setdefault(pk, starts_on)
    return punishments, leaves


def _by_medal(rows: Iterable[tuple[int, str, Any]]) -> dict[int, dict[int, Any]]:
    found: dict[int, dict[int, Any]] = defaultdict(dict)
    for pk, rule, value in rows:
        found[pk].setdefault(YEARS[rule], value)
    return found


def _papers(about: dict[str, Any]) -> dict[int, dict[int, tuple[date, str]]]:
    rows = AwardCandidate.objects.filter(**about, papers_checked_on__isnull=False).values_list(
        "employee_id", "award_type__rule", "papers_checked_on", "papers_checked_by_name"
    )
    return _by_medal((pk, rule, (day, name)) for pk, rule, day, name in rows)


def medal_checklist(*, actor: Actor, employee: Employee, on: date, level: int | None = None) -> Checklist:
    """Return the checklist of somebody the actor sees, computed now."""
    people = Employee.objects.filter(agency_id=actor.agency_id)
    (row,) = service_facts(actor=actor, people=people, extent=Extent(employee.pk, employee.pk))
    return satyalancana_checklist(row.facts, as_of=on, level=level, rules=medal_rules(actor=actor, on=on))


# --- The list ---


@dataclass(frozen=True)
class CandidateFilter:
    """What the list is narrowed to; `met` is "ya", "belum" or empty."""

    award_type: AwardType | None = None
    unit: Unit | None = field(default=None)
    met: str = ""


def candidates_of(*, actor: Actor) -> QuerySet[AwardCandidate]:
    """Return the candidates whom the actor serves as HR: another role or the own team opens none (A13)."""
    rows, scopes = AwardCandidate.objects.visible_to(actor), actor.scopes_for(Role.HR)
    if actor.is_system or any(scope.is_root for scope in scopes):
        return rows
    return rows.filter(unit_id__in=Unit.objects.in_scopes(scopes).order_by().values("id"))


def list_candidates(*, actor: Actor, wanted: CandidateFilter) -> QuerySet[AwardCandidate]:
    """Return the candidates of the actor's scope that fit, unordered; `is_nominated` says whether one is on its way."""
    rows = candidates_of(actor=actor)
    if wanted.award_type:
        rows = rows.filter(award_type=wanted.award_type)
    if wanted.unit:
        rows = rows.filter(unit_id__in=Unit.objects.under(wanted.unit.path).order_by().values("id"))
    if wanted.met:
        rows = rows.filter(is_met=wanted.met == "ya")
    return as_shown(rows)


def as_shown(rows: QuerySet[AwardCandidate]) -> QuerySet[AwardCandidate]:
    """Add what a row shows, and whether a nomination is on its way."""
    return rows.select_related("award_type", "unit__opd", "employee__position").annotate(
        is_nominated=Exists(on_its_way(OuterRef("employee_id"), OuterRef("award_type_id")))
    )


def on_its_way(employee: Any, award_type: Any) -> QuerySet[Nomination]:
    """Return the nominations of somebody for an award that are not decided yet."""
    waiting = [NominationStatus.SUBMITTED, NominationStatus.RETURNED]
    return Nomination.objects.filter(employee_id=employee, award_type_id=award_type, state__in=waiting)


def page_of_candidates(*, actor: Actor, wanted: CandidateFilter, token: str) -> Page:
    """Return one page by name."""
    return keyset_page(list_candidates(actor=actor, wanted=wanted), token=token, size=SIZE)


@dataclass(frozen=True)
class MedalCount:
    """How many people stand in the list of one medal."""

    award_type: AwardType
    total: int
    met: int

    @property
    def key(self) -> str:
        """The value of the filter."""
        return str(self.award_type.pk)


def count_candidates(*, actor: Actor) -> list[MedalCount]:
    """Return the number of candidates of each medal, the highest first."""
    rows = candidates_of(actor=actor).order_by()
    counts = rows.values_list("award_type_id", "is_met").annotate(people=Count("pk"))
    by_type: dict[tuple[int, bool], int] = {(pk, is_met): people for pk, is_met, people in counts}
    medals = AwardType.objects.visible_to(actor).filter(rule__in=list(YEARS)).order_by("-rule")
    return [
        MedalCount(
            row,
            by_type.get((row.pk, True), 0) + by_type.get((row.pk, False), 0),
            by_type.get((row.pk, True), 0),
        )
        for row in medals
    ]


def get_candidate(*, actor: Actor, pk: int) -> AwardCandidate:
    """Return one candidate of the actor's scope, with `is_nominated` as in the list (404 otherwise)."""
    rows = as_shown(AwardCandidate.objects.visible_to(actor))
    return get_object_or_404(rows.select_related("employee__unit", "employee__rank"), pk=pk)


def find_candidates_by_id(*, actor: Actor, ids: list[int]) -> list[AwardCandidate]:
    """Return those of these candidates that are in scope, for a batch."""
    rows = candidates_of(actor=actor).filter(pk__in=ids)
    return list(
        rows.select_related("award_type", "employee__unit", "employee__position").order_by("sort_name")
    )

"""How far the people of a unit are with their hours (example J9)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, F, Q, QuerySet, Sum
from django.db.models.functions import Substr
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor, Role
from asn_portal.core.pagination import Page, keyset_page
from employees.models import Employee, Unit
from employees.models.organisation import path_range
from training.enums import CertificateStatus
from training.models import Certificate
from training.policies.hours import hours_rules
from training.rules.hours import WITH_CEILING, WITH_FLOOR, HoursRules, HoursStanding, share_exact
from training.selectors.hours import standing_of, with_hours

ROLES = (Role.HR, Role.HEAD, Role.LEADER, Role.INSPECTOR)
SIZE = 30
BELOW, OVER, ALL = "below", "over", "all"


@dataclass(frozen=True)
class UnitHours:
    """One unit with everything below it: PNS, those who reached the floor, and PPPK above their ceiling."""

    unit: Unit
    pns: int
    fulfilled: int
    pppk: int
    over: int

    @property
    def share(self) -> float | None:
        """Return the share of PNS with the floor reached, in percent."""
        return share_exact(self.fulfilled, self.pns)

    @property
    def below(self) -> int:
        """Return how many PNS are below the floor."""
        return self.pns - self.fulfilled


@dataclass(frozen=True)
class PersonHours:
    """One person of the list."""

    person: Employee
    standing: HoursStanding


def units_of(*, actor: Actor) -> list[Unit]:
    """Return the units whose hours the actor may see, at the top of each role and just below."""
    scopes = actor.scopes_for(*ROLES)
    if not scopes:
        return []
    tops = Q(pk__in=[scope.unit_id for scope in scopes])
    for scope in scopes:
        first, beyond = path_range(scope.path)
        tops |= Q(path__gte=first, path__lt=beyond, depth=len(scope.path) // Unit.steplen + 1)
    return list(Unit.objects.visible_to(actor).filter(tops, ends_on=None))


def get_unit(*, actor: Actor, pk: int) -> Unit:
    """Return a unit inside the actor's roles (404 otherwise)."""
    rows = Unit.objects.visible_to(actor).in_scopes(actor.scopes_for(*ROLES))
    return get_object_or_404(rows, pk=pk)


def unit_hours(*, actor: Actor, unit: Unit, year: int, today: date) -> tuple[UnitHours, list[UnitHours]]:
    """Return the figures of a unit and of each unit just below it; four queries, whatever the size."""
    rules = hours_rules(agency_id=actor.agency_id, day=today)
    units = Unit.objects.visible_to(actor).under(unit.path)
    below = {row.path: row for row in units.filter(depth=unit.depth + 1)}
    counts = _counts(actor, unit, year, rules)
    parts = [_figures(below[path], counts[path]) for path in sorted(below) if path in counts]
    totals = [sum(column) for column in zip(*counts.values(), strict=True)] or [0, 0, 0, 0]
    return UnitHours(unit, *totals), parts


def _counts(actor: Actor, unit: Unit, year: int, rules: HoursRules) -> dict[str, tuple[int, ...]]:
    """Return PNS, fulfilled, PPPK and those above the ceiling by the path of the branch; one grouped query."""
    proven = Certificate.objects.filter(
        agency_id=actor.agency_id, year=year, state=CertificateStatus.VERIFIED
    ).order_by()
    reached = _with_sum(proven, rules.pns_floor)
    beyond = _with_sum(proven.filter(is_own_initiative=False), rules.pppk_ceiling + 1)
    rows = (
        _people(actor, unit)
        .annotate(branch=Substr("unit__path", 1, len(unit.path) + Unit.steplen, output_field=CharField()))
        .values("branch")
        .annotate(
            pns=Count("pk", filter=Q(kind__in=WITH_FLOOR)),
            fulfilled=Count("pk", filter=Q(kind__in=WITH_FLOOR, pk__in=reached)),
            pppk=Count("pk", filter=Q(kind__in=WITH_CEILING)),
            over=Count("pk", filter=Q(kind__in=WITH_CEILING, pk__in=beyond)),
        )
        .order_by()
    )
    return {row["branch"]: (row["pns"], row["fulfilled"], row["pppk"], row["over"]) for row in rows}


def _with_sum(certificates: QuerySet[Certificate], least: int) -> QuerySet:
    sums = certificates.values("employee").annotate(total=Sum("hours"))
    return sums.filter(total__gte=least).values("employee")


def _people(actor: Actor, unit: Unit) -> QuerySet[Employee]:
    first, beyond = path_range(unit.path)
    people = Employee.objects.visible_to(actor).planning()
    return people.filter(unit__path__gte=first, unit__path__lt=beyond)


def _figures(unit: Unit, counts: tuple[int, ...]) -> UnitHours:
    return UnitHours(unit, *counts)


def page_of_people(
    *, actor: Actor, unit: Unit, year: int, wanted: str, token: str, today: date
) -> tuple[Page, list[PersonHours]]:
    """Return one page of the people of a unit: PNS below the floor, PPPK above the ceiling, or all."""
    rules = hours_rules(agency_id=actor.agency_id, day=today)
    rows = with_hours(_people(actor, unit), year).select_related("position", "unit")
    if wanted == BELOW:
        rows = rows.filter(kind__in=WITH_FLOOR, hours__lt=rules.pns_floor)
    elif wanted == OVER:
        assigned = F("hours") - F("own_hours")
        rows = rows.annotate(assigned=assigned).filter(kind__in=WITH_CEILING, assigned__gt=rules.pppk_ceiling)
    page = keyset_page(rows, token=token, size=SIZE)
    return page, [PersonHours(person, standing_of(person, rules)) for person in page.items]

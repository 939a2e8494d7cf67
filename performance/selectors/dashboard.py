"""Figures of the performance year by office, unit and person; live, a constant number of queries (scale D14)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor, Role, require
from employees.models import Unit
from performance.enums import AppraisalStatus, PeriodKind, PlanStatus, Predicate
from performance.models import Appraisal, Objection, Period, Plan
from performance.policies import reports as policies
from performance.selectors.report_orders import below, periods_to_report

ROLES = (Role.HR, Role.LEADER, Role.INSPECTOR, Role.HEAD)
WAITING = (AppraisalStatus.PENDING, AppraisalStatus.RETURNED)
# From the best to the worst, as people read a bar.
PREDICATES = (Predicate.SB, Predicate.B, Predicate.BP, Predicate.K, Predicate.SK)
TONES = {"sb": "c1", "b": "c3", "bp": "c2", "k": "c5", "sk": "c4"}


@dataclass
class Figures:
    """The figures of one group of people; counts are people unless the name says otherwise."""

    unit_id: int | None = None
    name: str = ""
    has_children: bool = False
    is_self: bool = False
    plans: int = 0
    plans_set: int = 0
    people: int = 0
    waiting: int = 0
    rated: int = 0
    released: int = 0
    signed: int = 0
    unrated: int = 0
    late_evaluators: int = 0
    objections: int = 0
    predicates: Counter = field(default_factory=Counter)

    @property
    def query(self) -> str:
        """Return the part of an address that means these people; of the unit itself only those directly in it."""
        return f"unit={self.unit_id}" + ("&langsung=1" if self.is_self else "")

    @property
    def judged(self) -> int:
        """Return how many have a predicate."""
        return sum(self.predicates.values())

    @property
    def released_percent(self) -> int:
        """Return the share of people whose rating is released, 0 to 100."""
        return self.released * 100 // self.people if self.people else 0

    @property
    def parts(self) -> list[dict]:
        """Return the parts of the bar of predicates."""
        return [
            {
                "label": str(code.label),
                "code": code.value,
                "value": self.predicates[code.value],
                "tone": TONES[code],
            }
            for code in PREDICATES
        ]

    def add(self, other: "Figures") -> None:
        """Add the figures of another group; one evaluator of two groups counts twice."""
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.predicates.update(other.predicates)


COUNTS = (
    *("plans", "plans_set", "people", "waiting", "rated", "released", "signed", "unrated"),
    *("late_evaluators", "objections"),
)


@dataclass(frozen=True)
class Dashboard:
    """The page: the unit it is about, the period, the rows below it and their sum."""

    unit: Unit | None
    trail: list[Unit]
    period: Period | None
    periods: list[Period]
    rows: list[Figures]
    total: Figures
    is_late: bool
    sees_objections: bool
    links_objections: bool

    @property
    def years(self) -> list[int]:
        """Return the years to choose from, newest first."""
        return list(dict.fromkeys(period.cycle.year for period in self.periods))

    @property
    def unit_id(self) -> int | str:
        """Return the unit for an address."""
        return self.unit.pk if self.unit else ""


def units_in_view(*, actor: Actor) -> QuerySet[Unit]:
    """Return the units whose figures the actor sees."""
    scopes = actor.scopes_for(*ROLES)
    rows = Unit.objects.visible_to(actor)
    if any(scope.is_root for scope in scopes):
        return rows
    return rows.filter(pk__in=Unit.objects.in_scopes(scopes).order_by().values("id"))


def get_unit_in_view(*, actor: Actor, pk: int) -> Unit:
    """Return a unit whose figures the actor sees (404 otherwise)."""
    return get_object_or_404(units_in_view(actor=actor).select_related("opd"), pk=pk)


def choose_period(periods: list[Period], wanted: int | None) -> Period | None:
    """Return the period of an address, else the newest that is being rated or was rated in the portal."""
    chosen = next((row for row in periods if row.pk == wanted), None)
    if chosen or not periods:
        return chosen
    return max(periods, key=lambda row: (row.cycle.year, row.rating_opens_on, row.kind == PeriodKind.YEAR))


def get_dashboard(*, actor: Actor, unit_id: int | None, period_id: int | None, today: date) -> Dashboard:
    """Return the figures below a unit, or of the actor's top units; six queries at any size.

    Raises NotAllowed without a role, 404 for a unit outside the actor's roles.
    """
    require(policies.can_see_dashboard(actor))
    periods = periods_to_report(actor=actor, with_imported=True)
    period = choose_period(periods, period_id)
    unit = get_unit_in_view(actor=actor, pk=unit_id) if unit_id else sole_top(actor)
    is_late = bool(period and today > period.rating_due_on)
    sees = policies.can_follow_objections(actor) and unit_is_office(unit)
    rows = rows_below(actor, unit, period, is_late=is_late, with_objections=sees) if period else []
    total = Figures()
    for row in rows:
        total.add(row)
    return Dashboard(
        unit=unit,
        trail=trail_of(actor, unit),
        period=period,
        periods=periods,
        rows=rows,
        total=total,
        is_late=is_late,
        sees_objections=sees or policies_link(actor),
        links_objections=policies_link(actor),
    )


def policies_link(actor: Actor) -> bool:
    """Tell whether the actor may read objections one by one."""
    return actor.has(Role.HR, Role.INSPECTOR)


def unit_is_office(unit: Unit | None) -> bool:
    """Tell whether the rows are whole offices, in which a number of disputes names nobody."""
    return unit is None or unit.depth == 1


def sole_top(actor: Actor) -> Unit | None:
    """Return the one unit at the top of the actor's roles; None where there are several."""
    scopes = actor.scopes_for(*ROLES)
    tops = {
        s.unit_id for s in scopes if not any(s.path != o.path and s.path.startswith(o.path) for o in scopes)
    }
    return Unit.objects.filter(agency_id=actor.agency_id, pk__in=tops).first() if len(tops) == 1 else None


def trail_of(actor: Actor, unit: Unit | None) -> list[Unit]:
    """Return the units above, as far as the actor sees them, the top first."""
    if unit is None or unit.depth == 1:
        return []
    paths = [unit.path[: Unit.steplen * depth] for depth in range(1, unit.depth)]
    return list(units_in_view(actor=actor).filter(path__in=paths).order_by("path"))


def rows_below(
    actor: Actor, unit: Unit | None, period: Period, *, is_late: bool, with_objections: bool
) -> list[Figures]:
    """Return one row a child unit (and one for the unit itself), in tree order."""
    place = Place(actor, unit)
    found = place.rows()
    key = place.key
    for row in ratings_by(place, period):
        count_rating(found[place.row_of(row[key])], row)
    for group, state, count in plans_by(place, period):
        figures = found[place.row_of(group)]
        figures.plans += count
        figures.plans_set += count if state == PlanStatus.APPROVED else 0
    if is_late:
        for group, count in late_by(place, period):
            found[place.row_of(group)].late_evaluators += count
    if with_objections or policies_link(actor):
        for group, count in objections_by(place, period):
            found[place.row_of(group)].objections += count
    return [row for row in found.values() if row.people or row.plans]


class Place:
    """Where the figures are asked for, and to which row each unit belongs.

    At the top rows are offices and appraisals are counted by their own column `opd`; below, units are counted and
    rolled up to the children of the unit.
    """

    def __init__(self, actor: Actor, unit: Unit | None):
        self.actor, self.unit = actor, unit
        self.by_office = unit is not None and unit.depth == 1
        self.key = "opd_id" if self.by_office else "unit_id"
        self._groups: dict[int | None, int | None] = {}

    def rows(self) -> dict[int | None, Figures]:
        """Return empty rows by unit id, in tree order; None holds people without a unit."""
        units = self._units()
        top = self.unit.depth if self.unit else 0
        found: dict[int | None, Figures] = {}
        shown: dict[str, int] = {}
        for pk, path, name, depth, numchild in units:
            is_row = depth <= top + 1 if self.unit else not self._above(path, shown)
            if is_row:
                shown[path] = pk
                is_self = self.unit is not None and depth == top
                found[pk] = Figures(pk, name, numchild > 0 and not is_self, is_self and numchild > 0)
                self._groups[pk] = pk
            else:
                self._groups[pk] = self._above(path, shown)
        found[None] = Figures(None, "")
        return found

    def _above(self, path: str, shown: dict[str, int]) -> int | None:
        steps = range(len(path) - Unit.steplen, 0, -Unit.steplen)
        return next((shown[path[:end]] for end in steps if path[:end] in shown), None)

    def _units(self) -> Iterable[tuple]:
        rows = Unit.objects.visible_to(self.actor)
        if self.unit is None:
            rows = units_in_view(actor=self.actor)
        elif not self.by_office:
            rows = rows.filter(pk__in=below(self.unit))
        return rows.order_by("path").values_list("pk", "path", "name", "depth", "numchild")

    def row_of(self, group: int | None) -> int | None:
        """Return the row of a unit."""
        return self._groups.get(group)

    def within(self, rows: QuerySet, column: str = "unit_id") -> QuerySet:
        """Limit rows to the units the figures are about."""
        if self.by_office:
            return rows
        units = below(self.unit) if self.unit else units_in_view(actor=self.actor).order_by().values("id")
        return rows.filter(**{f"{column}__in": units})


def ratings_by(place: Place, period: Period) -> QuerySet:
    """Return appraisals counted by group, state and predicate, with how many are signed.

    Counting rows and not a column leaves the table untouched: everything asked for stands in the index.
    """
    rows = place.within(Appraisal.objects.filter(period=period, agency_id=place.actor.agency_id)).order_by()
    columns = (place.key, "state", "predicate")
    counted = rows.values(*columns).annotate(count=Count("*"), signed=Count("signed_at"))
    # The actor's own unreleased rating must not be read from the figures: it is taken out by a row of minus one.
    own = rows.filter(employee_id=place.actor.employee_id or 0).exclude(state=AppraisalStatus.RELEASED)
    secret = own.annotate(count=Value(-1), signed=Value(0)).values(*columns, "count", "signed")
    return counted.union(secret, all=True)


def count_rating(figures: Figures, row: dict[str, Any]) -> None:
    """Add one counted group to its row."""
    count, state = row["count"], row["state"]
    figures.people += count
    figures.signed += row["signed"]
    if state in WAITING:
        figures.waiting += count
    elif state == AppraisalStatus.UNRATED:
        figures.unrated += count
    else:
        figures.rated += count
        figures.released += count if state == AppraisalStatus.RELEASED else 0
        figures.predicates[row["predicate"]] += count


def plans_by(place: Place, period: Period) -> QuerySet:
    """Return plans in their present version, counted by unit and state; read from their index in its order."""
    rows = Plan.objects.filter(cycle_id=period.cycle_id, agency_id=place.actor.agency_id, is_current=True)
    counted = place.within(rows).order_by().values("unit_id", "state").annotate(count=Count("*"))
    return counted.values_list("unit_id", "state", "count")


def late_by(place: Place, period: Period) -> QuerySet:
    """Return how many evaluators of each group still have somebody to rate."""
    rows = Appraisal.objects.filter(period=period, agency_id=place.actor.agency_id, state__in=WAITING)
    counted = place.within(rows).order_by().values(place.key)
    return counted.annotate(count=Count("evaluator_id", distinct=True)).values_list(place.key, "count")


def objections_by(place: Place, period: Period) -> QuerySet:
    """Return how many objections were filed in each group."""
    rows = Objection.objects.filter(appraisal__period=period, agency_id=place.actor.agency_id)
    key = f"appraisal__{place.key}"
    counted = place.within(rows, "appraisal__unit_id").order_by().values(key)
    return counted.annotate(count=Count("pk")).values_list(key, "count")

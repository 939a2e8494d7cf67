"""What was measured on the indicators of standards: series with their trend, and values as evidence of a plan."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor, Role
from asn_portal.core.pagination import Page, keyset_page
from employees.models import Employee, Unit
from performance.enums import Direction, MeasurementSource, Trend
from performance.models import Measurement, Standard, StandardIndicator
from performance.rules.standards import Goal, period_words, reached, trend, with_unit

SIZE = 50
RECENT = timedelta(days=500)
MOST_VALUES, MOST_PERIODS, MOST_UNITS = 400, 4, 5


@dataclass(frozen=True)
class MeasuredValue:
    """One measured value in words, judged against the target of the version it was measured on."""

    id: int
    subject: str
    period: str
    value: Decimal
    text: str
    is_reached: bool
    source: str
    recorder: str
    note: str
    recorded_at: date
    trend: Trend | None = None

    @classmethod
    def of(cls, row: Measurement) -> "MeasuredValue":
        """Return the words of a row with its indicator, unit and person."""
        goal = goal_of(row.indicator)
        return cls(
            id=row.pk,
            subject=row.unit.name if row.unit else row.employee.full_name if row.employee else "",
            period=period_words(row.starts_on, row.ends_on),
            value=row.value,
            text=with_unit(row.value, row.indicator.target_unit),
            is_reached=reached(row.value, goal),
            source=str(MeasurementSource(row.source).label),
            recorder=row.recorder_name,
            note=row.note,
            recorded_at=row.recorded_at,
        )


@dataclass
class Series:
    """The last values of one unit, oldest first."""

    subject: str
    direction: str
    values: list[MeasuredValue] = field(default_factory=list)

    @property
    def last(self) -> MeasuredValue:
        """Return the newest value."""
        return self.values[-1]

    @property
    def earlier(self) -> list[MeasuredValue]:
        """Return the values before it, newest first."""
        return self.values[-2::-1]

    @property
    def trend(self) -> Trend | None:
        """Return how the newest value stands to the one before."""
        return trend([row.value for row in self.values], self.direction)


def goal_of(row: StandardIndicator) -> Goal:
    """Return the target of an indicator."""
    return Goal(row.direction, row.target, row.target_unit)


def visible_measurements(*, actor: Actor) -> QuerySet[Measurement]:
    """Return measured values in scope with what pages show of them."""
    return Measurement.objects.visible_to(actor).select_related("indicator", "unit", "employee")


def list_measurements(
    *, actor: Actor, indicator: int | None = None, standard: int | None = None
) -> QuerySet[Measurement]:
    """Return measured values in scope, each with `is_reached`, for another system."""
    rows = visible_measurements(actor=actor)
    if indicator is not None:
        rows = rows.filter(indicator_id=indicator)
    if standard is not None:
        rows = rows.filter(indicator__standard_id=standard)
    target = F("indicator__target")
    is_met = Q(indicator__direction=Direction.HIGHER, value__gte=target)
    is_met |= Q(indicator__direction=Direction.LOWER, value__lte=target)
    return rows.annotate(is_reached=Case(When(is_met, then=Value(True)), default=Value(False)))


def series_of(
    *, actor: Actor, standard: Standard, indicators: list[StandardIndicator], today: date
) -> dict[UUID, list[Series]]:
    """Return the newest series of units by lineage, the office itself first, then a few units below; one query."""
    directions = {row.lineage: row.direction for row in indicators}
    rows = visible_measurements(actor=actor).filter(
        indicator__lineage__in=list(directions), unit__isnull=False, ends_on__gte=today - RECENT
    )
    rows = rows.order_by("unit__depth", "unit__path", "-ends_on", "-id")[:MOST_VALUES]
    found: dict[UUID, dict[int, Series]] = defaultdict(dict)
    for row in rows:
        lineage, units = row.indicator.lineage, found[row.indicator.lineage]
        if row.unit is None or (row.unit.pk not in units and len(units) >= MOST_UNITS):
            continue
        series = units.setdefault(row.unit.pk, Series(row.unit.name, directions[lineage]))
        if len(series.values) < MOST_PERIODS:
            series.values.insert(0, MeasuredValue.of(row))
    return {lineage: list(units.values()) for lineage, units in found.items()}


def page_of_measurements(
    *, actor: Actor, standard: Standard, indicator: StandardIndicator | None, token: str
) -> Page:
    """Return one page of everything measured on a standard or one of its indicators, newest first.

    `corrected_from` is the value that the last correction replaced.
    """
    lineages = [indicator.lineage] if indicator else list(lineages_of(standard))
    rows = visible_measurements(actor=actor).filter(indicator__lineage__in=lineages)
    earlier = Measurement.history.filter(id=OuterRef("pk")).order_by("-history_date", "-history_id")
    rows = rows.annotate(corrected_from=Subquery(earlier.values("value")[1:2]))
    page = keyset_page(rows, key="ends_on", token=token, size=SIZE, newest_first=True)
    for row in page.items:
        row.shown = MeasuredValue.of(row)
    return page


def lineages_of(standard: Standard) -> Iterable[UUID]:
    """Return the lineages of the indicators of a standard."""
    return standard.indicators.values_list("lineage", flat=True)


@dataclass(frozen=True)
class Whose:
    """Whose values count as evidence: the person's and those of the unit they work in, in a span of days."""

    employee_id: int
    path: str
    first: date
    last: date

    @property
    def paths(self) -> list[str]:
        """Return the paths of the unit and of every unit above it."""
        step = Unit.steplen
        return [self.path[:end] for end in range(step, len(self.path) + 1, step)]


def evidence_values(
    *, actor: Actor, lineages: Iterable[UUID], whose: Whose
) -> dict[UUID, list[MeasuredValue]]:
    """Return by lineage what was measured for a person, or else for the nearest unit, newest first; one query."""
    wanted = list(lineages)
    if not wanted:
        return {}
    rows = visible_measurements(actor=actor).filter(
        Q(employee_id=whose.employee_id) | Q(unit__path__in=whose.paths),
        indicator__lineage__in=wanted,
        ends_on__gte=whose.first,
        starts_on__lte=whose.last,
    )
    found: dict[UUID, list[MeasuredValue]] = defaultdict(list)
    nearest: dict[UUID, int] = {}
    measured = list(rows.order_by())
    for row in sorted(measured, key=lambda row: (closeness(row), row.ends_on, row.pk), reverse=True):
        lineage = row.indicator.lineage
        if closeness(row) == nearest.setdefault(lineage, closeness(row)):
            found[lineage].append(MeasuredValue.of(row))
    directions = {row.indicator.lineage: row.indicator.direction for row in measured}
    return {lineage: with_trend(values, directions[lineage]) for lineage, values in found.items()}


def with_trend(values: list[MeasuredValue], direction: str) -> list[MeasuredValue]:
    """Return values (newest first) with the trend on the newest."""
    last = replace(values[0], trend=trend([row.value for row in reversed(values)], direction))
    return [last, *values[1:]]


def closeness(row: Measurement) -> int:
    """Return how near a value is to the person: the own one first, then the deepest unit."""
    return row.unit.depth if row.unit else 1_000


def units_to_measure(*, actor: Actor, standard: Standard) -> QuerySet[Unit]:
    """Return the open units of the standard's office for which the actor records values, in tree order."""
    scopes = actor.scopes_for(Role.HR, Role.HEAD)
    mine = Unit.objects.in_scopes(scopes).filter(agency_id=actor.agency_id, ends_on=None)
    return mine.under(standard.unit.path)


def people_to_measure(*, actor: Actor, standard: Standard) -> QuerySet[Employee]:
    """Return the active people of the standard's office for whom the actor records values, never the actor."""
    units = units_to_measure(actor=actor, standard=standard).order_by().values("id")
    rows = Employee.objects.visible_to(actor).filter(is_active=True, unit_id__in=units)
    return rows.exclude(pk=actor.employee_id or 0).select_related("unit")


def find_person(*, actor: Actor, standard: Standard, nip: str) -> Employee | None:
    """Return the person of a NIP among these."""
    return people_to_measure(actor=actor, standard=standard).filter(nip=nip).first()


def unit_choices(*, actor: Actor, standard: Standard) -> list[tuple[str, str]]:
    """Return these units for a form, indented by their place below the office."""
    rows = units_to_measure(actor=actor, standard=standard).values_list("pk", "depth", "name")
    return [(str(pk), "  " * (depth - standard.unit.depth) + name) for pk, depth, name in rows]


def get_unit_to_measure(*, actor: Actor, standard: Standard, pk: int) -> Unit:
    """Return one of these units."""
    return get_object_or_404(units_to_measure(actor=actor, standard=standard), pk=pk)

"""Standards and what offices reached, for everybody: no account, no actor, no person's value, no small office."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, F, QuerySet
from django.http import Http404

from asn_portal.core.models import Agency
from asn_portal.core.policies import value_on, value_subquery
from employees.models import Employee, Unit
from performance.enums import Trend
from performance.models import Measurement, Standard, StandardIndicator
from performance.policies.public import PUBLIC_MINIMUM, PUBLIC_MINIMUM_UNITS, PUBLIC_STANDARDS
from performance.rules.standards import reached, trend
from performance.selectors.measurements import RECENT, MeasuredValue, goal_of


@dataclass
class PublicIndicator:
    """An indicator with the newest value of its office, and how many measured units below reach it."""

    statement: str
    goal: str
    last: MeasuredValue | None = None
    trend: Trend | None = None
    units: int = 0
    units_reached: int = 0


@dataclass
class PublicStandard:
    """A standard that counts today."""

    name: str
    source: str
    starts_on: date | None
    indicators: list[PublicIndicator] = field(default_factory=list)


@dataclass
class PublicOffice:
    """An office with its standards; without values where too few people work there."""

    id: int
    name: str
    shows_values: bool
    standards: list[PublicStandard] = field(default_factory=list)

    @property
    def indicators(self) -> list[PublicIndicator]:
        """Return the indicators of all its standards."""
        return [row for standard in self.standards for row in standard.indicators]

    @property
    def measured(self) -> int:
        """Return how many indicators have a value."""
        return sum(row.last is not None for row in self.indicators)

    @property
    def reached(self) -> int:
        """Return how many of them are reached."""
        return sum(row.last is not None and row.last.is_reached for row in self.indicators)


def publishing_agencies(*, today: date) -> list[Agency]:
    """Return the governments that publish and have a standard in force; two queries at most."""
    ids = Standard.objects.in_force(today).order_by().values("agency_id")
    rows = Agency.objects.filter(pk__in=ids).order_by("name")
    rows = rows.annotate(agency_id=F("pk")).annotate(published=value_subquery(PUBLIC_STANDARDS, today))
    default = PUBLIC_STANDARDS.default
    return [row for row in rows if (default if row.published is None else row.published)]


def get_publishing_agency(*, code: str, today: date) -> Agency:
    """Return a government that publishes; Http404 otherwise, as for one that does not exist."""
    agency = Agency.objects.filter(code__iexact=code).first()
    if agency is None or not value_on(PUBLIC_STANDARDS, agency_id=agency.pk, day=today):
        raise Http404
    return agency


def list_offices(*, agency: Agency, today: date) -> list[PublicOffice]:
    """Return every office with standards in force and its newest own values; five queries."""
    return list(offices_of(standards_of(agency, today), agency, today).values())


def get_office(*, agency: Agency, pk: int, today: date) -> PublicOffice:
    """Return one office, with the share of its measured units that reach each standard; Http404 without any."""
    rows = standards_of(agency, today).filter(unit_id=pk)
    offices = offices_of(rows, agency, today)
    if pk not in offices:
        raise Http404
    return offices[pk]


def standards_of(agency: Agency, today: date) -> QuerySet[Standard]:
    """Return the standards of open offices that count today, office by office."""
    rows = Standard.objects.in_force(today).filter(agency=agency, unit__ends_on=None)
    return (
        rows.select_related("unit").prefetch_related("indicators").order_by("unit__path", "name", "-number")
    )


def offices_of(rows: Iterable[Standard], agency: Agency, today: date) -> dict[int, PublicOffice]:
    """Return standards by office, with what was measured."""
    standards = list(rows)
    crowd = large_enough(agency, {row.unit for row in standards}, today)
    values = values_of(agency, standards, today)
    minimum = value_on(PUBLIC_MINIMUM_UNITS, agency_id=agency.pk, day=today)
    offices: dict[int, PublicOffice] = {}
    for row in standards:
        office = offices.setdefault(
            row.unit_id, PublicOffice(row.unit_id, row.unit.name, row.unit_id in crowd)
        )
        shown = PublicStandard(row.name, row.source, row.starts_on)
        for indicator in row.indicators.all():
            found = values[indicator.lineage] if office.shows_values else []
            shown.indicators.append(indicator_of(indicator, row.unit, found, minimum))
        office.standards.append(shown)
    return offices


def indicator_of(
    row: StandardIndicator, office: Unit, values: list[Measurement], minimum: int
) -> PublicIndicator:
    """Return an indicator with the office's newest value and trend, and the share of units that reach it."""
    shown = PublicIndicator(row.statement, str(goal_of(row)))
    own = [value for value in values if value.unit_id == office.pk]
    if own:
        shown.last = MeasuredValue.of(own[0])
        shown.trend = trend([value.value for value in reversed(own)], row.direction)
    newest: dict[int, Measurement] = {}
    for value in values:
        if value.unit and value.unit.pk != office.pk and value.unit.path.startswith(office.path):
            newest.setdefault(value.unit.pk, value)
    if len(newest) >= minimum:
        shown.units = len(newest)
        shown.units_reached = sum(reached(value.value, goal_of(row)) for value in newest.values())
    return shown


def values_of(agency: Agency, standards: list[Standard], today: date) -> dict[UUID, list[Measurement]]:
    """Return recent values of units by lineage, newest first; never a person's."""
    lineages = {row.lineage for standard in standards for row in standard.indicators.all()}
    rows = Measurement.objects.filter(
        agency=agency,
        employee=None,
        indicator__lineage__in=lineages,
        ends_on__gte=today - RECENT,
    )
    found: dict[UUID, list[Measurement]] = defaultdict(list)
    for row in rows.select_related("indicator", "unit", "employee").order_by("-ends_on", "-id"):
        found[row.indicator.lineage].append(row)
    return found


def large_enough(agency: Agency, offices: set[Unit], today: date) -> set[int]:
    """Return the ids of the offices in which enough people work, units below counted in; one query."""
    minimum = value_on(PUBLIC_MINIMUM, agency_id=agency.pk, day=today)
    people = Employee.objects.filter(agency=agency, is_active=True, unit__isnull=False).order_by()
    by_path = list(people.values_list("unit__path").annotate(people=Count("pk")))
    return {
        office.pk
        for office in offices
        if sum(count for path, count in by_path if path.startswith(office.path)) >= minimum
    }

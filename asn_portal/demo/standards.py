"""Performance standards of the invented governments, four quarters of values, and plans that took them."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from asn_portal.core.access import Role
from asn_portal.core.history import bulk_create_fast
from asn_portal.core.models import Agency, TransitionLog
from asn_portal.demo.plans import at
from asn_portal.demo.standard_texts import LIBRARY, RETURN_NOTE, Promised
from employees.models import Employee, RoleGrant, Unit
from performance.enums import MeasurementSource, Perspective, ResultKind, StandardStatus
from performance.models import Indicator, Measurement, Standard, StandardIndicator, WorkResult
from performance.rules.standards import last_quarter, plain

QUARTERS, UNITS, TAKING = 4, 4, 0.35
FAVOURITES = {"UPTD Puskesmas Bahari", "SD Negeri 1", "Dinas Kesehatan"}


@dataclass
class Office:
    """An office with its head (who proposes) and the units whose values are recorded."""

    unit: Unit
    head: Employee | None
    below: list[Unit]


@dataclass
class Library:
    """What is being built."""

    agency: Agency
    today: date
    rng: Random
    decider: Employee | None
    offices: dict[str, Office]
    standards: list[Standard] = field(default_factory=list)
    indicators: list[StandardIndicator] = field(default_factory=list)
    log: list[TransitionLog] = field(default_factory=list)


def add_standards(agency: Agency, today: date, rng: Random) -> None:
    """Write the library, the values and the plans of one government; offices that it lacks are left out."""
    library = Library(agency, today, rng, decider_of(agency), offices_of(agency))
    for office, service, texts in LIBRARY:
        if office in library.offices:
            for text in texts:
                add_standard(library, library.offices[office], service, text)
    Standard.objects.bulk_create(library.standards)
    StandardIndicator.objects.bulk_create(library.indicators)
    for standard in library.standards:
        library.log += trail_of(library, standard)
    TransitionLog.objects.bulk_create(library.log, batch_size=1_000)
    add_values(library)
    take_into_plans(library)


def offices_of(agency: Agency) -> dict[str, Office]:
    """Return the offices of the library with their heads and a few units below."""
    names = [office for office, _field, _texts in LIBRARY]
    units = list(Unit.objects.filter(agency=agency, ends_on=None))
    heads = {
        person.position_id: person
        for person in Employee.objects.filter(agency=agency, position__is_head=True).select_related(
            "position"
        )
    }
    return {
        unit.name: Office(
            unit,
            heads.get(unit.head_position_id),
            [row for row in units if row.path.startswith(unit.path) and row.kind in {"technical", "school"}][
                :UNITS
            ],
        )
        for unit in units
        if unit.name in names
    }


def decider_of(agency: Agency) -> Employee | None:
    """Return somebody of HR of the agency."""
    grants = RoleGrant.objects.filter(agency=agency, role=Role.HR, unit__depth=1).values("user_id")
    return Employee.objects.filter(agency=agency, user_id__in=grants).select_related("position").first()


def add_standard(library: Library, office: Office, service: str, text: Promised) -> None:
    """Prepare one standard with its indicators."""
    proposed = at(date(library.today.year - 2, 11, library.rng.randint(2, 24)), 10)
    if text.state != StandardStatus.APPROVED:
        proposed = at(library.today - timedelta(days=library.rng.randint(3, 15)), 10)
    standard = Standard(
        agency=library.agency,
        field=service,
        name=text.name,
        unit=office.unit,
        unit_name=office.unit.name,
        source=text.source,
        state=text.state,
        revision=3,
        proposed_by_id=office.head.user_id if office.head else None,
        proposer_name=office.head.full_name if office.head else "",
        proposed_at=proposed,
    )
    if text.state == StandardStatus.APPROVED:
        standard.starts_on = date(library.today.year - 1, 1, 1)
        standard.approved_at = proposed + timedelta(days=9)
    library.standards.append(standard)
    library.indicators += [
        StandardIndicator(
            standard=standard,
            order=order,
            aspect=aspect,
            statement=statement,
            direction=direction,
            target=Decimal(target),
            target_unit=unit,
            source=source,
        )
        for order, (aspect, statement, direction, target, unit, source) in enumerate(text.measures, 1)
    ]


def trail_of(library: Library, standard: Standard) -> list[TransitionLog]:
    """Return who started, proposed and decided."""
    head, moment = library.offices[standard.unit_name].head, standard.proposed_at or at(library.today)
    rows = [
        step(standard, "start", ("", "draft"), head, moment - timedelta(days=2)),
        step(standard, "propose", ("draft", "proposed"), head, moment),
    ]
    if standard.approved_at:
        rows.append(
            step(standard, "approve", ("proposed", "approved"), library.decider, standard.approved_at)
        )
    if standard.state == StandardStatus.RETURNED:
        later = moment + timedelta(days=2)
        rows.append(step(standard, "return", ("proposed", "returned"), library.decider, later, RETURN_NOTE))
    return rows


def step(
    standard: Standard,
    name: str,
    states: tuple[str, str],
    person: Employee | None,
    moment: datetime,
    note: str = "",
) -> TransitionLog:
    """Return one row of the trail."""
    return TransitionLog(
        agency_id=standard.agency_id,
        subject_type="standard",
        subject_id=standard.pk,
        transition=name,
        from_state=states[0],
        to_state=states[1],
        user_id=person.user_id if person else None,
        actor_name=person.full_name if person else "",
        actor_title=person.position.name if person and person.position else "",
        role="hr" if name in {"approve", "return"} else "office",
        note=note,
        at=moment,
    )


def add_values(library: Library) -> None:
    """Write four quarters of values for every office and some of its units."""
    spans = quarters_before(library.today)
    rows = []
    for indicator in library.indicators:
        standard = indicator.standard
        if standard.state == StandardStatus.APPROVED:
            office = library.offices[standard.unit_name]
            for unit in (office.unit, *office.below):
                rows += values_of(library, indicator, unit, spans)
    bulk_create_fast(rows, Measurement, reason="demo")


def quarters_before(today: date) -> list[tuple[date, date]]:
    """Return the last quarters that are over, oldest first."""
    spans = [last_quarter(today)]
    while len(spans) < QUARTERS:
        spans.insert(0, last_quarter(spans[0][0]))
    return spans


def values_of(
    library: Library, indicator: StandardIndicator, unit: Unit, spans: list[tuple[date, date]]
) -> list[Measurement]:
    """Return the values of one unit: a little under the target at first, most of them reach it in the end."""
    office, rng = library.offices[indicator.standard.unit_name], library.rng
    gap, gain = rng.uniform(0.02, 0.14), rng.uniform(-0.01, 0.06)
    return [
        Measurement(
            agency=library.agency,
            indicator=indicator,
            unit=unit,
            starts_on=first,
            ends_on=last,
            value=value_at(indicator, gap - number * gain),
            source=MeasurementSource.WORKBOOK if number else MeasurementSource.FORM,
            recorded_by_id=office.head.user_id if office.head else None,
            recorder_name=office.head.full_name if office.head else "",
            recorded_at=at(last + timedelta(days=9), 14),
        )
        for number, (first, last) in enumerate(spans)
    ]


def value_at(indicator: StandardIndicator, short: float) -> Decimal:
    """Return a value that misses the target by a share (or beats it, when negative)."""
    worse = Decimal(str(round(short, 3)))
    if indicator.direction == "lower":
        return max(Decimal("0.1"), round(indicator.target * (1 + 2 * worse), 1))
    value = round(indicator.target * (1 - worse), 1)
    return min(value, Decimal(100)) if indicator.target_unit in {"persen", "indeks"} else value


def take_into_plans(library: Library) -> None:
    """Add an indicator of their office's standards to plans of the running year, in all its states."""
    offers: dict[str, list[StandardIndicator]] = {}
    for row in library.indicators:
        if row.standard.state == StandardStatus.APPROVED:
            offers.setdefault(row.standard.unit_name, []).append(row)
    results = WorkResult.objects.filter(
        plan__agency=library.agency, plan__cycle__state="open", kind=ResultKind.MAIN, order=1
    )
    results = results.filter(plan__unit__opd__name__in=offers).select_related("plan__unit__opd")
    Indicator.objects.bulk_create(
        [
            taken(result, library.rng.choice(offers[result.plan.unit.opd.name]))
            for result in results.order_by("pk")
            if result.plan.unit_name in FAVOURITES or library.rng.random() < TAKING
        ],
        batch_size=1_000,
    )


def taken(result: WorkResult, row: StandardIndicator) -> Indicator:
    """Return an indicator as taking it from the standard makes it."""
    is_leader = result.plan.is_leader_form
    return Indicator(
        result=result,
        order=9,
        aspect="" if is_leader else row.aspect,
        perspective=Perspective.RECIPIENT if is_leader else "",
        statement=row.statement,
        target=f"{row.get_direction().sign} {plain(row.target)}",
        target_unit=row.target_unit,
        standard_indicator=row,
    )

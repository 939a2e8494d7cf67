"""Measured values by workbook: a preview with what is wrong in which row, then everything at once.

The preview is not stored: what it found travels with the page, signed for this person and standard.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import BinaryIO

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from asn_portal.core.history import bulk_create_fast, bulk_upsert_with_history
from employees.models import Employee, Unit
from performance import policies
from performance.enums import MeasurementSource
from performance.models import Measurement, Standard, StandardIndicator
from performance.rules.standards import period_words, with_unit
from performance.selectors.measurements import people_to_measure, units_to_measure
from performance.services.measurement_sheets import SheetRow, by_place, read_sheet
from performance.services.measurements import NewMeasurement, check, write

REASON, VALID_SECONDS = "workbook", 3_600
WRITTEN = ["value", "note", "source", "recorded_by_id", "recorder_name", "recorded_at"]
Key = tuple[int, int | None, int | None, date, date]


@dataclass
class PreviewRow:
    """A row of the workbook and what applying it would do: new, changed, same or refused."""

    number: int
    verdict: str
    indicator: str = ""
    subject: str = ""
    period: str = ""
    value: str = ""
    before: str = ""
    problems: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Preview:
    """What a workbook brings; `token` carries the good rows to the next step."""

    rows: list[PreviewRow]
    token: str = ""

    def count(self, verdict: str) -> int:
        """Return how many rows have a verdict."""
        return sum(row.verdict == verdict for row in self.rows)

    @property
    def counts(self) -> dict[str, int]:
        """Return how many rows have each verdict."""
        return {name: self.count(name) for name in ("new", "changed", "same", "refused")}

    @property
    def ready(self) -> int:
        """Return how many rows would change something."""
        return self.count("new") + self.count("changed")


@dataclass(frozen=True)
class Known:
    """What rows of a workbook may refer to, and what is recorded already."""

    indicators: dict[int, StandardIndicator]
    units: dict[str, Unit]
    people: dict[str, Employee]
    recorded: dict[Key, Measurement]


def preview_workbook(*, standard: Standard, file: BinaryIO, actor: Actor) -> Preview:
    """Read a workbook and say what each row would do; nothing is written.

    Raises NotAllowed, SpreadsheetError for a file that is no workbook, ValidationError for one without values.
    """
    require(policies.can_measure(actor, standard))
    rows = read_sheet(file)
    if not rows:
        raise ValidationError({"file": _("No row holds a value. Fill in the column NILAI first.")})
    known = known_for(standard, rows, actor)
    seen: set[Key] = set()
    shown, good = [], []
    for row in rows:
        line, new = judge(standard, row, known, seen)
        shown.append(line)
        if new is not None and line.verdict in {"new", "changed"}:
            good.append((known.indicators[row.place].pk, new))
    return Preview(shown, signed(standard, good, actor) if good else "")


def known_for(standard: Standard, rows: list[SheetRow], actor: Actor) -> Known:
    """Return what the rows refer to, as far as the actor records for it; four queries."""
    indicators = by_place(standard.indicators.order_by("order", "id"))
    units = units_to_measure(actor=actor, standard=standard)
    people = people_to_measure(actor=actor, standard=standard)
    codes, numbers = {row.unit_code for row in rows}, {row.nip for row in rows if row.nip}
    days = {row.starts_on for row in rows if row.starts_on}
    recorded = Measurement.objects.filter(indicator__standard=standard, starts_on__in=days)
    return Known(
        indicators=indicators,
        units={unit.code: unit for unit in units.filter(code__in=codes)},
        people={str(person.nip): person for person in people.filter(nip__in=numbers)} if numbers else {},
        recorded={key_of(row): row for row in recorded},
    )


def key_of(row: Measurement) -> Key:
    """Return what makes two values entries for the same."""
    return (row.indicator_id, row.unit_id, row.employee_id, row.starts_on, row.ends_on)


def judge(
    standard: Standard, row: SheetRow, known: Known, seen: set[Key]
) -> tuple[PreviewRow, NewMeasurement | None]:
    """Return how a row reads and the value it brings, None when it is refused."""
    indicator = known.indicators.get(row.place)
    if indicator is None and not row.problems:
        row.refuse(_("There is no indicator %(number)s.") % {"number": row.place}, _("See the template."))
    new = None if row.problems else as_measurement(row, known)
    if new is not None:
        refuse_impossible(standard, row, new)
    if row.problems or new is None or indicator is None:
        return PreviewRow(row.number, "refused", problems=row.problems), None
    key = key_for(indicator, new)
    if key in seen:
        row.refuse(_("The workbook has another row for the same."), _("Keep one of the two rows."))
        return PreviewRow(row.number, "refused", problems=row.problems), None
    seen.add(key)
    return shown_row(row.number, indicator, new, known.recorded.get(key)), new


def key_for(indicator: StandardIndicator, new: NewMeasurement) -> Key:
    """Return what makes a new value an entry for the same as another."""
    unit, person = new.unit.pk if new.unit else None, new.employee.pk if new.employee else None
    return (indicator.pk, unit, person, new.starts_on, new.ends_on)


def as_measurement(row: SheetRow, known: Known) -> NewMeasurement | None:
    """Return the value with its unit or person; what the actor does not record for is unknown here."""
    unit, person = known.units.get(row.unit_code), known.people.get(row.nip)
    if row.nip and person is None:
        row.refuse(_("Nobody of this office has the NIP %(nip)s.") % {"nip": row.nip}, _("Check the NIP."))
    if row.unit_code and unit is None:
        text = _("You record no values for a unit with the code %(code)s.") % {"code": row.unit_code}
        row.refuse(text, _("Use the codes of the template."))
    if row.problems or row.starts_on is None or row.ends_on is None or row.value is None:
        return None
    return NewMeasurement(row.starts_on, row.ends_on, row.value, unit, person, row.note)


def refuse_impossible(standard: Standard, row: SheetRow, new: NewMeasurement) -> None:
    """Refuse what the form would refuse, too."""
    try:
        check(standard, new, today=timezone.localdate())
    except ValidationError as error:
        for message in error.messages:
            row.refuse(message)


def shown_row(
    number: int, indicator: StandardIndicator, new: NewMeasurement, old: Measurement | None
) -> PreviewRow:
    """Return the words of a good row."""
    subject = new.unit.name if new.unit else new.employee.full_name if new.employee else ""
    verdict = (
        "new" if old is None else "same" if (old.value, old.note) == (new.value, new.note) else "changed"
    )
    return PreviewRow(
        number=number,
        verdict=verdict,
        indicator=indicator.statement,
        subject=subject,
        period=period_words(new.starts_on, new.ends_on),
        value=with_unit(new.value, indicator.target_unit),
        before=with_unit(old.value, indicator.target_unit) if old and verdict == "changed" else "",
    )


def salt_of(standard: Standard, actor: Actor) -> str:
    """Return the salt that ties a preview to its standard and reader."""
    return f"measurements:{standard.pk}:{actor.user_id}"


def signed(standard: Standard, good: list[tuple[int, NewMeasurement]], actor: Actor) -> str:
    """Return the good rows as text that the next step trusts."""
    rows = [
        [
            indicator,
            new.unit.pk if new.unit else None,
            new.employee.pk if new.employee else None,
            new.starts_on.isoformat(),
            new.ends_on.isoformat(),
            str(new.value),
            new.note,
        ]
        for indicator, new in good
    ]
    return signing.dumps(rows, salt=salt_of(standard, actor), compress=True)


@transaction.atomic
def apply_workbook(*, standard: Standard, token: str, actor: Actor) -> tuple[int, int]:
    """Write the good rows of a preview; return how many are new and how many correct an earlier value.

    A second click changes nothing. Raises NotAllowed, and ValidationError for a preview that is too old or no longer
    fits (a unit moved, the standard was withdrawn).
    """
    require(policies.can_measure(actor, standard))
    try:
        rows = signing.loads(token, salt=salt_of(standard, actor), max_age=VALID_SECONDS)
    except signing.BadSignature:
        raise ValidationError(_("This preview is too old. Upload the workbook again.")) from None
    # One writer at a time for a standard's values.
    list(StandardIndicator.objects.select_for_update(of=("self",)).filter(standard=standard).order_by("pk"))
    news = read_back(standard, rows, actor)
    return write_all(standard, news, actor)


def read_back(standard: Standard, rows: list, actor: Actor) -> dict[Key, NewMeasurement]:
    """Return the values of a preview, each still within the actor's reach."""
    units = units_to_measure(actor=actor, standard=standard).in_bulk({row[1] for row in rows if row[1]})
    people = people_to_measure(actor=actor, standard=standard).in_bulk({row[2] for row in rows if row[2]})
    news: dict[Key, NewMeasurement] = {}
    for indicator, unit, person, first, last, value, note in rows:
        days = date.fromisoformat(first), date.fromisoformat(last)
        new = NewMeasurement(*days, Decimal(value), units.get(unit), people.get(person), note)
        if new.unit is None and new.employee is None:
            raise ValidationError(_("Something has changed since the preview. Upload the workbook again."))
        check(standard, new, today=timezone.localdate())
        news[(indicator, unit, person, *days)] = new
    return news


def write_all(standard: Standard, news: dict[Key, NewMeasurement], actor: Actor) -> tuple[int, int]:
    """Write values set by set, with their history."""
    days = {key[3] for key in news}
    recorded = Measurement.objects.filter(indicator__standard=standard, starts_on__in=days)
    old = {key_of(row): row for row in recorded}
    fresh: list[Measurement] = []
    changed: list[Measurement] = []
    for key, new in news.items():
        row = old.get(key)
        if row is not None and (row.value, row.note) == (new.value, new.note):
            continue
        (fresh if row is None else changed).append(row or blank(standard, key))
        write((fresh if row is None else changed)[-1], new, MeasurementSource.WORKBOOK, actor)
    bulk_create_fast(fresh, Measurement, reason=REASON, user_id=actor.user_id)
    bulk_upsert_with_history(changed, Measurement, WRITTEN, reason=REASON, user_id=actor.user_id)
    return len(fresh), len(changed)


def blank(standard: Standard, key: Key) -> Measurement:
    """Return a new row without its value."""
    indicator, unit, person, first, last = key
    return Measurement(
        agency_id=standard.agency_id,
        indicator_id=indicator,
        unit_id=unit,
        employee_id=person,
        starts_on=first,
        ends_on=last,
    )

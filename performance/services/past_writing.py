"""Writing past years set by set, and taking them back."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from employees.models import Employee
from performance.enums import AppraisalStatus, CycleStatus, PeriodKind
from performance.enums.reports import PastVerdict
from performance.models import Appraisal, Cycle, PastImport, PastRow, Period
from performance.rules.siasn import months_of
from performance.selectors.past_imports import KEPT

APPLICABLE = [PastVerdict.NEW, PastVerdict.CHANGED]
WRITTEN = ["result_rating", "behaviour_rating", "predicate", "parties", "rated_by", "imported_from"]
RULE = "siasn"


def write_rows(run: PastImport, first: int, last: int) -> int:
    """Write the accepted rows of a range of ids; inside the transaction of the chunk. A second time changes nothing."""
    rows = list(PastRow.objects.filter(run=run, pk__gte=first, pk__lte=last, verdict__in=APPLICABLE))
    periods = periods_for(run, rows)
    good = [row for row in rows if (row.year, row.period_kind, row.period_number) in periods]
    keep_before(rows_with_period(good, periods))
    people = {
        pk: (unit, opd or unit)
        for pk, unit, opd in Employee.objects.filter(
            agency_id=run.agency_id, pk__in=[row.employee_id for row in good]
        ).values_list("pk", "unit_id", "unit__opd_id")
    }
    now = timezone.now()
    Appraisal.objects.bulk_create(
        (
            appraisal_of(run, row, period, people[row.employee_id], now)
            for row, period in rows_with_period(good, periods)
            if row.employee_id in people
        ),
        batch_size=500,
        update_conflicts=True,
        unique_fields=["period", "employee"],
        update_fields=WRITTEN,
    )
    refuse_late([row for row in rows if row not in good])
    return len(rows)


def rows_with_period(rows: Iterable[PastRow], periods: dict) -> list[tuple[PastRow, Period]]:
    """Return rows with the period each belongs to."""
    return [(row, periods[row.year, row.period_kind, row.period_number]) for row in rows]


def appraisal_of(
    run: PastImport, row: PastRow, period: Period, place: tuple[int | None, int | None], now: datetime
) -> Appraisal:
    """Return the evaluation of a row: released and closed at once, so that no clock of the portal runs for it."""
    return Appraisal(
        agency_id=run.agency_id,
        period=period,
        employee_id=row.employee_id,
        unit_id=place[0],
        opd_id=place[1],
        state=AppraisalStatus.RELEASED,
        rule_version=RULE,
        released_at=now,
        closed_at=now,
        reported_on=period.ends_on,
        imported_from=run,
        **row.values,
    )


def keep_before(pairs: list[tuple[PastRow, Period]]) -> None:
    """Write down what corrections replace, so that they can be undone."""
    changed = {
        (row.employee_id, period.pk): row
        for row, period in pairs
        if row.verdict == PastVerdict.CHANGED and row.before is None
    }
    found = Appraisal.objects.filter(
        period__in={period for _person, period in changed},
        employee__in={person for person, _period in changed},
        imported_from__isnull=False,
    )
    for values in found.values("employee_id", "period_id", *KEPT):
        row = changed.get((values["employee_id"], values["period_id"]))
        if row is not None:
            row.before = {name: values[name] for name in KEPT}
    PastRow.objects.bulk_update(changed.values(), ["before"], batch_size=500)


def refuse_late(rows: list[PastRow]) -> None:
    """Refuse rows whose year was set up in the portal after the preview."""
    problem = [_("This year was set up in the portal meanwhile."), _("Its ratings come from there.")]
    PastRow.objects.filter(pk__in=[row.pk for row in rows]).update(
        verdict=PastVerdict.REFUSED, problems=[problem]
    )


def periods_for(run: PastImport, rows: list[PastRow]) -> dict[tuple, Period]:
    """Return the periods of the rows by year, kind and number; past years are made as closed ones.

    Years that the portal runs itself are left out.
    """
    wanted = {(row.year, row.period_kind, row.period_number) for row in rows if row.year}
    years = {year: past_year(run, year, kinds_of(wanted, year)) for year in {key[0] for key in wanted}}
    found: dict[tuple, Period] = {}
    for year, kind, number in sorted(wanted):
        cycle = years[year]
        if cycle.is_imported:
            found[year, kind, number] = Period.objects.get_or_create(
                cycle=cycle, kind=kind, number=number, defaults=period_dates(cycle, kind, number)
            )[0]
    return found


def kinds_of(wanted: set[tuple[int, str, int]], year: int) -> set[str]:
    """Return which kinds of periods a year has in the rows."""
    return {kind for its, kind, _number in wanted if its == year}


def past_year(run: PastImport, year: int, kinds: set[str]) -> Cycle:
    """Return a past year; made as closed, with the moments of its own time."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    opened = timezone.make_aware(datetime.combine(first, time()))
    return Cycle.objects.get_or_create(
        agency_id=run.agency_id,
        year=year,
        defaults={
            "state": CycleStatus.CLOSED,
            "is_imported": True,
            "opens_on": first,
            "starts_on": first,
            "ends_on": last,
            "plan_due_on": date(year, 1, 31),
            "rhythm": PeriodKind.MONTH if PeriodKind.MONTH in kinds else PeriodKind.QUARTER,
            "opened_at": opened,
            "closed_at": timezone.now(),
        },
    )[0]


def period_dates(cycle: Cycle, kind: str, number: int) -> dict[str, Any]:
    """Return the dates of a past period; it is closed."""
    first, last = months_of(kind, number)
    ends = date(cycle.year, last, monthrange(cycle.year, last)[1])
    return {
        "agency_id": cycle.agency_id,
        "starts_on": date(cycle.year, first, 1),
        "ends_on": ends,
        "rating_opens_on": ends,
        "rating_due_on": ends,
        "opened_at": cycle.opened_at,
        "closed_at": timezone.now(),
    }


def take_back(run: PastImport) -> int:
    """Restore corrections, delete what was new, then years and periods that hold nothing any more."""
    own = Appraisal.objects.filter(agency_id=run.agency_id, imported_from=run)
    restored = restore(run, own)
    deleted, _by_model = own.delete()
    emptied = Period.objects.filter(agency_id=run.agency_id, cycle__is_imported=True, appraisal=None)
    emptied.delete()
    Cycle.objects.filter(agency_id=run.agency_id, is_imported=True, periods=None).delete()
    return restored + deleted


def restore(run: PastImport, own) -> int:
    """Give corrected evaluations their former values; return how many."""
    kept = {
        (row.employee_id, row.year, row.period_kind, row.period_number): row.before
        for row in PastRow.objects.filter(run=run, verdict=PastVerdict.CHANGED, before__isnull=False)
    }
    rows = []
    for row in own.select_related("period__cycle") if kept else ():
        before = kept.get((row.employee_id, row.period.cycle.year, row.period.kind, row.period.number))
        if before:
            for name, value in before.items():
                setattr(row, name, value)
            rows.append(row)
    Appraisal.objects.bulk_update(rows, WRITTEN, batch_size=500)
    return len(rows)

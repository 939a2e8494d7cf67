"""What the tests of objections share; 2026 has the holidays of the worked examples (16-17 Feb, 18-24 Mar)."""

import datetime as dt

from performance.enums import CycleStatus
from performance.models import Appraisal, Objection
from performance.services.objection_decisions import ObjectionDecision
from performance.services.objections import ObjectionEntry, file_objection
from tests.conftest import JAKARTA
from tests.performance.appraisal_help import actor, pending
from tests.performance.factories import AppraisalFactory, CycleFactory, PeriodFactory


def at(*day, hour=9):
    """Return a moment in Jakarta."""
    return dt.datetime(*day, hour, tzinfo=JAKARTA)


def year_2025(agency, **fields):
    """Return the year 2025 as a period: its window ends on Saturday 31 January 2026."""
    cycle = CycleFactory(agency=agency, year=2025, is_open=True)
    return PeriodFactory(cycle=cycle, is_year=True, is_opened=True, **fields)


def handed_out(person, *, signed=(2026, 1, 20), released=(2026, 1, 28), read=None, **fields):
    """Return the released rating of somebody for 2025; days in Jakarta."""
    fields.setdefault("period", year_2025(person.agency))
    return pending(
        person,
        released=True,
        rated_at=at(*signed),
        released_at=at(*released),
        read_at=at(*read) if read else None,
        **fields,
    )


def loaded(appraisal):
    """Return the row as a page would load it."""
    rows = Appraisal.objects.select_related("period__cycle", "employee__unit", "rated_by", "opd", "agency")
    return rows.get(pk=appraisal.pk)


def objection(appraisal, reasons="Hasil kedua selesai pada November.", **fields):
    """File an objection of the person and return it."""
    entry = ObjectionEntry(reasons=reasons, **fields)
    return file_objection(appraisal=loaded(appraisal), entry=entry, actor=actor(appraisal.employee))


def again(row):
    """Return an objection as a page would load it."""
    rows = Objection.objects.select_related(
        "appraisal__period__cycle", "employee__unit", "decider", "evaluator"
    )
    return rows.get(pk=row.pk)


def confirm(**fields):
    """Return a complete decision that confirms."""
    return ObjectionDecision(
        **{"outcome": "confirm", "reason": "Bukti mendukung rating.", "unheard_reason": "Sedang cuti."}
        | fields
    )


def change(result="above", behaviour="above", **fields):
    """Return a complete decision that changes both ratings."""
    return confirm(
        **{
            "outcome": "change",
            "recommendation": "Beri tugas baru.",
            "result_rating": result,
            "result_reason": "Dua hasil melampaui target.",
            "behaviour_rating": behaviour,
            "behaviour_reason": "Menjadi teladan.",
        }
        | fields
    )


def rated_quarter(person, number):
    """Return the released rating of a quarter of 2024, a year that is closed and disturbs no other test."""
    cycle = CycleFactory(agency=person.agency, year=2024, is_open=True)
    period = PeriodFactory(cycle=cycle, number=number, is_opened=True)
    cycle.state = CycleStatus.CLOSED
    cycle.save(update_fields=["state"])
    return AppraisalFactory(employee=person, period=period, released=True)

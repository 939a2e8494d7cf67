"""Figures of an import: rows by verdict, what they touch, and refused rows by cause."""

from collections.abc import Iterable

from django.db.models import Count, Q

from employees.enums import RowVerdict
from employees.models import ImportRow, ImportRun

FIRST_ROWS = 3


def count(run: ImportRun) -> dict:
    """Return the figures of a run, read from its rows."""
    rows = ImportRow.objects.filter(run=run)
    by_verdict = dict(rows.order_by().values_list("verdict").annotate(Count("id")))
    changed = rows.filter(verdict=RowVerdict.CHANGED)
    touched = changed.aggregate(
        rank=Count("id", filter=Q(flags__contains="r")),
        post=Count("id", filter=Q(flags__contains="p")),
        unit=Count("id", filter=Q(flags__contains="u")),
    )
    refused = (
        rows.filter(verdict=RowVerdict.REFUSED).order_by("number").values_list("number", "key", "problems")
    )
    aside = (
        rows.filter(verdict=RowVerdict.ELSEWHERE).order_by("number").values_list("number", "key", "problems")
    )
    return {
        **{verdict.value: by_verdict.get(verdict.value, 0) for verdict in RowVerdict},
        "rows": sum(number for verdict, number in by_verdict.items() if verdict != RowVerdict.MISSING),
        "touched": touched,
        "causes": causes(refused.iterator()),
        "aside": causes(aside.iterator()),
    }


def causes(rows: Iterable[tuple]) -> list[dict]:
    """Group rows by the code and field of their first problem, the most frequent first."""
    found: dict[tuple, dict] = {}
    for number, key, problems in rows:
        first = problems[0] if problems else {"code": "unknown", "field": "key", "value": key, "params": {}}
        cause = found.setdefault(
            (first["code"], first["field"]), {**first, "count": 0, "rows": [], "sample_key": key}
        )
        cause["count"] += 1
        if len(cause["rows"]) < FIRST_ROWS:
            cause["rows"].append(number)
    return sorted(found.values(), key=lambda cause: -cause["count"])

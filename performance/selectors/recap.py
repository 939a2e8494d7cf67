"""The rows of a recap: released evaluations of a unit and period, one line a person, streamed."""

from collections.abc import Iterator

from asn_portal.core.access import Actor
from employees.enums import EmployeeKind
from employees.models import Employee, Unit
from performance.models import Appraisal, Period
from performance.rules.siasn import Line, Rater, months_of
from performance.selectors.report_orders import released_of

BATCH = 2_000


def recap_lines(*, actor: Actor, unit: Unit, period: Period) -> Iterator[Line]:
    """Return the lines by unit, then name; one query, read in batches."""
    rows = released_of(actor=actor, unit=unit, period=period).select_related(
        "employee", "rated_by__rank", "rated_by__position", "rated_by__unit"
    )
    ordered = rows.order_by("unit__path", "employee__sort_name", "pk")
    return (line_of(row, period) for row in ordered.iterator(chunk_size=BATCH))


def line_of(row: Appraisal, period: Period) -> Line:
    """Return one line."""
    person = row.employee
    return Line(
        nip=person.nip or "",
        name=person.full_name,
        national_id=person.national_id,
        year=period.ends_on.year,
        months=months_of(period.kind, period.number),
        result=row.result_rating,
        behaviour=row.behaviour_rating,
        predicate=row.predicate,
        rater=rater_of(row),
    )


def rater_of(row: Appraisal) -> Rater:
    """Return who rated, as written down then, else as on record today."""
    kept, rater = (row.parties or {}).get("evaluator") or {}, row.rated_by
    rank = rater.rank.code if rater and rater.rank else ""
    if kept:
        return Rater(
            name=kept.get("name", ""),
            nip=kept.get("nip", ""),
            rank=rank_code(kept.get("rank", "")) or rank,
            position=kept.get("position", ""),
            unit=kept.get("unit", ""),
            is_asn=bool(kept.get("is_asn", is_asn(rater) if rater else kept.get("nip"))),
        )
    if rater is None:
        return Rater()
    return Rater(
        name=rater.full_name,
        nip=rater.nip or "",
        rank=rank,
        position=str(rater.position or ""),
        unit=str(rater.unit or ""),
        is_asn=is_asn(rater),
    )


def rank_code(words: str) -> str:
    """Return "III/c" of "Penata, III/c" or of "III/c"."""
    last = words.replace(",", " ").split()[-1:] if words else []
    return last[0] if last and "/" in last[0] else ""


def is_asn(person: Employee) -> bool:
    """Tell whether somebody is a civil servant: a regent or mayor is not."""
    return person.kind != EmployeeKind.OFFICIAL

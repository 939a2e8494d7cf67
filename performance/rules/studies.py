"""What a study assignment promises: academic result and graduation in time (PermenPANRB 6/2022 annex II p. 62-65).

The sentences stand in a plan, which is Indonesian.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from employees.enums import EducationLevel
from performance.enums import Predicate
from performance.rules.comparable import MONTHS
from performance.rules.predicate import ipk_guide

# The lowest IPK guided to Baik is looked for from the top in steps of the scale.
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class StudyFacts:
    """A study as plain data; `accreditation` of the university is a, b, c or abroad."""

    programme: str
    institution: str
    level: str
    accreditation: str
    due_on: date


@dataclass(frozen=True)
class Proposal:
    """A result with its indicator, in the wording of the quantitative and of the qualitative form."""

    statement: str
    indicator: str
    target: str
    unit: str
    narrative: str


def proposed_results(study: StudyFacts) -> tuple[Proposal, Proposal]:
    """Return the two results that every study assignment has; person and evaluator may change the words."""
    where = f"program studi {study.programme} di {study.institution}"
    lowest = good_from(study.level, study.accreditation)
    figure = f"{lowest:.2f}".replace(".", ",")
    day = f"{study.due_on.day} {MONTHS[study.due_on.month - 1].capitalize()} {study.due_on.year}"
    return (
        Proposal(
            statement=f"Hasil evaluasi akademik pada {where} baik",
            indicator="Indeks Prestasi Kumulatif (IPK)",
            target=f"paling rendah {figure}",
            unit="skala 4,00",
            narrative=f"Indeks Prestasi Kumulatif (IPK) paling rendah {figure}",
        ),
        Proposal(
            statement=f"Studi pada {where} selesai tepat waktu",
            indicator="Kelulusan sesuai batas waktu normatif program studi",
            target=f"paling lambat bulan ke-{study.due_on.month} tahun {study.due_on.year}",
            unit="",
            narrative=f"Lulus sesuai batas waktu normatif program studi, paling lambat {day}",
        ),
    )


def good_from(level: str, accreditation: str) -> Decimal:
    """Return the lowest IPK that the guide calls Baik; 3.00 where the annex has no row for the level."""
    ipk = Decimal("4.00")
    good = (Predicate.SB, Predicate.B)
    if ipk_guide(level, accreditation, ipk) is None:
        return Decimal("3.00")
    while ipk_guide(level, accreditation, ipk - HUNDREDTH) in good:
        ipk -= HUNDREDTH
    return ipk


def needs_accreditation_check(accreditation: str, programme: str) -> bool:
    """Tell whether the study programme lies below what the guide asks: C, with a university C at least B."""
    if accreditation == "abroad":
        return False
    allowed = {"a", "b"} if accreditation == "c" else {"a", "b", "c"}
    return programme not in allowed


def studied_levels() -> list[str]:
    """Return the levels of a study assignment."""
    return [
        EducationLevel.D3,
        EducationLevel.D4,
        EducationLevel.S1,
        EducationLevel.PROFESSION,
        EducationLevel.S2,
        EducationLevel.S3,
    ]

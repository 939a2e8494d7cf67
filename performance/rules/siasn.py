"""The fields in which SIASN keeps evaluations (domain/09 §3): names exactly as its services have them.

The mixed case of the first letters is real. `nipBaru` and `nama` are added in front for people: skp22 names the
person by `pnsDinilaiId` alone. Codes are UNSURE and come from a setting.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from performance.enums import PeriodKind, Predicate, Rating
from performance.rules.official_words import PREDICATES, RATINGS

PERSON = ("nipBaru", "nama")
ANNUAL = (
    *("id", "tahun", "hasilKinerja", "hasilKinerjaNilai", "perilakuKerja", "PerilakuKerjaNilai"),
    *("kuadranKinerja", "KuadranKinerjaNilai", "namaPenilai", "nipNrpPenilai", "penilaiGolonganId"),
    *("penilaiJabatanNm", "penilaiUnorNm", "statusPenilai", "pnsDinilaiId", "path"),
)
PERIODIC = (
    *(
        "bulanMulaiPenilaian",
        "bulanSelesaiPenilaian",
        "tahun",
        "tahunMulaiPenilaian",
        "tahunSelesaiPenilaian",
    ),
    *("periodikId", "koefisienId", "hasilKinerjaNilai", "perilakuKerjaNilai", "kuadranKinerjaNilai"),
    *("penilaiGolongan", "penilaiJabatanNama", "penilaiNama", "penilaiNipNrp", "penilaiUnorNama"),
    *("pnsDinilaiId", "statusPenilai"),
)
ASN, NON_ASN = "ASN", "NON ASN"
FIRST_YEAR = 2014  # PP 46/2011: evaluation by SKP since 1 January 2014
MONTHS_OF_YEAR = 12
# The words of a quadrant that others write for "Kurang".
OTHER_WORDS = {"KURANG": Predicate.K, "KURANG/MISCONDUCT": Predicate.K, "MISCONDUCT": Predicate.K}


@dataclass(frozen=True)
class Rater:
    """Who rated, as SIASN has it."""

    name: str = ""
    nip: str = ""
    rank: str = ""
    position: str = ""
    unit: str = ""
    is_asn: bool = True


@dataclass(frozen=True)
class Line:
    """One evaluation of one person, ready for a row."""

    nip: str
    name: str
    national_id: str
    year: int
    months: tuple[int, int]
    result: str
    behaviour: str
    predicate: str
    rater: Rater


def annual_row(line: Line, codes: Mapping[str, Mapping[str, str]]) -> list:
    """Return the cells of PERSON + ANNUAL."""
    rating, predicate, rater = codes["rating"], codes["predicate"], line.rater
    return [
        *(line.nip, line.name, "", line.year),
        *(RATINGS[Rating(line.result)], rating[line.result]),
        *(RATINGS[Rating(line.behaviour)], rating[line.behaviour]),
        *(PREDICATES[Predicate(line.predicate)], predicate[line.predicate]),
        *(rater.name, rater.nip, codes["rank"].get(rater.rank, rater.rank), rater.position, rater.unit),
        *(status_of(rater), line.national_id, ""),
    ]


def periodic_row(line: Line, codes: Mapping[str, Mapping[str, str]]) -> list:
    """Return the cells of PERSON + PERIODIC; `periodikId` and `koefisienId` are given by SIASN."""
    rating, rater = codes["rating"], line.rater
    return [
        *(line.nip, line.name, *line.months, line.year, line.year, line.year, "", ""),
        *(rating[line.result], rating[line.behaviour], codes["predicate"][line.predicate]),
        *(codes["rank"].get(rater.rank, rater.rank), rater.position, rater.name, rater.nip, rater.unit),
        *(line.national_id, status_of(rater)),
    ]


def status_of(rater: Rater) -> str:
    """Return "ASN" or "NON ASN"."""
    return ASN if rater.is_asn else NON_ASN


def months_of(kind: str, number: int) -> tuple[int, int]:
    """Return first and last month of a period: quarter 2 is (4, 6), the year (1, 12)."""
    if kind == PeriodKind.QUARTER:
        return number * 3 - 2, number * 3
    return (number, number) if kind == PeriodKind.MONTH else (1, MONTHS_OF_YEAR)


def period_of(first: int, last: int) -> tuple[str, int] | None:
    """Return kind and number of the period of two months; None where they are neither month nor quarter nor year."""
    if not 1 <= first <= last <= MONTHS_OF_YEAR:
        return None
    if first == last:
        return PeriodKind.MONTH, first
    if (first, last) == (1, MONTHS_OF_YEAR):
        return PeriodKind.YEAR, 0
    return (PeriodKind.QUARTER, last // 3) if last % 3 == 0 and last - first == 2 else None


def read_rating(code: str, words: str, codes: Mapping[str, str]) -> Rating | None:
    """Return the rating of a code or of its words; None where neither is known."""
    by_code = {value: key for key, value in codes.items()}
    if code in by_code:
        return Rating(by_code[code])
    text = plain(words or code)
    return next(
        (
            key
            for key, value in RATINGS.items()
            if plain(value) == text or plain(value).split("EKS")[0] == text
        ),
        None,
    )


def read_predicate(code: str, words: str, codes: Mapping[str, str]) -> Predicate | None:
    """Return the predicate of a code or of its words; None where neither is known."""
    by_code = {value: key for key, value in codes.items()}
    if code in by_code:
        return Predicate(by_code[code])
    text = plain(words or code)
    known = {plain(value): key for key, value in PREDICATES.items()} | OTHER_WORDS
    return known.get(text)


def plain(text: str) -> str:
    """Return words without blanks, in capitals: "Di atas ekspektasi" and "DIATAS EKSPEKTASI" are the same."""
    return "".join(text.upper().split())

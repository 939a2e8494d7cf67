"""Words on the official forms that follow from plain data; always Indonesian."""

import re

MONTHS = (
    "JANUARI",
    "FEBRUARI",
    "MARET",
    "APRIL",
    "MEI",
    "JUNI",
    "JULI",
    "AGUSTUS",
    "SEPTEMBER",
    "OKTOBER",
    "NOVEMBER",
    "DESEMBER",
)
QUARTERS = ("I", "II", "III", "IV")
GOVERNMENT = re.compile(r"^(?:pemerintah\s+)?(?:kota|kabupaten|kab\.|provinsi|prov\.)\s+", re.IGNORECASE)


def period_words(kind: str, number: int) -> str:
    """Return what stands behind "PERIODE:": TRIWULAN I to IV, the month, or AKHIR for the year (10-forms §1.1)."""
    if kind == "quarter" and 1 <= number <= len(QUARTERS):
        return f"TRIWULAN {QUARTERS[number - 1]}"
    if kind == "month" and 1 <= number <= len(MONTHS):
        return MONTHS[number - 1]
    return "AKHIR"


def title_words(kind: str, number: int) -> str:
    """Return the same for a title: "Triwulan I", "Januari"."""
    first, *rest = period_words(kind, number).split()
    return " ".join([first.capitalize(), *rest])


def place_of(agency_name: str) -> str:
    """Return the place of signature that a government's name contains: "Pemerintah Kota Sabang" → "Sabang"; or ""."""
    name = agency_name.partition("(")[0].strip()
    return GOVERNMENT.sub("", name) if GOVERNMENT.match(name) else ""

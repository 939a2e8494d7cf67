"""Codes of the national export as the portal means them.

Names are read first; ids are UNSURE (08-reference-data §7), so each table is an AgencyPolicy with a default (A11).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from asn_portal.core import policies
from employees.enums import EducationLevel, EmployeeKind, PostFamily, Sex, Standing

SOURCE = "SIASN data utama; codes not published, adjust to your export"
STANDING_CODES = policies.define(
    "imports.standing_codes",
    {"1": "active", "01": "active", "2": "unpaid_leave", "02": "unpaid_leave", "3": "study", "03": "study",
     "4": "suspended", "04": "suspended", "99": "retired"},
    SOURCE,
)  # fmt: skip
RANK_CODES = policies.define(
    "imports.rank_codes",
    {f"{group}{place}": f"{roman}/{letter}" for group, roman in enumerate(("I", "II", "III", "IV"), 1)
     for place, letter in enumerate("abcde", 1) if letter != "e" or roman == "IV"},
    SOURCE,
)  # fmt: skip
POST_FAMILIES = policies.define(
    "imports.post_families", {"1": "administrator", "2": "functional", "4": "implementer"}, SOURCE
)
EDUCATION_CODES = policies.define(
    "imports.education_codes",
    {"05": "sd", "5": "sd", "10": "sltp", "12": "sltp_voc", "15": "slta", "17": "slta", "18": "slta", "20": "d1",
     "25": "d2", "30": "d3", "35": "d4", "40": "s1", "45": "s2", "50": "s3"},
    SOURCE,
)  # fmt: skip

STANDING_WORDS = (
    ("MENINGGAL", Standing.DIED),
    ("WAFAT", Standing.DIED),
    ("PERSIAPAN PENSIUN", Standing.PRE_RETIREMENT),
    ("MPP", Standing.PRE_RETIREMENT),
    ("PENSIUN", Standing.RETIRED),
    ("LUAR TANGGUNGAN", Standing.UNPAID_LEAVE),
    ("CLTN", Standing.UNPAID_LEAVE),
    ("SEMENTARA", Standing.SUSPENDED),
    ("DIBERHENTIKAN", Standing.DISMISSED),
    ("TUGAS BELAJAR", Standing.STUDY),
    ("DIPEKERJAKAN", Standing.SECONDED),
    ("DIPERBANTUKAN", Standing.SECONDED),
    ("PINDAH", Standing.MOVED),
    ("AKTIF", Standing.ACTIVE),
)
EDUCATION_WORDS = (
    (r"\bS-?3\b|DOKTOR", EducationLevel.S3),
    (r"\bS-?2\b|MAGISTER", EducationLevel.S2),
    (r"PROFESI", EducationLevel.PROFESSION),
    (r"\bS-?1\b|SARJANA", EducationLevel.S1),
    (r"\bD-?(?:IV|4)\b|DIPLOMA (?:IV|4)", EducationLevel.D4),
    (r"\bD-?(?:III|3)\b|DIPLOMA (?:III|3)|SARJANA MUDA", EducationLevel.D3),
    (r"\bD-?(?:II|2)\b|DIPLOMA (?:II|2)", EducationLevel.D2),
    (r"\bD-?(?:I|1)\b|DIPLOMA (?:I|1)", EducationLevel.D1),
    (r"\bSLTA|\bSMA|\bSMK|\bMA\b", EducationLevel.SLTA),
    (r"\bSLTP (?:KEJ|VOC)", EducationLevel.SLTP_VOC),
    (r"\bSLTP|\bSMP", EducationLevel.SLTP),
    (r"\bSD\b|SEKOLAH DASAR", EducationLevel.SD),
)
# The export knows only "structural"; the words of the title tell a senior leader from a supervisor.
# A first guess, which HR corrects.
STRUCTURAL_WORDS = (
    (
        r"SEKRETARIS DAERAH|ASISTEN |STAF AHLI|INSPEKTUR\b|^KEPALA (?:DINAS|BADAN|PELAKSANA)|SEKRETARIS DPRD|^DIREKTUR",
        PostFamily.JPT,
    ),
    (r"SEKSI|SUB ?BAGIAN|SUBBAG|LURAH|SUB ?BIDANG|KEPALA UPT", PostFamily.SUPERVISOR),
)
SEXES = {
    "M": Sex.MALE, "L": Sex.MALE, "PRIA": Sex.MALE, "LAKI-LAKI": Sex.MALE, "1": Sex.MALE,
    "F": Sex.FEMALE, "P": Sex.FEMALE, "W": Sex.FEMALE, "WANITA": Sex.FEMALE, "PEREMPUAN": Sex.FEMALE, "2": Sex.FEMALE,
}  # fmt: skip
PNS_RANK = re.compile(r"\b(IV|I{1,3})\s*[/.\-]?\s*([A-E])\b")
PPPK_RANK = re.compile(r"(?:GOLONGAN|GOL)?\.?\s*(X{0,1}(?:IX|IV|V?I{0,3}))")


@dataclass(frozen=True, slots=True)
class Codes:
    """The tables of ids in force for an agency."""

    standings: Mapping[str, str]
    ranks: Mapping[str, str]
    families: Mapping[str, str]
    educations: Mapping[str, str]


def codes_on(*, agency_id: int, day: date) -> Codes:
    """Return the tables of an agency on a day."""
    found = (
        policies.value_on(key, agency_id=agency_id, day=day)
        for key in (STANDING_CODES, RANK_CODES, POST_FAMILIES, EDUCATION_CODES)
    )
    return Codes(*found)


def standing_of(code: str, name: str, codes: Codes) -> str | None:
    """Return the legal standing; None when neither name nor id is known."""
    upper = name.upper()
    for word, standing in STANDING_WORDS:
        if word in upper:
            return standing.value
    return codes.standings.get(code)


def kind_of(cpns_or_pns: str, asn_status: str, employee_type: str) -> str | None:
    """Return the kind of employee; PPPK wins over the C/P of the other column."""
    words = f"{asn_status} {employee_type} {cpns_or_pns}".upper()
    if "PPPK" in words or "P3K" in words:
        return (EmployeeKind.PPPK_PART if "PARUH" in words else EmployeeKind.PPPK).value
    status = cpns_or_pns.upper()
    if status in {"C", "CPNS"} or "CPNS" in asn_status.upper():
        return EmployeeKind.CPNS.value
    if status in {"P", "PNS"} or "PNS" in words:
        return EmployeeKind.PNS.value
    return None


def rank_of(code: str, name: str, kind: str | None, codes: Codes) -> str | None:
    """Return "pns:III/b" or "pppk:IX"; None when neither name nor id says which."""
    upper = name.upper().strip()
    if match := PNS_RANK.search(upper):
        return f"pns:{match[1]}/{match[2].lower()}"
    if upper and (match := PPPK_RANK.fullmatch(upper)) and match[1]:
        return f"pppk:{match[1]}"
    known = codes.ranks.get(code)
    if known is None:
        return None
    is_pppk = kind in {EmployeeKind.PPPK, EmployeeKind.PPPK_PART}
    return f"pppk:{known}" if is_pppk and "/" not in known else f"pns:{known}"


def family_of(code: str, name: str, title: str, codes: Codes) -> str:
    """Return the family of a title that is not yet known here."""
    upper = name.upper()
    if "FUNGSIONAL" in upper:
        return PostFamily.FUNCTIONAL.value
    if "PELAKSANA" in upper:
        return PostFamily.IMPLEMENTER.value
    family = "administrator" if "STRUKTURAL" in upper else codes.families.get(code, "implementer")
    if family == "administrator":
        for pattern, guess in STRUCTURAL_WORDS:
            if re.search(pattern, title.upper()):
                return guess.value
    return family


def education_of(code: str, name: str, codes: Codes) -> str | None:
    """Return the level of a diploma; None when neither name nor id is known."""
    upper = name.upper()
    for pattern, level in EDUCATION_WORDS if upper else ():
        if re.search(pattern, upper):
            return level.value
    return codes.educations.get(code)

"""From a row of the national export to a record: pure, fast, one problem per wrong cell (09-systems-and-users §2).

A record is a small dict of what the row states; an empty cell states nothing and is left out. Dates are ISO text,
so that a record can be stored as JSON and compared without conversion.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from string import capwords

from asn_portal.core.spreadsheets import CellError
from asn_portal.core.spreadsheets.cells import clean_text, digits_text, to_date, to_int
from employees.imports import codes as code_tables
from employees.imports.codes import Codes

Problem = dict
NIP_LENGTH, NIK_LENGTH = 18, 16
EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")
NOTHING = {"", "-", "--", "0", "NULL", "NONE", "N/A"}
TEXTS = {
    "pns_id": 64, "name": 160, "front_title": 40, "back_title": 80, "birth_place": 100, "address": 300,
    "school": 160, "programme": 160, "post_name": 200, "post_code": 64, "unor": 64, "unor_name": 200,
    "agency_code": 64, "agency_name": 160,
}  # fmt: skip
DATES = ("birth_date", "rank_on", "post_on", "cpns_on", "pns_on")
NUMBERS = {"service_years": (0, 60), "service_months": (0, 11), "graduated_year": (1940, 2100)}


def problem(code: str, field: str, value=None, **params) -> Problem:
    """Return one problem as it is stored; the words are found when somebody reads it."""
    shown = int(value) if isinstance(value, float) and value.is_integer() else value
    return {"code": code, "field": field, "value": "" if shown is None else str(shown)[:80], "params": params}


class PeopleParser:
    """Reads rows of one sheet: `parse(values)` → (record, problems that refuse the row, remarks that do not)."""

    def __init__(self, indexes: Mapping[str, int], codes: Codes):
        self.indexes = indexes
        self.codes = codes
        self._dates: dict = {}
        self._derived: dict = {}
        self._texts = [(key, indexes[key], limit) for key, limit in TEXTS.items() if key in indexes]
        self._days = [(key, indexes[key]) for key in DATES if key in indexes]
        self._numbers = [(key, indexes[key], *bounds) for key, bounds in NUMBERS.items() if key in indexes]

    def parse(self, values: list) -> tuple[dict, list[Problem], list[Problem]]:
        """Return what a row states."""
        record: dict = {}
        problems: list[Problem] = []
        remarks: list[Problem] = []
        self._read_nip(values, record, problems)
        self._read_texts(values, record, problems)
        self._read_dates(values, record, problems)
        self._read_numbers(values, record, remarks)
        self._read_contacts(values, record, problems, remarks)
        self._derive(values, record, remarks)
        for key in ("name", "birth_place"):
            if record.get(key, "").isupper():
                record[key] = capwords(record[key])
        if not record.get("name"):
            problems.append(problem("name_missing", "name"))
        return record, problems, remarks

    def nip_of(self, values: list) -> str:
        """Return the NIP of a row when it is readable, for finding doubles."""
        try:
            return digits_text(values[self.indexes["nip"]], length=NIP_LENGTH)
        except (CellError, IndexError):
            return ""

    def _cell(self, values: list, key: str):
        index = self.indexes.get(key)
        return "" if index is None or index >= len(values) else values[index]

    def _text(self, values: list, key: str) -> str:
        return clean_text(self._cell(values, key))

    def _read_nip(self, values, record, problems) -> None:
        raw = self._cell(values, "nip")
        try:
            record["nip"] = digits_text(raw, length=NIP_LENGTH)
        except CellError as error:
            problems.append(problem(error.code, "nip", raw, **error.params))
            return
        if not record["nip"]:
            problems.append(problem("nip_missing", "nip"))

    def _read_texts(self, values, record, problems) -> None:
        width = len(values)
        for key, index, limit in self._texts:
            raw = values[index] if index < width else ""
            if raw == "":
                continue
            text = clean_text(raw)
            if text and text.upper() not in NOTHING:
                record[key] = text
                if len(text) > limit:
                    problems.append(problem("too_long", key, text, limit=limit, found=len(text)))

    def _read_dates(self, values, record, problems) -> None:
        for key, index in self._days:
            raw = values[index] if index < len(values) else ""
            if raw == "":
                continue
            found = self._dates.get(raw)
            if found is None:
                try:
                    found = self._iso(raw)
                except CellError as error:
                    problems.append(problem(error.code, key, raw, **error.params))
                    continue
                self._dates[raw] = found
            if found:
                record[key] = found

    @staticmethod
    def _iso(raw) -> str:
        day: date | None = to_date(raw)
        return day.isoformat() if day else ""

    def _read_numbers(self, values, record, remarks) -> None:
        for key, index, low, high in self._numbers:
            raw = values[index] if index < len(values) else ""
            if raw == "":
                continue
            try:
                number = to_int(raw)
            except CellError as error:
                remarks.append(problem("left_out", key, raw, cause=error.code))
                continue
            if number is not None and low <= number <= high:
                record[key] = number
            elif number:
                remarks.append(problem("left_out", key, raw, cause="number_out_of_range"))

    def _read_contacts(self, values, record, problems, remarks) -> None:
        raw = self._cell(values, "nik")
        if raw != "":
            self._read_digits("nik", raw, record, problems)
        for key in ("phone", "npwp"):
            raw = self._cell(values, key)
            if raw != "":
                self._read_loose_digits(key, raw, record, remarks)
        for key in ("email", "email_gov"):
            text = self._text(values, key).lower()
            if text in {"", "-"} or "email" in record:
                continue
            if len(text) <= 254 and EMAIL.fullmatch(text):
                record["email"] = text
            else:
                remarks.append(problem("left_out", "email", text, cause="not_an_email"))

    @staticmethod
    def _read_digits(key, raw, record, problems) -> None:
        if clean_text(raw).upper() in NOTHING:
            return
        try:
            record[key] = digits_text(raw, length=NIK_LENGTH)
        except CellError as error:
            problems.append(problem(error.code, key, raw, **error.params))

    @staticmethod
    def _read_loose_digits(key, raw, record, remarks) -> None:
        text = re.sub(r"[\s\-.()/+]", "", clean_text(raw))
        if text.upper() in NOTHING:
            return
        if key == "phone":
            text = re.sub(r"^(?:62|(?=8))", "0", text)
        if text.isascii() and text.isdigit() and len(text) <= 24:
            record[key] = text
        else:
            remarks.append(problem("left_out", key, raw, cause="not_digits"))

    def _derive(self, values, record, remarks) -> None:
        """Read what few people spell alike: kind, standing, rank, sex, family, education; remembered by their cells."""
        for key, sources, read in DERIVED:
            cells = tuple(self._text(values, name) for name in sources)
            if not any(cells):
                continue
            memory = (key, cells, record.get("kind") if key == "rank" else None)
            if memory not in self._derived:
                self._derived[memory] = read(cells, record, self.codes)
            found = self._derived[memory]
            if found:
                record[key] = found
            elif key not in {"family", "kind"}:
                remarks.append(problem("code_unknown", key, next(cell for cell in reversed(cells) if cell)))


Reader = Callable[[tuple, dict, Codes], str | None]
DERIVED: tuple[tuple[str, tuple[str, ...], Reader], ...] = (
    (
        "kind",
        ("cpns_or_pns", "asn_status", "employee_type"),
        lambda cells, record, codes: code_tables.kind_of(*cells),
    ),
    (
        "standing",
        ("standing_code", "standing_name"),
        lambda cells, record, codes: code_tables.standing_of(*cells, codes),
    ),
    (
        "sex",
        ("sex",),
        lambda cells, record, codes: getattr(code_tables.SEXES.get(cells[0].upper()), "value", None),
    ),
    (
        "rank",
        ("rank_code", "rank_name"),
        lambda cells, record, codes: code_tables.rank_of(*cells, record.get("kind"), codes),
    ),
    (
        "education",
        ("education_code", "education_name"),
        lambda cells, record, codes: code_tables.education_of(*cells, codes),
    ),
    (
        "family",
        ("post_kind_code", "post_kind_name", "post_name"),
        lambda cells, record, codes: code_tables.family_of(*cells, codes),
    ),
)

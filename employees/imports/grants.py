"""The import of role grants: who holds which role for which unit, from–until."""

from collections.abc import Sequence
from datetime import date

from asn_portal.core.access import Role
from asn_portal.core.spreadsheets import CellError, Row
from asn_portal.core.spreadsheets.cells import clean_text, to_date
from employees.enums import ImportKind, RowVerdict
from employees.imports.columns import Recognition
from employees.imports.parsing import problem
from employees.imports.planning import Plan, fold
from employees.models import Employee, ImportRow, ImportRun, RoleGrant, Unit, User

ROLE_WORDS = {
    "pengelola sdm": "hr", "pengelola kepegawaian": "hr", "pimpinan": "leader", "pemeriksa": "inspector",
    "inspektur": "inspector",
}  # fmt: skip
GRANTED = {value for value, _ in Role.granted()}


class GrantsImport:
    """Checks and applies one workbook of grants; small, so one chunk."""

    kind = ImportKind.GRANTS
    chunk = 1_000_000

    def __init__(self, run: ImportRun, user_id: int | None = None):
        self.run = run
        self.user_id = user_id
        self.reload()

    def reload(self) -> None:
        """Read accounts, units and grants of the agency."""
        agency_id = self.run.agency_id
        self.users = dict(User.objects.filter(agency_id=agency_id).values_list("username", "id"))
        people = Employee.objects.filter(
            agency_id=agency_id, is_active=True, user__isnull=False, nip__isnull=False
        )
        self.users |= dict(people.values_list("nip", "user_id"))
        self.units = dict(Unit.objects.filter(agency_id=agency_id).values_list("code", "id"))
        grants = RoleGrant.objects.filter(agency_id=agency_id)
        self.grants = {
            (grant.user_id, grant.role, grant.unit_id, grant.starts_on.isoformat()): grant for grant in grants
        }

    def begin(self, recognition: Recognition) -> None:
        """Make ready for the rows of one sheet."""
        self.indexes = recognition.indexes

    def key_of(self, row: Row) -> str:
        """Return who, which role, which unit and from when; the same twice is refused."""
        record, problems = self.parse(row)
        if problems:
            return ""
        return f"{record['login'][:18]}|{record['role']}|{record['unit_code'][:24]}|{record['starts_on']}"

    def parse(self, row: Row) -> tuple[dict, list]:
        """Return what a row states and what is wrong with it."""
        record, problems = {}, []
        for key, index in self.indexes.items():
            raw = row.values[index] if index < len(row.values) else ""
            try:
                value = read_cell(key, raw)
            except CellError as error:
                problems.append(problem(error.code, key, raw, **error.params))
                continue
            if value:
                record[key] = value
        missing = [key for key in ("login", "role", "unit_code", "starts_on") if key not in record]
        named = {item["field"] for item in problems}
        problems += [problem("cell_missing", key) for key in missing if key not in named]
        return record, problems or self._unknown(record)

    def _unknown(self, record: dict) -> list:
        found = []
        if record["login"] not in self.users:
            found.append(problem("account_unknown", "login", record["login"]))
        if record["unit_code"] not in self.units:
            found.append(problem("unit_unknown", "unit_code", record["unit_code"]))
        if record.get("ends_on", "9999") < record["starts_on"]:
            found.append(problem("ends_before_start", "ends_on", record["ends_on"]))
        if len(record.get("reason", "")) > 200:
            found.append(
                problem("too_long", "reason", record["reason"], limit=200, found=len(record["reason"]))
            )
        return found

    def check(self, rows: Sequence[Row]) -> list[ImportRow]:
        """Return the preview of the whole file."""
        return [self._preview(row) for row in rows]

    def _preview(self, row: Row) -> ImportRow:
        record, problems = self.parse(row)
        label = f"{record.get('login', '')} · {record.get('role', '')} · {record.get('unit_code', '')}"
        preview = ImportRow(run=self.run, number=row.number, key=self.key_of(row)[:64], label=label[:200])
        if problems:
            preview.verdict, preview.problems = RowVerdict.REFUSED, problems
            return preview
        grant = self.grants.get(self._identity(record))
        changes = [] if grant is None else changes_of(grant, record)
        preview.verdict = (
            RowVerdict.NEW if grant is None else RowVerdict.CHANGED if changes else RowVerdict.SAME
        )
        if preview.verdict != RowVerdict.SAME:
            preview.values, preview.changes = record, changes
        return preview

    def _identity(self, record: dict) -> tuple:
        return (
            self.users[record["login"]],
            record["role"],
            self.units[record["unit_code"]],
            record["starts_on"],
        )

    def missing(self, keys: set[str]) -> list[ImportRow]:
        """Return nothing: grants that are not in the file stay."""
        return []

    def apply(self, rows: Sequence[ImportRow]) -> dict[int, Plan]:
        """Write the grants; each save keeps its history."""
        refused = {}
        for row in rows:
            record = row.values
            found = self._unknown(record)
            if found:
                refused[row.pk] = Plan(RowVerdict.REFUSED, problems=found)
                continue
            user_id, role, unit_id, starts_on = identity = self._identity(record)
            grant = self.grants.get(identity) or RoleGrant(
                agency_id=self.run.agency_id,
                user_id=user_id,
                role=role,
                unit_id=unit_id,
                starts_on=date.fromisoformat(starts_on),
                granted_by_id=self.user_id,
            )
            grant.ends_on = date.fromisoformat(record["ends_on"]) if "ends_on" in record else grant.ends_on
            grant.reason = record.get("reason", grant.reason)
            grant.save()
            self.grants[identity] = grant
        return refused

    def finish(self) -> None:
        """Nothing follows from grants."""


def read_cell(key: str, raw) -> str:
    """Return one cell; a number that is a NIP and lost its digits is refused."""
    if key in {"starts_on", "ends_on"}:
        day = to_date(raw)
        return day.isoformat() if day else ""
    if key == "login":
        if isinstance(raw, float) and abs(raw) >= 10**15:
            raise CellError("number_precision", raw)
        text = clean_text(raw)
        compact = text.replace(" ", "")
        return compact if compact.isdigit() else text
    text = clean_text(raw)
    if key == "role" and text:
        role = ROLE_WORDS.get(fold(text), fold(text))
        if role not in GRANTED:
            raise CellError("not_a_choice", text)
        return role
    return text


def changes_of(grant: RoleGrant, record: dict) -> list:
    """Return triples of field, now, becomes."""
    now = {"ends_on": grant.ends_on.isoformat() if grant.ends_on else "", "reason": grant.reason}
    return [[key, value, record[key]] for key, value in now.items() if key in record and record[key] != value]

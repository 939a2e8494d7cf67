"""The import of units and posts: applied before people, since the national export has no tree (B6)."""

from collections.abc import Sequence

from django.utils import timezone

from asn_portal.core.spreadsheets import Row
from asn_portal.core.spreadsheets.cells import clean_text
from employees.enums import ImportKind, RowVerdict
from employees.imports import structure_rules as rules
from employees.imports.columns import Recognition
from employees.imports.planning import Plan, fold
from employees.imports.refresh import refresh_agency
from employees.imports.structure_writing import StructureWriter
from employees.models import ImportRow, ImportRun, Position, Unit


class StructureImport:
    """Checks and applies one workbook of units and posts, as a whole."""

    kind = ImportKind.STRUCTURE
    chunk = 1_000_000

    def __init__(self, run: ImportRun, user_id: int | None = None):
        self.run = run
        self.user_id = user_id
        self.reload()

    def reload(self) -> None:
        """Read what is recorded now."""
        agency_id = self.run.agency_id
        units = list(Unit.objects.filter(agency_id=agency_id).order_by("path"))
        by_path = {unit.path: unit for unit in units}
        self.units = {unit.code: unit for unit in units}
        self.root = units[0]
        above = {unit.code: by_path.get(unit.path[: -Unit.steplen]) for unit in units}
        self.parents = {code: unit.code if unit else "" for code, unit in above.items()}
        posts = Position.objects.filter(agency_id=agency_id).select_related("unit", "title", "reports_to")
        self.posts = {post.code: post for post in posts}
        self.superiors = {
            code: post.reports_to.code if post.reports_to else "" for code, post in self.posts.items()
        }

    def begin(self, recognition: Recognition) -> None:
        """Make ready for the rows of one sheet."""
        self.indexes = recognition.indexes

    def key_of(self, row: Row) -> str:
        """Return the code of the unit or post."""
        return rules.key_of(rules.parse(row.values, self.indexes)[0])

    def check(self, rows: Sequence[Row]) -> list[ImportRow]:
        """Return the preview of the whole file."""
        records, problems = {}, {}
        for row in rows:
            record, found = rules.parse(row.values, self.indexes)
            records[row.number] = record
            if found:
                problems[row.number] = found
        sound = {number: record for number, record in records.items() if number not in problems}
        problems |= rules.check_units(sound, self.parents, self.root.code)
        fresh = {r["unit_code"] for n, r in sound.items() if not rules.is_post(r) and n not in problems}
        sound = {number: record for number, record in sound.items() if number not in problems}
        problems |= rules.check_posts(sound, set(self.units) | fresh, self.superiors)
        return [self._preview(number, record, problems.get(number, [])) for number, record in records.items()]

    def missing(self, keys: set[str]) -> list[ImportRow]:
        """Return nothing: units that are not in the file stay as they are."""
        return []

    def apply(self, rows: Sequence[ImportRow]) -> dict[int, Plan]:
        """Write rows from the top of the tree downwards."""
        writer = StructureWriter(self)
        for row in rules.top_down((row, row.values) for row in rows):
            if rules.is_post(row.values):
                writer.write_post(row.values)
            else:
                writer.write_unit(row.values)
        return {}

    def finish(self) -> None:
        """Let evaluators follow from the new superiors."""
        refresh_agency(self.run.agency_id)

    def changes(self, record: dict) -> list | None:
        """Return what a row would change; None for something new."""
        if rules.is_post(record):
            post = self.posts.get(record["post_code"])
            return None if post is None else compare(record, self.post_now(post), rules.POST_KEYS)
        unit = self.units.get(record["unit_code"])
        return None if unit is None else compare(record, self.unit_now(unit), rules.UNIT_KEYS)

    def unit_now(self, unit: Unit) -> dict:
        """Return a recorded unit as a row states it."""
        return {
            "unit_name": unit.name,
            "unit_kind": unit.kind,
            "parent_code": self.parents[unit.code],
            "starts_on": unit.starts_on.isoformat() if unit.starts_on else "",
        }

    def post_now(self, post: Position) -> dict:
        """Return a recorded post as a row states it."""
        return {
            "unit_code": post.unit.code,
            "post_name": post.name,
            "title": post.title.name,
            "family": post.title.family,
            "level": post.title.level,
            "eselon": post.title.eselon,
            "superior_code": self.superiors[post.code],
            "is_head": post.is_head,
        }

    def _preview(self, number: int, record: dict, problems: list) -> ImportRow:
        label = record.get("post_name") or record.get("unit_name") or record.get("title") or ""
        row = ImportRow(run=self.run, number=number, key=rules.key_of(record), label=clean_text(label)[:200])
        if problems:
            row.verdict, row.problems = RowVerdict.REFUSED, problems
            return row
        changes = self.changes(record)
        if changes == []:
            row.verdict = RowVerdict.SAME
            return row
        row.verdict = RowVerdict.NEW if changes is None else RowVerdict.CHANGED
        row.values, row.changes = record, changes or []
        row.flags = (
            "u" if changes and any(item[0] in {"superior_code", "unit_code"} for item in changes) else ""
        )
        return row

    @property
    def today(self):
        """Return the day on which changes take effect when the row names none."""
        return timezone.localdate()


def compare(record: dict, now: dict, keys: Sequence[str]) -> list:
    """Return triples of field, now, becomes; what the row leaves empty is no change."""
    return [
        [key, now[key], record[key]]
        for key in keys
        if key in record and record[key] != now[key] and fold(str(record[key])) != fold(str(now[key]))
    ]

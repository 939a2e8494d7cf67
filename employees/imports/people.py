"""The import of people from the national export, chunk by chunk."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from asn_portal.core.spreadsheets import Row
from asn_portal.core.spreadsheets.cells import clean_text
from employees.enums import ImportKind, RowVerdict
from employees.imports import posts
from employees.imports.codes import codes_on
from employees.imports.columns import Recognition
from employees.imports.parsing import PeopleParser, problem
from employees.imports.planning import Person, Plan, plan_row
from employees.imports.refresh import refresh_agency
from employees.imports.snapshot import load_people, load_reference
from employees.imports.writing import Writer
from employees.models import Employee, ImportRow, ImportRun
from employees.rules.identity import RecordFacts, check_nip

MISSING_FROM = 2_000_000


class PeopleImport:
    """Checks and applies rows of people; one object lives for one job."""

    kind = ImportKind.PEOPLE
    chunk = 5_000

    def __init__(self, run: ImportRun, user_id: int | None = None):
        self.run = run
        self.user_id = user_id
        self.today: date = timezone.localdate()
        self.reload()

    def reload(self) -> None:
        """Read the agency's structure again, after a savepoint was rolled back."""
        self.reference = load_reference(self.run.agency_id)

    def begin(self, recognition: Recognition) -> None:
        """Make ready for the rows of one sheet."""
        self.parser = PeopleParser(
            recognition.indexes, codes_on(agency_id=self.run.agency_id, day=self.today)
        )
        self.pns_ids: set[str] = set()
        self.noted: dict[str, str] = {}

    def key_of(self, row: Row) -> str:
        """Return what may not stand in two rows: the NIP; remember the PNS ID on the way."""
        index = self.parser.indexes.get("pns_id")
        if index is not None and index < len(row.values) and row.values[index]:
            self.pns_ids.add(clean_text(row.values[index]))
        return self.parser.nip_of(row.values)

    def check(self, rows: Sequence[Row]) -> list[ImportRow]:
        """Return the preview of a chunk."""
        parsed = [(row, *self.parser.parse(row.values)) for row in rows]
        sound = [record for _, record, problems, _ in parsed if not problems]
        people = self._people_of(sound)
        checked = []
        for row, record, problems, remarks in parsed:
            if problems:
                checked.append(self._refused(row, record, problems))
            else:
                checked.append(self._previewed(row, record, remarks, people.find(record)))
        return checked

    def missing(self, keys: set[str]) -> list[ImportRow]:
        """Return a row for each active person who is not in the file; they are listed, never deactivated (B6)."""
        people = Employee.objects.filter(agency_id=self.run.agency_id, is_active=True, nip__isnull=False)
        absent = (
            (pk, nip, name)
            for pk, nip, pns_id, name in people.order_by("sort_name", "id").values_list(
                "id", "nip", "national_id", "name"
            )
            if nip not in keys and not (pns_id and pns_id in self.pns_ids)
        )
        return [
            ImportRow(
                run=self.run,
                number=MISSING_FROM + place,
                key=nip,
                label=name,
                verdict=RowVerdict.MISSING,
                employee_id=pk,
            )
            for place, (pk, nip, name) in enumerate(absent)
        ]

    def apply(self, rows: Sequence[ImportRow]) -> dict[int, Plan]:
        """Write a chunk against what is recorded now; return the plans that were refused meanwhile, by row id."""
        people = self._people_of([row.values for row in rows])
        refused, entries = {}, []
        for row in rows:
            plan = plan_row(row.values, people.find(row.values), self.reference)
            if plan.verdict in {RowVerdict.NEW, RowVerdict.CHANGED}:
                entries.append((row.values, plan))
            elif plan.verdict != RowVerdict.SAME:
                refused[row.pk] = plan
        Writer(self.reference, self.user_id).write(entries)
        return refused

    def finish(self) -> None:
        """Let current posts and evaluators follow from the histories."""
        refresh_agency(self.run.agency_id)

    def _people_of(self, records: Sequence[dict]) -> "Found":
        nips = {record["nip"] for record in records}
        pns_ids = {record.get("pns_id", "") for record in records}
        return Found(*load_people(self.reference, nips, pns_ids))

    def _refused(self, row: Row, record: dict, problems: list) -> ImportRow:
        raw = clean_text(row.get("NIP BARU") or row.get("NIP"))
        return ImportRow(
            run=self.run,
            number=row.number,
            key=(record.get("nip") or raw)[:64],
            label=record.get("name", "")[:200],
            verdict=RowVerdict.REFUSED,
            problems=problems,
        )

    def _previewed(self, row: Row, record: dict, remarks: list, person: Person | None) -> ImportRow:
        plan = plan_row(record, person, self.reference)
        if plan.verdict == RowVerdict.NEW or "nip" in plan.fields:
            errors = self._identity_errors(record)
            if errors:
                return self._refused(row, record, errors)
        preview = ImportRow(
            run=self.run,
            number=row.number,
            key=record["nip"],
            label=record["name"],
            verdict=plan.verdict,
            problems=[*plan.problems, *remarks],
            flags=plan.flags,
            employee_id=person.pk if person else None,
        )
        if plan.verdict in {RowVerdict.NEW, RowVerdict.CHANGED}:
            preview.values, preview.changes = record, plan.changes
        if any(item["code"] == "unit_unmapped" for item in plan.problems):
            self.note_unmapped(plan.problems)
        return preview

    def note_unmapped(self, problems: list) -> None:
        """List unknown unit codes for mapping, so that they can be mapped before anything is applied (Y8)."""
        names = {
            item["params"]["unor"]: item["value"] for item in problems if item["code"] == "unit_unmapped"
        }
        fresh = {code: name for code, name in names.items() if code not in self.noted}
        self.noted |= fresh
        if fresh:
            posts.remember_codes(self.run.agency_id, fresh)

    def _identity_errors(self, record: dict) -> list:
        """Check the number of somebody new (08-reference-data §1-2)."""
        born = record.get("birth_date")
        facts = RecordFacts(
            kind=record.get("kind"),
            born_on=date.fromisoformat(born) if born else None,
            sex=record.get("sex"),
        )
        result = check_nip(record["nip"], today=self.today, facts=facts)
        return [problem(finding.code, "nip", record["nip"]) for finding in result.errors]


class Found:
    """People of a chunk, by NIP first and by PNS ID otherwise."""

    def __init__(self, by_nip: dict[str, Person], by_pns: dict[str, Person]):
        self.by_nip = by_nip
        self.by_pns = by_pns

    def find(self, record: dict) -> Person | None:
        """Return the recorded person of a row."""
        person = self.by_nip.get(record["nip"])
        if person is None and record.get("pns_id"):
            person = self.by_pns.get(record["pns_id"])
        return person

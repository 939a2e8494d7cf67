"""Checking and applying in chunks: restartable, each chunk in one transaction with its progress (A9, B6)."""

from collections.abc import Iterator
from itertools import islice

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from asn_portal.core import jobs
from asn_portal.core.access import system_actor
from asn_portal.core.bulk import as_json, insert_many
from asn_portal.core.models import Job
from asn_portal.core.spreadsheets import Sheet, read_rows
from employees.enums import ImportKind, RowVerdict
from employees.imports import summary
from employees.imports.columns import known_headers, recognise
from employees.imports.grants import GrantsImport
from employees.imports.parsing import problem
from employees.imports.people import PeopleImport
from employees.imports.structure import StructureImport
from employees.models import Employee, ImportRow, ImportRun
from employees.workflow.imports import IMPORT_FLOW

FINAL = 10_000_000
BATCH = 2_000
IMPORTERS = {
    ImportKind.PEOPLE: PeopleImport,
    ImportKind.STRUCTURE: StructureImport,
    ImportKind.GRANTS: GrantsImport,
}
APPLICABLE = [RowVerdict.NEW, RowVerdict.CHANGED]


class RowRefused(ValidationError):
    """A row turned out to be impossible while it was applied."""


def open_sheet(file, kind: str) -> Sheet:
    """Open the sheet of a kind of import; raises SpreadsheetError with words for people."""
    return read_rows(
        file,
        max_rows=settings.IMPORT_MAX_ROWS,
        max_bytes=settings.IMPORT_MAX_BYTES,
        known_headers=known_headers(kind),
    )


class Checker:
    """Feeds rows to an importer chunk by chunk, and settles what only the whole file can tell."""

    def __init__(self, run: ImportRun):
        self.run = run
        self.importer = IMPORTERS[ImportKind(run.kind)](run)
        self.numbers: dict[str, list[int]] = {}
        self.batch: list = []
        self.count = 0

    def check(self, job: Job, sheet: Sheet) -> None:
        """Check a whole sheet; a job that was killed skips the chunks it has finished."""
        self.importer.begin(recognise(self.run.kind, sheet.columns, sheet.headers))
        jobs.set_total(job, sheet.size)
        jobs.run_chunks(job, self.ranges(sheet), self.work)
        jobs.set_total(job, self.count)
        jobs.run_chunks(job, [(FINAL, FINAL)], self.settle)

    def ranges(self, sheet: Sheet) -> Iterator[tuple[int, int]]:
        """Read the next batch and return its row numbers; keys are kept even when the chunk is skipped."""
        while batch := list(islice(sheet.rows, self.importer.chunk)):
            for row in batch:
                key = self.importer.key_of(row)
                if key:
                    self.numbers.setdefault(key, []).append(row.number)
            self.count += len(batch)
            self.batch = batch
            yield batch[0].number, batch[-1].number

    def work(self, first: int, last: int) -> int:
        """Write the preview of the batch that was just read."""
        insert_rows(self.importer.check(self.batch))
        return len(self.batch)

    def settle(self, first: int, last: int) -> int:
        """Refuse doubles, list who is missing, count, and open the preview."""
        refuse_doubles(self.run, self.numbers)
        insert_rows(self.importer.missing(set(self.numbers)))
        actor = system_actor(self.run.agency_id)
        IMPORT_FLOW.apply("preview", self.run, actor=actor, counts=summary.count(self.run))
        return 0


ROW_COLUMNS = (
    "run_id",
    "number",
    "key",
    "label",
    "verdict",
    "values",
    "changes",
    "problems",
    "flags",
    "employee_id",
)


def insert_rows(rows: list[ImportRow]) -> None:
    """Write preview rows, most of which say nothing but "unchanged"."""
    empty_dict, empty_list = as_json({}), as_json([])
    insert_many(
        ImportRow,
        ROW_COLUMNS,
        (
            (
                row.run_id,
                row.number,
                row.key,
                row.label,
                str(row.verdict),
                as_json(row.values) if row.values else empty_dict,
                as_json(row.changes) if row.changes else empty_list,
                as_json(row.problems) if row.problems else empty_list,
                row.flags,
                row.employee_id,
            )
            for row in rows
        ),
    )


def refuse_doubles(run: ImportRun, numbers: dict[str, list[int]]) -> None:
    """Refuse every row of a key that stands in the file more than once, each naming another one."""
    others = {}
    for key, places in numbers.items():
        if len(places) > 1:
            others |= {number: (key, places[0] if places[0] != number else places[1]) for number in places}
    if not others:
        return
    labels: dict[int, tuple] = {}
    for part in sliced(sorted(others), BATCH):
        rows = ImportRow.objects.filter(run=run, number__in=part)
        labels |= {number: (pk, label) for pk, number, label in rows.values_list("pk", "number", "label")}
    ImportRow.objects.bulk_create(
        [
            ImportRow(
                pk=pk,
                run=run,
                number=number,
                key=others[number][0],
                label=label,
                verdict=RowVerdict.REFUSED,
                problems=[problem("double", "nip", others[number][0], other=others[number][1])],
            )
            for number, (pk, label) in labels.items()
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["verdict", "problems", "values", "changes", "flags", "employee_id"],
    )


def sliced(values: list, size: int) -> Iterator[list]:
    """Cut a list into parts."""
    return (values[start : start + size] for start in range(0, len(values), size))


class Applier:
    """Writes the accepted rows; a row is applied whole or not at all."""

    def __init__(self, run: ImportRun, user_id: int | None):
        self.run = run
        self.importer = IMPORTERS[ImportKind(run.kind)](run, user_id)
        self.rows = ImportRow.objects.filter(run=run, verdict__in=APPLICABLE)

    def apply(self, job: Job) -> None:
        """Apply all chunks that are not finished yet, then what the whole needs once."""
        if not job.total:
            jobs.set_total(job, self.rows.count())
        size = jobs.CHUNK if self.importer.kind == ImportKind.PEOPLE else FINAL
        touched = ImportRow.objects.filter(run=self.run).filter(verdict__in=[*APPLICABLE, RowVerdict.REFUSED])
        jobs.run_chunks(job, jobs.id_ranges(touched, size), self.work)
        jobs.run_chunks(job, [(FINAL * FINAL, FINAL * FINAL)], self.close)

    def work(self, first: int, last: int) -> int:
        """Apply one range of rows."""
        waiting = self.rows.filter(pk__gte=first, pk__lte=last, applied_at=None)
        rows = list(waiting.order_by("number"))
        self.apply_rows(rows)
        return len(rows)

    def apply_rows(self, rows: list[ImportRow]) -> None:
        """Write rows together; when the database refuses, halve until the guilty row stands alone."""
        if not rows:
            return
        try:
            with transaction.atomic():
                refused = self.importer.apply(rows)
        except (IntegrityError, DataError, ValidationError) as error:
            self.importer.reload()
            if len(rows) == 1:
                refuse(rows[0], problems_of(error, rows[0]))
                return
            self.apply_rows(rows[: len(rows) // 2])
            self.apply_rows(rows[len(rows) // 2 :])
            return
        for row in rows:
            if row.pk in refused:
                refuse(row, refused[row.pk].problems)
        self.mark([row.pk for row in rows if row.pk not in refused])

    def mark(self, ids: list[int]) -> None:
        """Note that rows are applied and forget what they said (A13: no second copy of personal data)."""
        person = Employee.objects.filter(
            agency_id=self.run.agency_id, nip=OuterRef("key"), is_active=True
        ).values("id")[:1]
        changes = {"applied_at": timezone.now(), "values": {}}
        if self.importer.kind == ImportKind.PEOPLE:
            changes["employee_id"] = Subquery(person)
        ImportRow.objects.filter(pk__in=ids).update(**changes)

    def close(self, first: int, last: int) -> int:
        """Refresh what follows from the new data, once, and close the import."""
        self.importer.finish()
        self.run.refresh_from_db()
        IMPORT_FLOW.apply(
            "finish",
            self.run,
            actor=system_actor(self.run.agency_id),
            counts=self.run.counts | summary.count(self.run),
            applied_at=timezone.now(),
        )
        return 0


def refuse(row: ImportRow, problems: list) -> None:
    """Turn an accepted row into a refused one."""
    ImportRow.objects.filter(pk=row.pk).update(
        verdict=RowVerdict.REFUSED, problems=problems, changes=[], flags=""
    )


def problems_of(error: Exception, row: ImportRow) -> list:
    """Say why the database or a service would not take a row."""
    if isinstance(error, ValidationError):
        return [problem("service_refused", "key", row.key, text=" ".join(error.messages)[:200])]
    return [problem("database_refused", "key", row.key)]

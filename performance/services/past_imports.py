"""Bringing in past years by workbook: upload, check, apply, cancel, undo (A8, A9)."""

import logging
import uuid
from itertools import islice
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import IntegrityError, transaction
from django.db.models import Count, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core import jobs
from asn_portal.core.access import Actor, Conflict, require, system_actor
from asn_portal.core.audit import record_access
from asn_portal.core.models import Job
from asn_portal.core.policies import value_on
from asn_portal.core.spreadsheets import Sheet, SpreadsheetError
from performance.enums.reports import PastStatus, PastVerdict
from performance.models import PastImport, PastRow
from performance.policies import reports as policies
from performance.services.past_judging import Judge
from performance.services.past_sheets import lines_of, missing_columns, open_sheet
from performance.services.past_writing import APPLICABLE, take_back, write_rows
from performance.workflow.past import PAST_FLOW

log = logging.getLogger(__name__)
CHECK_JOB, APPLY_JOB = "performance.past_check", "performance.past_apply"
CHUNK = 2_000


def start_past_import(*, kind: str, file: File, actor: Actor) -> PastImport:
    """Store a workbook and check it in the background; returns the run.

    A file that cannot be read, is empty or lacks a column raises ValidationError, and nothing is stored.
    """
    require(policies.can_import_past(actor))
    try:
        sheet = open_sheet(file, kind)
    except SpreadsheetError as error:
        raise ValidationError({"file": [error.message, error.remedy]}, code=error.code) from error
    missing = missing_columns(sheet, kind)
    if missing:
        words = _("These columns are missing: %(names)s.") % {"names": ", ".join(missing)}
        raise ValidationError({"file": words})
    file.seek(0)
    name = PurePath(file.name or "")
    with transaction.atomic():
        run = PastImport(
            agency_id=actor.agency_id,
            kind=kind,
            file_name=name.name[:200],
            uploaded_by_id=actor.user_id,
            counts={"rows": sheet.size},
        )
        # A name of its own: what the uploader called it never becomes a path.
        run.file.save(f"{uuid.uuid4().hex}{name.suffix.lower()[:5]}", file, save=False)
        run.save()
        start_job(run, CHECK_JOB, actor)
    return run


def start_job(run: PastImport, kind: str, actor: Actor) -> None:
    """Queue the work and show its bar on the page of the import."""
    run.job = jobs.start_job(kind=kind, task=kind, agency_id=run.agency_id, actor=actor, subject_id=run.pk)
    PastImport.objects.filter(pk=run.pk).update(job=run.job)


def run_check(job_id: int) -> None:
    """Check the rows of an import: the work behind `performance.past_check`."""
    job = jobs.take(job_id)
    if job is None:
        return
    run = PastImport.objects.get(pk=job.subject_id)
    try:
        with run.file.open("rb") as file:
            check(job, run, open_sheet(file, run.kind))
    except jobs.LeaseLost:
        return
    except Conflict:
        jobs.finish(job, _("Cancelled"))
    except (SpreadsheetError, FileNotFoundError) as error:
        PAST_FLOW.apply("fail", run, actor=system_actor(run.agency_id), problem=str(error)[:300])
        jobs.fail(job, str(error))
    else:
        jobs.finish(job)


def check(job: Job, run: PastImport, sheet: Sheet) -> None:
    """Write what each row would do, chunk by chunk; then open the preview.

    All rows are judged again after a restart, so that doubles across chunks are found; only missing chunks are written.
    """
    actor = system_actor(run.agency_id)
    today = timezone.localdate()
    codes = value_on(policies.SIASN_CODES, agency_id=run.agency_id, day=today)
    judge = Judge(run, actor=actor, this_year=today.year)
    lines = lines_of(sheet, run.kind, codes)
    batch: list[PastRow] = []
    jobs.set_total(job, sheet.size)

    def ranges():
        while found := list(islice(lines, CHUNK)):
            batch[:] = judge.rows(found)
            yield found[0].number, found[-1].number

    def write(_first: int, _last: int) -> int:
        return len(PastRow.objects.bulk_create(batch))

    jobs.run_chunks(job, ranges(), write)
    with transaction.atomic():
        PAST_FLOW.apply("preview", run, actor=actor, counts=count_rows(run))


def count_rows(run: PastImport) -> dict[str, int]:
    """Return how many rows have each verdict, and all."""
    found = PastRow.objects.filter(run=run).values_list("verdict").annotate(count=Count("pk"))
    counts = dict.fromkeys(PastVerdict.values, 0) | dict(found.order_by())
    return counts | {"rows": sum(counts.values())}


@transaction.atomic
def apply_past_import(*, run: PastImport, actor: Actor) -> None:
    """Start applying; one import of an agency at a time.

    Raises NotAllowed, Conflict for a second click, ValidationError while another import is applied or for no rows.
    """
    require(policies.can_import_past(actor, run))
    if not PastRow.objects.filter(run=run, verdict__in=APPLICABLE).exists():
        raise ValidationError(_("No row of this workbook would change anything."))
    busy = PastImport.objects.filter(agency_id=run.agency_id, state=PastStatus.APPLYING).exclude(pk=run.pk)
    try:
        if busy.exists():
            raise IntegrityError
        with transaction.atomic():
            PAST_FLOW.apply("apply", run, actor=actor)
    except IntegrityError:
        text = _("Another import is being applied; wait until it is finished.")
        raise ValidationError(text) from None
    start_job(run, APPLY_JOB, actor)


def run_apply(job_id: int) -> None:
    """Write the accepted rows in chunks: the work behind `performance.past_apply`."""
    job = jobs.take(job_id)
    if job is None:
        return
    run = PastImport.objects.get(pk=job.subject_id)
    rows = PastRow.objects.filter(run=run, verdict__in=APPLICABLE)
    try:
        if not job.total:
            jobs.set_total(job, rows.count())
        # The ids of all rows: a row that is refused while it is applied must not move the later chunks.
        ranges = jobs.id_ranges(PastRow.objects.filter(run=run), CHUNK)
        jobs.run_chunks(job, ranges, lambda first, last: write_rows(run, first, last))
        with transaction.atomic():
            actor = system_actor(run.agency_id)
            PAST_FLOW.apply("finish", run, actor=actor, counts=count_rows(run), applied_at=timezone.now())
            jobs.finish(job)
    except (jobs.LeaseLost, Conflict):
        log.info("import of past years %s: another worker has taken over", run.pk)


@transaction.atomic
def cancel_past_import(*, run: PastImport, actor: Actor) -> None:
    """Drop a preview; nothing has been changed by it."""
    PAST_FLOW.apply("cancel", run, actor=actor)


@transaction.atomic
def undo_past_import(*, run: PastImport, note: str, actor: Actor) -> int:
    """Take back what an import wrote and return how many evaluations; corrections get their former values again.

    What a later import corrected belongs to that one and stays. Raises NotAllowed, NoteRequired, Conflict, and
    ValidationError where something rests on the evaluations already.
    """
    PAST_FLOW.apply("undo", run, actor=actor, note=note, undone_at=timezone.now())
    try:
        count = take_back(run)
    except ProtectedError:
        raise ValidationError(
            {"note": _("Credit points or decisions rest on these evaluations already; they stay.")}
        ) from None
    record_access(actor=actor, subject_type="past_import", subject_id=run.pk, what="undo", purpose=note)
    return count


def note_download(*, run: PastImport, actor: Actor) -> None:
    """Write into the access log that refused rows leave as a workbook (A13)."""
    require(policies.can_import_past(actor, run))
    record_access(actor=actor, subject_type="past_import", subject_id=run.pk, what="import_errors")

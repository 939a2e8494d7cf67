"""Imports by workbook: upload, check, apply, cancel, map unit codes (A8, A9, B6)."""

import logging
import uuid
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core import history, jobs
from asn_portal.core.access import Actor, Conflict, require, system_actor
from asn_portal.core.audit import record_access
from asn_portal.core.spreadsheets import SpreadsheetError
from employees.enums import ImportStatus
from employees.imports.columns import recognise
from employees.imports.pipeline import Applier, Checker, open_sheet
from employees.imports.refresh import refresh_agency
from employees.models import Assignment, Employee, ImportRun, Position, Unit, UnitAlias
from employees.workflow.imports import IMPORT_FLOW, can_import

logger = logging.getLogger(__name__)
CHECK_JOB, APPLY_JOB = "import_check", "import_apply"


def start_import(*, kind: str, file: File, actor: Actor) -> ImportRun:
    """Store a workbook and check it in the background; returns the run.

    A file that cannot be read, or lacks a required column, raises ValidationError and nothing is stored.
    """
    require(can_import(actor))
    require_root_unit(actor)
    try:
        sheet = open_sheet(file, kind)
    except SpreadsheetError as error:
        raise ValidationError({"file": [error.message, error.remedy]}, code=error.code) from error
    found = recognise(kind, sheet.columns, sheet.headers)
    if found.missing:
        names = ", ".join(found.missing)
        raise ValidationError({"file": _("These columns are missing: %(names)s.") % {"names": names}})
    file.seek(0)
    suffix = PurePath(file.name or "").suffix.lower()
    with transaction.atomic():
        run = ImportRun(
            agency_id=actor.agency_id,
            kind=kind,
            file_name=PurePath(file.name or "").name[:200],
            uploaded_by_id=actor.user_id,
            columns=found.to_dict(),
            counts={"rows": sheet.size},
        )
        # A name of its own: what the uploader called it never becomes a path.
        run.file.save(f"{uuid.uuid4().hex}{suffix[:5]}", file, save=False)
        run.save()
        IMPORT_FLOW.apply("check", run, actor=actor)
        start_job(run, CHECK_JOB, "employees.check_import", actor)
    return run


def require_root_unit(actor: Actor) -> None:
    """Refuse before a government has its top unit; everything hangs below it."""
    if not Unit.objects.filter(agency_id=actor.agency_id, depth=1).exists():
        raise ValidationError({"file": _("This government has no top unit yet.")})


def start_job(run: ImportRun, kind: str, task: str, actor: Actor) -> None:
    """Queue the work and show its bar on the page of the import."""
    job = jobs.start_job(kind=kind, task=task, agency_id=run.agency_id, actor=actor, subject_id=run.pk)
    ImportRun.objects.filter(pk=run.pk).update(job=job)
    run.job = job


@transaction.atomic
def apply_import(*, run: ImportRun, actor: Actor) -> None:
    """Start applying; one import of an agency at a time."""
    require(can_import(actor, run))
    busy = ImportRun.objects.filter(agency_id=run.agency_id, state=ImportStatus.APPLYING).exclude(pk=run.pk)
    if busy.exists():
        raise ValidationError(_("Another import is being applied; wait until it is finished."))
    IMPORT_FLOW.apply("apply", run, actor=actor)
    start_job(run, APPLY_JOB, "employees.apply_import", actor)


@transaction.atomic
def cancel_import(*, run: ImportRun, actor: Actor) -> None:
    """Drop a preview; nothing has been changed by it."""
    require(can_import(actor, run))
    IMPORT_FLOW.apply("cancel", run, actor=actor)


def run_check(*, job_id: int) -> None:
    """Check the rows of an import: the work behind `employees.check_import`."""
    job = jobs.take(job_id)
    if job is None:
        return
    run = ImportRun.objects.get(pk=job.subject_id)
    try:
        with run.file.open("rb") as file:
            Checker(run).check(job, open_sheet(file, run.kind))
    except jobs.LeaseLost:
        return
    except Conflict:
        jobs.finish(job, "cancelled")
    except (SpreadsheetError, FileNotFoundError) as error:
        mark_failed(run, str(error))
        jobs.fail(job, str(error))
    else:
        jobs.finish(job)


def mark_failed(run: ImportRun, problem: str) -> None:
    """Close an import whose file can no longer be read."""
    IMPORT_FLOW.apply("fail", run, actor=system_actor(run.agency_id), problem=problem[:300])


def run_apply(*, job_id: int) -> None:
    """Apply the rows of an import: the work behind `employees.apply_import`."""
    job = jobs.take(job_id)
    if job is None:
        return
    run = ImportRun.objects.get(pk=job.subject_id)
    try:
        Applier(run, job.started_by_id).apply(job)
    except (jobs.LeaseLost, Conflict):
        logger.info("import %s: another worker has taken over", run.pk)
    else:
        jobs.finish(job)


def note_download(*, actor: Actor, what: str, subject_id: int) -> None:
    """Write into the access log that personal data leaves as a workbook (A13)."""
    require(can_import(actor))
    record_access(actor=actor, subject_type="import", subject_id=subject_id, what=what)


@transaction.atomic
def map_unit(*, alias: UnitAlias, unit: Unit, actor: Actor) -> int:
    """Say once which unit a code of the export means; people waiting there move at once. Returns their number."""
    require(can_import(actor, alias))
    require(unit.agency_id == alias.agency_id)
    UnitAlias.objects.filter(pk=alias.pk).update(
        unit=unit, mapped_by_id=actor.user_id, mapped_at=timezone.now()
    )
    prefix = f"UNOR:{alias.code[:40]}:"
    waiting = Position.objects.select_for_update(of=("self",)).filter(
        agency_id=alias.agency_id, code__startswith=prefix
    )
    moved = sum(move_post(post, unit, actor) for post in waiting)
    if moved:
        refresh_agency(alias.agency_id)
    return moved


def move_post(post: Position, unit: Unit, actor: Actor) -> int:
    """Move a waiting post to its unit, or its people to the post of that title already there."""
    target = Position.objects.filter(unit=unit, title_id=post.title_id, is_open=True).order_by("id").first()
    if target is None:
        post.unit, post.code = unit, f"U{unit.pk}-J{post.title_id}"
        post.reports_to_id = unit.head_position_id
        post.save()
        target = post
    else:
        post.is_open = False
        post.code = f"ALIH:{post.pk}"
        post.save()
    Assignment.objects.filter(position=post).update(position=target, unit=unit, unit_name=unit.name)
    people = list(Employee.objects.select_for_update(of=("self",)).filter(position=post))
    for person in people:
        person.position_id, person.unit_id = target.pk, unit.pk
    history.bulk_upsert_with_history(
        people, Employee, ["position_id", "unit_id"], reason="unit mapped", user_id=actor.user_id
    )
    return len(people)

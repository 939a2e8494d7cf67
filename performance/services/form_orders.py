"""Official forms of a unit as one ZIP: ordered, made in the background in chunks, kept for some days (A9)."""

import logging
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from asn_portal.core import jobs
from asn_portal.core.access import Actor, require, system_actor
from asn_portal.core.audit import record_access
from asn_portal.core.models import Agency, Job
from asn_portal.core.policies import value_on
from employees.models import Unit
from performance.enums.reports import FormKind, OrderKind, OrderStatus
from performance.models import Period, ReportItem, ReportOrder
from performance.policies import reports as policies
from performance.rules.report_files import safe_part
from performance.selectors import report_orders as selectors
from performance.services.form_batches import make_documents

log = logging.getLogger(__name__)
JOB_KIND = "performance.form_order"
CHUNK = 50
LIST = "00-TIDAK-DIBUAT.txt"


@dataclass(frozen=True)
class FormOrder:
    """What somebody asks for."""

    unit: Unit
    period: Period
    forms: list[str]
    purpose: str


@transaction.atomic
def order_forms(*, wanted: FormOrder, actor: Actor) -> ReportOrder:
    """Write the order and queue its job.

    Raises NotAllowed outside the actor's units, ValidationError without forms, where there is nothing to print, and
    for more than one ZIP can hold.
    """
    require(policies.can_order_for(actor, wanted.unit))
    forms = [code for code in FormKind.values if code in wanted.forms]
    if not forms:
        raise ValidationError({"forms": _("Choose at least one form.")})
    check_count(wanted, forms, actor)
    order = ReportOrder.objects.create(
        agency_id=wanted.unit.agency_id,
        kind=OrderKind.FORMS,
        unit=wanted.unit,
        cycle=wanted.period.cycle,
        period=wanted.period,
        forms=forms,
        purpose=wanted.purpose,
        ordered_by_id=actor.user_id,
        orderer_name=actor.name,
    )
    record_access(
        actor=actor, subject_type="report", subject_id=order.pk, what="order_forms", purpose=order.purpose
    )
    start(order, actor)
    return order


def check_count(wanted: FormOrder, forms: list[str], actor: Actor) -> None:
    """Refuse an order of nothing and one too large."""
    count = selectors.count_forms(actor=actor, unit=wanted.unit, period=wanted.period, forms=forms)
    most = value_on(policies.FORMS_PER_ORDER, agency_id=actor.agency_id, day=timezone.localdate())
    if not count:
        text = _("Nothing to print here: no plan is set and no rating released in this unit and period.")
        raise ValidationError({"period": text})
    if count > most:
        text = _("%(count)d forms are more than one file can hold (%(most)d). Choose a smaller unit.")
        raise ValidationError({"unit": text % {"count": count, "most": most}})


def start(order: ReportOrder, actor: Actor) -> None:
    """Queue the work and show its bar with the order."""
    job = jobs.start_job(
        kind=JOB_KIND, task=JOB_KIND, agency_id=order.agency_id, actor=actor, subject_id=order.pk
    )
    ReportOrder.objects.filter(pk=order.pk).update(job=job)
    order.job = job


def run_order(job_id: int) -> None:
    """Do the work of the job: list the files, make the missing documents chunk by chunk, write the ZIP."""
    job = jobs.take(job_id)
    if job is None:
        return
    order = ReportOrder.objects.select_related("unit", "period__cycle", "agency").get(pk=job.subject_id)
    try:
        make_all(job, order)
        finish_order(job, order)
    except jobs.LeaseLost:
        return
    except Exception as error:
        log.exception("order %s", order.pk)
        with transaction.atomic():
            jobs.fail(job, type(error).__name__)
            ReportOrder.objects.filter(pk=order.pk).update(state=OrderStatus.FAILED)


def make_all(job: Job, order: ReportOrder) -> None:
    """Write the list, then the documents; what an earlier worker finished is skipped."""
    actor = system_actor(order.agency_id)
    jobs.run_chunks(job, [(0, 0)], lambda _first, _last: write_items(order, actor))
    total = ReportItem.objects.filter(order=order).count()
    jobs.set_total(job, total)
    ranges = ((first, min(first + CHUNK - 1, total)) for first in range(1, total + 1, CHUNK))
    jobs.run_chunks(job, ranges, lambda first, last: make_documents(order, first, last))


def write_items(order: ReportOrder, actor: Actor) -> int:
    """Write which files the order has; they are numbered in the order of the ZIP."""
    ReportItem.objects.bulk_create(
        (
            ReportItem(order=order, number=number, form=row.form, subject_id=row.subject_id, path=row.path)
            for number, row in enumerate(selectors.entries_of(actor=actor, order=order), start=1)
        ),
        batch_size=2_000,
    )
    return 0


def finish_order(job: Job, order: ReportOrder) -> None:
    """Write the ZIP and hand it over."""
    jobs.beat(job)
    with tempfile.TemporaryFile(suffix=".zip") as file:
        counts = write_zip(file, order, lambda: jobs.beat(job))
        store_file(order, file, ".zip")
    words = ngettext("%(count)d file", "%(count)d files", counts["files"]) % {"count": counts["files"]}
    close_order(job, order=order, counts=counts, words=words)


def write_zip(file: BinaryIO, order: ReportOrder, beat) -> dict[str, int]:
    """Write all documents of an order, and the list of what could not be made; return how many of each."""
    counts, missing = {"files": 0, "missing": 0}, []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, strict_timestamps=False) as archive:
        for number, item in enumerate(items_of(order), start=1):
            problem = item.problem or copy_into(archive, item)
            counts["missing" if problem else "files"] += 1
            if problem:
                missing.append(f"{item.path}\t{problem}")
            if number % 1_000 == 0:
                beat()
        if missing:
            archive.writestr(LIST, "\r\n".join(missing) + "\r\n")
    return counts


def items_of(order: ReportOrder) -> Iterator[ReportItem]:
    """Return the files of an order with their documents."""
    rows = ReportItem.objects.filter(order=order).select_related("document").order_by("number")
    return rows.iterator(chunk_size=500)


def copy_into(archive: zipfile.ZipFile, item: ReportItem) -> str:
    """Copy one PDF; return why that was not possible, "" if it was. PDFs are packed already, hence stored."""
    if item.document is None:
        return "belum diterbitkan"
    try:
        with item.document.file.open("rb") as source:
            archive.writestr(item.path, source.read())
    except (FileNotFoundError, ValueError):
        return f"berkas {item.document.code} tidak ada di penyimpanan"
    return ""


def store_file(order: ReportOrder, file: BinaryIO, suffix: str) -> None:
    """Put a finished file into private storage under a name nobody guesses, in place of that of an earlier attempt."""
    secret = salted_hmac("performance.report_order", str(order.pk)).hexdigest()[:32]
    name = f"reports/{order.created_at:%Y/%m}/{secret}{suffix}"
    storage = order.file.storage
    storage.delete(name)
    order.size = file.seek(0, 2)
    file.seek(0)
    order.file.name = storage.save(name, File(file))
    with translation.override("id"):
        words = f"{order.unit.name} {order.period.label if order.period else ''} {order.cycle.year}"
    order.file_name = f"{order.kind}-{safe_part(words, 120, 'berkas')}{suffix}"


@transaction.atomic
def close_order(job: Job, *, order: ReportOrder, counts: dict, words: str) -> None:
    """Mark an order ready and say until when it is kept; raises LeaseLost when another worker has it by now."""
    jobs.beat(job)
    today = timezone.localdate()
    days = value_on(policies.REPORT_DAYS, agency_id=order.agency_id, day=today)
    ReportOrder.objects.filter(pk=order.pk, state=OrderStatus.WAITING).update(
        state=OrderStatus.READY,
        file=order.file.name,
        file_name=order.file_name,
        size=order.size,
        counts=counts,
        ready_at=timezone.now(),
        expires_on=today + timedelta(days=days),
    )
    jobs.finish(job, words)


def open_file(*, order: ReportOrder, actor: Actor) -> File:
    """Return the file of an order and log the access.

    Raises NotAllowed for anybody but who ordered it, ValidationError while it is made and after it was deleted.
    """
    require(policies.can_take_file(actor, order))
    if order.state != OrderStatus.READY:
        raise ValidationError(_("This file is not there: it is being made or was deleted after its time."))
    try:
        file = order.file.open("rb")
    except FileNotFoundError:
        raise ValidationError(_("This file is not there any more. Order it again.")) from None
    record_access(
        actor=actor, subject_type="report", subject_id=order.pk, what="export", purpose=order.purpose
    )
    return file


def expire_files(*, agency: Agency, today: date) -> int:
    """Delete the files whose days are over; the order stays as a line of what was handed out."""
    rows = ReportOrder.objects.filter(agency=agency, state=OrderStatus.READY, expires_on__lt=today)
    count = 0
    for order in rows:
        order.file.storage.delete(str(order.file.name))
        ReportItem.objects.filter(order=order).delete()
        count += ReportOrder.objects.filter(pk=order.pk, state=OrderStatus.READY).update(
            state=OrderStatus.EXPIRED, file="", size=0
        )
    return count

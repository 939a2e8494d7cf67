"""The recap of a unit in the field names of SIASN: at once when short, in the background when long."""

import logging
import tempfile
from dataclasses import dataclass
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from asn_portal.core import jobs
from asn_portal.core.access import Actor, require, system_actor
from asn_portal.core.audit import record_access
from asn_portal.core.policies import value_on
from asn_portal.core.spreadsheets import Column, write_workbook
from employees.models import Unit
from performance.enums import PeriodKind
from performance.enums.reports import OrderKind, OrderStatus
from performance.models import Period, ReportOrder
from performance.policies import reports as policies
from performance.rules.siasn import ANNUAL, PERIODIC, PERSON, annual_row, periodic_row
from performance.selectors.recap import recap_lines
from performance.selectors.report_orders import released_of
from performance.services.form_orders import close_order, store_file

log = logging.getLogger(__name__)
JOB_KIND = "performance.recap"
WIDE = {"nama", "namaPenilai", "penilaiNama", "penilaiJabatanNm", "penilaiJabatanNama", "penilaiUnorNm"}


@dataclass(frozen=True)
class RecapOrder:
    """What somebody asks for, and why the data leaves the portal."""

    unit: Unit
    period: Period
    purpose: str


@transaction.atomic
def order_long_recap(*, wanted: RecapOrder, actor: Actor) -> ReportOrder | None:
    """Queue a recap that is too long to wait for and return its order; None for a short one.

    Raises NotAllowed outside the actor's units, ValidationError for no rows.
    """
    require(policies.can_order_for(actor, wanted.unit))
    count = released_of(actor=actor, unit=wanted.unit, period=wanted.period).count()
    if not count:
        raise ValidationError({"period": _("No rating of this unit and period has been released yet.")})
    at_once = value_on(policies.RECAP_AT_ONCE, agency_id=actor.agency_id, day=timezone.localdate())
    if count <= at_once:
        return None
    order = queue(wanted, count, actor)
    note(wanted, count, actor, order.pk)
    return order


@transaction.atomic
def export_recap(*, wanted: RecapOrder, target: BinaryIO, actor: Actor) -> int:
    """Write a short recap and return its rows; logged with its purpose. Raises NotAllowed outside the actor's units."""
    require(policies.can_order_for(actor, wanted.unit))
    count = write_recap(target, wanted=wanted, name=actor.name, actor=actor)
    note(wanted, count, actor, 0)
    return count


def note(wanted: RecapOrder, count: int, actor: Actor, order_id: int) -> None:
    """Write into the access log which data leaves the portal, and why."""
    record_access(
        actor=actor,
        subject_type="report",
        subject_id=order_id,
        what="export_recap",
        purpose=f"{count}: {wanted.unit.name}, {wanted.period.label}. {wanted.purpose}",
    )


def queue(wanted: RecapOrder, count: int, actor: Actor) -> ReportOrder:
    """Write the order of a long recap and queue its job."""
    order = ReportOrder.objects.create(
        agency_id=wanted.unit.agency_id,
        kind=OrderKind.RECAP,
        unit=wanted.unit,
        cycle=wanted.period.cycle,
        period=wanted.period,
        purpose=wanted.purpose,
        counts={"rows": count},
        ordered_by_id=actor.user_id,
        orderer_name=actor.name,
    )
    order.job = jobs.start_job(
        kind=JOB_KIND, task=JOB_KIND, agency_id=order.agency_id, actor=actor, subject_id=order.pk
    )
    ReportOrder.objects.filter(pk=order.pk).update(job=order.job)
    return order


def run_recap(job_id: int) -> None:
    """Do the work of the job; a killed worker's half file is written anew."""
    job = jobs.take(job_id)
    if job is None:
        return
    order = ReportOrder.objects.select_related("unit", "period__cycle", "cycle").get(pk=job.subject_id)
    if order.period is None:
        return
    wanted = RecapOrder(order.unit, order.period, order.purpose)
    jobs.set_total(job, order.counts.get("rows", 0))
    try:
        with tempfile.TemporaryFile(suffix=".xlsx") as file:
            rows = write_recap(
                file, wanted=wanted, name=order.orderer_name, actor=system_actor(order.agency_id), job=job
            )
            store_file(order, file, ".xlsx")
        words = ngettext("%(n)d row", "%(n)d rows", rows) % {"n": rows}
        close_order(job, order=order, counts={"rows": rows}, words=words)
    except jobs.LeaseLost:
        return
    except Exception as error:
        log.exception("recap %s", order.pk)
        with transaction.atomic():
            jobs.fail(job, type(error).__name__)
            ReportOrder.objects.filter(pk=order.pk).update(state=OrderStatus.FAILED)


def write_recap(target: BinaryIO, *, wanted: RecapOrder, name: str, actor: Actor, job=None) -> int:
    """Write the workbook in constant memory and return the number of rows; NIP stays text, nothing is a formula."""
    is_year = wanted.period.kind == PeriodKind.YEAR
    codes = value_on(policies.SIASN_CODES, agency_id=actor.agency_id, day=timezone.localdate())
    to_row = annual_row if is_year else periodic_row

    def rows():
        for number, line in enumerate(
            recap_lines(actor=actor, unit=wanted.unit, period=wanted.period), start=1
        ):
            if job and number % 1_000 == 0:
                jobs.beat(job, 1_000)
            yield to_row(line, codes)

    return write_workbook(
        target,
        columns=recap_columns(is_year),
        rows=rows(),
        title="skp22" if is_year else "kinerja periodik",
        notes=notes_of(wanted, name),
    )


def recap_columns(is_year: bool) -> list[Column]:
    """Return the columns, named as SIASN names them."""
    names = (*PERSON, *(ANNUAL if is_year else PERIODIC))
    # Years and codes are names, not amounts: as text no program writes 2.026.
    return [Column(name, "text", 34 if name in WIDE else 20) for name in names]


def notes_of(wanted: RecapOrder, name: str) -> list[str]:
    """Return what the second sheet says: who took which data, when and why (UU 27/2022)."""
    words = {"name": name, "day": timezone.localdate().strftime("%d-%m-%Y")}
    return [
        _("Exported by %(name)s on %(day)s.") % words,
        f"{wanted.unit.name} · {wanted.period.label} {wanted.period.cycle.year}",
        _("Purpose: %(purpose)s") % {"purpose": wanted.purpose},
        _("Codes of ratings and ranks follow a setting; compare them with your SIASN before sending."),
    ]

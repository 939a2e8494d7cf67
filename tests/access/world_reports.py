"""Ordered files and imports of past years of the small world; both are HR's."""

import datetime as dt

from django.core.files.base import ContentFile
from django.utils import timezone

from performance.enums.reports import OrderKind, OrderStatus, PastKind, PastStatus
from performance.models import PastImport, PastRow, Period, ReportOrder
from tests.performance.reports_help import past_row, workbook


def report_things(place, owner) -> dict:
    """Return a file that HR ordered and a preview of a workbook with a good and a refused row."""
    period = Period.objects.filter(agency=place.agency).select_related("cycle").first()
    order = ReportOrder(
        agency=place.agency,
        kind=OrderKind.FORMS,
        unit=place.dinas,
        cycle=period.cycle,
        period=period,
        forms=["c"],
        purpose="Arsip",
        state=OrderStatus.READY,
        file_name="formulir.zip",
        ordered_by=place.hr.user,
        orderer_name=place.hr.name,
        ready_at=timezone.now(),
        expires_on=timezone.localdate() + dt.timedelta(days=7),
    )
    order.file.save("formulir.zip", ContentFile(b"PK"), save=False)
    order.save()
    return {"report": [order.pk], "past": [past_run(place, owner).pk], "past-kind": ["annual"]}


def past_run(place, owner) -> PastImport:
    """Return an import that waits in its preview."""
    run = PastImport(
        agency=place.agency,
        kind=PastKind.ANNUAL,
        state=PastStatus.PREVIEW,
        file_name="skp22.xlsx",
        uploaded_by=place.hr.user,
        counts={"rows": 2, "new": 1, "refused": 1},
    )
    run.file.save("skp22.xlsx", workbook([past_row(owner), past_row(owner)]), save=False)
    run.save()
    PastRow.objects.create(run=run, number=2, verdict="new", employee_id=owner.pk, year=2023)
    PastRow.objects.create(run=run, number=3, verdict="refused", problems=[["Ganda.", "Hapus."]])
    return run

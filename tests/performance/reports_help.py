"""What the tests of reports share: a unit with plans and released ratings, and workbooks of past years."""

import io
import zipfile
from functools import partial

from django.core.files.uploadedfile import SimpleUploadedFile

from asn_portal.core.models import Job
from asn_portal.core.spreadsheets import Column, write_workbook
from performance.enums import Approach
from performance.models import PastImport, ReportOrder
from performance.rules.siasn import ANNUAL, PERIODIC, PERSON
from performance.services import form_orders, past_imports
from tests.performance.appraisal_help import actor
from tests.performance.factories import (
    AppraisalFactory,
    CycleFactory,
    EvidenceFactory,
    FeedbackFactory,
    PeriodFactory,
    PlanFactory,
)

PURPOSE = "Arsip evaluasi"
FORMS = ["skp", "c", "d"]


def year_of(agency, year=2025):
    """Return the year itself as an opened period."""
    return PeriodFactory(
        cycle=CycleFactory(agency=agency, year=year, is_open=True), is_year=True, is_opened=True
    )


def judged(person, period, *, leader=False, approach=Approach.QUANTITATIVE, **fields):
    """Return a released rating with a complete plan, evidence and feedback."""
    plan = PlanFactory(
        employee=person,
        cycle=period.cycle,
        approved=True,
        complete=True,
        is_leader_form=leader,
        approach=approach,
    )
    indicator = plan.results.first().indicators.first()
    EvidenceFactory(indicator=indicator, period=period, value="11 laporan")
    FeedbackFactory(employee=person, author=person.evaluator, cycle=period.cycle)
    return AppraisalFactory(
        employee=person,
        period=period,
        plan=plan,
        opd=person.unit.opd or person.unit,
        released=True,
        organisation_predicate="good",
        **fields,
    )


def order(place, period, *, forms=FORMS, unit=None, who=None):
    """Order forms of a unit as HR."""
    wanted = form_orders.FormOrder(unit or place.dinas, period, list(forms), PURPOSE)
    return form_orders.order_forms(wanted=wanted, actor=actor(who or place.hr))


def run(ordered) -> ReportOrder:
    """Let a worker do the job of an order and return it as it stands now."""
    form_orders.run_order(ordered.job.pk)
    return ReportOrder.objects.get(pk=ordered.pk)


def revive(job) -> None:
    """Make a job look as if its worker had died."""
    Job.objects.filter(pk=job.pk).update(state="running", lease=None, finished_at=None)


def archive(ordered) -> zipfile.ZipFile:
    """Open the ZIP of an order."""
    with ordered.file.open("rb") as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def workbook(rows, *, kind="annual", headers=None) -> SimpleUploadedFile:
    """Return a workbook with rows given as mappings of SIASN fields."""
    names = headers or (*PERSON, *(ANNUAL if kind == "annual" else PERIODIC))
    target = io.BytesIO()
    columns = [Column(name) for name in names]
    write_workbook(target, columns=columns, rows=[[row.get(n) for n in names] for row in rows], title="skp22")
    return SimpleUploadedFile("skp22.xlsx", target.getvalue())


def past_row(person, year=2023, **fields):
    """Return a good annual row about somebody."""
    return {
        "nipBaru": person.nip,
        "nama": person.name,
        "tahun": str(year),
        "hasilKinerjaNilai": "2",
        "PerilakuKerjaNilai": "2",
        "KuadranKinerjaNilai": "2",
        "namaPenilai": "Kepala Lama",
        "nipNrpPenilai": "196501011990031009",
        "penilaiGolonganId": "43",
        "statusPenilai": "ASN",
    } | fields


def periodic_row(person, first=1, last=3, year=2023, **fields):
    """Return a good periodic row about somebody."""
    return {
        "nipBaru": person.nip,
        "bulanMulaiPenilaian": str(first),
        "bulanSelesaiPenilaian": str(last),
        "tahun": str(year),
        "hasilKinerjaNilai": "1",
        "perilakuKerjaNilai": "1",
        "kuadranKinerjaNilai": "1",
        "penilaiNama": "Kepala Lama",
        "penilaiNipNrp": "196501011990031009",
        "statusPenilai": "ASN",
    } | fields


def checked(place, rows, *, kind="annual") -> PastImport:
    """Upload a workbook as HR and check it."""
    run = past_imports.start_past_import(kind=kind, file=workbook(rows, kind=kind), actor=actor(place.hr))
    past_imports.run_check(run.job.pk)
    run.refresh_from_db()
    return run


def applied(place, rows, *, kind="annual") -> PastImport:
    """Check a workbook and write its rows."""
    run = checked(place, rows, kind=kind)
    past_imports.apply_past_import(run=run, actor=actor(place.hr))
    past_imports.run_apply(run.job.pk)
    run.refresh_from_db()
    return run


annual = partial(workbook, kind="annual")

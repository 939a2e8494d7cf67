"""Past years from workbooks: errors per row, idempotent, only years not run here, undone again."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from asn_portal.core.workflow import NoteRequired
from performance.models import Appraisal, Cycle, PastImport, PastRow, Period
from performance.services import past_imports
from promotions.selectors.rank_facts import read_records
from tests.employees.factories import office
from tests.performance.appraisal_help import actor
from tests.performance.factories import CycleFactory
from tests.performance.reports_help import applied, checked, past_row, periodic_row, revive, workbook, year_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


def test_good_rows_become_closed_years_that_promotions_read(place):
    person = place.staff[0]
    run = applied(place, [past_row(person, 2024), past_row(person, 2025, KuadranKinerjaNilai="1")])
    assert (run.state, run.counts["new"]) == ("applied", 2)
    cycle = Cycle.objects.get(year=2024)
    assert (cycle.state, cycle.is_imported) == ("closed", True)
    records, _rules = read_records(actor=actor(place.hr), ids=[person.pk], today=dt.date(2026, 3, 2))
    assert records[person.pk].predicates == {2024: "b", 2025: "sb"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"nipBaru": "199901012020121999"}, "199901012020121999", id="unknown NIP"),
        pytest.param({"nipBaru": "12"}, "nipBaru", id="short NIP"),
        pytest.param({"tahun": "2025"}, "2025", id="year run in the portal"),
        pytest.param({"tahun": "2026"}, "2026", id="year not over"),
        pytest.param({"tahun": "abc"}, "tahun", id="no year"),
        pytest.param({"KuadranKinerjaNilai": "9"}, "kuadranKinerja", id="invalid code"),
        pytest.param({"hasilKinerjaNilai": ""}, "hasilKinerja", id="no code"),
        pytest.param({"nipNrpPenilai": ""}, "ASN", id="rater ASN without NIP"),
        pytest.param({"statusPenilai": "NON ASN", "namaPenilai": ""}, "", id="rater not ASN without name"),
        pytest.param({"statusPenilai": "TNI"}, "statusPenilai", id="unknown status of the rater"),
    ],
)
def test_each_error_is_named_at_its_row_and_nothing_else_is_lost(place, changes, words):
    year_of(place.agency, 2025)
    run = checked(place, [past_row(place.staff[0]), past_row(place.staff[1], **changes)])
    refused = PastRow.objects.get(run=run, verdict="refused")
    assert (refused.number, run.counts["new"]) == (3, 1)
    assert any(words in problem[0] for problem in refused.problems)


def test_nobody_rates_themselves_and_doubles_are_refused(place):
    person = place.staff[0]
    rows = [past_row(person), past_row(person), past_row(place.staff[1], nipNrpPenilai=place.staff[1].nip)]
    run = checked(place, rows)
    assert [row.verdict for row in PastRow.objects.filter(run=run).order_by("number")] == [
        "new",
        "refused",
        "refused",
    ]


def test_an_official_may_have_rated(place):
    row = past_row(place.head, statusPenilai="NON ASN", namaPenilai="Wali Kota Lama", nipNrpPenilai="")
    applied(place, [row])
    evaluator = Appraisal.objects.get().parties["evaluator"]
    assert (evaluator["name"], evaluator["is_asn"]) == ("Wali Kota Lama", False)


def test_the_same_workbook_again_changes_nothing(place):
    rows = [past_row(person) for person in place.staff]
    applied(place, rows)
    again = checked(place, rows)
    assert again.counts["same"] == 3
    with pytest.raises(ValidationError):
        past_imports.apply_past_import(run=again, actor=actor(place.hr))


def test_a_task_delivered_twice_and_a_killed_worker_write_each_row_once(place, monkeypatch):
    monkeypatch.setattr(past_imports, "CHUNK", 1)
    run = applied(place, [past_row(person) for person in place.staff])
    past_imports.run_apply(run.job_id)
    PastImport.objects.filter(pk=run.pk).update(state="applying")
    revive(run.job)
    past_imports.run_apply(run.job_id)
    run.refresh_from_db()
    assert (run.state, Appraisal.objects.count()) == ("applied", 3)


def test_undoing_takes_back_what_was_new_and_restores_what_was_corrected(place):
    person = place.staff[0]
    applied(place, [past_row(person)])
    second = applied(place, [past_row(person, KuadranKinerjaNilai="1"), past_row(person, 2022)])
    assert second.counts["changed"] == 1
    past_imports.undo_past_import(run=second, note="Berkas keliru", actor=actor(place.hr))
    left = Appraisal.objects.get()
    assert (left.period.cycle.year, left.predicate) == (2023, "b")
    assert not Cycle.objects.filter(year=2022).exists()


def test_undoing_needs_a_reason(place):
    run = applied(place, [past_row(place.staff[0])])
    with pytest.raises(NoteRequired):
        past_imports.undo_past_import(run=run, note=" ", actor=actor(place.hr))


def test_a_year_set_up_after_the_preview_is_left_alone(place):
    run = checked(place, [past_row(place.staff[0])])
    CycleFactory(agency=place.agency, year=2023, is_open=True)
    past_imports.apply_past_import(run=run, actor=actor(place.hr))
    past_imports.run_apply(run.job.pk)
    run.refresh_from_db()
    assert (run.counts["refused"], Appraisal.objects.count()) == (1, 0)


def test_months_and_quarters_become_closed_periods(place):
    rows = [periodic_row(place.staff[0], 4, 6), periodic_row(place.staff[0], 2, 4)]
    run = applied(place, rows, kind="periodic")
    period = Period.objects.get()
    assert (period.kind, period.number, run.counts["refused"]) == ("quarter", 2, 1)
    assert period.closed_at is not None


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(SimpleUploadedFile("a.pdf", b"%PDF-1.7 laporan"), id="a PDF"),
        pytest.param(SimpleUploadedFile("a.xlsx", b""), id="an empty file"),
        pytest.param(workbook([]), id="no rows"),
        pytest.param(workbook([{"tahun": "2023"}], headers=("tahun", "nama")), id="missing columns"),
    ],
)
def test_a_file_that_is_none_is_refused_with_what_to_do(place, client_for, file):
    data = {"kind": "annual", "file": file}
    response = client_for(place.hr.user).post(reverse("performance:past_list"), data)
    assert response.status_code == 422
    assert not PastImport.objects.exists()


def test_the_person_sees_past_years_but_no_clock_runs_for_them(place, client_for):
    person = place.staff[0]
    applied(place, [past_row(person)])
    appraisal = Appraisal.objects.get()
    visitor = client_for(person.user)
    home = visitor.get(reverse("performance:report_home")).content.decode()
    assert reverse("performance:appraisal_detail", args=[appraisal.pk]) in home
    assert visitor.get(reverse("performance:appraisal_detail", args=[appraisal.pk])).status_code == 200
    assert visitor.post(reverse("performance:appraisal_read", args=[appraisal.pk])).status_code == 403
    assert visitor.post(reverse("performance:appraisal_form", args=[appraisal.pk])).status_code == 403


def test_pages_of_an_import_from_preview_to_undone(place, client_for):
    run = checked(place, [past_row(place.staff[0]), past_row(place.staff[0])])
    visitor, page = client_for(place.hr.user), reverse("performance:past_detail", args=[run.pk])
    assert b"tampil=refused" in visitor.get(page).content
    refused = visitor.get(reverse("performance:past_errors", args=[run.pk]))
    assert refused["Content-Disposition"].endswith('.xlsx"')
    assert b"".join(refused.streaming_content).startswith(b"PK")
    visitor.post(reverse("performance:past_apply", args=[run.pk]))
    past_imports.run_apply(PastImport.objects.get(pk=run.pk).job_id)
    undo = reverse("performance:past_undo", args=[run.pk])
    assert visitor.post(undo, {"note": ""}).status_code == 422
    assert visitor.post(undo, {"note": "Berkas keliru"}).status_code == 302
    assert not Appraisal.objects.exists()

"""The pages of imports: upload, preview, apply, report, downloads; who may, and what broken files get."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from asn_portal.core.models import AccessLog, Job
from asn_portal.core.spreadsheets import read_rows
from employees.models import ImportRun, UnitAlias
from employees.services import imports
from tests.employees import rosters
from tests.employees.factories import RoleGrantFactory, UserFactory, office
from tests.employees.imports_support import bring_in, check, place, row
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db
LIST = "/impor/"


@pytest.fixture
def here():
    return place()


@pytest.fixture
def hr(here, client_for):
    return client_for(here.user)


def upload(client, content, name="data.xlsx", kind="people"):
    return client.post(LIST, {"kind": kind, "file": SimpleUploadedFile(name, content)})


def content(answer):
    """Return an answer whole; reading a download to its end closes the temporary file behind it."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def macro_workbook():
    book = io.BytesIO(rosters.workbook([row(1)]).getvalue())
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return book.getvalue()


def bomb():
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return book.getvalue()


BROKEN = {
    "empty": lambda: b"",
    "csv": lambda: b"NIP BARU;NAMA\n198609262015051001;A\n",
    "html": lambda: b"<html><table><tr><td>NIP BARU</td></tr></table></html>",
    "pdf": lambda: b"%PDF-1.7 ...",
    "cut": lambda: rosters.workbook([row(1)]).getvalue()[:2000],
    "noise": lambda: b"PK\x03\x04" + b"\x00\xff" * 500,
    "encrypted": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 3,
    "macro": macro_workbook,
    "bomb": bomb,
    "no rows": lambda: rosters.workbook([]).getvalue(),
    "no columns": lambda: rosters.workbook([{"A": 1}], headers=["A", "B"]).getvalue(),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_is_told_and_not_stored(hr, name):
    response = upload(hr, BROKEN[name]())
    assert response.status_code == 422
    assert texts(response, ".field-error")
    assert not ImportRun.objects.exists()


def test_too_many_rows_are_told(hr, settings):
    settings.IMPORT_MAX_ROWS = 2
    assert upload(hr, rosters.workbook([row(n) for n in range(3)]).getvalue()).status_code == 422


def test_a_missing_column_is_named(hr):
    book = rosters.workbook([{"NAMA": "A", "TMT PNS": "01-01-2020"}], headers=["NAMA", "TMT PNS"])
    response = upload(hr, book.getvalue())
    assert response.status_code == 422
    assert "NIP BARU" in response.content.decode()


def test_upload_leads_to_the_bar_and_then_to_the_preview(hr, here, django_capture_on_commit_callbacks):
    response = upload(hr, rosters.workbook([row(1, Warna="biru"), row(2, GOL_AKHIR_NAMA="V/z")]).getvalue())
    run = ImportRun.objects.get()
    page = hr.get(response.url)
    assert soup(page).select_one(f"#job-{run.job_id}[hx-get]"), "the bar is there after a reload, too"
    assert "Warna" in page.content.decode()
    imports.run_check(job_id=run.job_id)
    page = hr.get(response.url)
    assert [int(value) for value in texts(page, ".kpi-value")] == [0, 2, 0, 0]
    assert soup(page).select_one("#import_apply button[data-confirm]")


def test_changes_are_shown_with_marks_and_personal_figures_hidden(hr, here):
    bring_in(here, [row(1)])
    run = check(here, [row(1, GOL_AKHIR_NAMA="III/c", TMT_GOLONGAN="01-04-2025", NOMOR_HP="'081399998877")])
    page = hr.get(reverse("employees:import_detail", args=[run.pk]))
    words = page.content.decode()
    assert "III/c, 1 April 2025" in words
    assert "0813 •••• ••77" in words
    assert "081399998877" not in words
    assert texts(page, "#rows .badge-ask")


def test_more_rows_come_page_by_page(here, client_for):
    run = check(here, [row(n) for n in range(25)])
    url = reverse("employees:import_detail", args=[run.pk])
    first = client_for(here.user).get(url, {"tampil": "new"})
    link = soup(first).select_one("#rows tbody a.btn")["hx-get"]
    part = client_for(here.user, htmx=True).get(url + link)
    assert len(soup(first).select("#rows th[scope=row]")) == 20
    assert len(soup(part).select("th[scope=row]")) == 5
    assert not soup(part).select("a.btn")


@pytest.mark.parametrize("query", [{"tampil": "x"}, {"setelah": "²"}, {"sentuh": "<"}, {"setelah": "9" * 30}])
def test_odd_addresses_show_the_default(hr, here, query):
    run = check(here, [row(1)])
    assert hr.get(reverse("employees:import_detail", args=[run.pk]), query).status_code == 200


def test_applying_and_the_report(hr, here):
    run = check(here, [row(1), row(2)])
    response = hr.post(reverse("employees:import_apply", args=[run.pk]))
    imports.run_apply(job_id=Job.objects.get(kind="import_apply").pk)
    page = hr.get(response.url)
    assert texts(page, ".notice-ok")
    assert hr.post(reverse("employees:import_apply", args=[run.pk])).status_code == 409


def test_cancelling_changes_nothing(hr, here):
    run = check(here, [row(1)])
    hr.post(reverse("employees:import_cancel", args=[run.pk]))
    run.refresh_from_db()
    assert run.state == "cancelled"
    assert hr.get(reverse("employees:import_detail", args=[run.pk])).status_code == 200


def test_the_error_workbook_holds_only_refused_rows_and_comes_back(hr, here):
    run = check(here, [row(1), row(2, TMT_GOLONGAN="31-02-2024"), row(3)])
    answer = hr.get(reverse("employees:import_errors", args=[run.pk]))
    book = io.BytesIO(content(answer))
    sheet = read_rows(book, max_rows=10, max_bytes=10**6, known_headers=["NIP BARU", "NAMA"])
    refused = list(sheet.rows)
    assert (len(refused), refused[0].get("TMT GOLONGAN")) == (1, "31-02-2024")
    assert AccessLog.objects.filter(what="import_errors").exists()
    response = upload(hr, book.getvalue())
    again = ImportRun.objects.latest("id")
    assert (response.status_code, again.columns["unknown"]) == (302, [])


@pytest.mark.parametrize("kind", ["people", "structure", "grants"])
def test_templates_can_be_downloaded_and_uploaded(hr, kind):
    answer = hr.get(reverse("employees:import_template", args=[kind]))
    book = io.BytesIO(content(answer))
    assert zipfile.ZipFile(book).testzip() is None
    assert upload(hr, book.getvalue(), kind=kind).status_code == 422, "a template has no rows"


def test_an_unknown_kind_is_404(hr):
    assert hr.get(reverse("employees:import_template", args=["x"])).status_code == 404
    assert hr.post(reverse("employees:import_export", args=["x"])).status_code == 404


@pytest.mark.parametrize("kind", ["people", "structure", "grants"])
def test_an_export_imported_again_changes_nothing(hr, here, kind):
    bring_in(here, [row(n) for n in range(6)] + [row(9, UNOR_ID="8ae4", UNOR_NAMA="SD 9")])
    answer = hr.post(reverse("employees:import_export", args=[kind]), {"nik": "1"})
    response = upload(hr, content(answer), kind=kind)
    assert response.status_code == 302
    run = ImportRun.objects.latest("id")
    imports.run_check(job_id=run.job_id)
    run.refresh_from_db()
    assert run.counts["same"] == run.counts["rows"] > 0, list(run.rows.exclude(verdict="same").values())


@pytest.mark.parametrize("asked", [True, False])
def test_the_export_holds_nik_only_when_asked_and_is_logged(hr, here, asked):
    bring_in(here, [row(1)])
    answer = hr.post(reverse("employees:import_export", args=["people"]), {"nik": "1"} if asked else {})
    sheet = read_rows(io.BytesIO(content(answer)), max_rows=10, max_bytes=10**6)
    assert ("NIK" in sheet.columns) is asked
    assert AccessLog.objects.get().what == ("export_people_nik" if asked else "export_people")


def test_a_unit_code_is_mapped_on_its_page(hr, here):
    bring_in(here, [row(1, UNOR_ID="8ae4", UNOR_NAMA="SD 9")])
    alias = UnitAlias.objects.get()
    url = reverse("employees:unit_alias_map", args=[alias.pk])
    assert hr.get(reverse("employees:unit_alias_list")).status_code == 200
    assert hr.get(url).status_code == 200
    assert hr.post(url, {"unit": "999999"}).status_code == 422
    assert hr.post(url, {"unit": here.units[0].pk}).status_code == 302
    alias.refresh_from_db()
    assert alias.unit == here.units[0]


def addresses(run, alias):
    yield from (("get", LIST), ("get", reverse("employees:unit_alias_list")))
    yield "get", reverse("employees:import_template", args=["people"])
    yield "post", reverse("employees:import_export", args=["people"])
    yield "get", reverse("employees:unit_alias_map", args=[alias.pk])
    yield "get", reverse("employees:import_detail", args=[run.pk])
    yield "get", reverse("employees:import_errors", args=[run.pk])
    yield from (("post", reverse(f"employees:import_{verb}", args=[run.pk])) for verb in ("apply", "cancel"))


def test_only_hr_of_the_whole_government_may_import(here, client_for):
    run = check(here, [row(1)])
    alias = UnitAlias.objects.create(agency=here.agency, code="X")
    of_office = UserFactory(agency=here.agency)
    RoleGrantFactory(user=of_office, unit=here.units[0])
    elsewhere = office()
    for user in (of_office, UserFactory(agency=here.agency), elsewhere.hr.user, elsewhere.staff[0].user):
        client = client_for(user)
        for method, url in addresses(run, alias):
            own_area = user == elsewhere.hr.user and not any(part.isdigit() for part in url.split("/"))
            response = getattr(client, method)(url)
            status = content(response) and response.status_code
            assert status == 200 if own_area else status in {403, 404}, (user, url, status)


def test_pages_cost_the_same_however_many_rows(here, client_for, count_queries):
    client = client_for(here.user)
    few, many = check(here, [row(1)]), check(here, [row(n) for n in range(60)])
    small = count_queries(client, "employees:import_detail", args=[few.pk])
    assert count_queries(client, "employees:import_detail", args=[many.pk]) == small <= 12
    assert count_queries(client, "employees:import_list") <= 12
    assert count_queries(client, "employees:unit_alias_list") <= 12

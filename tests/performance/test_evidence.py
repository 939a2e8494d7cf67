"""Recording evidence: several entries, the lock after release, files only through the access check."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from asn_portal.core.access import Conflict, NotAllowed
from performance.models import Evidence
from performance.services.evidence import EvidenceEntry, record_evidence
from tests.employees.factories import office
from tests.performance.appraisal_help import actor, pending
from tests.performance.factories import PeriodFactory, PlanFactory
from tests.support.pages import soup

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nisi"


@pytest.fixture
def place():
    return office()


@pytest.fixture
def owner(place):
    return place.staff[0]


@pytest.fixture
def period(place):
    return PeriodFactory(cycle__agency=place.agency, number=1)


@pytest.fixture
def indicator(owner, period):
    plan = PlanFactory(employee=owner, cycle=period.cycle, approved=True, complete=True)
    return plan.results.first().indicators.first()


def add_url(period, indicator):
    return reverse("performance:evidence_add", args=[period.pk, indicator.pk])


def upload(content=PDF, name="laporan.pdf"):
    return SimpleUploadedFile(name, content)


def stored(visitor, period, indicator, **data):
    visitor.post(add_url(period, indicator), {"value": "3 laporan", "note": ""} | data)
    return Evidence.objects.order_by("-pk").first()


def opened(visitor, evidence):
    """Ask for the file and read it, which closes it."""
    response = visitor.get(reverse("performance:evidence_file", args=[evidence.pk]))
    response.body = b"".join(response.streaming_content) if response.streaming else response.content
    return response


def test_the_second_month_does_not_overwrite_the_first(owner, period, indicator, client_for):
    visitor = client_for(owner.user)
    second = PeriodFactory(cycle=period.cycle, number=2)
    for value, when in (("3", period), ("4", period), ("5", second)):
        stored(visitor, when, indicator, value=value)
    assert sorted(Evidence.objects.values_list("value", flat=True)) == ["3", "4", "5"]
    page = visitor.get(reverse("performance:evidence_period", args=[period.pk]))
    assert len(soup(page).select(".evidence-entry")) == 2


def test_a_file_is_stored_under_another_name_and_comes_back_with_its_own(
    owner, period, indicator, client_for
):
    visitor = client_for(owner.user)
    evidence = stored(visitor, period, indicator, file=upload(name="Laporan ../Juli.pdf"))
    assert "Juli" not in evidence.file.name
    response = opened(visitor, evidence)
    assert response.body == PDF
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response["Content-Disposition"] == 'inline; filename="Juli.pdf"'


def test_a_picture_is_shown_in_a_sandbox_and_a_workbook_is_downloaded(owner, period, indicator, client_for):
    from tests.performance.test_evidence_files import office_file

    visitor = client_for(owner.user)
    picture = stored(visitor, period, indicator, file=upload(b"\x89PNG\r\n\x1a\n x", "foto.png"))
    book = stored(
        visitor, period, indicator, file=upload(office_file("xl/workbook.xml").getvalue(), "data.xlsx")
    )
    first, second = opened(visitor, picture), opened(visitor, book)
    assert "sandbox" in first["Content-Security-Policy"]
    assert second["Content-Disposition"].startswith("attachment")


def test_a_program_named_pdf_is_refused_and_the_words_are_kept(owner, period, indicator, client_for):
    data = {"value": "3 laporan", "note": "Dari puskesmas.", "file": upload(b"MZ\x90\x00")}
    response = client_for(owner.user).post(add_url(period, indicator), data)
    assert response.status_code == 422
    assert soup(response).select_one("#id_note").text.strip() == "Dari puskesmas."
    assert not Evidence.objects.exists()


def test_a_file_that_is_too_big_is_refused(owner, period, indicator, client_for, settings):
    settings.EVIDENCE_MAX_BYTES = 5
    response = client_for(owner.user).post(add_url(period, indicator), {"value": "3", "file": upload()})
    assert response.status_code == 422


@pytest.mark.parametrize(
    ("who", "expected"),
    [("owner", 200), ("evaluator", 200), ("head", 200), ("hr", 200), ("peer", 404), ("outsider", 404)],
)
def test_who_may_open_the_file(place, owner, period, indicator, client_for, who, expected):
    evidence = stored(client_for(owner.user), period, indicator, file=upload())
    person = {"owner": owner, "peer": place.staff[1]}.get(who) or getattr(place, who)
    assert opened(client_for(person.user), evidence).status_code == expected


def test_without_a_file_there_is_nothing_to_open(owner, period, indicator, client_for):
    visitor = client_for(owner.user)
    evidence = stored(visitor, period, indicator)
    assert opened(visitor, evidence).status_code == 404


def test_only_the_owner_changes_and_deletes(
    place, owner, period, indicator, client_for, django_capture_on_commit_callbacks
):
    visitor = client_for(owner.user)
    evidence = stored(visitor, period, indicator, file=upload())
    edit = reverse("performance:evidence_edit", args=[evidence.pk])
    delete = reverse("performance:evidence_delete", args=[evidence.pk])
    assert client_for(place.evaluator.user).post(edit, {"value": "9"}).status_code == 403
    assert client_for(place.evaluator.user).post(delete).status_code == 403
    assert client_for(place.staff[1].user).post(delete).status_code == 404
    assert visitor.post(edit, {"value": "5 laporan"}).status_code == 302
    assert Evidence.objects.get().value == "5 laporan"
    storage, name = evidence.file.storage, evidence.file.name
    with django_capture_on_commit_callbacks(execute=True):
        assert visitor.post(delete).status_code == 302
    assert not storage.exists(name)


def test_after_the_release_nothing_changes(owner, period, indicator, client_for):
    visitor = client_for(owner.user)
    evidence = stored(visitor, period, indicator)
    pending(owner, period=period, released=True)
    assert visitor.post(add_url(period, indicator), {"value": "4"}).status_code == 409
    edit = reverse("performance:evidence_edit", args=[evidence.pk])
    assert visitor.post(edit, {"value": "4"}).status_code == 409
    assert visitor.post(reverse("performance:evidence_delete", args=[evidence.pk])).status_code == 409
    page = visitor.get(reverse("performance:evidence_period", args=[period.pk]))
    assert not soup(page).select(f'a[href="{add_url(period, indicator)}"]')


def test_before_approval_of_the_plan_there_is_no_form(owner, period, client_for):
    plan = PlanFactory(employee=owner, cycle=period.cycle, complete=True)
    indicator = plan.results.first().indicators.first()
    visitor = client_for(owner.user)
    assert visitor.post(add_url(period, indicator), {"value": "4"}).status_code == 404
    assert visitor.get(reverse("performance:evidence_period", args=[period.pk])).status_code == 200


def test_the_service_refuses_somebody_elses_plan_and_another_year(place, owner, period, indicator):
    entry = EvidenceEntry(value="3")
    with pytest.raises(NotAllowed):
        record_evidence(period=period, indicator=indicator, entry=entry, actor=actor(place.evaluator))
    other = PeriodFactory(cycle__agency=place.agency, cycle__year=2027)
    with pytest.raises(NotAllowed):
        record_evidence(period=other, indicator=indicator, entry=entry, actor=actor(owner))
    pending(owner, period=period, released=True)
    with pytest.raises(Conflict):
        record_evidence(period=period, indicator=indicator, entry=entry, actor=actor(owner))


def test_e28_evidence_that_names_an_activity_gets_a_remark(owner, period, indicator, client_for):
    visitor = client_for(owner.user)
    response = visitor.post(add_url(period, indicator), {"value": "rapat 3 kali"}, follow=True)
    assert "rapat" in soup(response).select_one(".messages .notice-wait").text
    assert Evidence.objects.get().value == "rapat 3 kali"


def test_entries_on_a_replaced_version_are_still_shown(owner, period, indicator, client_for):
    visitor = client_for(owner.user)
    stored(visitor, period, indicator, value="dari versi lama")
    type(indicator.result.plan).objects.update(is_current=False, state="superseded")
    PlanFactory(employee=owner, cycle=period.cycle, approved=True, complete=True, number=2)
    page = visitor.get(reverse("performance:evidence_period", args=[period.pk]))
    assert "dari versi lama" in page.content.decode()


def test_the_sheet_costs_the_same_for_few_and_many(owner, period, indicator, client_for, count_queries):
    visitor = client_for(owner.user)
    stored(visitor, period, indicator)
    few = count_queries(visitor, "performance:evidence_period", args=[period.pk])
    for number in range(20):
        stored(visitor, period, indicator, value=str(number))
    assert count_queries(visitor, "performance:evidence_period", args=[period.pk]) == few <= 12

"""The public check page: the verdict first, nothing more than the code entitles to, no login."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from asn_portal.core.access import system_actor
from asn_portal.core.documents.services import issue_document, revoke_document
from asn_portal.core.models import Agency
from asn_portal.core.views import documents as views
from tests.core import papers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clean(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def actor():
    return system_actor(Agency.objects.create(name="Pemerintah Kota Teluk Sari", code="TS").pk)


@pytest.fixture
def document(actor):
    return issue_document(request=papers.request_for(Agency.objects.get()), actor=actor)


def address(code: str) -> str:
    return reverse("document_result", args=[code])


def page(client, code, **options):
    response = client.get(address(code), **options)
    return response.status_code, response.content.decode()


def test_form_is_open_to_everybody(client):
    response = client.get(reverse("document_check"))
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"


def test_typed_code_leads_to_its_page(client):
    response = client.get(reverse("document_check"), {"code": "ts 7k4o q2xd"})
    assert response["Location"] == address("TS-7K40-Q2XD")


@pytest.mark.parametrize("typed", ["", "abc", "x" * 61])
def test_wrong_shape_is_explained_and_kept(client, typed):
    response = client.get(reverse("document_check"), {"code": typed})
    assert response.status_code == 422
    assert f'value="{typed}"' in response.content.decode() or not typed


def test_valid_document_shows_its_facts_with_a_masked_nip(client, document):
    status, text = page(client, document.code.lower())
    assert status == 200
    assert "verdict-ok" in text
    assert "•••••••• •••••• 1 003" in text
    assert "198609262015051003" not in text
    assert all(fact in text for fact in ("SKP 2026", "Siti Aminah", "19 Januari 2026", document.code))


def test_moments_are_told_in_the_zone_of_the_agency(client, document):
    Agency.objects.update(time_zone="Asia/Jayapura")
    assert " WIT" in page(client, document.code)[1]


def test_page_exists_in_english(client, document):
    client.cookies["language"] = "en"
    assert "This document is genuine and valid" in page(client, document.code)[1]


def test_revoked_document_names_reason_and_successor(client, document, actor):
    successor = issue_document(request=papers.request_for(document.agency), actor=actor)
    revoke_document(document=document, reason="salah <jabatan>", successor=successor, actor=actor)
    status, text = page(client, document.code)
    assert status == 200
    assert "verdict-bad" in text
    assert "salah &lt;jabatan&gt;" in text
    assert address(successor.code) in text


def test_unknown_code_is_not_found_and_escaped(client):
    status, text = page(client, "<b>TS-0000-0000")
    assert status == 404
    assert "verdict-ask" in text
    assert "<b>TS" not in text


def test_the_issued_file_is_recognised(client, document):
    with document.file.open("rb") as file:
        response = client.post(address(document.code), {"file": file})
    assert response.status_code == 200
    assert "notice-ok" in response.content.decode()


def test_another_pdf_is_told_apart_and_not_stored(client, document, tmp_path):
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    upload = SimpleUploadedFile("x.pdf", b"%PDF-1.7 something else")
    response = client.post(address(document.code), {"file": upload})
    assert "notice-bad" in response.content.decode()
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-" + bytes(10_000_001)])
def test_unfit_upload_is_refused(client, document, content):
    response = client.post(address(document.code), {"file": SimpleUploadedFile("x.pdf", content)})
    assert response.status_code == 422


def test_upload_without_a_file_is_refused(client, document):
    assert client.post(address(document.code)).status_code == 422


def test_upload_to_an_unknown_code_is_not_found(client):
    assert client.post(address("TS-0000-0000")).status_code == 404


def test_guessing_is_slowed_down_per_address(client, monkeypatch):
    monkeypatch.setattr(views, "LIMIT", 3)
    statuses = [page(client, "TS-0000-0000")[0] for _ in range(5)]
    assert statuses == [404, 404, 404, 429, 429]
    assert page(client, "TS-0000-0000", REMOTE_ADDR="10.0.0.9")[0] == 404


def test_invented_forwarding_header_does_not_help(client, monkeypatch):
    monkeypatch.setattr(views, "LIMIT", 1)
    statuses = [
        page(client, "TS-0-0", headers={"X-Forwarded-For": f"10.0.0.{index}"})[0] for index in range(3)
    ]
    assert statuses == [404, 429, 429]


def test_trusted_proxy_names_the_visitor(client, monkeypatch, settings):
    monkeypatch.setattr(views, "LIMIT", 1)
    settings.TRUSTED_PROXIES = 1
    statuses = [
        page(client, "TS-0-0", headers={"X-Forwarded-For": f"6.6.6.6, 10.0.0.{index}"})[0]
        for index in range(3)
    ]
    assert statuses == [404, 404, 404]


def test_page_asks_the_database_little(client, document, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        page(client, document.code)

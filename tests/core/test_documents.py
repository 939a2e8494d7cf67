"""Issuing documents: unguessable codes, stored files that match their fingerprint, text that stays text."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from asn_portal.core.access import Conflict, NotAllowed, system_actor
from asn_portal.core.documents import services
from asn_portal.core.documents.codes import ALPHABET, new_code, normalise_code
from asn_portal.core.documents.files import file_response
from asn_portal.core.documents.masking import mask_nip
from asn_portal.core.documents.render import render_pdf
from asn_portal.core.documents.selectors import latest_document, list_documents
from asn_portal.core.documents.services import issue_document, revoke_document
from asn_portal.core.models import Agency, Document
from employees.documents import ACTIVATION_LETTER
from performance.documents import EVALUATION_DOCUMENT, SKP_QUANTITATIVE
from tests.core import papers

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return Agency.objects.create(name="Pemerintah Kota Teluk Sari", code="TS")


@pytest.fixture
def actor(agency):
    return system_actor(agency.pk)


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def document(agency, actor):
    return issue_document(request=papers.request_for(agency), actor=actor)


def content_of(document) -> bytes:
    with document.file.open("rb") as file:
        return file.read()


def test_codes_are_random_and_carry_the_agency():
    codes = {new_code("ts") for _ in range(200)}
    assert len(codes) == 200
    assert all(code.startswith("TS-") and len(code) == 12 for code in codes)
    assert not set("ILOU") & set(ALPHABET)


@pytest.mark.parametrize(
    "typed", ["TS-7K40-Q21D", "ts 7k40 q21d", "TS7K4OQ2ID", " ts–7k4o–q2ld ", "T-S-7K40Q21D"]
)
def test_codes_are_understood_as_people_type_them(typed):
    assert normalise_code(typed) == "TS-7K40-Q21D"


@pytest.mark.parametrize("typed", ["", "7K40Q21D", "TS-7K40", "x" * 40, "TS-7K4?-Q2", "<script>"])
def test_what_cannot_be_a_code_is_no_code(typed):
    assert normalise_code(typed) == ""


@pytest.mark.parametrize(
    ("nip", "masked"),
    [
        ("198609262015051003", "•••••••• •••••• 1 003"),
        ("19860926 201505 1 003", "•••••••• •••••• 1 003"),
        ("", ""),
    ],
)
def test_nip_is_masked_but_for_its_end(nip, masked):
    assert mask_nip(nip) == masked


def test_issued_document_matches_its_fingerprint(document):
    content = content_of(document)
    assert content.startswith(b"%PDF-")
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.holder_nip_masked.endswith("1 003")
    assert document.file.name.startswith("documents/")


def test_the_code_and_address_stand_in_the_pdf(document, settings):
    text = papers.words_of(content_of(document))
    assert document.code in text
    assert f"{settings.PUBLIC_URL}/periksa/{document.code}/" in text.replace("\n", "")


def test_taken_code_is_drawn_again(agency, actor, document, monkeypatch):
    drawn = iter([document.code, document.code, "TS-0000-0001"])
    monkeypatch.setattr(services, "new_code", lambda prefix: next(drawn))
    assert issue_document(request=papers.request_for(agency), actor=actor).code == "TS-0000-0001"


def test_another_agency_may_not_issue_or_revoke(agency, document):
    stranger = system_actor(agency.pk)
    stranger = type(stranger)(agency_id=agency.pk + 1, name="Orang lain")
    with pytest.raises(NotAllowed):
        issue_document(request=papers.request_for(agency), actor=stranger)
    with pytest.raises(NotAllowed):
        revoke_document(document=document, reason="x", actor=stranger)


def test_revoking_names_reason_and_successor_and_happens_once(agency, actor, document):
    successor = issue_document(request=papers.request_for(agency), actor=actor)
    revoked = revoke_document(document=document, reason=" salah jabatan ", successor=successor, actor=actor)
    assert (revoked.revoke_reason, revoked.successor) == ("salah jabatan", successor)
    with pytest.raises(Conflict):
        revoke_document(document=document, reason="lagi", actor=actor)


@pytest.mark.parametrize("reason", ["", "   "])
def test_revoking_needs_a_reason(document, actor, reason):
    with pytest.raises(ValidationError):
        revoke_document(document=document, reason=reason, actor=actor)


def test_document_cannot_succeed_itself(document, actor):
    with pytest.raises(ValidationError):
        revoke_document(document=document, reason="x", successor=document, actor=actor)


def test_latest_valid_document_of_a_subject_is_found(agency, actor, document):
    newer = issue_document(request=papers.request_for(agency), actor=actor)
    subject = {"actor": actor, "subject_type": "plan", "subject_id": 7}
    assert list(list_documents(**subject)) == [newer, document]
    revoke_document(document=newer, reason="x", actor=actor)
    assert latest_document(**subject, kind="skp") == document


def test_file_is_shown_in_the_browser_and_kept_by_nobody(document):
    response = file_response(document)
    assert response["Content-Disposition"].startswith("inline")
    assert (response["Cache-Control"], response["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    response.close()
    document.file.delete(save=False)
    with pytest.raises(Http404):
        file_response(Document(code="x"))


def test_failed_insert_leaves_no_file(agency, actor, monkeypatch, tmp_path):
    monkeypatch.setattr(Document, "save", lambda self, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        issue_document(request=papers.request_for(agency), actor=actor)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


HOSTILE = '#panic() *x* _y_ $z$ <a> @b `c` \\ "q" [d] // e #read("/etc/passwd")'


def test_hostile_text_is_printed_as_it_was_typed():
    data = papers.plan_data(name=HOSTILE)
    text = papers.words_of(render_pdf(SKP_QUANTITATIVE, data))
    assert "#panic() *x* _y_ $z$ <a> @b `c`" in " ".join(text.split())


@pytest.mark.parametrize(("main", "extra"), [(0, 0), (1, 0), (24, 6)])
def test_plan_prints_with_any_number_of_results(main, extra):
    pdf = render_pdf(SKP_QUANTITATIVE, papers.plan_data(main=main, extra=extra))
    text = papers.words_of(pdf)
    assert text.count("PERILAKU KERJA**") >= 1
    assert ("dapat ditambahkan pada tahun berjalan" in text) is (extra == 0)


def test_evaluation_prints_without_superior_and_notes():
    data = papers.evaluation_data()
    text = papers.words_of(render_pdf(EVALUATION_DOCUMENT, data))
    assert all(word in text for word in ("SANGAT BAIK", "ATASAN PEJABAT PENILAI KINERJA", "Cetakan kerja"))


def test_each_activation_letter_has_its_own_page():
    pdf = render_pdf(ACTIVATION_LETTER, papers.letters(3))
    text = papers.words_of(pdf)
    assert text.count("\f") == 3
    assert text.index("KODE-0") < text.index("KODE-2")


def test_dates_in_the_data_are_accepted_and_written_out():
    data = papers.letters(1)
    data["letters"][0]["valid_until"] = date(2026, 2, 2)
    assert "2 Februari 2026" in papers.words_of(render_pdf(ACTIVATION_LETTER, data))


def test_missing_template_is_an_error():
    with pytest.raises(FileNotFoundError):
        render_pdf("nothing.typ", {})


def test_threads_do_not_mix_their_data():
    def code_of(index):
        data = papers.letters(1)
        data["letters"][0]["code"] = f"UNIK-{index}"
        return f"UNIK-{index}" in papers.words_of(render_pdf(ACTIVATION_LETTER, data))

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(code_of, range(12)))


def test_fonts_are_embedded_and_only_the_bundled_ones():
    fonts = papers.fonts_of(render_pdf(SKP_QUANTITATIVE, papers.plan_data()))
    assert fonts
    assert all("LibertinusSerif" in name and is_embedded for name, is_embedded in fonts)

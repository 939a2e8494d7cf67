"""Forms C.1.1 to C.1.3 and B.1.3 to B.1.5: which form, what it says, issued once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.models import Document
from performance.enums import Approach, Rating
from performance.models import Appraisal
from performance.rules.official_words import form_code, giver_name, period_name
from performance.selectors.evaluation_forms import forms_of
from performance.services import evaluation_prints
from tests.core.papers import words_of
from tests.employees.factories import office
from tests.performance.appraisal_help import actor
from tests.performance.factories import AppraisalFactory, BehaviourExpectationFactory, PeriodFactory
from tests.performance.reports_help import judged, year_of

pytestmark = pytest.mark.django_db
QUALITATIVE, QUANTITATIVE = Approach.QUALITATIVE, Approach.QUANTITATIVE


@pytest.fixture
def place():
    return office()


def issued(appraisal, who):
    """Return the issued form C and its words on one line."""
    loaded = forms_of(actor=actor(who)).get(pk=appraisal.pk)
    document = evaluation_prints.issue_form(appraisal=loaded, actor=actor(who))
    with document.file.open("rb") as file:
        return document, " ".join(words_of(file.read()).split())


@pytest.mark.parametrize(
    ("leader", "approach", "letter", "expected"),
    [
        pytest.param(True, QUALITATIVE, "C", "C.1.1", id="JPT-qualitative"),
        pytest.param(True, QUANTITATIVE, "C", "C.1.2", id="JPT-quantitative"),
        pytest.param(False, QUALITATIVE, "C", "C.1.1", id="JA-qualitative"),
        pytest.param(False, QUANTITATIVE, "C", "C.1.3", id="JA-quantitative"),
        pytest.param(False, QUALITATIVE, "B", "B.1.3", id="record-qualitative"),
        pytest.param(True, QUANTITATIVE, "B", "B.1.4", id="record-JPT"),
        pytest.param(False, QUANTITATIVE, "B", "B.1.5", id="record-JA"),
    ],
)
def test_the_form_follows_leader_and_approach(leader, approach, letter, expected):
    assert form_code(letter, is_leader_form=leader, approach=approach) == expected


def test_words_of_periods_and_givers():
    assert [period_name("quarter", 4), period_name("month", 12), period_name("year", 0)] == [
        "TRIWULAN IV",
        "DESEMBER",
        "AKHIR",
    ]
    assert [giver_name("peer"), giver_name("receiver")] == ["Rekan kerja setingkat", "Stakeholder terkait"]


def test_form_c13_says_everything_the_regulation_asks_for(place):
    appraisal = judged(place.staff[0], year_of(place.agency), result_rating=Rating.ABOVE)
    BehaviourExpectationFactory(plan=appraisal.plan)
    _document, words = issued(appraisal, place.evaluator)
    for text in (
        "HASIL EVALUASI KINERJA PEGAWAI PENDEKATAN HASIL KERJA KUANTITATIF",
        "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL",
        "PERIODE: AKHIR",
        "1 JANUARI SD 31 DESEMBER TAHUN 2025",
        "CAPAIAN KINERJA ORGANISASI",
        "KURVA DISTRIBUSI PREDIKAT KINERJA PEGAWAI DENGAN CAPAIAN KINERJA ORGANISASI BAIK",
        "RATING HASIL KERJA",
        "DIATAS EKSPEKTASI",
        "RATING PERILAKU KERJA",
        "SESUAI EKSPEKTASI",
        "PREDIKAT KINERJA PEGAWAI",
        "Sambut warga dari pulau lebih dahulu.",
        "Pimpinan: Warga merasa dilayani dengan ramah.",
        "11 laporan",
        "Pejabat Penilai Kinerja",
        "20 Desember 2025",
        "Format C.1.3",
    ):
        assert text in words
    assert "Pegawai yang Dinilai" not in words


def test_form_c12_of_a_leader_has_perspectives_and_no_column_of_the_leader(place):
    appraisal = judged(place.head, year_of(place.agency), leader=True)
    words = issued(appraisal, place.mayor)[1]
    assert "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI" in words
    assert "PERSPEKTIF" in words
    assert "DIINTERVENSI" not in words


def test_form_c11_is_written_in_sentences(place):
    appraisal = judged(place.staff[0], year_of(place.agency), approach=QUALITATIVE)
    words = issued(appraisal, place.evaluator)[1]
    assert "PENDEKATAN HASIL KERJA KUALITATIF PERIODE" in words
    assert "Ukuran Keberhasilan/ Indikator Kinerja Individu, Target, dan Perspektif" in words


def test_a_form_is_issued_once_and_anew_after_an_objection(place):
    appraisal = judged(place.staff[0], year_of(place.agency))
    first, _words = issued(appraisal, place.evaluator)
    assert issued(appraisal, place.hr)[0] == first
    Appraisal.objects.filter(pk=appraisal.pk).update(amended_at=timezone.now(), predicate="sb")
    second, words = issued(appraisal, place.hr)
    first.refresh_from_db()
    assert (first.successor, second.revoked_at) == (second, None)
    assert "SANGAT BAIK" in words


def test_parties_stand_as_they_were_when_rated(place):
    then = {
        "name": "Dra. Penilai Lama",
        "nip": "",
        "rank": "Pembina, IV/a",
        "position": "Kabid",
        "unit": "Lama",
    }
    appraisal = judged(place.staff[0], year_of(place.agency), parties={"evaluator": then})
    assert "Dra. Penilai Lama" in issued(appraisal, place.hr)[1]


@pytest.mark.parametrize(
    ("who", "expected"), [("evaluator", 302), ("hr", 302), ("colleague", 404), ("outsider", 404)]
)
def test_who_may_issue_it(place, client_for, who, expected):
    appraisal = judged(place.staff[0], year_of(place.agency))
    url = reverse("performance:appraisal_form", args=[appraisal.pk])
    assert client_for(getattr(place, who).user).post(url).status_code == expected


def test_nothing_is_issued_before_the_release(place, client_for):
    appraisal = AppraisalFactory(employee=place.staff[0], period=year_of(place.agency), rated=True)
    url = reverse("performance:appraisal_form", args=[appraisal.pk])
    assert client_for(place.evaluator.user).post(url).status_code == 403
    assert client_for(place.staff[0].user).get(url).status_code == 404
    assert not Document.objects.exists()


def test_the_feedback_record_holds_no_rating_and_no_code(place, client_for):
    period = PeriodFactory(cycle__agency=place.agency, cycle__year=2025, number=2, is_opened=True)
    appraisal = judged(place.staff[0], period)
    url = reverse("performance:appraisal_record", args=[appraisal.pk])
    words = " ".join(words_of(client_for(place.staff[0].user).get(url).content).split())
    assert "REKAMAN INFORMASI UMPAN BALIK BERKELANJUTAN" in words
    assert "PERIODE: TRIWULAN II" in words
    assert "RATING" not in words
    assert "bukan dokumen resmi" in words

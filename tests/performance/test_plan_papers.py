"""The planning forms in print: each by who the person is and by the approach, with its own words (domain/10 §2)."""

import datetime as dt

import pytest
from django.urls import reverse

from asn_portal.core.documents.render import render_pdf
from asn_portal.core.models import AgencyPolicy, Document
from employees.actors import actor_of
from performance.enums import Approach, AttachmentKind, Perspective, ResultKind
from performance.models import IndicatorManual, Plan, PlanAttachment, StudyAssignment
from performance.services import plan_documents, plan_forms
from performance.services.plan_forms import soft
from tests.core.papers import words_of
from tests.employees.factories import office
from tests.performance.factories import IndicatorFactory, PlanFactory, WorkResultFactory, fill_plan

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)


@pytest.fixture
def place():
    return office()


def approved(person, **fields):
    plan = PlanFactory(employee=person, approved=True, **fields)
    result = WorkResultFactory(plan=plan, statement="Warga pesisir terlayani", indicators=0)
    IndicatorFactory(
        result=result,
        statement="Indeks kepuasan naik",
        target="82",
        target_unit="poin",
        perspective="recipient",
    )
    return plan


def printed(plan, paper="plan"):
    wanted = plan_documents.PAPERS[paper]
    actor = actor_of(plan.employee.user, today=DAY)
    return " ".join(words_of(render_pdf(wanted.template(plan), wanted.data(plan, actor))).split())


QUANTITATIVE = ("KUANTITATIF", "RENCANA HASIL KERJA", "INDIKATOR KINERJA INDIVIDU", "82 poin")
QUALITATIVE = ("KUALITATIF", "Ukuran keberhasilan/ Indikator Kinerja Individu", "- Indeks kepuasan naik")


@pytest.mark.parametrize(
    ("is_leader", "approach", "form", "words", "missing"),
    [
        (True, Approach.QUALITATIVE, "A.1.1", (*QUALITATIVE, "Perspektif Penerima"), "82 poin"),
        (True, Approach.QUANTITATIVE, "A.1.2", (*QUANTITATIVE, "PERSPEKTIF"), "DIINTERVENSI"),
        (False, Approach.QUALITATIVE, "A.1.6", (*QUALITATIVE, "ADMINISTRASI DAN"), "Perspektif"),
        (False, Approach.QUANTITATIVE, "A.1.7", (*QUANTITATIVE, "ASPEK", "DIINTERVENSI"), "PERSPEKTIF"),
    ],
    ids=["A.1.1", "A.1.2", "A.1.6", "A.1.7"],
)
def test_the_form_follows_the_leader_and_the_approach(place, is_leader, approach, form, words, missing):
    from django.utils import translation

    plan = approved(place.staff[0], is_leader_form=is_leader, approach=approach)
    with translation.override("id"):
        text = printed(plan)
    common = (f"Format {form}", "PEGAWAI YANG DINILAI", "A. UTAMA", "B. TAMBAHAN", "PERILAKU KERJA")
    common += ("dapat ditambahkan pada tahun berjalan", "Pejabat Penilai Kinerja", "Ekspektasi Khusus")
    assert [word for word in (*common, *words) if word.casefold() not in text.casefold()] == []
    assert missing not in text


def test_additional_results_go_on_counting_after_the_main_ones(place):
    plan = approved(place.staff[0], approach=Approach.QUALITATIVE)
    WorkResultFactory(plan=plan, kind=ResultKind.ADDITIONAL, statement="Tim wabah siaga")
    text = printed(plan)
    assert text.index("B. TAMBAHAN") < text.index("2 Tim wabah siaga")


def test_a_second_plan_prints_its_own_days_and_the_place_of_signing(place):
    place.agency.name = "Pemerintah Kota Teluk Sari"
    place.agency.save()
    plan = approved(place.staff[0], starts_on=dt.date(2026, 7, 1))
    text = printed(plan)
    assert "1 JULI SD 31 DESEMBER TAHUN 2026" in text
    assert "Teluk Sari, 12 Januari 2026" in text


def test_the_agency_may_state_another_place(place):
    AgencyPolicy.objects.create(
        agency=place.agency, key="performance.signing_place", value="Langsa", starts_on="2020-01-01"
    )
    assert plan_forms.signing_place(approved(place.staff[0])) == "Langsa"


def test_results_of_a_study_are_marked_as_in_the_official_example(place):
    plan = approved(place.staff[0], approach=Approach.QUALITATIVE)
    study = StudyAssignment.objects.create(
        agency=place.agency,
        employee=place.staff[0],
        institution="Universitas Contoh",
        programme="Gizi",
        level="s2",
        accreditation="a",
        starts_on="2026-02-01",
        due_on="2028-01-31",
    )
    plan.results.update(study=study)
    text = printed(plan)
    assert "1**" in text
    assert "** Ekspektasi Pejabat Penilai Kinerja untuk Pegawai yang melaksanakan tugas belajar" in text


def test_the_attachment_has_three_parts_with_numbered_lines(place):
    plan = approved(place.staff[0])
    for kind in AttachmentKind:
        PlanAttachment.objects.create(plan=plan, kind=kind, text=f"1. Satu {kind.value}\n2. Dua {kind.value}")
    text = printed(plan, "attachment")
    titles = ("DUKUNGAN SUMBER DAYA", "SKEMA PERTANGGUNGJAWABAN", "KONSEKUENSI")
    places = [text.index(title) for title in titles]
    assert places == sorted(places)
    assert "1. Satu resources 2. Dua resources" in text
    assert "1. 1." not in text


def manual_for(plan, **fields):
    values = {
        "purpose": "Mengukur pelayanan",
        "definition": "Nilai survei",
        "formula": "jumlah/responden",
        "measure_unit": "poin",
        "control": "intermediate",
        "data_source": "Survei IKM",
        "reporting": "quarter",
    }
    indicator = plan.results.first().indicators.first()
    return IndicatorManual.objects.create(indicator=indicator, **(values | fields))


def test_the_manual_crosses_what_was_chosen(place):
    plan = approved(place.head, is_leader_form=True)
    manual_for(plan)
    text = printed(plan, "manual")
    assert "(X) Outcome Antara" in text
    assert "(X) Triwulanan" in text
    assert "( ) Outcome ( X" not in text
    assert "SKP PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI" in text


def test_long_texts_and_long_words_stay_inside_the_page(place):
    plan = approved(place.staff[0])
    plan.results.update(statement="Layanan terpadu " * 120 + "x" * 200)
    text = printed(plan)
    assert text.count("terpadu") >= 110
    assert "\u200b" in soft("x" * 60)
    assert "\u200b" not in soft("198609262015051003")


@pytest.mark.parametrize("paper", ["attachment", "manual"])
def test_papers_are_handed_out_once_the_plan_is_set(place, client_for, paper):
    plan = approved(place.staff[0])
    manual_for(plan)
    url = reverse("performance:plan_paper", args=[plan.pk, paper])
    visitor = client_for(place.staff[0].user)
    first, second = (b"".join(visitor.get(url).streaming_content) for _time in range(2))
    assert first == second
    assert first.startswith(b"%PDF-")
    assert Document.objects.filter(kind=f"skp_{paper}").count() == 1
    draft = PlanFactory(employee=place.staff[1])
    fill_plan(draft)
    answer = client_for(place.staff[1].user).get(reverse("performance:plan_paper", args=[draft.pk, paper]))
    assert answer.status_code == 403


def test_there_is_no_other_paper(place, client_for):
    plan = approved(place.staff[0])
    url = reverse("performance:plan_paper", args=[plan.pk, "rahasia"])
    assert client_for(place.staff[0].user).get(url).status_code == 404


def test_every_perspective_has_its_place_in_the_leaders_form(place):
    plan = approved(place.head, is_leader_form=True)
    for perspective in Perspective:
        IndicatorFactory(result=plan.results.first(), perspective=perspective)
    rows = plan_forms.plan_data(Plan.objects.get(pk=plan.pk), actor_of(place.head.user, today=DAY))
    assert {row["perspective"] for row in rows["results"][0]["indicators"]} == {
        str(perspective.label) for perspective in Perspective
    }

"""Nominations: made on a checklist, decided with a decree, returned, refused, withdrawn."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from asn_portal.core.access import Role
from asn_portal.core.models import Notice, TransitionLog
from asn_portal.core.requirements import Checklist
from employees.enums import DisciplineLevel
from employees.models import DisciplineRecord, Employee
from performance.enums import Predicate
from promotions.enums import NominationStatus
from promotions.models import Award, Nomination
from promotions.selectors.inbox_awards import nomination_inbox
from tests.employees.factories import RoleGrantFactory, office
from tests.promotions.factories_awards import (
    AwardTypeFactory,
    NominationFactory,
    acting,
    deserving,
    good_year,
    medals,
    serving,
)
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db
REASON = "Antrean turun dari 40 menjadi 15 menit dalam satu triwulan."
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    built = office()
    deserving(built.staff[0])
    built.award = AwardTypeFactory(agency=built.agency)
    built.city_award = AwardTypeFactory(agency=built.agency, is_city=True)
    return built


def send(client, person, kind, **data):
    url = f"/apresiasi/usulan/baru/?pegawai={person.pk}"
    fields = {"reason": REASON, "evidence_link": "https://contoh.go.id/laporan", "award_type": kind.pk}
    return client.post(url, fields | data)


def decide(client, nomination, decision="grant", **data):
    fields = {"decision": decision, "decree_number": "800/7/2026", "awarded_on": "2026-03-02"}
    return client.post(reverse("promotions:nomination_decide", args=[nomination.pk]), fields | data)


def nominated(place, award_type=None, by=None, **fields):
    nominator = by or place.evaluator
    return NominationFactory(
        employee=place.staff[0],
        award_type=award_type or place.award,
        nominated_by=nominator.user,
        nominated_by_name=nominator.full_name,
        **fields,
    )


# --- Nominating ---


@pytest.mark.parametrize("who", ["evaluator", "head", "hr", "mayor"])
def test_those_above_nominate_and_the_checklist_is_kept(place, client_for, who):
    nominator = getattr(place, who)
    response = send(client_for(nominator.user), place.staff[0], place.award)
    made = Nomination.objects.get()
    assert response.status_code == 302
    assert (made.state, made.unit, made.nominated_by) == ("submitted", place.bidang, nominator.user)
    assert Checklist.from_dict(made.checklist).is_met
    log = TransitionLog.objects.get(subject_type="nomination", subject_id=made.pk)
    assert (log.transition, log.user) == ("nominate", nominator.user)


@pytest.mark.parametrize(
    ("who", "status"), [("colleague", 403), ("inspector", 403), ("leader", 403), ("outsider", 403)]
)
def test_others_do_not_nominate(place, client_for, who, status):
    person = getattr(place, who)
    assert send(client_for(person.user), place.staff[0], place.award).status_code == status
    assert not Nomination.objects.exists()


def test_somebody_of_another_office_is_not_found(place, client_for):
    assert send(client_for(place.evaluator.user), place.colleague, place.award).status_code == 404
    assert send(client_for(place.hr.user), place.outsider, place.award).status_code == 404


def test_nobody_nominates_themselves(place, client_for):
    assert send(client_for(place.head.user), place.head, place.award).status_code == 403


def test_a_medal_is_proposed_by_hr_only(place, client_for):
    medal = medals(place.agency)[20]
    serving(place.staff[0])
    page = client_for(place.evaluator.user).get(f"/apresiasi/usulan/baru/?pegawai={place.staff[0].pk}")
    assert medal.name not in texts(page, "select[name=award_type] option")
    assert send(client_for(place.evaluator.user), place.staff[0], medal).status_code == 422


def spoil(place, how):
    person = place.staff[0]
    if how == "predicate":
        person.appraisals.filter(period__cycle__year=2025).update(predicate=Predicate.BP)
    elif how == "unknown":
        person.appraisals.all().delete()
    elif how == "discipline":
        DisciplineRecord.objects.create(
            agency=place.agency, employee=person, level=DisciplineLevel.HEAVY, starts_on=dt.date(2026, 1, 1)
        )
    elif how == "no statement":
        Employee.objects.filter(pk=person.pk).update(discipline_checked_on=None)
    elif how == "retired":
        Employee.objects.filter(pk=person.pk).update(standing="retired", is_active=False)


@pytest.mark.parametrize("how", ["predicate", "unknown", "discipline", "no statement", "retired"])
def test_who_is_not_eligible_is_refused_with_the_checklist_and_nothing_is_lost(place, client_for, how):
    spoil(place, how)
    page = send(client_for(place.evaluator.user), place.staff[0], place.award, override_reason="Saya mau")
    assert page.status_code == 422
    assert REASON in page.content.decode()
    assert soup(page).select(".requirement.is-unmet, .requirement.is-unverified")
    assert not soup(page).select("[name=override_reason]")
    assert not Nomination.objects.exists()


def test_hr_goes_on_with_a_reason_that_is_logged(place, client_for):
    spoil(place, "discipline")
    client = client_for(place.hr.user)
    page = send(client, place.staff[0], place.award)
    assert page.status_code == 422
    assert soup(page).select("[name=override_reason]")
    send(client, place.staff[0], place.award, override_reason="Hukuman dibatalkan, SK menyusul.")
    made = Nomination.objects.get()
    assert made.override_reason == "Hukuman dibatalkan, SK menyusul."
    assert (
        TransitionLog.objects.get(subject_id=made.pk, subject_type="nomination").note == made.override_reason
    )
    assert not Checklist.from_dict(made.checklist).is_met


def test_a_pppk_cannot_be_pushed_through_for_a_medal(place, client_for):
    Employee.objects.filter(pk=place.staff[0].pk).update(kind="pppk")
    medal = medals(place.agency)[10]
    page = send(client_for(place.hr.user), place.staff[0], medal, override_reason="Sudah lama mengabdi")
    assert page.status_code == 422
    assert not Nomination.objects.exists()


def test_good_work_needs_evidence(place, client_for):
    client = client_for(place.evaluator.user)
    assert send(client, place.staff[0], place.award, evidence_link="").status_code == 422
    file = SimpleUploadedFile("laporan akhir.pdf", PDF, content_type="application/pdf")
    assert send(client, place.staff[0], place.award, evidence_link="", file=file).status_code == 302
    made = Nomination.objects.get()
    url = reverse("promotions:nomination_file", args=[made.pk])
    response = client_for(place.hr.user).get(url)
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert client_for(place.colleague.user).get(url).status_code == 404


@pytest.mark.parametrize(
    "data",
    [
        {"reason": " "},
        {"award_type": "9999999"},
        {"award_type": "x"},
        {"evidence_link": "javascript:alert(1)"},
        {"file": SimpleUploadedFile("a.pdf", b"MZ\x90 not a pdf")},
        {"file": SimpleUploadedFile("kosong.pdf", b"")},
    ],
    ids=lambda data: next(iter(data)),
)
def test_bad_input_is_refused_in_words(place, client_for, data):
    page = send(client_for(place.evaluator.user), place.staff[0], place.award, **data)
    assert page.status_code == 422
    assert soup(page).select(".is-invalid, .field-error, .invalid-feedback")
    assert not Nomination.objects.exists()


@pytest.mark.parametrize("wanted", ["x", "-1", "9" * 30, "%00"])
def test_an_odd_person_in_the_address_shows_the_search(place, client_for, wanted):
    assert client_for(place.hr.user).get(f"/apresiasi/usulan/baru/?pegawai={wanted}").status_code == 200


def test_one_nomination_at_a_time(place, client_for):
    send(client_for(place.evaluator.user), place.staff[0], place.award)
    assert send(client_for(place.head.user), place.staff[0], place.award).status_code == 422
    assert Nomination.objects.count() == 1


def test_evaluators_find_their_team_at_once_and_others_by_name(place, client_for):
    page = client_for(place.evaluator.user).get("/apresiasi/usulan/baru/")
    assert len(soup(page).select(".rows > li")) == len(place.staff)
    page = client_for(place.evaluator.user).get("/apresiasi/usulan/baru/?q=rekan")
    assert not soup(page).select(".rows > li")
    assert client_for(place.staff[0].user).get("/apresiasi/usulan/baru/").status_code == 403


# --- Deciding ---


@pytest.mark.parametrize("who", ["head", "hr"])
def test_an_award_of_an_office_is_given_by_its_head_or_hr(place, client_for, who):
    nomination = nominated(place)
    assert decide(client_for(getattr(place, who).user), nomination).status_code == 302
    award = Award.objects.get()
    assert (award.employee, award.opd, award.decree_number) == (place.staff[0], place.dinas, "800/7/2026")
    assert award.citation == nomination.reason
    nomination.refresh_from_db()
    assert nomination.state == NominationStatus.GRANTED
    assert Checklist.from_dict(nomination.checklist).is_met


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("leader", 302),
        ("hr", 302),
        ("mayor", 302),
        ("head", 403),
        ("evaluator", 403),
        ("inspector", 403),
        ("colleague", 404),
        ("outsider", 404),
    ],
)
def test_an_award_of_the_city_is_given_by_its_leaders_or_hr(place, client_for, who, status):
    nomination = nominated(place, place.city_award)
    assert decide(client_for(getattr(place, who).user), nomination).status_code == status


def test_the_person_sees_the_nomination_and_may_not_decide(place, client_for):
    nomination = nominated(place)
    client = client_for(place.staff[0].user)
    page = client.get(reverse("promotions:nomination_detail", args=[nomination.pk]))
    assert page.status_code == 200
    assert not soup(page).select("[name=decision]")
    assert decide(client, nomination).status_code == 403


@pytest.mark.parametrize(("who", "kind"), [("head", "award"), ("hr", "city_award")])
def test_nobody_decides_on_an_own_nomination(place, client_for, who, kind):
    nominator = getattr(place, who)
    nomination = nominated(place, getattr(place, kind), by=nominator)
    assert decide(client_for(nominator.user), nomination).status_code == 403
    assert not nomination_inbox(actor=acting(nominator)).exists()


def test_hr_of_the_agency_records_what_the_president_decides(place, client_for):
    serving(place.staff[0])
    nomination = nominated(place, medals(place.agency)[20], by=place.hr, override_reason="Berkas lengkap.")
    data = {"decree_number": "Keppres 50/TK/2026", "override_reason": "Berkas lengkap."}
    assert decide(client_for(place.leader.user), nomination, **data).status_code == 403
    assert decide(client_for(place.hr.user), nomination, **data).status_code == 302


def test_second_click_is_a_conflict(place, client_for):
    nomination = nominated(place)
    stale = Nomination.objects.get(pk=nomination.pk)
    decide(client_for(place.head.user), nomination)
    page = decide(client_for(place.hr.user), stale, "refuse", note="Terlambat")
    assert page.status_code == 409
    assert "Terlambat" in page.content.decode()
    assert Award.objects.count() == 1


@pytest.mark.parametrize(
    "data",
    [
        {"decree_number": ""},
        {"awarded_on": ""},
        {"awarded_on": "2026-03-03"},
        {"awarded_on": "30-02-2026"},
        {"awarded_on": "1990-01-01"},
        {"decision": "x"},
    ],
)
def test_a_decree_that_cannot_be_is_refused(place, client_for, data):
    serving(place.staff[0])
    nomination = nominated(place)
    page = decide(client_for(place.head.user), nomination, **({"citation": "Untuk antrean"} | data))
    assert page.status_code == 422
    assert "Untuk antrean" in page.content.decode()
    assert not Award.objects.exists()


def test_what_came_up_since_the_nomination_holds_the_award(place, client_for):
    nomination = nominated(place)
    spoil(place, "discipline")
    assert decide(client_for(place.head.user), nomination).status_code == 422
    assert not Award.objects.exists()
    decide(client_for(place.hr.user), nomination, override_reason="Sudah diperiksa Inspektorat.")
    assert Award.objects.get().nomination.override_reason == "Sudah diperiksa Inspektorat."


def test_a_returned_nomination_is_corrected_and_sent_again(place, client_for):
    nomination = nominated(place)
    head = client_for(place.head.user)
    assert decide(head, nomination, "return").status_code == 422
    decide(head, nomination, "return", note="Tambahkan angka.")
    assert Notice.objects.get(event="nomination_returned").user == place.evaluator.user
    url = reverse("promotions:nomination_edit", args=[nomination.pk])
    assert head.get(url).status_code == 403
    data = {"reason": "Dari 40 ke 15 menit", "evidence_link": "https://contoh.go.id/b"}
    assert client_for(place.evaluator.user).post(url, data).status_code == 302
    nomination.refresh_from_db()
    assert (nomination.state, nomination.reason) == ("submitted", "Dari 40 ke 15 menit")
    assert client_for(place.evaluator.user).post(url, data).status_code == 409


def test_a_refusal_needs_a_reason_and_is_told(place, client_for):
    nomination = nominated(place)
    client = client_for(place.hr.user)
    assert decide(client, nomination, "refuse", note=" ").status_code == 422
    decide(client, nomination, "refuse", note="Belum ada dampak.")
    assert Notice.objects.get(event="nomination_refused").params["note"] == "Belum ada dampak."
    assert not Award.objects.exists()


def test_who_nominated_withdraws_and_nobody_else(place, client_for):
    nomination = nominated(place)
    url = reverse("promotions:nomination_withdraw", args=[nomination.pk])
    assert client_for(place.head.user).post(url).status_code == 403
    assert client_for(place.evaluator.user).post(url).status_code == 302
    assert client_for(place.evaluator.user).post(url).status_code == 409


def test_one_decree_for_several_names_who_is_left_out(place, client_for):
    deserving(place.staff[1])
    first, other = nominated(place), NominationFactory(employee=place.staff[2], award_type=place.award)
    second = NominationFactory(employee=place.staff[1], award_type=place.award)
    data = {
        "nomination": [first.pk, second.pk, other.pk],
        "decree_number": "800/9/2026",
        "awarded_on": "2026-03-01",
    }
    page = client_for(place.hr.user).post("/apresiasi/usulan/keputusan/", data, follow=True)
    assert set(Award.objects.values_list("employee", flat=True)) == {place.staff[0].pk, place.staff[1].pk}
    assert any(place.staff[2].name in str(words) for words in page.context["messages"])
    bad = client_for(place.hr.user).post("/apresiasi/usulan/keputusan/", data | {"decree_number": ""})
    assert bad.status_code == 422
    assert client_for(place.evaluator.user).post("/apresiasi/usulan/keputusan/", data).status_code == 403


# --- Lists and inbox ---


@pytest.mark.parametrize(
    ("who", "count"),
    [
        ("hr", 3),
        ("leader", 1),
        ("mayor", 1),
        ("head", 1),
        ("evaluator", 0),
        ("inspector", 0),
        ("colleague", 0),
    ],
)
def test_the_inbox_holds_what_the_actor_decides(place, who, count):
    serving(place.staff[0])
    nominated(place), nominated(place, place.city_award), nominated(place, medals(place.agency)[20])
    rows = list(nomination_inbox(actor=acting(getattr(place, who))))
    assert len(rows) == count
    assert all(row["kind"] == "nomination" and row["who"] == place.staff[0].full_name for row in rows)


def test_hr_of_an_office_proposes_and_does_not_decide(place, client_for):
    RoleGrantFactory(user=place.colleague.user, unit=place.dinas, role=Role.HR)
    nomination = nominated(place)
    client = client_for(place.colleague.user)
    assert client.get(reverse("promotions:nomination_detail", args=[nomination.pk])).status_code == 200
    assert decide(client, nomination).status_code == 403


def test_the_list_costs_the_same_with_many_rows(place, client_for, count_queries):
    client = client_for(place.hr.user)
    nomination = nominated(place)
    few = count_queries(client, "promotions:nomination_list")
    for person in (*place.staff[1:], place.colleague, place.evaluator, place.head):
        NominationFactory(employee=person, award_type=place.award)
    assert count_queries(client, "promotions:nomination_list") == few <= 12
    assert count_queries(client, "promotions:nomination_detail", args=[nomination.pk]) <= 12
    assert count_queries(client, "promotions:nomination_new", query={"pegawai": place.staff[0].pk}) <= 12


def test_a_medal_to_decide_costs_no_more_than_others(place, client_for, count_queries):
    serving(place.staff[0])
    nomination = nominated(place, medals(place.agency)[20], by=place.hr)
    client = client_for(place.hr.user)
    assert count_queries(client, "promotions:nomination_detail", args=[nomination.pk]) <= 12


def test_good_years_are_read_of_the_person_only(place, client_for):
    good_year(place.staff[1], 2025)
    assert send(client_for(place.evaluator.user), place.staff[1], place.award).status_code == 422

"""Nominations are decided with a decree, returned, refused or withdrawn, by who may."""

import pytest
from django.urls import reverse

from asn_portal.core.access import Role
from asn_portal.core.models import Notice
from asn_portal.core.requirements import Checklist
from promotions.enums import NominationStatus
from promotions.models import Award, Nomination
from promotions.selectors.inbox_awards import nomination_inbox
from tests.employees.factories import RoleGrantFactory
from tests.promotions.factories_awards import (
    NominationFactory,
    acting,
    deserving,
    good_year,
    medals,
    serving,
)
from tests.promotions.nominating import awarding, decide, nominated, send, spoil
from tests.support.pages import soup

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return awarding()


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

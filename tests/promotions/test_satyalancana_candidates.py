"""Candidates for Satyalancana: found at night, kept true, looked at and proposed by HR."""

import datetime as dt
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from asn_portal.core.access import Role
from asn_portal.core.models import AccessLog, Agency, AgencyPolicy
from employees.enums import DisciplineLevel
from employees.models import DisciplineRecord, Employee, UnpaidLeave
from promotions.enums import NominationStatus
from promotions.models import Award, AwardCandidate, AwardType, Nomination
from promotions.services.candidates import confirm_papers, find_candidates
from tests.employees.factories import EmployeeFactory, RoleGrantFactory, office
from tests.promotions.factories_awards import AwardFactory, acting, medals, serving
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    built = office()
    serving(built.staff[0])
    return built


def night(place, today=TODAY):
    return find_candidates(agency=place.agency, today=today)


def candidate_of(person):
    return AwardCandidate.objects.get(employee=person)


def test_the_night_finds_who_has_served_long_enough(place):
    assert night(place) == 1
    row = candidate_of(place.staff[0])
    assert (row.award_type.rule, row.reached_on, row.unit) == (
        "satyalancana_20",
        dt.date(2026, 3, 1),
        place.bidang,
    )
    assert (row.is_met, row.open_codes) == (False, "leave,conduct,not_held")


@pytest.mark.parametrize(
    ("today", "count"),
    [
        pytest.param(dt.date(2016, 2, 29), 0, id="one day before ten years"),
        pytest.param(dt.date(2016, 3, 1), 1, id="the day"),
    ],
)
def test_the_first_day_counts(place, today, count):
    assert night(place, today) == count == AwardCandidate.objects.count()


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "pppk"},
        {"kind": "cpns"},
        {"is_active": False},
        {"cpns_on": None},
        {"standing": "dismissed"},
    ],
)
def test_who_is_no_candidate_is_not_found(place, fields):
    Employee.objects.filter(pk=place.staff[0].pk).update(**fields)
    assert night(place) == 0


@pytest.mark.parametrize(("level", "count"), [("light", 1), ("medium", 0), ("heavy", 0)])
def test_a_grave_punishment_closes_the_medal(place, level, count):
    DisciplineRecord.objects.create(
        agency=place.agency,
        employee=place.staff[0],
        level=DisciplineLevel(level),
        starts_on=dt.date(2015, 1, 1),
        ends_on=dt.date(2015, 6, 30),
    )
    assert night(place) == count


def test_an_agency_may_let_the_count_restart(place):
    DisciplineRecord.objects.create(
        agency=place.agency,
        employee=place.staff[0],
        level=DisciplineLevel.MEDIUM,
        starts_on=dt.date(2014, 1, 1),
        ends_on=dt.date(2014, 12, 31),
    )
    AgencyPolicy.objects.create(
        agency=place.agency,
        key="promotions.satyalancana_discipline",
        value="restart",
        starts_on=dt.date(2026, 1, 1),
    )
    night(place)
    row = candidate_of(place.staff[0])
    assert (row.award_type.rule, row.reached_on) == ("satyalancana_10", dt.date(2025, 1, 1))


def test_unpaid_leave_closes_the_medal(place):
    UnpaidLeave.objects.create(agency=place.agency, employee=place.staff[0], starts_on=dt.date(2019, 1, 1))
    assert night(place) == 0


def test_who_no_longer_fits_leaves_the_list_and_others_stay(place):
    serving(place.staff[1])
    assert night(place) == 2
    Employee.objects.filter(pk=place.staff[0].pk).update(is_active=False)
    assert night(place) == 1
    assert candidate_of(place.staff[1]).checked_on == TODAY
    assert not AwardCandidate.objects.filter(employee=place.staff[0]).exists()


def test_a_second_run_changes_nothing_and_keeps_what_hr_checked(place):
    night(place)
    confirm_papers(candidate=candidate_of(place.staff[0]), actor=acting(place.hr))
    before = AwardCandidate.objects.values().get()
    night(place)
    assert AwardCandidate.objects.values().get() == before
    assert before["is_met"]


def test_the_next_medal_takes_the_place_of_the_one_before(place):
    night(place, dt.date(2026, 2, 28))
    assert candidate_of(place.staff[0]).award_type.rule == "satyalancana_10"
    night(place)
    assert candidate_of(place.staff[0]).award_type.rule == "satyalancana_20"


def test_a_medal_owned_is_not_proposed_again(place):
    AwardFactory(employee=place.staff[0], award_type=medals(place.agency)[20])
    assert night(place) == 0


def test_a_medal_put_out_of_use_is_left_out(place):
    medals(place.agency)
    AwardType.objects.filter(rule="satyalancana_20").update(is_active=False)
    assert night(place) == 0


def queries_of(work):
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def test_every_chunk_costs_the_same_number_of_queries(place):
    medals(place.agency)
    few = queries_of(lambda: night(place))
    AwardCandidate.objects.all().delete()
    EmployeeFactory.create_batch(20, agency=place.agency, unit=place.bidang, cpns_on=dt.date(2006, 3, 1))
    assert queries_of(lambda: night(place)) == few
    assert AwardCandidate.objects.count() == 21


def test_other_governments_are_left_alone(place):
    serving(place.outsider)
    night(place)
    assert not AwardCandidate.objects.exclude(agency=place.agency).exists()
    other = Agency.objects.get(pk=place.outsider.agency_id)
    assert find_candidates(agency=other, today=TODAY) == 1
    assert AwardCandidate.objects.count() == 2


# --- Pages ---


def test_hr_sees_the_list_with_what_is_open(place, client_for):
    night(place)
    page = client_for(place.hr.user).get("/apresiasi/calon/")
    (row,) = texts(page, "tbody tr")
    assert place.staff[0].name in row
    assert not soup(page).select("tbody input[type=checkbox]")


@pytest.mark.parametrize(("met", "count"), [("", 1), ("ya", 0), ("belum", 1), ("x", 1)])
def test_the_list_is_narrowed_by_what_is_met(place, client_for, met, count):
    night(place)
    page = client_for(place.hr.user).get("/apresiasi/calon/", {"syarat": met, "unit": place.dinas.pk})
    assert len(soup(page).select("tbody tr")) == count


def test_hr_of_another_office_sees_nobody(place, client_for):
    night(place)
    RoleGrantFactory(user=place.colleague.user, unit=place.other_dinas, role=Role.HR)
    client = client_for(place.colleague.user)
    assert not soup(client.get("/apresiasi/calon/")).select("tbody tr")
    url = reverse("promotions:candidate_detail", args=[candidate_of(place.staff[0]).pk])
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("evaluator", 403), ("head", 403), ("inspector", 403), ("outsider", 404)]
)
def test_the_candidate_page_is_for_hr(place, client_for, who, status):
    night(place)
    url = reverse("promotions:candidate_detail", args=[candidate_of(place.staff[0]).pk])
    assert client_for(getattr(place, who).user).get(url).status_code == status


def test_papers_are_confirmed_by_hr_and_everything_is_met(place, client_for):
    night(place)
    row = candidate_of(place.staff[0])
    client = client_for(place.hr.user)
    client.post(reverse("promotions:candidate_papers", args=[row.pk]))
    row.refresh_from_db()
    assert (row.is_met, row.papers_checked_on, row.papers_checked_by_name) == (
        True,
        TODAY,
        place.hr.full_name,
    )
    page = client.get(reverse("promotions:candidate_detail", args=[row.pk]))
    assert place.hr.full_name in page.content.decode()


def test_nobody_confirms_the_own_papers(place, client_for):
    serving(place.hr)
    night(place)
    url = reverse("promotions:candidate_papers", args=[candidate_of(place.hr).pk])
    assert client_for(place.hr.user).post(url).status_code == 403


def test_ticked_candidates_are_proposed_and_the_others_named(place, client_for):
    serving(place.staff[1])
    night(place)
    ready, other = candidate_of(place.staff[0]), candidate_of(place.staff[1])
    confirm_papers(candidate=ready, actor=acting(place.hr))
    client = client_for(place.hr.user)
    data = {"candidate": [ready.pk, other.pk, "x", "9" * 30]}
    page = client.post("/apresiasi/calon/usulkan/", data, follow=True)
    made = Nomination.objects.get()
    assert (made.employee, made.state) == (place.staff[0], NominationStatus.SUBMITTED)
    assert any(place.staff[1].name in str(words) for words in page.context["messages"])
    again = client.post("/apresiasi/calon/usulkan/", {"candidate": [ready.pk]}, follow=True)
    assert again.status_code == 200
    assert Nomination.objects.count() == 1


def test_an_earlier_medal_is_recorded_without_noise(place, client_for):
    night(place)
    row = candidate_of(place.staff[0])
    url = reverse("promotions:candidate_owned", args=[row.pk])
    client = client_for(place.hr.user)
    page = client.post(url, {"decree_number": "Keppres 1/TK/2027", "awarded_on": "2027-08-17"})
    assert page.status_code == 422
    assert "Keppres 1/TK/2027" in page.content.decode()
    client.post(url, {"decree_number": "Keppres 50/TK/2026", "awarded_on": "2026-03-01"})
    award = Award.objects.get()
    assert (award.is_on_wall, award.announced_at is not None) == (False, True)
    assert not AwardCandidate.objects.exists()


def test_the_workbook_has_exactly_the_filter_and_is_logged(place, client_for):
    night(place)
    response = client_for(place.hr.user).get("/apresiasi/calon/unduh/")
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][:2] == (place.staff[0].nip, place.staff[0].full_name)
    assert AccessLog.objects.get().subject_type == "award_candidates"
    assert client_for(place.head.user).get("/apresiasi/calon/unduh/").status_code == 403


def test_the_list_costs_the_same_with_many_rows(place, client_for, count_queries):
    night(place)
    client = client_for(place.hr.user)
    few = count_queries(client, "promotions:candidate_list")
    EmployeeFactory.create_batch(20, agency=place.agency, unit=place.bidang, cpns_on=dt.date(2006, 3, 1))
    assert night(place) == 21
    assert count_queries(client, "promotions:candidate_list") == few <= 12
    row = candidate_of(place.staff[0])
    assert count_queries(client, "promotions:candidate_detail", args=[row.pk]) <= 13

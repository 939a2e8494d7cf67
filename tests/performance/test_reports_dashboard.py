"""Dashboards: figures by office and unit, the people behind each, and who sees what."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.access import NotAllowed
from performance.models import Appraisal, Objection
from performance.selectors.dashboard import get_dashboard
from performance.selectors.dashboard_people import Question, people_behind
from tests.employees.factories import member, office
from tests.performance.appraisal_help import actor
from tests.performance.factories import AppraisalFactory, PlanFactory
from tests.performance.reports_help import judged, year_of
from tests.support.pages import soup

pytestmark = pytest.mark.django_db
LATER = dt.date(2026, 2, 20)


@pytest.fixture
def place():
    return office()


@pytest.fixture
def period(place):
    """Ani is released and has signed, Budi is rated, Citra waits; a colleague elsewhere waits, too."""
    period = year_of(place.agency)
    ani, budi, citra = place.staff
    judged(ani, period, signed_at=timezone.now())
    rating = {"period": period, "opd": place.dinas}
    PlanFactory(employee=budi, cycle=period.cycle)
    AppraisalFactory(employee=budi, rated=True, **rating)
    AppraisalFactory(employee=citra, **rating)
    AppraisalFactory(employee=place.colleague, period=period, opd=place.other_dinas)
    return period


def board(who, unit=None, today=LATER):
    return get_dashboard(actor=actor(who), unit_id=unit.pk if unit else None, period_id=None, today=today)


def test_the_agency_is_shown_by_office_with_its_sum(place, period):
    shown = board(place.leader)
    rows = {row.name: row for row in shown.rows}
    dinas = rows["Dinas Kesehatan"]
    assert (dinas.people, dinas.rated, dinas.released, dinas.signed, dinas.waiting) == (3, 2, 1, 1, 1)
    assert (dinas.plans, dinas.plans_set, dinas.predicates["b"], dinas.late_evaluators) == (2, 1, 2, 1)
    assert (shown.total.people, rows["Dinas Pendidikan"].waiting) == (4, 1)


def test_nobody_is_late_before_the_last_day(place, period):
    assert board(place.leader, today=period.rating_due_on).total.late_evaluators == 0
    assert not board(place.leader, today=period.rating_due_on).is_late
    assert board(place.leader, today=period.rating_due_on + dt.timedelta(days=1)).is_late


def test_an_office_is_shown_by_unit_and_leads_to_people(place, period, client_for):
    shown = board(place.head, place.dinas)
    assert [row.name for row in shown.rows] == ["Bidang Kesehatan Masyarakat"]
    visitor = client_for(place.head.user)
    page = visitor.get(reverse("performance:performance_dashboard"))
    links = [link["href"] for link in soup(page).select("tbody td.num a")]
    assert links
    for link in links:
        assert visitor.get(link).status_code == 200
    rated = next(link for link in links if link.endswith("=rated"))
    names = soup(visitor.get(rated)).get_text()
    assert "Ani Lestari" in names
    assert "Citra Dewi" not in names


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        ("people", ["Ani Lestari", "Budi Santoso", "Citra Dewi"]),
        ("waiting", ["Citra Dewi"]),
        ("rated", ["Ani Lestari", "Budi Santoso"]),
        ("released", ["Ani Lestari"]),
        ("signed", ["Ani Lestari"]),
        ("unsigned", []),
        ("b", ["Ani Lestari", "Budi Santoso"]),
        ("sk", []),
        ("plans_set", ["Ani Lestari"]),
        ("plans_open", ["Budi Santoso"]),
        ("nonsense", ["Ani Lestari", "Budi Santoso", "Citra Dewi"]),
    ],
)
def test_the_list_behind_a_figure_holds_those_it_counts(place, period, show, expected):
    question = Question(unit_id=place.dinas.pk, show=show)
    page = people_behind(actor=actor(place.hr), question=question).page
    assert [row.employee.name for row in page.items] == expected


def test_late_evaluators_are_listed_with_their_people(place, period):
    page = people_behind(actor=actor(place.hr), question=Question(place.dinas.pk, show="evaluators")).page
    assert [(row.name, row.to_rate) for row in page.items] == [("Kepala Bidang", 1)]


def test_the_row_of_a_unit_itself_means_only_those_directly_in_it(place, period):
    deputy = member(place.dinas, "Sekretaris Dinas", evaluator=place.head)
    AppraisalFactory(employee=deputy, period=period, opd=place.dinas)
    own, below = board(place.hr, place.dinas).rows
    assert (own.name, own.people, own.query) == ("Dinas Kesehatan", 1, f"unit={place.dinas.pk}&langsung=1")
    assert below.people == 3
    question = Question(unit_id=place.dinas.pk, is_direct=True)
    assert len(people_behind(actor=actor(place.hr), question=question).page.items) == 1


@pytest.mark.parametrize("name", ["performance_dashboard", "performance_people"])
def test_another_offices_head_gets_404_and_a_person_without_a_role_403(place, period, client_for, name):
    url = reverse(f"performance:{name}")
    other = client_for(place.head.user)
    assert other.get(url, {"unit": place.other_dinas.pk}).status_code == 404
    assert other.get(url, {"unit": place.root.pk}).status_code == 404
    assert client_for(place.staff[0].user).get(url).status_code == 403


def test_objections_are_the_business_of_hr_and_a_number_for_leaders(place, period):
    ani = Appraisal.objects.get(employee=place.staff[0], period=period)
    Objection.objects.create(
        agency=place.agency,
        appraisal=ani,
        employee=ani.employee,
        unit=ani.unit,
        decider=place.head,
        reasons="Bukti tidak dibaca.",
        original={},
        received_on=LATER,
        last_day=LATER,
        due_on=LATER,
    )
    assert board(place.hr).total.objections == 1
    assert board(place.leader).total.objections == 1
    assert board(place.head).total.objections == 0
    with pytest.raises(NotAllowed):
        people_behind(actor=actor(place.leader), question=Question(show="objections"))


def test_a_government_without_a_year_has_an_empty_page(place, client_for):
    page = client_for(place.hr.user).get(reverse("performance:performance_dashboard"))
    assert page.status_code == 200

"""What is on record for a promotion, read for many people at once: nothing invented, nothing of other governments."""

import datetime as dt
from decimal import Decimal

import pytest
from django.http import Http404

from asn_portal.core.access import system_actor
from asn_portal.core.models import AgencyPolicy
from employees.models import DisciplineRecord, Employee
from promotions.selectors.rank_facts import facts_for, paths_of, rules_in_force
from tests.employees.factories import member, office
from tests.promotions.factories_rank import CreditFactory, ExamFactory, judge, make_ready, rank
from tests.promotions.rank_cases import answer

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def place(freeze):
    """A government on 2 March 2026 with one person who meets everything (R1)."""
    freeze(2026, 3, 2)
    place = office()
    make_ready(place.staff[0])
    return place


def facts_of(place, person, **options):
    """Return the facts of one person."""
    return facts_for(Employee.objects.all(), actor=system_actor(place.agency.pk), today=TODAY)[person.pk]


def punish(person, *, level="medium", starts_on=dt.date(2026, 1, 1), ends_on=None):
    """Write a punishment."""
    return DisciplineRecord.objects.create(
        agency=person.agency,
        employee=person,
        level=level,
        description="-",
        starts_on=starts_on,
        ends_on=ends_on,
    )


def test_what_is_recorded_is_read(place):
    person = place.staff[0]
    ExamFactory(employee=person)
    ExamFactory(employee=person, exam="upkp", target_rank=rank("III/a"))
    CreditFactory(employee=person, points=40, as_of=dt.date(2024, 12, 31))
    CreditFactory(employee=person, points=Decimal("56.25"))
    facts = facts_of(place, person)
    assert (facts.rank_code, facts.superior_rank_code, facts.superior_is_official) == ("II/c", "III/a", False)
    assert facts.predicates == {2024: "b", 2025: "b"}
    assert (facts.exams, facts.upkp_ranks) == ({"service_1", "upkp"}, {"III/a"})
    assert (facts.credit_points, facts.credit_on) == (Decimal("56.25"), dt.date(2025, 12, 31))
    assert facts.running_discipline is False


def test_what_nobody_recorded_stays_unknown(place):
    facts = facts_of(place, place.staff[1])
    assert (facts.exams, facts.credit_points, facts.running_discipline, facts.predicates) == (
        None,
        None,
        None,
        {},
    )


def test_a_predicate_counts_once_it_is_released(place):
    judge(place.staff[1], 2025, rated=True)
    assert facts_of(place, place.staff[1]).predicates == {}


@pytest.mark.parametrize(
    ("punishments", "runs", "ends_on"),
    [
        ([{"ends_on": dt.date(2026, 3, 1)}], False, None),
        ([{"ends_on": TODAY}], True, TODAY),
        ([{}], True, None),
        ([{}, {"ends_on": dt.date(2027, 1, 1)}], True, None),
        ([{"level": "light"}], False, None),
        ([{"level": "heavy", "ends_on": dt.date(2026, 12, 31)}], True, dt.date(2026, 12, 31)),
    ],
)
def test_only_a_medium_or_heavy_punishment_that_has_not_ended_runs(place, punishments, runs, ends_on):
    for punishment in punishments:
        punish(place.staff[0], **punishment)
    facts = facts_of(place, place.staff[0])
    assert (facts.running_discipline, facts.discipline_ends_on) == (runs, ends_on)


def test_the_agency_sets_the_figures_from_a_day_on(place):
    for day, years in ((dt.date(2025, 1, 1), 5), (dt.date(2026, 1, 1), 3), (dt.date(2026, 4, 1), 9)):
        AgencyPolicy.objects.create(
            agency=place.agency, key="promotions.structural_years", value=years, starts_on=day
        )
    assert rules_in_force(actor=system_actor(place.agency.pk), day=TODAY).structural_years == 3
    assert rules_in_force(actor=system_actor(place.outsider.agency_id), day=TODAY).structural_years == 4
    AgencyPolicy.objects.create(
        agency=place.agency, key="promotions.discipline_blocks", value=False, starts_on=TODAY
    )
    punish(place.staff[0])
    paths = paths_of(actor=system_actor(place.agency.pk), employee=place.staff[0], today=TODAY)
    assert answer(paths[0].checklist, "discipline").status.value == "not_applicable"


def test_people_of_another_government_are_not_read(place):
    actor = system_actor(place.agency.pk)
    assert place.outsider.pk not in facts_for(Employee.objects.all(), actor=actor, today=TODAY)
    with pytest.raises(Http404):
        paths_of(actor=actor, employee=place.outsider, today=TODAY)


def test_many_people_cost_two_queries(place, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr("promotions.selectors.rank_facts.MANY", 3)
    for number in range(4):
        make_ready(member(place.bidang, f"Pegawai {number}", evaluator=place.evaluator))
    with django_assert_num_queries(2):
        found = facts_for(Employee.objects.all(), actor=system_actor(place.agency.pk), today=TODAY)
    assert sum(facts.predicates == {2024: "b", 2025: "b"} for facts in found.values()) == 5


def test_nobody_costs_nothing_wrong(place):
    assert facts_for(Employee.objects.none(), actor=system_actor(place.agency.pk), today=TODAY) == {}

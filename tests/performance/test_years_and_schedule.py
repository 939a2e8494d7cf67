"""HR sets up years; the clock opens them and reminds, also after days of downtime, each once (A10)."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from asn_portal.core.access import NotAllowed, system_actor
from asn_portal.core.models import AgencyPolicy, Notice
from asn_portal.core.schedule import run_due_duties
from employees.actors import actor_of
from performance.models import Cycle, Period, Plan
from performance.selectors import cycles as selectors
from performance.services import cycles, duties, opening, reminders
from performance.tasks import open_cycle
from tests.employees.factories import office
from tests.performance.factories import CycleFactory, PeriodFactory, PlanFactory
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return office()


def actor(person):
    return actor_of(person.user, today=dt.date(2026, 1, 5))


def url(name, *args):
    return reverse(f"performance:{name}", args=args)


# --- Setting up ---


def test_a_year_comes_with_four_quarters_and_itself(place, freeze):
    freeze(2025, 12, 1)
    cycle = cycles.set_up_cycle(year=2026, actor=actor(place.hr))
    assert (cycle.opens_on, cycle.plan_due_on) == (dt.date(2026, 1, 2), dt.date(2026, 1, 31))
    windows = {row.label: (row.rating_opens_on, row.rating_due_on) for row in cycle.periods.all()}
    assert len(windows) == 5
    assert (dt.date(2026, 12, 1), dt.date(2027, 1, 31)) in windows.values()
    assert (dt.date(2026, 4, 1), dt.date(2026, 4, 15)) in windows.values()


def test_the_rating_window_is_the_agency_s_own_figure(place, freeze):
    freeze(2025, 12, 1)
    AgencyPolicy.objects.create(
        agency=place.agency, key="performance.rating_days", value=20, starts_on=dt.date(2025, 1, 1)
    )
    cycle = cycles.set_up_cycle(year=2026, actor=actor(place.hr))
    assert cycle.periods.get(kind="quarter", number=1).rating_due_on == dt.date(2026, 4, 21)


def test_a_year_set_up_late_does_not_open_the_same_day(place, freeze):
    freeze(2026, 6, 10)
    cycle = cycles.set_up_cycle(year=2026, actor=actor(place.hr))
    assert cycle.opens_on == dt.date(2026, 6, 11)
    assert cycle.plan_due_on == dt.date(2026, 7, 9)


def test_the_same_year_twice_is_refused(place, freeze):
    freeze(2025, 12, 1)
    cycles.set_up_cycle(year=2026, actor=actor(place.hr))
    with pytest.raises(ValidationError):
        cycles.set_up_cycle(year=2026, actor=actor(place.hr))


@pytest.mark.parametrize("who", ["leader", "inspector", "head"])
def test_only_hr_sets_up_years(place, who):
    with pytest.raises(NotAllowed):
        cycles.set_up_cycle(year=2026, actor=actor(getattr(place, who)))


def changes(cycle, **other):
    values = {
        "opens_on": cycle.opens_on,
        "plan_due_on": cycle.plan_due_on,
        "remind_days_before": 7,
        "periods": {},
        "reason": "Cuti bersama",
    }
    return cycles.CycleChanges(**{**values, **other})


def test_a_later_deadline_is_reminded_of_again(place, freeze):
    freeze(2026, 1, 26)
    cycle = CycleFactory(
        agency=place.agency, is_open=True, reminded_at=dt.datetime(2026, 1, 24, tzinfo=dt.UTC)
    )
    later = changes(cycle, plan_due_on=dt.date(2026, 2, 15))
    cycles.change_cycle(cycle=cycle, changes=later, actor=actor(place.hr))
    cycle.refresh_from_db()
    assert (cycle.plan_due_on, cycle.reminded_at) == (dt.date(2026, 2, 15), None)


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"plan_due_on": dt.date(2025, 1, 1)}, "plan_due_on"),
        ({"plan_due_on": dt.date(2028, 1, 1)}, "plan_due_on"),
        ({"opens_on": dt.date(2026, 1, 3)}, "opens_on"),
    ],
)
def test_dates_out_of_order_are_refused_at_their_field(place, freeze, other, field):
    freeze(2026, 1, 20)
    cycle = CycleFactory(agency=place.agency, is_open=True)
    with pytest.raises(ValidationError) as refusal:
        cycles.change_cycle(cycle=cycle, changes=changes(cycle, **other), actor=actor(place.hr))
    assert field in refusal.value.error_dict


# --- The clock ---


def run_tick():
    """Tick, then do what it queued, as a worker would."""
    run_due_duties()
    for job_id in Cycle.objects.filter(job__state="queued").values_list("job_id", flat=True):
        open_cycle(job_id)


def test_a_year_opens_on_its_day_and_not_before(place, freeze):
    cycle = CycleFactory(agency=place.agency)
    freeze(2026, 1, 1)
    run_tick()
    assert not Plan.objects.exists()
    freeze(2026, 1, 2)
    run_tick()
    cycle.refresh_from_db()
    assert (cycle.state, Plan.objects.count()) == ("open", 9)


def test_the_day_is_the_agency_s_own(place, freeze):
    place.agency.time_zone = "Asia/Jayapura"
    place.agency.save()
    CycleFactory(agency=place.agency)
    freeze(2026, 1, 1, 22, 30)
    run_due_duties()
    assert Cycle.objects.get().state == "open", "it is half past midnight in Jayapura"


def test_a_week_of_downtime_is_made_up_for_once(place, freeze):
    CycleFactory(agency=place.agency)
    freeze(2026, 1, 26)
    for _tick in range(4):
        run_tick()
    assert Plan.objects.count() == 9
    assert Notice.objects.filter(event="task_digest").count() == 9


def test_one_government_s_trouble_does_not_hold_up_another(place, freeze, monkeypatch):
    CycleFactory(agency=place.agency)
    other = CycleFactory(agency=place.outsider.agency)
    real = opening.start_opening

    def broken(*, cycle, actor):
        if cycle.pk != other.pk:
            raise RuntimeError("trouble")
        return real(cycle=cycle, actor=actor)

    monkeypatch.setattr(duties.opening, "start_opening", broken)
    freeze(2026, 1, 2)
    run_due_duties()
    assert set(Cycle.objects.values_list("pk", "state")) >= {(other.pk, "open")}


def test_rating_periods_open_on_their_day(place, freeze):
    period = PeriodFactory(cycle=CycleFactory(agency=place.agency, is_open=True), number=1)
    freeze(2026, 3, 31)
    run_due_duties()
    assert Period.objects.get(pk=period.pk).job is None
    freeze(2026, 4, 3)
    run_due_duties()
    assert Period.objects.get(pk=period.pk).job is not None


# --- HR follows and reminds ---


def test_progress_is_counted_by_office_with_the_furthest_behind_first(place, django_assert_num_queries):
    cycle = CycleFactory(agency=place.agency, is_open=True)
    PlanFactory(employee=place.staff[0], cycle=cycle, approved=True)
    PlanFactory(employee=place.staff[1], cycle=cycle, submitted=True)
    PlanFactory(employee=place.colleague, cycle=cycle)
    hr = actor(place.hr)
    with django_assert_num_queries(1):
        offices = selectors.plan_progress(actor=hr, cycle=cycle)
    assert [(row.name, row.late, row.submitted, row.approved, row.percent) for row in offices] == [
        ("Dinas Pendidikan", 1, 0, 0, 0),
        ("Dinas Kesehatan", 0, 1, 1, 50),
    ]


def test_an_office_is_reminded_with_one_click_and_each_person_once_a_day(place, freeze):
    freeze(2026, 1, 20)
    cycle = CycleFactory(agency=place.agency, is_open=True)
    PlanFactory(employee=place.staff[0], cycle=cycle)
    PlanFactory(employee=place.colleague, cycle=cycle)
    hr = actor(place.hr)
    assert reminders.remind_office(cycle=cycle, opd_id=place.dinas.pk, actor=hr).told == 1
    again = reminders.remind_office(cycle=cycle, actor=hr)
    assert (again.told, again.told_before) == (1, [place.staff[0].name])
    freeze(2026, 1, 21)
    assert reminders.remind_office(cycle=cycle, actor=hr).told == 2


@pytest.mark.parametrize("who", ["leader", "inspector", "head"])
def test_only_hr_reminds(place, who):
    cycle = CycleFactory(agency=place.agency, is_open=True)
    with pytest.raises(NotAllowed):
        reminders.remind_office(cycle=cycle, actor=actor(getattr(place, who)))


def test_hr_walks_from_setting_up_to_reminding(client_for, place, freeze):
    freeze(2025, 12, 20)
    visitor = client_for(place.hr.user)
    assert texts(visitor.get(url("cycle_list")), ".empty-title")
    assert visitor.post(url("cycle_create"), {"year": "2026", "approach": "quantitative"}).status_code == 302
    cycle = Cycle.objects.get()
    page = visitor.get(url("cycle_edit", cycle.pk))
    data = {tag["name"]: tag.get("value", "") for tag in soup(page).select("form.form input[name]")}
    assert visitor.post(url("cycle_edit", cycle.pk), data | {"plan_due_on": "2026-02-14"}).status_code == 302
    assert visitor.post(url("cycle_edit", cycle.pk), data).status_code == 409, (
        "the form is older than the dates"
    )
    assert visitor.post(url("cycle_edit", cycle.pk), data | {"plan_due_on": "besok"}).status_code == 422
    assert visitor.post(url("cycle_open", cycle.pk)).status_code == 302
    open_cycle(Cycle.objects.get().job_id)
    assert len(soup(visitor.get(url("cycle_detail", cycle.pk))).select("tbody tr")) >= 7
    visitor.post(url("cycle_remind", cycle.pk), {"opd": str(place.dinas.pk)})
    assert Notice.objects.filter(event="task_digest").count() == 5
    assert "Ani Lestari" in visitor.get(url("cycle_late", cycle.pk), {"opd": place.dinas.pk}).content.decode()
    assert visitor.get(url("cycle_late", cycle.pk), {"opd": "x' OR 1"}).status_code == 200


def test_who_may_see_years_and_who_may_not(client_for, place):
    cycle = CycleFactory(agency=place.agency, is_open=True)
    expected = {"hr": 200, "leader": 200, "inspector": 200, "head": 403, "outsider": 404, "colleague": 403}
    found = {
        who: client_for(getattr(place, who).user).get(url("cycle_detail", cycle.pk)).status_code
        for who in expected
    }
    assert found == expected
    assert client_for(place.leader.user).post(url("cycle_open", cycle.pk)).status_code == 403


@pytest.mark.parametrize("year", ["", "1999", "abc", "99999999999999999999"])
def test_a_made_up_year_is_refused(client_for, place, year):
    answer = client_for(place.hr.user).post(url("cycle_create"), {"year": year, "approach": "quantitative"})
    assert answer.status_code == 422


def test_the_progress_page_costs_the_same_with_more_people(client_for, place, count_queries):
    cycle = CycleFactory(agency=place.agency, is_open=True)
    PlanFactory(employee=place.staff[0], cycle=cycle)
    visitor = client_for(place.hr.user)
    few = count_queries(visitor, "performance:cycle_detail", args=[cycle.pk])
    opening.run_opening(
        job_id=opening.prepare_missing_plans(cycle=cycle, actor=system_actor(place.agency.pk)).pk
    )
    assert count_queries(visitor, "performance:cycle_detail", args=[cycle.pk]) == few
    assert few <= 12

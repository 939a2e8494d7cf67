"""HR sees what the clock does, when and how it went, and starts a duty by hand."""

import datetime as dt

import pytest
from django.urls import reverse

from asn_portal.core import schedule
from asn_portal.core.models import DutyRun
from asn_portal.core.schedule import DUTIES, Duty, run_by_hand, run_due_duties
from tests.employees.factories import RoleGrantFactory, office
from tests.performance.factories import CycleFactory, PeriodFactory
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db
CODE = "performance.open_years"


@pytest.fixture
def place():
    return office()


def words(response, selector="main"):
    return " ".join(soup(response).select_one(selector).get_text(" ").split())


def run(agency, **fields):
    at = fields.pop("at", dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC))
    values = {"duty": CODE, "day": at.date(), "trigger": "tick", "state": "done", "started_at": at}
    values |= {"leased_until": at, "finished_at": at + dt.timedelta(seconds=4), "done": 2} | fields
    return DutyRun.objects.create(agency=agency, **values)


@pytest.mark.parametrize(
    ("who", "sees", "runs"),
    [
        ("hr", 200, 302),
        ("leader", 200, 403),
        ("inspector", 200, 403),
        ("head", 403, 403),
        ("evaluator", 403, 403),
        ("colleague", 403, 403),
    ],
)
def test_who_sees_the_schedule_and_who_starts_a_duty(client_for, place, who, sees, runs):
    visitor = client_for(getattr(place, who).user)
    assert visitor.get(reverse("schedule")).status_code == sees
    assert visitor.get(reverse("schedule_duty", args=[CODE])).status_code == sees
    assert visitor.post(reverse("schedule_run", args=[CODE])).status_code == runs


def test_hr_of_one_office_reads_and_does_not_start(client_for, place):
    RoleGrantFactory(user=place.colleague.user, unit=place.other_dinas)
    visitor = client_for(place.colleague.user)
    assert visitor.get(reverse("schedule")).status_code == 200
    assert visitor.post(reverse("schedule_run", args=[CODE])).status_code == 403
    assert not soup(visitor.get(reverse("schedule_duty", args=[CODE]))).select("main form")


@pytest.mark.parametrize("name", ["schedule_duty", "schedule_run"])
def test_an_unknown_duty_is_not_found(client_for, place, name):
    visitor = client_for(place.hr.user)
    ask = visitor.post if name == "schedule_run" else visitor.get
    assert ask(reverse(name, args=["no.such"])).status_code == 404


def test_before_the_first_tick_the_page_says_so(client_for, place):
    page = client_for(place.hr.user).get(reverse("schedule"))
    assert len(soup(page).select("tbody tr")) == len(DUTIES)
    assert soup(page).select(".notice-info")
    assert soup(client_for(place.hr.user).get(reverse("schedule_duty", args=[CODE]))).select(".empty-title")


def test_the_page_shows_what_the_tick_did_and_when_it_comes_again(client_for, place, freeze):
    CycleFactory(agency=place.agency)
    freeze(2026, 1, 2)
    run_due_duties()
    page = client_for(place.hr.user).get(reverse("schedule"))
    assert not soup(page).select(".notice-bad")
    assert list(DutyRun.objects.filter(agency=place.agency, duty=CODE).values_list("state", "done")) == [
        ("done", 1)
    ]
    assert "2026" in words(page, "aside.stack"), "the reminder of the plans is still to come"


def test_a_clock_that_stands_still_is_shown(client_for, place, freeze):
    freeze(2026, 3, 2, 8, 0)
    run_due_duties()
    visitor = client_for(place.hr.user)
    freeze(2026, 3, 2, 8, 20)
    assert not soup(visitor.get(reverse("schedule"))).select(".notice-bad")
    freeze(2026, 3, 2, 8, 21)
    assert soup(visitor.get(reverse("schedule"))).select(".notice-bad")


@pytest.mark.parametrize(
    "trouble",
    [
        {"message": "RuntimeError"},
        {"message": "interrupted"},
        {"message": "IntegrityError", "failed": 2},
    ],
    ids=["error", "killed worker", "in part"],
)
def test_a_failed_run_is_shown_with_its_next_attempt(client_for, place, freeze, trouble):
    freeze(2026, 3, 2, 8, 0)
    run(place.agency, state="failed", **trouble)
    visitor = client_for(place.hr.user)
    for address in (reverse("schedule"), reverse("schedule_duty", args=[CODE])):
        notice = soup(visitor.get(address)).select_one(".notice-bad")
        assert "08.05" in notice.get_text()
        assert trouble["message"] in notice.get_text() or trouble["message"] == "interrupted"


def test_the_last_thirty_runs_are_shown_and_none_of_another_government(client_for, place, freeze):
    freeze(2026, 3, 3)
    for minute in range(35):
        run(place.agency, at=dt.datetime(2026, 3, 2, 1, minute, tzinfo=dt.UTC), done=100 + minute)
    run(place.outsider.agency, done=777)
    page = client_for(place.hr.user).get(reverse("schedule_duty", args=[CODE]))
    assert len(soup(page).select("tbody tr")) == 30
    assert "777" not in words(page)
    assert "134" in words(page, "tbody tr")


def test_hr_starts_a_duty_by_hand(client_for, place, freeze):
    freeze(2026, 1, 2)
    CycleFactory(agency=place.agency)
    visitor = client_for(place.hr.user)
    assert visitor.post(reverse("schedule_run", args=[CODE])).status_code == 302
    waiting = DutyRun.objects.get()
    assert (waiting.trigger, waiting.state, waiting.started_by) == ("hand", "running", place.hr.user)
    run_by_hand(waiting.pk)
    run_by_hand(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.done, waiting.attempts) == ("done", 1, 1)
    page = visitor.get(reverse("schedule_duty", args=[CODE]))
    assert str(place.hr.user) in words(page, "tbody tr")


def test_a_duty_that_runs_is_not_started_again(client_for, place):
    visitor = client_for(place.hr.user)
    visitor.post(reverse("schedule_run", args=[CODE]))
    answer = visitor.post(reverse("schedule_run", args=[CODE]), follow=True)
    assert DutyRun.objects.count() == 1
    assert texts(answer, ".messages .notice-bad")


def test_a_start_that_the_queue_lost_is_taken_up_by_the_clock(client_for, place, freeze):
    freeze(2026, 3, 2, 8, 0)
    client_for(place.hr.user).post(reverse("schedule_run", args=[CODE]))
    freeze(2026, 3, 2, 8, 5)
    run_due_duties()
    runs = DutyRun.objects.filter(agency=place.agency, duty=CODE)
    assert list(runs.values_list("trigger", "state")) == [("hand", "done")]


def test_dates_come_in_order_with_links(client_for, place, freeze):
    freeze(2026, 1, 1)
    cycle = CycleFactory(agency=place.agency)
    PeriodFactory(cycle=cycle, number=1)
    CycleFactory(agency=place.outsider.agency, year=2031)
    page = client_for(place.leader.user).get(reverse("schedule"))
    days = [tag["datetime"] for tag in soup(page).select("aside time")]
    assert days == sorted(days)
    assert len(days) == 4
    assert "2031" not in words(page, "aside.stack")
    assert soup(page).select_one("aside a")["href"] == reverse("performance:cycle_detail", args=[cycle.pk])


def test_without_any_duty_or_date_the_page_is_still_whole(client_for, place, monkeypatch):
    monkeypatch.setattr(schedule, "DUTIES", {})
    monkeypatch.setattr(schedule, "COMING", [])
    page = client_for(place.hr.user).get(reverse("schedule"))
    assert len(soup(page).select(".empty-title")) == 2


def test_the_page_costs_the_same_with_a_long_log_and_more_duties(
    client_for, place, count_queries, monkeypatch
):
    visitor = client_for(place.hr.user)
    few = count_queries(visitor, "schedule")
    more = {f"test.{n}": Duty(f"test.{n}", str(n), "", lambda **_: 0) for n in range(10)}
    monkeypatch.setattr(schedule, "DUTIES", DUTIES | more)
    for code in schedule.DUTIES:
        run(place.agency, duty=code)
        run(place.agency, duty=code, done=0, started_by=place.hr.user)
    assert count_queries(visitor, "schedule") <= max(few + 1, 9) <= 12
    assert count_queries(visitor, "schedule_duty", args=[CODE]) <= 9


@pytest.mark.parametrize("code", sorted(DUTIES))
def test_every_duty_has_words_and_leads_to_a_page_that_exists(client_for, place, code):
    duty = DUTIES[code]
    assert duty.every in {"day", "tick"}
    assert str(duty.label)
    assert str(duty.explanation)
    page = client_for(place.hr.user).get(reverse("schedule_duty", args=[code]))
    assert page.status_code == 200
    assert not duty.url_name or soup(page).select(f'main a[href="{reverse(duty.url_name)}"]')

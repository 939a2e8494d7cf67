"""Rules of days and seats, without a database."""

import datetime as dt

import pytest

from training.rules.classes import (
    ClassDates,
    date_problems,
    enrolling_problem,
    finishing_problem,
    opening_problem,
    phase_of,
    placing_problem,
    seat_problem,
)
from training.rules.enrolments import HoursCase, hours_checklist
from training.rules.hours import HoursRules
from training.rules.words import search_key

TODAY = dt.date(2026, 3, 2)
GOOD = ClassDates(dt.date(2026, 4, 6), dt.date(2026, 4, 8), dt.date(2026, 3, 31))


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("dates", "fields"),
    [
        (GOOD, set()),
        (ClassDates(TODAY, TODAY, TODAY), set()),
        (ClassDates(day("2026-03-01"), day("2026-03-03"), day("2026-03-01")), {"starts_on", "enrol_until"}),
        (ClassDates(day("2026-04-06"), day("2026-04-05"), day("2026-03-31")), {"ends_on"}),
        (ClassDates(day("2026-04-06"), day("2026-04-08"), day("2026-04-07")), {"enrol_until"}),
        (ClassDates(day("2026-04-06"), day("2026-04-08"), day("2026-02-01")), {"enrol_until"}),
        (ClassDates(day("2926-04-06"), day("2926-04-08"), day("2026-04-01")), {"starts_on"}),
        (ClassDates(day("2026-04-06"), day("9999-12-31"), day("2026-04-01")), {"ends_on"}),
    ],
    ids=[
        *("good", "all today", "past", "end first", "enrolment after start", "enrolment past"),
        *("a slip in the year", "never ends"),
    ],
)
def test_wrong_days_are_named_by_field(dates, fields):
    assert set(date_problems(dates, before=None, today=TODAY)) == fields


def test_a_running_class_keeps_its_first_day_and_may_run_longer():
    running = ClassDates(day("2026-03-01"), day("2026-03-05"), day("2026-02-20"))
    longer = ClassDates(day("2026-03-01"), day("2026-03-06"), day("2026-02-20"))
    assert not date_problems(longer, before=running, today=TODAY)


@pytest.mark.parametrize(("seats", "taken", "refused"), [(2, 2, False), (3, 2, False), (1, 2, True)])
def test_seats_below_the_enrolled_are_refused(seats, taken, refused):
    assert bool(seat_problem(seats, taken)) is refused


def test_a_class_opens_with_days_to_come_and_a_place():
    assert not opening_problem(GOOD, where="Aula", today=TODAY)
    assert opening_problem(GOOD, where="", today=TODAY)
    assert opening_problem(GOOD, where="Aula", today=day("2026-04-01"))


@pytest.mark.parametrize(
    ("state", "until", "open_"),
    [
        ("open", "2026-03-02", True),
        ("open", "2026-03-01", False),
        ("draft", "2026-03-31", False),
        ("finished", "2026-03-31", False),
        ("cancelled", "2026-03-31", False),
    ],
)
def test_who_may_still_ask(state, until, open_):
    assert (enrolling_problem(state, enrol_until=day(until), today=TODAY) == "") is open_


def test_a_place_is_given_until_the_first_day():
    assert not placing_problem("open", starts_on=TODAY, today=TODAY)
    assert placing_problem("open", starts_on=day("2026-03-01"), today=TODAY)
    assert placing_problem("cancelled", starts_on=GOOD.starts_on, today=TODAY)


def test_a_class_is_finished_on_its_last_day_when_everybody_is_marked():
    assert finishing_problem(ends_on=GOOD.ends_on, unmarked=0, today=TODAY)
    assert "3" in finishing_problem(ends_on=TODAY, unmarked=3, today=TODAY)
    assert not finishing_problem(ends_on=TODAY, unmarked=0, today=TODAY)


def case(kind, before, extra, **answer):
    return HoursCase(kind=kind, year=2026, before=before, extra=extra, rules=HoursRules(), **answer)


@pytest.mark.parametrize(
    ("hours", "status"),
    [
        (case("pns", 12, 6), "unmet"),
        (case("pns", 20, 12), "met"),
        (case("pppk", 12, 12), "met"),
        (case("pppk", 20, 8), "unmet"),
        (case("pppk_part", 20, 8), "unmet"),
        (case("pppk", 20, 8, reason="Penugasan"), "unmet"),
        (case("pppk", 20, 8, is_own_initiative=True), "not_applicable"),
        (case("official", 0, 8), "not_applicable"),
    ],
    ids=[
        "J1 PNS 18",
        "J2 PNS 32",
        "PPPK 24",
        "J3 PPPK 28",
        "J3 part-time",
        "J3 with reason",
        "J3 mandiri",
        "official",
    ],
)
def test_the_hours_of_the_year_with_the_class(hours, status):
    (item,) = hours_checklist(hours, as_of=TODAY).items
    assert item.status == status
    assert f"{hours.total} JP" in item.evidence


def test_j1_short_by_two_is_no_obstacle():
    short = case("pns", 12, 6)
    assert "2 JP" in hours_checklist(short, as_of=TODAY).items[0].next_step
    assert short.is_answered


def test_j3_is_answered_by_a_reason_or_as_independent_learning():
    assert not case("pppk", 20, 8).is_answered
    assert case("pppk", 20, 8, reason="Penugasan").is_answered
    assert case("pppk", 20, 8, is_own_initiative=True).is_answered


def test_names_are_searched_without_accents_and_signs():
    assert search_key("  Tata-Kelola  Élektronik (SPBE)") == "tata kelola elektronik spbe"


@pytest.mark.parametrize(
    ("today", "phase"),
    [
        ("2026-03-31", "open"),
        ("2026-04-01", "closed"),
        ("2026-04-06", "running"),
        ("2026-04-08", "running"),
        ("2026-04-09", "over"),
    ],
)
def test_an_open_class_is_called_by_how_far_it_is(today, phase):
    assert phase_of("open", GOOD, day(today)) == phase
    assert phase_of("cancelled", GOOD, day(today)) == "cancelled"

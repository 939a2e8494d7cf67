"""HR moves dates with a reason, changes between months and quarters, and sees what was moved."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from asn_portal.core.access import Conflict, NotAllowed
from asn_portal.core.models import Announcement, Notice
from performance.models import Cycle, DateChange, Period
from performance.selectors.coming import coming_dates
from performance.services import cycles
from performance.services.rhythm import change_rhythm
from tests.employees.factories import office
from tests.performance.appraisal_help import actor, pending
from tests.performance.factories import CycleFactory, EvidenceFactory, PeriodFactory, PlanFactory
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db
REASON = "Cuti bersama Idulfitri"


@pytest.fixture
def place():
    return office()


@pytest.fixture
def cycle(place, freeze):
    """2026, set up in December 2025 and opened, seen on 2 March 2026."""
    freeze(2025, 12, 1)
    made = cycles.set_up_cycle(year=2026, actor=actor(place.hr))
    Cycle.objects.update(state="open", opened_at=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
    freeze(2026, 3, 2)
    return Cycle.objects.get(pk=made.pk)


def window(period, **other):
    values = {
        "opens_on": period.rating_opens_on,
        "due_on": period.rating_due_on,
        "closes_on": period.closes_on,
    }
    return cycles.RatingWindow(**{**values, **other})


def move(place, cycle, *, reason=REASON, periods=None, **other):
    values = {
        "opens_on": cycle.opens_on,
        "plan_due_on": cycle.plan_due_on,
        "remind_days_before": cycle.remind_days_before,
    }
    changes = cycles.CycleChanges(**{**values, **other}, periods=periods or {}, reason=reason)
    return cycles.change_cycle(cycle=cycle, changes=changes, actor=actor(place.hr))


def quarter(cycle, number):
    return cycle.periods.get(kind="quarter", number=number)


# --- Moving dates ---


def test_what_was_moved_is_kept_with_reason_and_person(place, cycle):
    first = quarter(cycle, 1)
    move(place, cycle, periods={first.pk: window(first, due_on=dt.date(2026, 4, 24))})
    change = DateChange.objects.get()
    assert (change.what, change.before, change.after) == ("rating_due_on", "2026-04-15", "2026-04-24")
    assert (change.reason, change.changed_by, change.period) == (REASON, place.hr.user, first)
    assert quarter(cycle, 1).rating_due_on == dt.date(2026, 4, 24)


def test_saving_without_a_change_keeps_and_tells_nothing(place, cycle):
    move(place, cycle, reason="")
    assert not DateChange.objects.exists()
    assert not Announcement.objects.exists()


def test_an_open_year_is_moved_only_with_a_reason(place, cycle):
    with pytest.raises(ValidationError) as refusal:
        move(place, cycle, reason=" ", remind_days_before=3)
    assert set(refusal.value.error_dict) == {"reason"}


def test_everybody_reads_it_and_those_concerned_get_a_message(place, cycle, freeze):
    first = quarter(cycle, 1)
    Period.objects.filter(pk=first.pk).update(opened_at=dt.datetime(2026, 4, 1, tzinfo=dt.UTC))
    pending(place.staff[0], period=first)
    freeze(2026, 4, 10)
    move(place, cycle, periods={first.pk: window(quarter(cycle, 1), due_on=dt.date(2026, 4, 24))})
    assert Announcement.objects.get().params["reason"] == REASON
    assert [(row.event, row.user) for row in Notice.objects.all()] == [
        ("own_dates_moved", place.evaluator.user)
    ]


def test_who_has_not_handed_in_learns_of_a_later_last_day_for_plans(place, cycle, freeze):
    freeze(2026, 1, 20)
    PlanFactory(employee=place.staff[0], cycle=cycle)
    PlanFactory(employee=place.colleague, cycle=cycle, approved=True)
    move(place, cycle, plan_due_on=dt.date(2026, 2, 10))
    assert [row.user for row in Notice.objects.all()] == [place.staff[0].user]


def test_nobody_is_told_of_a_year_that_is_still_planned(place, freeze):
    freeze(2025, 12, 1)
    planned = cycles.set_up_cycle(year=2026, actor=actor(place.hr))
    move(place, planned, reason="", plan_due_on=dt.date(2026, 2, 14))
    assert DateChange.objects.count() == 1
    assert not Announcement.objects.exists()


@pytest.mark.parametrize(
    ("number", "change", "field"),
    [
        pytest.param(1, {"due_on": dt.date(2026, 3, 1)}, "due", id="before the opening"),
        pytest.param(1, {"opens_on": dt.date(2025, 12, 31)}, "opens", id="before the period"),
        pytest.param(1, {"opens_on": dt.date(2026, 3, 2)}, "opens", id="today"),
        pytest.param(4, {"due_on": dt.date(2027, 2, 1)}, "due", id="D5: after 31 January"),
        pytest.param(1, {"closes_on": dt.date(2026, 4, 15)}, "closes", id="closes on the last day of rating"),
        pytest.param(1, {"closes_on": dt.date(2028, 1, 1)}, "closes", id="closes outside the year"),
    ],
)
def test_a_window_that_does_not_fit_is_refused_at_its_field(place, cycle, number, change, field):
    period = quarter(cycle, number)
    with pytest.raises(ValidationError) as refusal:
        move(place, cycle, periods={period.pk: window(period, **change)})
    assert set(refusal.value.error_dict) == {f"period_{period.pk}_{field}"}
    assert not DateChange.objects.exists()


@pytest.mark.parametrize(
    ("day", "allowed"),
    [
        pytest.param((2026, 4, 15), True, id="the last day itself"),
        pytest.param((2026, 4, 16), False, id="the day after"),
    ],
)
def test_a_last_day_is_moved_until_it_has_passed(place, cycle, freeze, day, allowed):
    freeze(*day)
    period = quarter(cycle, 1)
    later = {period.pk: window(period, due_on=dt.date(2026, 4, 30))}
    if allowed:
        move(place, cycle, periods=later)
        assert quarter(cycle, 1).rating_due_on == dt.date(2026, 4, 30)
    else:
        with pytest.raises(ValidationError):
            move(place, cycle, periods=later)


def test_what_has_begun_or_is_closed_stays(place, cycle, freeze):
    freeze(2026, 4, 10)
    first = quarter(cycle, 1)
    Period.objects.filter(pk=first.pk).update(opened_at=dt.datetime(2026, 4, 1, tzinfo=dt.UTC))
    with pytest.raises(ValidationError):
        move(place, cycle, periods={first.pk: window(first, opens_on=dt.date(2026, 4, 12))})
    Period.objects.filter(pk=first.pk).update(closed_at=dt.datetime(2026, 4, 9, tzinfo=dt.UTC))
    with pytest.raises(ValidationError):
        move(place, cycle, periods={first.pk: window(first, closes_on=dt.date(2026, 7, 1))})


def test_an_older_form_is_refused_with_what_was_typed(place, cycle):
    changes = cycles.CycleChanges(
        opens_on=cycle.opens_on,
        plan_due_on=cycle.plan_due_on,
        remind_days_before=3,
        reason=REASON,
        revision=9,
    )
    with pytest.raises(Conflict) as conflict:
        cycles.change_cycle(cycle=cycle, changes=changes, actor=actor(place.hr))
    assert conflict.value.note == REASON


@pytest.mark.parametrize("who", ["leader", "inspector", "head"])
def test_only_hr_moves_dates(place, cycle, who):
    changes = cycles.CycleChanges(cycle.opens_on, cycle.plan_due_on, 3, reason=REASON)
    with pytest.raises(NotAllowed):
        cycles.change_cycle(cycle=cycle, changes=changes, actor=actor(getattr(place, who)))


# --- Month or quarter ---


@pytest.mark.parametrize(("rhythm", "periods"), [("month", 13), ("quarter", 5), ("", 5)])
def test_the_agency_chooses_when_a_year_is_set_up(place, freeze, rhythm, periods):
    freeze(2025, 12, 1)
    cycle = cycles.set_up_cycle(year=2026, rhythm=rhythm, actor=actor(place.hr))
    assert cycle.periods.count() == periods


def test_a_planned_year_is_made_anew(place, freeze):
    freeze(2025, 12, 1)
    cycle = cycles.set_up_cycle(year=2026, actor=actor(place.hr))
    change_rhythm(cycle=cycle, rhythm="month", reason="", actor=actor(place.hr))
    assert sorted(cycle.periods.values_list("kind", "number")) == [
        *(("month", number) for number in range(1, 13)),
        ("year", 0),
    ]


def test_an_open_year_changes_from_the_next_period_on(place, cycle, freeze):
    freeze(2026, 5, 10)
    change_rhythm(cycle=cycle, rhythm="month", reason=REASON, actor=actor(place.hr))
    assert sorted(cycle.periods.values_list("kind", "number")) == [
        *(("month", number) for number in range(7, 13)),
        ("quarter", 1),
        ("quarter", 2),
        ("year", 0),
    ]
    assert DateChange.objects.get().what == "rhythm"
    assert Announcement.objects.exists()


def test_a_period_that_holds_evidence_already_stays(place, cycle, freeze):
    freeze(2026, 5, 10)
    plan = PlanFactory(employee=place.staff[0], cycle=cycle, approved=True, complete=True)
    EvidenceFactory(indicator=plan.results.first().indicators.first(), period=quarter(cycle, 3))
    change_rhythm(cycle=cycle, rhythm="month", reason=REASON, actor=actor(place.hr))
    kept = cycle.periods.exclude(kind="year").order_by("starts_on").values_list("kind", "number")
    assert list(kept) == [
        ("quarter", 1),
        ("quarter", 2),
        ("quarter", 3),
        *(("month", n) for n in (10, 11, 12)),
    ]


@pytest.mark.parametrize(
    ("rhythm", "reason", "field"),
    [("month", "", "reason"), ("quarter", "x", "rhythm"), ("week", "x", "rhythm")],
)
def test_a_rhythm_without_reason_or_change_is_refused(place, cycle, rhythm, reason, field):
    with pytest.raises(ValidationError) as refusal:
        change_rhythm(cycle=cycle, rhythm=rhythm, reason=reason, actor=actor(place.hr))
    assert field in refusal.value.error_dict


def test_after_the_last_quarter_has_begun_nothing_is_left_to_change(place, cycle, freeze):
    freeze(2026, 10, 2)
    with pytest.raises(ValidationError):
        change_rhythm(cycle=cycle, rhythm="month", reason=REASON, actor=actor(place.hr))


# --- What people see ---


def test_the_year_s_page_shows_moved_dates_and_the_timeline(place, cycle, client_for):
    first = quarter(cycle, 1)
    move(place, cycle, periods={first.pk: window(first, due_on=dt.date(2026, 4, 24))})
    page = client_for(place.inspector.user).get(reverse("performance:cycle_detail", args=[cycle.pk]))
    assert any(REASON in text for text in texts(page, ".row-note"))
    assert len(soup(page).select(".timeline-item")) >= 9


def test_typed_dates_stay_in_the_form_when_one_is_refused(place, cycle, client_for):
    visitor = client_for(place.hr.user)
    address = reverse("performance:cycle_edit", args=[cycle.pk])
    form = soup(visitor.get(address)).select_one("main form")
    data = {tag["name"]: tag.get("value", "") for tag in form.select("input[name]")}
    name = f"period_{quarter(cycle, 2).pk}_due"
    page = visitor.post(address, data | {name: "2027-03-01", "reason": REASON})
    assert page.status_code == 422
    assert soup(page).select_one(f'[name="{name}"]')["value"] == "2027-03-01"
    assert REASON in soup(page).select_one('[name="reason"]').text


def test_the_clock_announces_every_step_it_will_take(place, cycle):
    words = [coming.what for coming in coming_dates(actor=actor(place.hr), today=dt.date(2026, 3, 2))]
    for text in ("Triwulan I 2026", "Quarter I 2026"):
        if any(text in word for word in words):
            break
    else:
        pytest.fail(f"no first quarter in {words}")
    assert len(words) >= 15


def test_the_own_year_says_what_comes_next(place, cycle, client_for):
    PlanFactory(employee=place.staff[0], cycle=cycle, approved=True)
    page = client_for(place.staff[0].user).get(reverse("performance:my_year"))
    assert "31 Maret 2026" in page.content.decode() or "31 March 2026" in page.content.decode()


def test_months_have_names(place):
    cycle = CycleFactory(agency=place.agency, rhythm="month")
    period = PeriodFactory(
        cycle=cycle, kind="month", number=2, starts_on=dt.date(2026, 2, 1), ends_on=dt.date(2026, 2, 28)
    )
    assert str(period.long_label) in {"Februari 2026", "February 2026"}

"""Which TMT may be proposed or decided, and the stored checklist."""

import datetime as dt

import pytest

from asn_portal.core.requirements import Checklist, Requirement, Status
from promotions.rules import proposals as rules

TODAY = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("day", "is_valid"),
    [
        pytest.param(dt.date(2025, 11, 1), True, id="R19 monthly rule"),
        pytest.param(dt.date(2024, 11, 1), False, id="R19 six-period rule"),
        pytest.param(dt.date(2023, 10, 1), True, id="R19 two-period rule"),
        pytest.param(dt.date(2026, 4, 2), False, id="not the 1st"),
        pytest.param(dt.date(2028, 4, 1), False, id="more than two years ahead"),
    ],
)
def test_a_tmt_follows_the_rule_in_force_on_that_day(day, is_valid):
    assert (rules.tmt_problem(day, today=TODAY) == "") is is_valid


def test_a_tmt_lies_after_the_present_rank():
    since = dt.date(2025, 11, 1)
    assert rules.tmt_problem(since, today=TODAY, rank_since=since)
    assert rules.tmt_problem(dt.date(2025, 12, 1), today=TODAY, rank_since=since) == ""


def test_a_month_that_is_over_cannot_be_proposed_but_decided():
    day = dt.date(2026, 2, 1)
    assert rules.proposed_tmt_problem(day, today=TODAY)
    assert rules.proposed_tmt_problem(dt.date(2026, 3, 1), today=TODAY) == ""
    assert rules.tmt_problem(day, today=TODAY) == ""


def test_the_coming_year_is_offered():
    days = rules.offered_dates(TODAY)
    assert (days[0], days[-1], len(days)) == (dt.date(2026, 4, 1), dt.date(2027, 3, 1), 12)


def listing(**statuses) -> Checklist:
    items = tuple(Requirement(code, code, Status(status)) for code, status in statuses.items())
    return Checklist("KP", items, "v1", TODAY)


FOUND = rules.Verification(7, "Yuliana", TODAY, "SP 1/2026")


def test_only_what_is_unverified_can_be_verified():
    data = rules.stored(listing(discipline="unverified", superior="unmet", kind="met"))
    for code in ("superior", "kind", "other"):
        with pytest.raises(KeyError):
            rules.verify(data, code, FOUND)
    done = rules.verify(data, "discipline", FOUND)
    assert [row["status"] for row in done["items"]] == ["met", "unmet", "met"]
    assert done["is_met"] is False


def test_two_verifications_stand_side_by_side():
    data = rules.stored(listing(discipline="unverified", exam="unverified"))
    done = rules.verify(rules.verify(data, "discipline", FOUND), "exam", FOUND)
    assert done["is_met"] is True
    assert [row["verified"]["by_name"] for row in done["items"]] == ["Yuliana", "Yuliana"]


@pytest.mark.parametrize(("now", "then"), [("unverified", "met"), ("unmet", "unmet"), ("met", "met")])
def test_the_record_of_today_wins_over_a_verification_of_yesterday(now, then):
    done = rules.verify(rules.stored(listing(discipline="unverified")), "discipline", FOUND)
    again = rules.carry_over(done, listing(discipline=now))
    assert again["items"][0]["status"] == then
    assert ("verified" in again["items"][0]) is (now == "unverified")

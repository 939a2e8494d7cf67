"""Satyalancana Karya Satya, KPLB and local awards: the worked examples of domain/07 §4 and their edges."""

import datetime as dt
from dataclasses import replace

import pytest

from asn_portal.core.requirements import Status
from promotions.rules.kplb import KplbFacts, kplb_checklist
from promotions.rules.local_awards import MeritFacts, local_award_checklist
from promotions.rules.satyalancana import (
    MedalRules,
    Punishment,
    ServiceFacts,
    level_for,
    satyalancana_checklist,
    satyalancana_statuses,
)

TODAY = dt.date(2026, 8, 17)
CLEAN = ServiceFacts(
    kind="pns",
    cpns_on=dt.date(2006, 3, 1),
    discipline_checked_on=dt.date(2026, 7, 1),
    papers=dict.fromkeys((10, 20, 30), (dt.date(2026, 8, 1), "Yuliana")),
)
LIGHT = Punishment("light", dt.date(2012, 1, 1), dt.date(2012, 6, 30))
MEDIUM = Punishment("medium", dt.date(2015, 1, 1), dt.date(2015, 12, 31))
MERIT = MeritFacts(
    kind="pns", standing="active", predicates={2025: "b", 2024: "sb"}, running_discipline=False
)


def open_codes(checklist):
    return [item.code for item in checklist.open_items]


def years_ago(years, **fields):
    return replace(CLEAN, cpns_on=TODAY.replace(year=TODAY.year - years), **fields)


@pytest.mark.parametrize(
    ("facts", "level", "is_met"),
    [
        pytest.param(CLEAN, 20, True, id="A1 20 years 5 months, clean: XX and not X"),
        pytest.param(years_ago(31, punishments=(LIGHT,)), 30, True, id="A3 light punishment: XXX"),
        pytest.param(
            years_ago(22, punishments=(MEDIUM,)), 20, False, id="A4 medium punishment: not eligible"
        ),
        pytest.param(years_ago(10, kind="pppk"), None, False, id="A6 PPPK: not eligible"),
    ],
)
def test_worked_examples_of_the_medal(facts, level, is_met):
    assert satyalancana_statuses(facts, as_of=TODAY)[0] == level
    checklist = satyalancana_checklist(facts, as_of=TODAY)
    assert checklist.is_met is is_met
    assert checklist.is_applicable is (facts.kind == "pns")


@pytest.mark.parametrize("number", ["A1"])
def test_the_evidence_says_the_span(number):
    (service, *_) = satyalancana_checklist(CLEAN, as_of=TODAY).items
    assert any(words in service.evidence for words in ("20 years 5 months", "20 tahun 5 bulan")), number


@pytest.mark.parametrize(
    ("as_of", "level", "open_code"),
    [
        pytest.param(dt.date(2016, 2, 29), 10, ["service"], id="one day before 10 years"),
        pytest.param(dt.date(2016, 3, 1), 10, [], id="the day of 10 years"),
        pytest.param(dt.date(2026, 2, 28), 10, [], id="one day before 20 years: still X"),
        pytest.param(dt.date(2026, 3, 1), 20, [], id="the day of 20 years"),
        pytest.param(dt.date(2036, 2, 29), 20, [], id="one day before 30 years: still XX"),
        pytest.param(dt.date(2036, 3, 1), 30, [], id="the day of 30 years"),
        pytest.param(dt.date(2050, 3, 1), 30, [], id="beyond 30 years"),
    ],
)
def test_the_day_on_which_years_are_full(as_of, level, open_code):
    checklist = satyalancana_checklist(CLEAN, as_of=as_of)
    assert (level_for(CLEAN, as_of=as_of), open_codes(checklist)) == (level, open_code)
    if open_code:
        assert checklist.earliest == dt.date(2016, 3, 1)


def test_entering_on_29_february_counts_to_1_march():
    facts = replace(CLEAN, cpns_on=dt.date(2012, 2, 29))
    assert open_codes(satyalancana_checklist(facts, as_of=dt.date(2022, 2, 28))) == ["service"]
    assert satyalancana_checklist(facts, as_of=dt.date(2022, 3, 1)).is_met


@pytest.mark.parametrize(
    ("fields", "code", "status"),
    [
        ({"discipline_checked_on": None}, "discipline", Status.UNVERIFIED),
        ({"papers": {}}, "leave", Status.UNVERIFIED),
        ({"papers": {}}, "conduct", Status.UNVERIFIED),
        ({"papers": {}}, "not_held", Status.UNVERIFIED),
        ({"leave_since": dt.date(2019, 1, 1)}, "leave", Status.UNMET),
        ({"cpns_on": None}, "service", Status.UNVERIFIED),
        ({"standing": "dismissed"}, "standing", Status.UNMET),
        ({"standing": "died"}, "standing", Status.MET),
        ({"standing": "retired"}, "standing", Status.MET),
        ({"owned": {10: dt.date(2017, 8, 17)}}, "earlier", Status.MET),
        ({"owned": {}}, "earlier", Status.NOT_APPLICABLE),
    ],
)
def test_what_is_unknown_is_never_met(fields, code, status):
    statuses = {
        item.code: item.status for item in satyalancana_checklist(replace(CLEAN, **fields), as_of=TODAY).items
    }
    assert statuses[code] == status


def test_a_recorded_punishment_counts_even_without_a_statement():
    facts = replace(CLEAN, punishments=(MEDIUM,), discipline_checked_on=None)
    assert open_codes(satyalancana_checklist(facts, as_of=TODAY)) == ["discipline"]


def test_the_medal_owned_gives_way_to_the_next_one():
    facts = replace(CLEAN, owned={20: dt.date(2026, 8, 17)})
    checklist = satyalancana_checklist(facts, as_of=TODAY)
    assert checklist.title.endswith("XXX")
    assert checklist.earliest == dt.date(2036, 3, 1)


def test_after_xxx_nothing_is_left():
    facts = years_ago(35, owned={30: dt.date(2022, 8, 17)})
    assert not satyalancana_checklist(facts, as_of=TODAY).is_applicable


def test_a_lower_medal_than_the_one_reached_is_refused():
    assert open_codes(satyalancana_checklist(CLEAN, as_of=TODAY, level=10)) == ["highest"]


@pytest.mark.parametrize(
    ("punishments", "level", "open_code"),
    [
        pytest.param((MEDIUM,), 10, [], id="10 years after the end of it"),
        pytest.param((replace(MEDIUM, ends_on=dt.date(2016, 8, 16)),), 10, [], id="the day"),
        pytest.param((replace(MEDIUM, ends_on=dt.date(2016, 8, 17)),), 10, ["service"], id="the day before"),
        pytest.param((replace(MEDIUM, ends_on=None),), 20, ["discipline"], id="still running"),
    ],
)
def test_where_the_agency_lets_the_count_restart(punishments, level, open_code):
    facts, rules = years_ago(22, punishments=punishments), MedalRules(discipline_restarts=True)
    assert level_for(facts, as_of=TODAY, rules=rules) == level
    assert open_codes(satyalancana_checklist(facts, as_of=TODAY, rules=rules)) == open_code


@pytest.mark.parametrize(
    ("since", "open_code"),
    [
        pytest.param(dt.date(2025, 12, 17), ["years_in_rank"], id="A7 KPLB after 8 months in rank: refused"),
        pytest.param(dt.date(2025, 8, 18), ["years_in_rank"], id="one day short"),
        pytest.param(dt.date(2025, 8, 17), [], id="the day"),
    ],
)
def test_extraordinary_promotion_asks_for_a_year_in_rank(since, open_code):
    facts = KplbFacts("pns", since, "sb", is_extraordinary=True, is_decided=True, has_consent=True)
    checklist = kplb_checklist(facts, as_of=TODAY)
    assert open_codes(checklist) == open_code
    assert checklist.is_met is not bool(open_code)


def test_extraordinary_promotion_takes_nothing_for_granted():
    checklist = kplb_checklist(KplbFacts(kind="pns"), as_of=TODAY)
    assert {item.status for item in checklist.items} == {Status.UNVERIFIED}
    assert not kplb_checklist(KplbFacts(kind="pppk"), as_of=TODAY).is_applicable


@pytest.mark.parametrize(
    ("fields", "open_code"),
    [
        ({}, []),
        ({"kind": "pppk"}, []),
        ({"predicates": {2025: "b", 2024: "bp"}}, ["predicate_2024"]),
        ({"predicates": {2025: "b"}}, ["predicate_2024"]),
        ({"running_discipline": True}, ["discipline"]),
        ({"running_discipline": None}, ["discipline"]),
        ({"is_own": True}, ["not_oneself"]),
        ({"standing": "retired"}, ["standing"]),
        ({"standing": ""}, ["standing"]),
    ],
)
def test_a_local_award_asks_for_two_good_years_and_no_punishment(fields, open_code):
    checklist = local_award_checklist(replace(MERIT, **fields), as_of=TODAY)
    assert open_codes(checklist) == open_code


def test_an_official_is_not_nominated():
    checklist = local_award_checklist(replace(MERIT, kind="official"), as_of=TODAY)
    assert not checklist.is_applicable
    assert not checklist.is_met

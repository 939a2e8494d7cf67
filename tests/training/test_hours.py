"""Hours (JP) of a year: the worked examples J1–J9 of domain/06, and who may see them."""

import datetime as dt

import pytest

from asn_portal.core.models import AgencyPolicy
from employees.actors import actor_of
from employees.models import Employee
from tests.employees.factories import office
from tests.training.factories_proofs import attended, finished_class, proof
from training.enums import CertificateStatus, EnrolmentStatus
from training.policies.hours import hours_rules
from training.rules.hours import (
    HoursRules,
    HoursStatus,
    counting_year,
    hours_of,
    hours_standing,
    share_exact,
    would_exceed,
)
from training.selectors import hours as selectors

TODAY = dt.date(2026, 3, 2)
RULES = HoursRules()


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


def actor(person):
    return actor_of(person.user, today=TODAY)


@pytest.mark.parametrize(
    ("kind", "counted", "own", "status", "missing", "percent", "excess"),
    [
        pytest.param("pns", 12 + 6, 0, HoursStatus.MISSING, 2, 90, 0, id="J1-12+6=18-short-by-2"),
        pytest.param("pns", 32, 0, HoursStatus.FULFILLED, 0, 160, 0, id="J2-32-of-20=160%"),
        pytest.param("pppk", 20 + 8, 0, HoursStatus.OVER, 0, 116, 4, id="J3-20+8=28-above-24"),
        pytest.param("pppk", 20 + 8, 8, HoursStatus.WITHIN, 0, 83, 0, id="J3-8-mandiri-stay-within-24"),
        pytest.param("pns", 20, 0, HoursStatus.FULFILLED, 0, 100, 0, id="exactly-the-floor"),
        pytest.param("pppk", 24, 0, HoursStatus.WITHIN, 0, 100, 0, id="exactly-the-ceiling"),
        pytest.param("pppk_part", 25, 0, HoursStatus.OVER, 0, 104, 1, id="part-time-has-the-ceiling-too"),
        pytest.param("pns", 0, 0, HoursStatus.MISSING, 20, 0, 0, id="nothing-yet"),
        pytest.param("cpns", 30, 0, HoursStatus.COUNTED, 0, None, 0, id="cpns-has-neither"),
    ],
)
def test_floor_and_ceiling(kind, counted, own, status, missing, percent, excess):
    standing = hours_standing(kind, counted, RULES, own)
    assert (standing.status, standing.missing, standing.percent, standing.excess) == (
        status,
        missing,
        percent,
        excess,
    )
    assert standing.counted == counted


@pytest.mark.parametrize(
    ("kind", "has", "extra", "exceeds"),
    [
        pytest.param("pppk", 20, 8, True, id="J3-20+8>24"),
        pytest.param("pppk", 16, 8, False, id="16+8=24-fits"),
        pytest.param("pns", 40, 40, False, id="a-pns-has-no-ceiling"),
    ],
)
def test_a_request_that_would_go_above_the_ceiling(kind, has, extra, exceeds):
    assert would_exceed(kind, has, extra, RULES) is exceeds


@pytest.mark.parametrize(
    ("printed", "minutes", "unit", "hours"),
    [
        pytest.param(5, 180, 45, 5, id="J5-printed-5-wins-over-4"),
        pytest.param(None, 180, 45, 4, id="J5-hours-alone-give-4"),
        pytest.param(None, 180, 60, 3, id="units-of-60-minutes"),
        pytest.param(None, 44, 45, 0, id="less-than-one-unit"),
    ],
)
def test_printed_hours_win_over_a_calculation(printed, minutes, unit, hours):
    assert hours_of(printed=printed, minutes=minutes, rules=HoursRules(jp_minutes=unit)) == hours


@pytest.mark.parametrize(
    ("by", "year"),
    [pytest.param("end", 2026, id="J6-counts-in-2026"), pytest.param("start", 2025, id="J6-setting-start")],
)
def test_the_year_goes_by_the_last_day_unless_set_otherwise(by, year):
    assert counting_year(dt.date(2025, 12, 29), dt.date(2026, 1, 2), by) == year


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [pytest.param(31, 40, 77.5, id="J9-31-of-40=77.5%"), pytest.param(0, 0, None, id="nobody")],
)
def test_the_share_of_a_unit(part, whole, expected):
    assert share_exact(part, whole) == expected


@pytest.mark.django_db
def test_the_agency_sets_its_own_figures(place):
    for key, value in (("training.pns_floor_hours", 30), ("training.jp_minutes", 60)):
        AgencyPolicy.objects.create(agency=place.agency, key=key, value=value, starts_on=dt.date(2026, 1, 1))
    rules = hours_rules(agency_id=place.agency.pk, day=TODAY)
    assert rules == HoursRules(pns_floor=30, jp_minutes=60)
    assert hours_rules(agency_id=place.agency.pk, day=dt.date(2025, 12, 31)) == RULES


@pytest.mark.django_db
def test_only_verified_certificates_of_the_year_count(place):
    person = place.staff[0]
    proof(person, 12)
    proof(person, 6, is_own_initiative=True)
    proof(person, 40, state=CertificateStatus.SUBMITTED)
    proof(person, 40, state=CertificateStatus.REVOKED)
    proof(person, 40, ends_on=dt.date(2025, 12, 30))
    standing = selectors.hours_standing_of(actor=actor(person), employee=person, year=2026)
    assert (standing.counted, standing.missing) == (18, 2)
    assert selectors.with_hours(Employee.objects.filter(pk=person.pk), 2026).get().own_hours == 6


@pytest.mark.django_db
def test_places_count_as_assigned_until_the_certificate_is_there(place):
    person = place.staff[0]
    proof(person, 5)
    proof(person, 7, is_own_initiative=True)
    done = attended(person, finished_class(place.agency, hours=8))
    proof(person, 8, enrolment=done)
    coming = finished_class(place.agency, hours=9, name="Bimtek Aset")
    attended(person, coming, state=EnrolmentStatus.REQUESTED)
    gone = finished_class(place.agency, hours=11, name="Bimtek Pajak")
    attended(person, gone, state=EnrolmentStatus.CANCELLED)
    assigned = selectors.assigned_hours(actor=actor(person), employee=person, year=2026, rules=RULES)
    assert assigned == 5 + 8 + 9

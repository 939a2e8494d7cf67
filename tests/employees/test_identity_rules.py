"""NIP, NIPPPK and NIK, with the worked examples N1-N7 of the reference data."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employees.enums import EmployeeKind, Sex
from employees.rules.identity import (
    IdentityLimits,
    RecordFacts,
    Severity,
    check_nik,
    check_nip,
    years_between,
)

TODAY = date(2026, 8, 17)
NIP = "198609262015051001"


def codes(check):
    return [(finding.severity.value, finding.code) for finding in check.findings]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(NIP, id="N1"),
        pytest.param("19860926 201505 1 001", id="N2"),
        pytest.param("'198609262015051001\u00a0", id="as-a-spreadsheet-has-it"),
    ],
)
def test_a_valid_nip_is_read_into_its_parts(text):
    check = check_nip(text, today=TODAY)
    parts = check.parts
    assert (check.number, check.is_valid, check.findings) == (NIP, True, ())
    assert (parts.born_on, parts.appointed_on) == (date(1986, 9, 26), date(2015, 5, 1))
    assert (parts.sex, parts.serial, parts.is_pppk) == (Sex.MALE, 1, False)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("198609262015131001", "nip_month", id="N3"),
        pytest.param("198609312015051001", "nip_birth_date", id="N4"),
        pytest.param("199608182022043001", "nip_sex", id="N6"),
        pytest.param("19860926201505100", "nip_shape", id="N7"),
        pytest.param("198609262015051000", "nip_serial", id="serial-zero"),
        pytest.param("198609262015001001", "nip_month", id="month-zero"),
        pytest.param("198609260000051001", "nip_year", id="year-zero"),
        pytest.param("19860926201505100I", "nip_shape", id="a-letter"),
        pytest.param("١٩٨٦٠٩٢٦٢٠١٥٠٥١٠٠١", "nip_shape", id="other-digits"),
        pytest.param("1.98609262015051E+17", "nip_shape", id="a-number-from-a-spreadsheet"),
        pytest.param("", "nip_shape", id="empty"),
    ],
)
def test_a_broken_number_is_refused_with_a_remedy(text, code):
    check = check_nip(text, today=TODAY)
    assert codes(check) == [("error", code)]
    assert check.parts is None
    assert check.findings[0].remedy


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "201009262026051001", {("error", "nip_age"), ("error", "nip_appointment_age")}, id="child"
        ),
        pytest.param("194509261970051001", {("error", "nip_age")}, id="too-old"),
        pytest.param("198609262026091001", {("error", "nip_future")}, id="future-month"),
        pytest.param(
            "198609262029051001", {("error", "nip_future"), ("warning", "nip_appointment_age")}, id="2029"
        ),
        pytest.param("196009262007101001", {("error", "nip_appointment_age")}, id="appointed-at-47"),
        pytest.param("197009262012051001", {("warning", "nip_appointment_age")}, id="appointed-at-41"),
        pytest.param("198609262026081001", set(), id="appointed-this-month"),
    ],
)
def test_ages_and_dates_are_plausible(text, found):
    assert set(codes(check_nip(text, today=TODAY))) == found


def test_age_bounds_are_parameters():
    limits = IdentityLimits(usual_appointment_to=45)
    assert check_nip("197009262012051001", today=TODAY, limits=limits).findings == ()


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (RecordFacts(EmployeeKind.PNS, date(1986, 9, 26), Sex.MALE), []),
        (RecordFacts(kind=EmployeeKind.PPPK), [("warning", "nip_kind")]),
        (RecordFacts(born_on=date(1986, 9, 25)), [("warning", "nip_born_on")]),
        (RecordFacts(sex=Sex.FEMALE), [("warning", "nip_sex_record")]),
    ],
)
def test_a_difference_from_the_record_is_only_a_warning(facts, found):
    check = check_nip(NIP, today=TODAY, facts=facts)
    assert codes(check) == found
    assert check.is_valid


def test_a_number_with_an_appointment_code_is_a_nipppk():
    check = check_nip("198609262024212001", today=TODAY, facts=RecordFacts(kind=EmployeeKind.PPPK_PART))
    assert check.findings == ()
    assert (check.parts.is_pppk, check.parts.appointed_on, check.parts.appointment_code) == (True, None, 21)
    wrong_kind = check_nip("198609262024212001", today=TODAY, facts=RecordFacts(kind=EmployeeKind.CPNS))
    assert codes(wrong_kind) == [("warning", "nip_kind")]


@given(st.text(max_size=22) | st.from_regex(r"[0-9]{18}", fullmatch=True))
def test_no_text_breaks_the_checks(text):
    for check in (check_nip(text, today=TODAY), check_nik(text)):
        assert check.is_valid == (not check.errors)
        assert len(check.errors) + len(check.warnings) == len(check.findings)


@pytest.mark.parametrize(
    ("text", "facts", "found"),
    [
        ("1273016609860001", RecordFacts(born_on=date(1986, 9, 26), sex=Sex.FEMALE), []),
        ("1273012609860001", RecordFacts(sex=Sex.FEMALE), [("warning", "nik_sex")]),
        ("1273012609860001", RecordFacts(born_on=date(1986, 9, 27)), [("warning", "nik_born_on")]),
        ("1273014009860001", None, [("error", "nik_digits")]),
        ("1273017209860001", None, [("error", "nik_digits")]),
        ("1273012613860001", None, [("error", "nik_digits")]),
        ("1273012609860000", None, [("error", "nik_digits")]),
        ("127301260986001", None, [("error", "nik_shape")]),
    ],
)
def test_a_nik_is_checked(text, facts, found):
    assert codes(check_nik(text, facts=facts)) == found


def test_ages_are_completed_years():
    assert years_between(date(1986, 9, 26), date(2026, 9, 25)) == 39
    assert years_between(date(1986, 9, 26), date(2026, 9, 26)) == 40


def test_severities_have_a_look():
    assert [(severity.tone, severity.icon) for severity in Severity] == [
        ("bad", "x"),
        ("wait", "alert-triangle"),
    ]

"""Whether results are handed on completely: quantities, regions, empty columns (annex II p. 39-49)."""

from decimal import Decimal

import pytest

from performance.enums.cascade import DivisionMethod
from performance.rules.cascade import (
    ColumnFacts,
    column_warnings,
    is_shareable,
    missing_parts,
    target_number,
    unassigned,
)


@pytest.mark.parametrize(
    ("target", "shares", "rest"),
    [
        pytest.param("12", (5, 4), 3, id="E21"),
        pytest.param("12", (5, 7), 0, id="shared to the last"),
        pytest.param("12", (8, 7), -3, id="more than the target"),
        pytest.param("1.200", (600, 500), 100, id="thousands with a dot"),
        pytest.param("≥ 12,5", (5, 5), Decimal("2.5"), id="a decimal with a comma"),
        pytest.param("10-12", (5,), None, id="a range is no quantity to share"),
        pytest.param("12", (), None, id="nobody has a share"),
    ],
)
def test_what_of_a_quantity_nobody_has_taken_over(target, shares, rest):
    assert unassigned(target, [Decimal(share) for share in shares]) == rest


def test_three_of_twelve_are_named_as_unassigned():
    facts = ColumnFacts(target="12", unit="posyandu", entries=2, shares=(Decimal(5), Decimal(4)))
    assert [(warning.code, warning.text) for warning in column_warnings(facts)] == [
        ("load", "3 posyandu belum terbagi")
    ]


def test_a_column_without_anybody_is_the_only_thing_said_about_it():
    facts = ColumnFacts(target="12", method=DivisionMethod.REGION, parts=("Utara",))
    assert [warning.code for warning in column_warnings(facts)] == ["column"]


def test_a_link_outside_the_matrix_serves_the_column():
    assert column_warnings(ColumnFacts(target="12", links=1)) == []


def test_regions_cover_all_whatever_the_case():
    assert missing_parts(["Pasar Baru", "Aek Manis"], ["pasar  baru"]) == ["Aek Manis"]
    facts = ColumnFacts(method=DivisionMethod.REGION, parts=("Utara", "Selatan"), entries=1, owned=("Utara",))
    assert [warning.code for warning in column_warnings(facts)] == ["part"]


def test_divided_by_quantity_without_a_share_is_said():
    facts = ColumnFacts(target="12", method=DivisionMethod.LOAD, entries=1)
    assert [warning.code for warning in column_warnings(facts)] == ["load"]


@pytest.mark.parametrize(
    ("target", "unit", "can"),
    [
        ("12", "laporan", True),
        ("95", "persen", False),
        ("95%", "", False),
        ("2", "hari kerja", False),
        ("", "", False),
    ],
)
def test_a_rate_or_a_time_cannot_be_shared(target, unit, can):
    assert is_shareable(target, unit) is can


def test_a_text_without_a_number_has_no_quantity():
    assert target_number("sebanyak mungkin") is None

"""Retirement age by family and level, and the first day of the pension."""

from datetime import date

import pytest

from employees.enums import PostFamily
from employees.rules.retirement import DEFAULT_AGES, RetirementAge, retirement, retirement_age

TODAY = date(2026, 8, 17)


@pytest.mark.parametrize(
    ("family", "level", "age"),
    [
        (PostFamily.JPT, "pratama", 60),
        (PostFamily.ADMINISTRATOR, "", 58),
        (PostFamily.SUPERVISOR, "", 58),
        (PostFamily.IMPLEMENTER, "", 58),
        (PostFamily.FUNCTIONAL, "ahli_utama", 65),
        (PostFamily.FUNCTIONAL, "ahli_madya", 60),
        (PostFamily.FUNCTIONAL, "ahli_muda", 58),
        (PostFamily.FUNCTIONAL, "terampil", 58),
    ],
)
def test_the_post_decides_the_age(family, level, age):
    assert retirement_age(family, level, on=TODAY).age == age


@pytest.mark.parametrize(
    ("born_on", "reached", "pension"),
    [
        pytest.param(date(1968, 8, 17), date(2026, 8, 17), date(2026, 9, 1), id="P10"),
        pytest.param(date(1968, 12, 31), date(2026, 12, 31), date(2027, 1, 1), id="december"),
        pytest.param(date(1968, 9, 1), date(2026, 9, 1), date(2026, 10, 1), id="born-on-the-first"),
        pytest.param(date(1968, 2, 29), date(2026, 2, 28), date(2026, 3, 1), id="leap-day"),
    ],
)
def test_the_pension_starts_on_the_first_of_the_next_month(born_on, reached, pension):
    age = retirement_age(PostFamily.ADMINISTRATOR, on=TODAY)
    result = retirement(born_on, age)
    assert (result.reached_on, result.pension_from, result.source) == (reached, pension, "UU 20/2023")


def test_a_row_counts_only_while_it_is_in_force():
    future = RetirementAge(PostFamily.JPT, 62, starts_on=date(2030, 1, 1))
    ages = (*DEFAULT_AGES, future)
    assert retirement_age(PostFamily.JPT, on=TODAY, ages=ages).age == 60
    assert retirement_age(PostFamily.JPT, on=date(2030, 1, 1), ages=ages).age == 62
    assert retirement_age(PostFamily.JPT, on=date(2023, 1, 1)) is None


def test_what_no_source_confirms_is_marked():
    assert not retirement_age(PostFamily.FUNCTIONAL, on=TODAY).is_verified
    assert retirement_age(PostFamily.JPT, on=TODAY).is_verified

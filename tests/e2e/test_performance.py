"""What is asked of people in a performance year, in a real browser at both widths, one person after the other."""

import pytest

from tests.e2e.performance_journey import Cascade, Forms, Judgement, Talk


@pytest.fixture
def start(clock, transactional_db, page_for):
    """Return a government on a day of 2026, ready for a way: `start(Talk, 3, 2)`."""

    def build(way, month=3, day=2):
        clock.to(month, day)
        return way(page_for)

    return build


def test_a_rating_is_given_in_view_of_the_unit_objected_to_and_changed(start, clock):
    year = start(Judgement, 12, 2)
    year.set_predicate_of_the_office()
    year.rate()
    year.release()
    clock.to(12, 3)
    year.read()
    year.object()
    clock.to(12, 7)
    year.explain()
    year.change()
    year.expect_changed()


def test_after_the_last_day_nobody_objects(start, clock):
    year = start(Judgement, 11, 2)
    year.set_predicate_of_the_office()
    year.rate()
    year.release()
    clock.to(11, 3)
    year.read()
    clock.to(12, 2)
    year.try_too_late()


def test_what_two_people_agreed_is_confirmed_and_done_and_stays_with_them(start):
    talk = start(Talk)
    talk.write()
    talk.confirm()
    talk.expect_done()


def test_a_role_goes_from_the_matrix_into_a_plan_with_one_click(start):
    cascade = start(Cascade)
    cascade.write_role()
    cascade.take()
    cascade.expect_taken()


def test_hr_orders_the_forms_of_a_unit_and_takes_the_zip(start):
    forms = start(Forms, 12, 29)
    names = forms.download(forms.order())
    assert len(names) == 3 * len(forms.place.staff)
    assert all(name.endswith(".pdf") for name in names)

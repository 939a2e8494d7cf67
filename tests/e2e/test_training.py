"""A training from the catalogue to the workplace: one seat, two people, their superior and HR."""

import pytest

from tests.e2e.portal import said
from tests.e2e.training_journey import PROGRAMME, Course


@pytest.fixture
def size():
    """One walk is enough: each person has the screen that suits the step."""
    return "desktop"


@pytest.fixture
def course(page_for, transactional_db):
    return Course(page_for)


def test_a_place_goes_from_hand_to_hand_and_is_applied_at_work(course, clock):
    first, second, _third = course.place.staff
    clock.to(3, 2)
    course.prepare_class()
    course.ask_on_the_phone(first)
    course.approve(first)
    course.queue(second)
    course.give_up(first)
    course.expect_notice(
        second, said("A place has become free for you: %(programme)s") % {"programme": PROGRAMME}
    )
    clock.to(4, 8)
    course.finish()
    course.answer_questions(second)
    course.expect_hours(second)
    clock.to(7, 9)
    course.confirm_use(second)

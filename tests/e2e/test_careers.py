"""Training, mentoring, rank, recognition and standards in a real browser, one person at the screen after the other."""

import pytest

from tests.e2e.mentoring_journey import Mentoring
from tests.e2e.portal import said
from tests.e2e.rank_journey import Promotion
from tests.e2e.recognition_journey import Recognition
from tests.e2e.standards_journey import Measure
from tests.e2e.training_journey import PROGRAMME, Course


@pytest.fixture
def size():
    """Each way is walked once: who sits at a desk has a desktop, who is asked on the way has a phone."""
    return "desktop"


@pytest.fixture
def start(clock, transactional_db, page_for):
    """Return a government on 2 March 2026, ready for a way: `start(Course)`."""

    def build(way):
        clock.to(3, 2)
        return way(page_for)

    return build


def test_a_place_goes_from_hand_to_hand_and_is_applied_at_work(start, clock):
    course = start(Course)
    first, second, _third = course.place.staff
    course.prepare_class()
    course.ask_on_the_phone(first)
    course.approve(first)
    course.queue(second)
    course.give_up(first)
    title = said("A place has become free for you: %(programme)s")
    course.expect_notice(second, title % {"programme": PROGRAMME})
    clock.to(4, 8)
    course.finish()
    course.answer_questions(second)
    course.expect_hours(second)
    clock.to(7, 9)
    course.confirm_use(second)


def test_two_people_agree_on_a_mentoring_and_their_notes_stay_with_them(start):
    mentoring = start(Mentoring)
    mentoring.propose()
    mentoring.accept(mentoring.senior)
    mentoring.accept(mentoring.junior, size="phone")
    mentoring.hold_session()
    mentoring.expect_notes(mentoring.junior, shown=True, size="phone")
    for person in (mentoring.place.head, mentoring.place.hr, mentoring.place.evaluator):
        mentoring.expect_notes(person, shown=False)


def test_a_rank_proposal_goes_over_every_desk_to_the_new_rank(start, clock):
    promotion = start(Promotion)
    promotion.look_too_early()
    promotion.send_too_late()
    promotion.propose()
    promotion.check_at_office()
    promotion.check_at_bkpsdm()
    promotion.record_decree()
    clock.to(4, 1)
    promotion.expect_new_rank()


def test_good_work_is_decided_told_and_seen_by_everybody(start):
    recognition = start(Recognition)
    recognition.find_veteran()
    recognition.nominate()
    recognition.grant()
    recognition.expect_told()
    recognition.expect_certificate()


def test_what_the_office_promises_stands_in_a_plan_with_its_value(start, clock):
    measure = start(Measure)
    measure.propose()
    measure.approve()
    measure.take()
    clock.to(4, 6)
    measure.measure("52,5")
    measure.expect_value(measure.person, "52,5", size="phone")

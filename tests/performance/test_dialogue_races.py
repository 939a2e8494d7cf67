"""At the same moment: one answer to a link, no anonymous answer lost, nobody in two rounds."""

import pytest
from django.core.exceptions import ValidationError

from performance.models import Feedback, FeedbackRequest, FeedbackRound, RoundAnswer, RoundRespondent
from performance.services.feedback import Remark
from performance.services.feedback_requests import answer_link
from performance.services.round_answers import AnswerEntry, answer_round
from performance.services.rounds import NewRound, panel_of, start_round
from tests.employees.factories import office
from tests.performance.appraisal_help import actor
from tests.performance.factories import CycleFactory
from tests.performance.factories_dialogue import RequestFactory, crowd, in_days, plan_of, round_about
from tests.performance.test_appraisal_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_a_link_takes_one_answer_of_four_at_once():
    place = office()
    item = RequestFactory(employee=place.staff[0], code_digest="d")
    rows = [FeedbackRequest.objects.select_related("employee").get(pk=item.pk) for _ in range(4)]
    works = [lambda row=row: answer_link(request=row, remark=Remark(text="Baik")) for row in rows]
    assert at_once(*works) == ["conflict"] * 3 + ["done"]
    assert Feedback.objects.count() == 1


def test_no_anonymous_answer_is_lost_while_others_are_written_anew():
    place = office()
    plan_of(place.staff[0])
    people = [*place.staff[1:], *crowd(place, 6)]
    subject = round_about(place.staff[0], dict.fromkeys(people, "peer"))
    lines = RoundRespondent.objects.select_related("employee__user").filter(subject=subject)
    works = [
        lambda line=line, number=number: answer_round(
            respondent=line, entry=AnswerEntry({"service": 3}, str(number)), actor=actor(line.employee)
        )
        for number, line in enumerate(lines)
    ]
    assert at_once(*works) == ["done"] * 8
    assert sorted(RoundAnswer.objects.values_list("strength", flat=True)) == list("01234567")


def test_two_rounds_about_one_person_started_at_once_are_one():
    place = office()
    plan_of(place.staff[0])
    others, cycle = crowd(place, 5), CycleFactory(agency=place.agency, is_open=True)
    new = NewRound("Putaran", in_days(0), in_days(7))

    def start():
        panel = panel_of(place.staff[0], peers=[row.pk for row in others], subordinates=[])
        try:
            start_round(panel=panel, cycle=cycle, new=new, actor=actor(place.evaluator))
        except ValidationError:
            return

    at_once(start, start)
    assert FeedbackRound.objects.count() == 1

"""A decision that the database refuses at the last step comes back as typed."""

import datetime as dt

import pytest

from promotions.models import Award
from tests.promotions.factories_awards import AwardFactory
from tests.promotions.nominating import awarding, decide, nominated
from tests.support.pages import soup

pytestmark = pytest.mark.django_db


def test_an_award_recorded_for_that_day_already_leaves_the_decision_as_typed(freeze, client_for):
    freeze(2026, 3, 2)
    place = awarding()
    waiting = nominated(place)
    AwardFactory(employee=place.staff[0], award_type=place.award, awarded_on=dt.date(2026, 3, 2))
    answer = decide(client_for(place.hr.user), waiting)
    assert answer.status_code == 422
    assert soup(answer).select_one("[name=decree_number]")["value"] == "800/7/2026"
    waiting.refresh_from_db()
    assert (waiting.state, Award.objects.count()) == ("submitted", 1)

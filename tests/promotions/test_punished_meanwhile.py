"""A punishment that begins between the check and the decree holds the proposal (PP 94/2021)."""

import datetime as dt

import pytest
from django.urls import reverse

from employees.enums import DisciplineLevel
from employees.models import DisciplineRecord, RankRecord
from tests.employees.factories import office
from tests.promotions.factories_proposals import ProposalFactory, eligible

pytestmark = pytest.mark.django_db
DECREE = {"decree_number": "823/77/2026", "decree_on": "2026-03-02", "effective_on": "2026-04-01"}


@pytest.mark.parametrize(("level", "status"), [(DisciplineLevel.MEDIUM, 422), (DisciplineLevel.LIGHT, 302)])
def test_who_is_punished_after_the_check_is_not_promoted(freeze, client_for, level, status):
    freeze(2026, 3, 2)
    place = office()
    person = eligible(place.staff[0])
    proposal = ProposalFactory(employee=person, to_decide=True)
    day = dt.date(2026, 3, 1)
    DisciplineRecord.objects.create(agency=place.agency, employee=person, level=level, starts_on=day)
    before = RankRecord.objects.filter(employee=person).count()
    url = reverse("promotions:proposal_decide", args=[proposal.pk])
    assert client_for(place.leader.user).post(url, DECREE).status_code == status
    assert RankRecord.objects.filter(employee=person).count() == before + (status == 302)

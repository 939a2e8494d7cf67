"""Dates and ids of an address or a form that nobody means: an answer, never an error of the server."""

import pytest
from django.urls import reverse

from promotions.models import RankProposal
from tests.employees.factories import office
from tests.promotions.factories_proposals import ProposalFactory, eligible

pytestmark = pytest.mark.django_db
NEW = "/kenaikan-pangkat/usul/"
ODD = ["9999-12-31", "9999-12-02", "9999-12-01", "0001-01-01"]


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


@pytest.mark.parametrize("day", ODD)
def test_an_odd_tmt_is_answered_and_not_proposed(place, client_for, day):
    client = client_for(eligible(place.staff[0]).user)
    assert client.get(NEW, {"tmt": day}).status_code == 200
    assert client.post(NEW, {"kind": "regular", "target_on": day}).status_code == 422
    assert not RankProposal.objects.exists()


@pytest.mark.parametrize("day", ODD)
def test_an_odd_tmt_is_not_decided(place, client_for, day):
    proposal = ProposalFactory(employee=eligible(place.staff[0]), to_decide=True)
    url = reverse("promotions:proposal_decide", args=[proposal.pk])
    data = {"decree_number": "1", "decree_on": "2026-03-02", "effective_on": day}
    assert client_for(place.hr.user).post(url, data).status_code == 422


@pytest.mark.parametrize("person", ["9" * 30, "9" * 5_000])
def test_a_person_of_an_endless_number_is_not_found(place, client_for, person):
    assert client_for(place.hr.user).get(NEW, {"person": person}).status_code == 404

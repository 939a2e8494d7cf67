"""One decree for several nominations: what was chosen and ticked is kept when the decree is refused."""

import pytest
from django.urls import reverse

from promotions.selectors import nominations as selectors
from tests.promotions.nominating import awarding, nominated
from tests.support.pages import soup

pytestmark = pytest.mark.django_db


def test_a_refused_decree_keeps_the_ticks_and_the_filter(freeze, client_for):
    freeze(2026, 3, 2)
    place = awarding()
    ticked = nominated(place, place.award)
    nominated(place, place.city_award)
    client = client_for(place.hr.user)
    page = client.get("/apresiasi/usulan/", {"bagian": "putuskan", "jenis": place.award.pk})
    target = soup(page).select_one("form#decree")["action"]
    answer = client.post(target, {"nomination": [ticked.pk], "decree_number": "", "awarded_on": "2026-03-02"})
    assert answer.status_code == 422
    boxes = soup(answer).select("input[name=nomination]")
    assert [(box["value"], box.has_attr("checked")) for box in boxes] == [(str(ticked.pk), True)]
    assert soup(answer).select_one("form.toolbar")["action"] == reverse("promotions:nomination_list")


def test_the_pages_of_a_refused_decree_are_those_of_the_list(freeze, client_for, monkeypatch):
    freeze(2026, 3, 2)
    monkeypatch.setattr(selectors, "SIZE", 1)
    place = awarding()
    first = nominated(place, place.award)
    nominated(place, place.city_award)
    client = client_for(place.hr.user)
    target = reverse("promotions:nomination_grant_many") + "?bagian=putuskan"
    refused = client.post(target, {"nomination": [first.pk], "decree_number": "", "awarded_on": "2026-03-02"})
    following = soup(refused).select_one(".pagination [rel=next]")["href"]
    assert following.startswith(reverse("promotions:nomination_list") + "?bagian=putuskan&after=")
    back = soup(client.get(following)).select_one(".pagination [rel=prev]")["href"]
    assert client.get(back).status_code == 200

"""Discipline on checklists: read by the person, HR and inspectors; for others it looks like a missing statement."""

import datetime as dt

import pytest
from django.urls import reverse

from employees.models import Employee
from promotions.services import desks
from tests.promotions.factories_proposals import ProposalFactory, eligible, stored_checklist
from tests.promotions.nominating import awarding, nominated, send, spoil
from tests.promotions.proposal_help import do
from tests.support.pages import soup

pytestmark = pytest.mark.django_db
WAYS = ["discipline", "no statement"]


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return awarding()


def marks(page):
    """Return the looks of the requirements, and their words but for the dates of the clock."""
    return [
        (" ".join(row["class"]), row.get_text(" ", strip=True)) for row in soup(page).select(".requirement")
    ]


def punished_proposal(person, status="unmet"):
    checklist = stored_checklist(is_met=False)
    checklist["items"][1] |= {"status": status, "evidence": "Sedang berjalan", "earliest": "2026-09-01"}
    return ProposalFactory(employee=eligible(person), checklist=checklist)


def test_a_refused_nomination_does_not_tell_the_nominator_of_a_punishment(place, client_for):
    seen = []
    for how in reversed(WAYS):
        Employee.objects.filter(pk=place.staff[0].pk).update(discipline_checked_on=dt.date(2026, 1, 5))
        spoil(place, how)
        page = send(client_for(place.evaluator.user), place.staff[0], place.award)
        assert page.status_code == 422
        seen.append(marks(page))
    assert seen[0] == seen[1]
    page = send(client_for(place.hr.user), place.staff[0], place.award)
    assert soup(page).select(".requirement.is-unmet")


@pytest.mark.parametrize(
    ("who", "count"), [("evaluator", 0), ("head", 0), ("leader", 0), ("hr", 1), ("inspector", 1)]
)
def test_who_decides_on_a_nomination_reads_discipline_only_with_the_right(place, client_for, who, count):
    spoil(place, "discipline")
    waiting = nominated(place, checklist=stored_checklist(is_met=False))
    waiting.checklist["items"][1]["status"] = "unmet"
    waiting.save()
    url = reverse("promotions:nomination_detail", args=[waiting.pk])
    page = client_for(getattr(place, who).user).get(url)
    assert page.status_code == 200
    assert len(soup(page).select(".requirement.is-unmet")) == count


@pytest.mark.parametrize(
    ("who", "is_read"),
    [
        ("own", True),
        ("hr", True),
        ("inspector", True),
        ("evaluator", False),
        ("head", False),
        ("leader", False),
    ],
)
def test_a_proposal_shows_discipline_to_the_person_hr_and_inspectors(place, client_for, who, is_read):
    proposal = punished_proposal(place.staff[0])
    reader = place.staff[0] if who == "own" else getattr(place, who)
    page = client_for(reader.user).get(reverse("promotions:proposal_detail", args=[proposal.pk]))
    assert page.status_code == 200
    assert bool(soup(page).select(".requirement.is-unmet")) is is_read
    assert ("Sedang berjalan" in page.content.decode()) is is_read


@pytest.mark.parametrize(
    ("who", "is_read"),
    [("own", True), ("hr", True), ("inspector", True), ("head", False), ("leader", False)],
)
def test_what_hr_noted_about_discipline_is_not_in_the_timeline_of_others(place, client_for, who, is_read):
    proposal = ProposalFactory(employee=eligible(place.staff[0]), unverified=True)
    do(desks.verify_requirement, proposal, place.hr, code="discipline", evidence="Surat 700/12/2026")
    reader = place.staff[0] if who == "own" else getattr(place, who)
    page = client_for(reader.user).get(reverse("promotions:proposal_detail", args=[proposal.pk]))
    assert ("Surat 700/12/2026" in page.content.decode()) is is_read
    assert "Tidak sedang dihukum" in soup(page).select_one(".timeline").get_text()


def test_what_hr_noted_about_anything_else_stays_in_the_timeline(place, client_for):
    checklist = stored_checklist()
    checklist["items"][0]["status"] = "unverified"
    proposal = ProposalFactory(employee=eligible(place.staff[0]), checklist=checklist)
    do(desks.verify_requirement, proposal, place.hr, code="years_in_rank", evidence="SK 823/1/2022")
    page = client_for(place.head.user).get(reverse("promotions:proposal_detail", args=[proposal.pk]))
    assert "SK 823/1/2022" in soup(page).select_one(".timeline").get_text()


@pytest.mark.parametrize(("who", "is_read"), [("own", True), ("hr", True), ("evaluator", False)])
def test_the_career_shows_discipline_to_the_person_hr_and_inspectors(place, client_for, who, is_read):
    person = place.staff[0]
    eligible(person)
    spoil(place, "discipline")
    reader = person if who == "own" else getattr(place, who)
    page = client_for(reader.user).get(reverse("promotions:career_detail", args=[person.pk]))
    assert page.status_code == 200
    assert bool(soup(page).select(".requirement.is-unmet")) is is_read

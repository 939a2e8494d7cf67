"""At the decree the whole checklist is worked out anew; what has come up since the check holds the proposal."""

import pytest
from django.urls import reverse

from asn_portal.core.models import TransitionLog
from employees.models import RankRecord
from performance.enums import Predicate
from tests.employees.factories import office
from tests.promotions.factories_proposals import TARGET, ProposalFactory, eligible, rank, stored_checklist
from tests.promotions.proposal_help import steps
from tests.support.pages import soup

pytestmark = pytest.mark.django_db
DECREE = {"decree_number": "823/77/2026", "decree_on": "2026-03-02", "effective_on": "2026-04-01"}
CHANGES = ["predicate", "superior", "post", "education"]


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    built = office()
    built.ani = eligible(built.staff[0])
    return built


def change(person, what):
    """Change something on record after the check at BKPSDM."""
    people = type(person).objects
    if what == "predicate":
        person.appraisals.filter(period__cycle__year=2025).update(predicate=Predicate.BP)
    elif what == "superior":
        people.filter(pk=person.evaluator_id).update(rank=rank("II/c"))
    elif what == "post":
        type(person.position.title).objects.filter(pk=person.position.title_id).update(family="functional")
    elif what == "education":
        people.filter(pk=person.pk).update(education_level="sd")


def decree(client, proposal, **data):
    """Record the decree through the page."""
    return client.post(reverse("promotions:proposal_decide", args=[proposal.pk]), DECREE | data)


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("who", ["leader", "hr"])
def test_what_changed_after_the_check_is_seen_at_the_decree(place, client_for, what, who):
    proposal = ProposalFactory(employee=place.ani, to_decide=True)
    change(place.ani, what)
    answer = decree(client_for(getattr(place, who).user), proposal)
    assert answer.status_code == 422
    assert soup(answer).select_one("[name=decree_number]")["value"] == "823/77/2026"
    assert bool(soup(answer).select_one("[name=override_reason]")) is (who == "hr" and what != "post")
    proposal.refresh_from_db()
    assert (proposal.state, steps(proposal)) == ("to_decide", [])
    assert not RankRecord.objects.filter(employee=place.ani, effective_on=TARGET).exists()


def test_the_checklist_of_today_is_shown(place, client_for):
    proposal = ProposalFactory(employee=place.ani, to_decide=True)
    change(place.ani, "superior")
    answer = decree(client_for(place.leader.user), proposal)
    assert soup(answer).select(".requirement.is-unmet")


def test_hr_of_the_agency_lets_it_pass_with_a_reason_that_is_logged(place, client_for):
    proposal = ProposalFactory(employee=place.ani, to_decide=True)
    change(place.ani, "superior")
    answer = decree(client_for(place.hr.user), proposal, override_reason="Putusan pengadilan 12/2026")
    assert answer.status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.override_reason) == ("decided", "Putusan pengadilan 12/2026")
    assert TransitionLog.objects.get(transition="override_decision").note == "Putusan pengadilan 12/2026"
    assert {row["code"]: row["status"] for row in proposal.checklist["items"]}["superior"] == "unmet"


def test_a_reason_of_the_leader_lets_nothing_pass(place, client_for):
    proposal = ProposalFactory(employee=place.ani, to_decide=True)
    change(place.ani, "predicate")
    assert decree(client_for(place.leader.user), proposal, override_reason="Saya mau").status_code == 422


def test_what_hr_let_pass_at_the_check_is_not_asked_again(place, client_for):
    checklist = stored_checklist()
    checklist["items"].append(checklist["items"][0] | {"code": "superior", "status": "unmet"})
    proposal = ProposalFactory(
        employee=place.ani, to_decide=True, checklist=checklist, override_reason="Perintah pengadilan"
    )
    change(place.ani, "superior")
    assert decree(client_for(place.leader.user), proposal).status_code == 302
    proposal.refresh_from_db()
    assert proposal.override_reason == "Perintah pengadilan"


def test_what_hr_verified_stays_verified_while_the_record_is_silent(place, client_for):
    type(place.ani).objects.filter(pk=place.ani.pk).update(discipline_checked_on=None)
    found = {"by_id": place.hr.user.pk, "by_name": "Hr", "on": "2026-03-01", "evidence": "Surat 700/12"}
    checklist = stored_checklist()
    checklist["items"][1]["verified"] = found
    proposal = ProposalFactory(employee=place.ani, to_decide=True, checklist=checklist)
    assert decree(client_for(place.leader.user), proposal).status_code == 302
    proposal.refresh_from_db()
    row = next(row for row in proposal.checklist["items"] if row["code"] == "discipline")
    assert (row["status"], row["verified"]) == ("met", found)

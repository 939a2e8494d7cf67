"""What the record does not say: HR confirms it with evidence, or lets the proposal pass with a reason."""

import pytest
from django.core.exceptions import ValidationError

from asn_portal.core.access import Conflict, NotAllowed
from asn_portal.core.models import TransitionLog
from asn_portal.core.requirements import Checklist, Status
from employees.models import DisciplineRecord
from promotions.services import desks
from promotions.services import proposals as services
from tests.employees.factories import office
from tests.promotions.factories_proposals import TARGET, ProposalFactory, eligible
from tests.promotions.proposal_help import REGULAR, actor, do, fresh, propose

pytestmark = pytest.mark.django_db
EVIDENCE = "Surat pernyataan Inspektorat 700/12/2026"


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


@pytest.fixture
def silent(place):
    """Somebody about whose discipline the record says nothing."""
    return eligible(place.staff[0], discipline_on=None)


def item_of(proposal, code="discipline"):
    return next(item for item in Checklist.from_dict(proposal.checklist).items if item.code == code)


def verify(proposal, person, evidence=EVIDENCE, code="discipline"):
    return do(desks.verify_requirement, proposal, person, code=code, evidence=evidence)


def test_a_person_may_propose_while_something_has_to_be_verified(place, silent):
    proposal = propose(silent)
    assert item_of(proposal).status == Status.UNVERIFIED
    assert proposal.checklist["is_met"] is False


def test_bkpsdm_does_not_pass_it_on_before_it_is_verified(place, silent):
    proposal = propose(silent)
    do(desks.check_at_unit, proposal, place.head)
    with pytest.raises(ValidationError) as refusal:
        do(desks.check_at_bkpsdm, proposal, place.hr)
    assert "override_reason" in refusal.value.message_dict
    verify(proposal, place.hr)
    do(desks.check_at_bkpsdm, proposal, place.hr)
    assert fresh(proposal, place.hr).state == "to_decide"


def test_the_verification_stays_with_the_requirement(place, silent):
    proposal = propose(silent)
    verify(proposal, place.hr)
    stored = fresh(proposal, place.hr)
    item, row = item_of(stored), next(r for r in stored.checklist["items"] if r["code"] == "discipline")
    assert (item.status, item.evidence) == (Status.MET, EVIDENCE)
    assert item.source.endswith("Hr")
    assert item.source_on.isoformat() == "2026-03-02"
    assert row["verified"]["by_id"] == place.hr.user.pk
    assert stored.checklist["is_met"] is True
    assert EVIDENCE in TransitionLog.objects.get(transition="verify_unit").note


def test_a_reason_lets_it_pass_instead(place, silent):
    proposal = propose(silent)
    do(desks.check_at_unit, proposal, place.head)
    do(desks.check_at_bkpsdm, proposal, place.hr, override_reason="Perintah pengadilan")
    assert fresh(proposal, place.hr).override_reason == "Perintah pengadilan"
    assert TransitionLog.objects.filter(transition="override", note="Perintah pengadilan").exists()


def test_a_punishment_recorded_meanwhile_stops_the_check(place, silent):
    proposal = propose(silent)
    verify(proposal, place.hr)
    do(desks.check_at_unit, proposal, place.head)
    DisciplineRecord.objects.create(
        agency=silent.agency,
        employee=silent,
        level="heavy",
        description="Turun jabatan",
        starts_on="2026-03-01",
    )
    with pytest.raises(ValidationError):
        do(desks.check_at_bkpsdm, proposal, place.hr)


def test_verified_items_are_kept_when_it_is_submitted_again(place, silent):
    proposal = propose(silent)
    verify(proposal, place.hr)
    do(desks.return_proposal, proposal, place.head, note="Perbaiki")
    do(services.submit_again, proposal, silent, wish=services.Wish(REGULAR, TARGET))
    assert item_of(fresh(proposal, silent)).evidence == EVIDENCE


def test_only_hr_verifies_and_never_for_oneself(place, silent):
    proposal = propose(silent)
    for who in (silent, place.head, place.evaluator, place.leader):
        with pytest.raises(NotAllowed):
            verify(proposal, who)
    own = ProposalFactory(employee=eligible(place.hr), unverified=True, at_bkpsdm=True)
    with pytest.raises(NotAllowed):
        verify(own, place.hr)


def test_evidence_is_asked_for_and_the_second_click_is_a_conflict(place, silent):
    proposal = propose(silent)
    with pytest.raises(ValidationError):
        verify(proposal, place.hr, evidence="  ")
    verify(proposal, place.hr)
    for code in ("discipline", "years_in_rank", "no such item"):
        with pytest.raises(Conflict):
            verify(proposal, place.hr, code=code)


def test_what_is_unmet_cannot_be_verified_away(place):
    ani = eligible(place.staff[0], superior="II/c")
    proposal = propose(ani, by=place.hr, reason="Uji coba")
    with pytest.raises(Conflict):
        verify(proposal, place.hr, code="superior")
    assert actor(place.hr).user_id == proposal.proposed_by_id

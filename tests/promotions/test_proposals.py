"""A proposal for a higher rank from the wish to the decree: desks, reasons, verification, the rank record."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from asn_portal.core.access import Conflict, NotAllowed, Role
from asn_portal.core.models import AgencyPolicy, TransitionLog
from asn_portal.core.workflow import NoteRequired
from employees.models import RankRecord, RoleGrant
from promotions.models import RankProposal
from promotions.services import decisions, desks
from promotions.services import proposals as services
from tests.employees.factories import RoleGrantFactory, member, office
from tests.promotions.factories_proposals import TARGET, TODAY, ProposalFactory, eligible, rank
from tests.promotions.proposal_help import REGULAR, actor, do, fresh, propose, steps, told

pytestmark = pytest.mark.django_db
DECREE = decisions.Decree("823/77/2026", TODAY, TARGET)


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


@pytest.fixture
def ani(place):
    return eligible(place.staff[0])


def test_a_person_proposes_and_the_decree_writes_the_rank(place, ani):
    proposal = propose(ani)
    assert (proposal.state, proposal.to_rank.code) == ("at_unit", "II/d")
    do(desks.check_at_unit, proposal, place.head)
    do(desks.check_at_bkpsdm, proposal, place.hr)
    do(decisions.decide_proposal, proposal, place.leader, decree=DECREE)
    stored = RankProposal.objects.get()
    record = RankRecord.objects.get(employee=ani, effective_on=TARGET)
    assert (stored.state, stored.rank_record, stored.checked_by) == ("decided", record, place.hr.user)
    assert (record.rank.code, record.kind, record.decree_number) == ("II/d", "regular", "823/77/2026")
    assert steps(proposal) == ["propose", "check_unit", "check_bkpsdm", "decide"]


def test_everybody_concerned_is_told_once_per_step(place, ani):
    proposal = propose(ani)
    assert told(place.head) == ["proposal_to_check"]
    do(desks.check_at_unit, proposal, place.head)
    assert told(place.hr) == ["proposal_to_check"]
    do(desks.check_at_bkpsdm, proposal, place.hr)
    assert told(place.leader) == ["proposal_to_decide"]
    do(decisions.decide_proposal, proposal, place.leader, decree=DECREE)
    assert told(ani) == ["proposal_moved", "proposal_moved", "proposal_decided"]
    assert told(place.evaluator) == ["proposal_decided"]


def test_the_rank_follows_at_once_when_the_tmt_has_come(place, ani, freeze):
    proposal = ProposalFactory(employee=ani, to_decide=True)
    freeze(2026, 4, 7)
    do(decisions.decide_proposal, proposal, place.hr, decree=DECREE)
    ani.refresh_from_db()
    assert (ani.rank.code, ani.rank_effective_on) == ("II/d", TARGET)


@pytest.mark.parametrize(
    ("kind", "recorded"), [("structural", "choice"), ("functional", "choice"), ("diploma", "diploma")]
)
def test_the_kind_of_the_rank_record_follows_the_path(place, ani, kind, recorded):
    family = {"structural": "supervisor", "functional": "functional"}.get(kind, "implementer")
    type(ani.position.title).objects.filter(pk=ani.position.title_id).update(family=family)
    type(ani).objects.filter(pk=ani.pk).update(education_level="s1" if kind == "diploma" else "slta")
    proposal = ProposalFactory(employee=ani, to_decide=True, path=kind)
    decree = decisions.Decree("823/77/2026", TODAY, TARGET, "Putusan pengadilan 12/2026")
    do(decisions.decide_proposal, proposal, place.hr, decree=decree)
    assert RankRecord.objects.get(employee=ani, effective_on=TARGET).kind == recorded


def test_what_is_missing_is_refused_with_words_and_the_earliest_date(place, ani):
    with pytest.raises(services.NotEligible, match="1 April 2026"):
        propose(ani, target_on=dt.date(2026, 3, 1))
    assert not RankProposal.objects.exists()


def test_hr_of_the_agency_lets_it_pass_with_a_reason_that_is_logged(place, ani):
    early = dt.date(2026, 3, 1)
    proposal = propose(ani, by=place.hr, target_on=early, reason="Putusan pengadilan 12/2026")
    assert proposal.override_reason == "Putusan pengadilan 12/2026"
    assert steps(proposal) == ["propose", "override"]
    assert TransitionLog.objects.get(transition="override").note == "Putusan pengadilan 12/2026"
    assert told(ani) == ["proposal_made"]


def test_nobody_else_lets_anything_pass(place, ani):
    with pytest.raises(NotAllowed):
        propose(ani, target_on=dt.date(2026, 3, 1), reason="Saya mau")
    with pytest.raises(NotAllowed):
        propose(eligible(place.hr), reason="Untuk saya sendiri")


@pytest.mark.parametrize("who", ["colleague", "evaluator", "head", "leader", "inspector"])
def test_only_the_person_and_hr_propose(place, ani, who):
    with pytest.raises(NotAllowed):
        services.propose_promotion(
            employee=ani, wish=services.Wish(REGULAR, TARGET), actor=actor(getattr(place, who))
        )


@pytest.mark.parametrize(("kind", "words"), [("pppk", "PPPK"), ("cpns", "PNS"), ("official", "official")])
def test_r18_who_has_no_rank_promotion_is_told_so(place, ani, kind, words):
    type(ani).objects.filter(pk=ani.pk).update(kind=kind)
    with pytest.raises(services.NotEligible) as refusal:
        propose(ani)
    assert refusal.value.messages


def test_who_has_retired_is_told_so(place, ani):
    type(ani).objects.filter(pk=ani.pk).update(standing="retired", is_active=False)
    with pytest.raises(services.NotEligible, match="Ani Lestari"):
        propose(ani, by=place.hr)


def test_one_proposal_at_a_time(place, ani):
    propose(ani)
    with pytest.raises(ValidationError), transaction.atomic():
        propose(ani)
    assert RankProposal.objects.count() == 1


def test_an_office_without_head_and_hr_sends_it_straight_to_bkpsdm(place):
    rekan = eligible(place.colleague)
    proposal = propose(rekan, by=place.hr)
    assert (proposal.state, steps(proposal)) == ("at_bkpsdm", ["propose_straight"])


def test_hr_of_the_office_checks_unless_it_proposed_itself(place):
    rekan = eligible(place.colleague)
    officer = member(place.other_dinas, "HR Dinas", evaluator=place.mayor)
    RoleGrantFactory(user=officer.user, unit=place.other_dinas, role=Role.HR)
    assert propose(rekan, by=officer).state == "at_bkpsdm", "the officer alone would check the own proposal"
    RankProposal.objects.all().delete()
    proposal = propose(rekan)
    assert proposal.state == "at_unit"
    do(desks.check_at_unit, proposal, officer)
    assert fresh(proposal, place.hr).state == "at_bkpsdm"


def test_when_the_checker_leaves_hr_of_the_agency_takes_the_desk(place):
    rekan = eligible(place.colleague)
    officer = member(place.other_dinas, "HR Dinas", evaluator=place.mayor)
    grant = RoleGrantFactory(user=officer.user, unit=place.other_dinas, role=Role.HR)
    proposal = propose(rekan)
    with pytest.raises(NotAllowed):
        do(desks.check_at_unit, proposal, place.hr)
    RoleGrant.objects.filter(pk=grant.pk).update(revoked_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    do(desks.check_at_unit, proposal, place.hr)
    assert fresh(proposal, place.hr).state == "at_bkpsdm"


def test_nobody_holds_a_desk_for_the_own_proposal(place):
    boss = ProposalFactory(employee=eligible(place.head))
    with pytest.raises(NotAllowed):
        do(desks.check_at_unit, boss, place.head)
    for trait, service, extra in (
        ("at_bkpsdm", desks.check_at_bkpsdm, {}),
        ("to_decide", decisions.decide_proposal, {"decree": DECREE}),
    ):
        RankProposal.objects.all().delete()
        own = ProposalFactory(employee=eligible(place.hr), **{trait: True})
        with pytest.raises(NotAllowed):
            do(service, own, place.hr, **extra)


@pytest.mark.parametrize("who", ["evaluator", "mayor", "inspector", "leader"])
def test_others_in_scope_see_it_but_do_not_check(place, ani, who):
    proposal = ProposalFactory(employee=ani)
    with pytest.raises(NotAllowed):
        do(desks.check_at_unit, proposal, getattr(place, who))


def test_every_desk_returns_with_a_reason_and_it_is_submitted_again(place, ani):
    proposal = propose(ani)
    for trait, who in (("at_unit", place.head), ("at_bkpsdm", place.hr), ("to_decide", place.leader)):
        RankProposal.objects.update(state=trait)
        with pytest.raises(NoteRequired):
            do(desks.return_proposal, proposal, who, note=" ")
        do(desks.return_proposal, proposal, who, note="SKP 2025 belum dilampirkan")
        assert fresh(proposal, ani).state == "returned"
        wish = services.Wish(REGULAR, dt.date(2026, 5, 1))
        do(services.submit_again, proposal, ani, wish=wish)
        assert fresh(proposal, ani).state == "at_unit"
    assert fresh(proposal, ani).target_on == dt.date(2026, 5, 1)
    assert told(ani).count("proposal_returned") == 3


def test_submitting_again_follows_a_rank_that_changed_meanwhile(place, ani):
    proposal = ProposalFactory(employee=ani, returned=True)
    eligible(ani, code="II/b", since=dt.date(2022, 2, 1))
    RankRecord.objects.filter(employee=ani, effective_on=dt.date(2022, 4, 1)).delete()
    do(services.submit_again, proposal, ani, wish=services.Wish(REGULAR, TARGET))
    stored = fresh(proposal, ani)
    assert (stored.from_rank.code, stored.to_rank.code) == ("II/b", "II/c")


def test_bkpsdm_refuses_for_good_with_a_reason(place, ani):
    proposal = ProposalFactory(employee=ani, at_bkpsdm=True)
    with pytest.raises(NotAllowed):
        do(desks.refuse_proposal, proposal, place.head, note="Tidak")
    do(desks.refuse_proposal, proposal, place.hr, note="Formasi tidak ada")
    assert fresh(proposal, ani).state == "refused"
    assert told(ani) == ["proposal_refused"]
    assert propose(ani).state == "at_unit", "a new one can be made"


@pytest.mark.parametrize("state", ["at_unit", "at_bkpsdm", "to_decide", "returned"])
def test_the_person_or_the_proposer_withdraws_before_the_decree(place, ani, state):
    proposal = ProposalFactory(employee=ani, state=state, proposed_by=place.hr.user)
    with pytest.raises(NotAllowed):
        do(services.withdraw_proposal, proposal, place.head)
    do(services.withdraw_proposal, proposal, place.hr if state == "at_unit" else ani)
    assert fresh(proposal, ani).state == "withdrawn"
    with pytest.raises(Conflict):
        do(services.withdraw_proposal, proposal, ani)


@pytest.mark.parametrize(
    "service", ["check_at_unit", "check_at_bkpsdm", "return_proposal", "refuse_proposal"]
)
def test_the_second_click_is_a_conflict(place, ani, service):
    at = "at_unit" if service in {"check_at_unit", "return_proposal"} else "at_bkpsdm"
    who = place.head if at == "at_unit" else place.hr
    proposal = ProposalFactory(employee=ani, state=at)
    extra = {"note": "Alasan"} if "check" not in service else {}
    do(getattr(desks, service), proposal, who, **extra)
    with pytest.raises(Conflict):
        do(getattr(desks, service), proposal, who, **extra)


def test_of_two_decisions_one_wins_and_the_rank_is_written_once(place, ani):
    proposal = ProposalFactory(employee=ani, to_decide=True)
    stale = fresh(proposal, place.leader)
    do(decisions.decide_proposal, proposal, place.hr, decree=DECREE)
    for late in (stale, fresh(proposal, place.leader)):
        with pytest.raises(Conflict), transaction.atomic():
            decisions.decide_proposal(proposal=late, decree=DECREE, actor=actor(place.leader))
    assert RankRecord.objects.filter(employee=ani, effective_on=TARGET).count() == 1


def test_another_rank_recorded_meanwhile_stops_the_decision_with_clear_words(place, ani):
    proposal = ProposalFactory(employee=ani, to_decide=True)
    RankRecord.objects.create(
        agency=ani.agency, employee=ani, rank=rank("II/d"), effective_on=dt.date(2026, 2, 1)
    )
    with pytest.raises(desks.RankChanged, match="II/d"):
        do(decisions.decide_proposal, proposal, place.hr, decree=DECREE)
    assert fresh(proposal, place.hr).state == "to_decide"
    assert not RankRecord.objects.filter(employee=ani, effective_on=TARGET).exists()


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("decree_number", {"number": "  "}),
        ("decree_on", {"decree_on": dt.date(2026, 3, 3)}),
        ("effective_on", {"effective_on": dt.date(2026, 4, 2)}),
        ("effective_on", {"effective_on": dt.date(2022, 4, 1)}),
        ("effective_on", {"effective_on": dt.date(2026, 3, 1)}),
        ("effective_on", {"effective_on": dt.date(2062, 4, 1)}),
    ],
    ids=["no number", "decree of tomorrow", "not the 1st", "not after the rank", "too early", "far ahead"],
)
def test_a_decree_that_cannot_be_is_refused(place, ani, field, change):
    proposal = ProposalFactory(employee=ani, to_decide=True)
    decree = decisions.Decree(**{**vars(DECREE), **change})
    with pytest.raises(ValidationError) as refusal:
        do(decisions.decide_proposal, proposal, place.hr, decree=decree)
    assert field in refusal.value.message_dict
    assert fresh(proposal, place.hr).state == "to_decide"


def test_a_later_tmt_may_be_decided(place, ani):
    proposal = ProposalFactory(employee=ani, to_decide=True)
    decree = decisions.Decree("823/78/2026", TODAY, dt.date(2026, 6, 1))
    do(decisions.decide_proposal, proposal, place.hr, decree=decree)
    assert fresh(proposal, place.hr).effective_on == dt.date(2026, 6, 1)


def test_the_agency_may_ask_for_another_decider_than_the_checker(place, ani):
    AgencyPolicy.objects.create(
        agency=place.agency,
        key="promotions.decision_by_other_person",
        value=True,
        starts_on=dt.date(2026, 1, 1),
    )
    proposal = ProposalFactory(employee=ani, to_decide=True, checked_by=place.hr.user)
    with pytest.raises(NotAllowed):
        do(decisions.decide_proposal, proposal, place.hr, decree=DECREE)
    do(decisions.decide_proposal, proposal, place.leader, decree=DECREE)
    assert fresh(proposal, place.hr).state == "decided"

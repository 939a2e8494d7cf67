"""What waits at whose desk, in one SELECT; it agrees with what the workflow allows."""

import datetime as dt

import pytest

from asn_portal.core.access import Role
from asn_portal.core.models import AgencyPolicy
from promotions.models import RankProposal
from promotions.policies import proposals as policies
from promotions.selectors.inbox import proposal_inbox, waiting_proposals
from tests.employees.factories import RoleGrantFactory, member, office
from tests.promotions.factories_proposals import ProposalFactory, eligible
from tests.promotions.proposal_help import actor

pytestmark = pytest.mark.django_db
COLUMNS = ["kind", "subject_id", "who", "post", "detail", "since", "due_on", "is_safe"]


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


def kinds(person):
    return sorted(row["kind"] for row in proposal_inbox(actor=actor(person)))


def test_each_desk_has_its_kind(place):
    for person, state in zip(place.staff, ("at_unit", "at_bkpsdm", "to_decide"), strict=True):
        ProposalFactory(employee=eligible(person), state=state)
    assert kinds(place.head) == ["proposal_unit"]
    assert kinds(place.hr) == ["proposal_bkpsdm", "proposal_decide"]
    assert kinds(place.leader) == ["proposal_decide"]
    for who in (place.mayor, place.evaluator, place.inspector, place.outsider, place.staff[0]):
        assert kinds(who) == []


def test_a_row_says_what_it_is_about_and_only_complete_ones_pass_from_the_row(place):
    ProposalFactory(employee=eligible(place.staff[0]))
    ProposalFactory(employee=eligible(place.staff[1]), unverified=True)
    rows = list(proposal_inbox(actor=actor(place.head)).order_by("subject_id"))
    assert list(rows[0]) == COLUMNS
    assert rows[0]["detail"] == "II/c → II/d, TMT 1 April 2026"
    assert [row["is_safe"] for row in rows] == [True, False]
    assert [row["due_on"] for row in rows] == [None, None]


def test_it_is_one_select_and_can_be_joined(place, django_assert_num_queries):
    ProposalFactory(employee=eligible(place.staff[0]), at_bkpsdm=True)
    me = actor(place.hr)
    with django_assert_num_queries(1):
        rows = proposal_inbox(actor=me)
        assert len(rows.union(rows, all=True).order_by("since", "subject_id")) == 2


def test_the_own_proposal_is_not_in_the_own_inbox(place):
    ProposalFactory(employee=eligible(place.head))
    ProposalFactory(employee=eligible(place.hr), at_bkpsdm=True)
    assert kinds(place.head) == []
    assert kinds(place.hr) == ["proposal_unit"], "nobody else checks at the office of a head"


def test_where_another_has_to_decide_the_checker_does_not_see_it(place):
    ProposalFactory(employee=eligible(place.staff[0]), to_decide=True, checked_by=place.hr.user)
    set_policy(place, True, dt.date(2026, 1, 1))
    assert (kinds(place.hr), kinds(place.leader)) == ([], ["proposal_decide"])
    set_policy(place, False, dt.date(2026, 2, 1))
    assert kinds(place.hr) == ["proposal_decide"]


def set_policy(place, value, day):
    key = policies.OTHER_DECIDES.key
    AgencyPolicy.objects.create(agency=place.agency, key=key, value=value, starts_on=day)


def test_inbox_and_policies_agree_on_empty_chairs(place):
    rekan = eligible(place.colleague)
    officer = member(place.other_dinas, "HR Dinas", evaluator=place.mayor)
    everybody = (place.hr, place.head, officer, place.leader, place.mayor)
    for proposer in (rekan.user, officer.user, None):
        RankProposal.objects.all().delete()
        proposal = ProposalFactory(employee=rekan, proposed_by=proposer)
        assert agreed(proposal, everybody) == {"Hr"}
    grant = RoleGrantFactory(user=officer.user, unit=place.other_dinas, role=Role.HR)
    assert agreed(proposal, everybody) == {"HR Dinas"}
    RankProposal.objects.update(proposed_by=officer.user)
    proposal.refresh_from_db()
    assert agreed(proposal, everybody) == {"Hr"}
    grant.delete()
    assert agreed(proposal, everybody) == {"Hr"}


def agreed(proposal, people) -> set[str]:
    """Return who holds the desk at the office, by the policy and by the inbox alike."""
    by_policy = {person.name for person in people if policies.checks_unit(actor(person), proposal)}
    by_inbox = {person.name for person in people if waiting_proposals(actor=actor(person)).exists()}
    assert by_policy == by_inbox
    return by_policy

"""Two people at once, really at once: PostgreSQL, threads, committed transactions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from asn_portal.core.access import Conflict
from asn_portal.core.models import TransitionLog
from employees.models import RankRecord
from promotions.models import RankProposal
from promotions.selectors import proposals as selectors
from promotions.services import decisions, desks
from promotions.services import proposals as services
from tests.employees.factories import office
from tests.promotions.factories_proposals import TARGET, TODAY, ProposalFactory, eligible
from tests.promotions.proposal_help import REGULAR, actor, fresh

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
DECREE = decisions.Decree("823/77/2026", TODAY, TARGET)


def at_once(*works):
    """Run the works in threads that start together; return what each gave, or its exception's class."""
    gate = Barrier(len(works))

    def run(work):
        try:
            gate.wait(timeout=20)
            return work()
        except Exception as error:
            return type(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


def act(service, proposal, person, **kwargs):
    """Return a call as a request would make it: proposal and actor read beforehand."""
    me, mine = actor(person), fresh(proposal, person)
    return lambda: service(proposal=mine, actor=me, **kwargs)


def test_of_two_deciders_at_once_one_wins_and_the_rank_is_written_once(place):
    ani = eligible(place.staff[0])
    proposal = ProposalFactory(employee=ani, to_decide=True)
    works = [act(decisions.decide_proposal, proposal, who, decree=DECREE) for who in (place.hr, place.leader)]
    results = at_once(*works, *[act(decisions.decide_proposal, proposal, place.hr, decree=DECREE)])
    assert results.count(Conflict) == 2
    assert RankRecord.objects.filter(employee=ani, effective_on=TARGET).count() == 1
    assert TransitionLog.objects.filter(transition="decide").count() == 1


def test_decree_against_withdrawal_and_return_leaves_one(place):
    ani = eligible(place.staff[0])
    proposal = ProposalFactory(employee=ani, to_decide=True)
    results = at_once(
        act(decisions.decide_proposal, proposal, place.hr, decree=DECREE),
        act(desks.return_proposal, proposal, place.leader, note="Tunggu"),
        act(services.withdraw_proposal, proposal, ani),
    )
    assert results.count(Conflict) == 2
    is_decided = RankProposal.objects.get().state == "decided"
    assert RankRecord.objects.filter(employee=ani, effective_on=TARGET).exists() is is_decided


def test_of_two_proposals_at_once_one_is_made(place):
    ani = eligible(place.staff[0])

    def work(person):
        me = actor(person)
        employee = selectors.get_candidate(actor=me, pk=ani.pk)
        wish = services.Wish(REGULAR, TARGET)
        return lambda: services.propose_promotion(employee=employee, wish=wish, actor=me)

    results = at_once(work(ani), work(place.hr), work(ani))
    assert results.count(ValidationError) == 2
    assert RankProposal.objects.count() == 1

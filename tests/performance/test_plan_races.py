"""Two people at once, really at once: PostgreSQL, threads, committed transactions."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from asn_portal.core.access import Conflict, system_actor
from asn_portal.core.models import Job, TransitionLog
from employees.actors import actor_of
from performance.enums import ResultKind
from performance.models import Plan
from performance.selectors import plans as selectors
from performance.services import opening, plan_content, plans
from tests.employees.factories import office
from tests.performance.factories import CycleFactory, PlanFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
TODAY = dt.date(2026, 1, 20)


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
def place():
    return office()


def act(service, plan, person, **kwargs):
    """Return a call of a service as a request would make it: plan and actor read beforehand."""
    actor = actor_of(person.user, today=TODAY)
    fresh = selectors.get_plan(actor=actor, pk=plan.pk)
    return lambda: service(plan=fresh, actor=actor, **kwargs)


def test_of_eight_approvals_at_once_one_wins(place):
    plan = PlanFactory(employee=place.staff[0], submitted=True, complete=True)
    results = at_once(*[act(plans.approve_plan, plan, place.evaluator) for _click in range(8)])
    assert results.count(Conflict) == 7
    assert Plan.objects.get(pk=plan.pk).revision == 2
    assert TransitionLog.objects.filter(subject_type="plan").count() == 1


def test_approval_against_return_leaves_one_decision(place):
    plan = PlanFactory(employee=place.staff[0], submitted=True, complete=True)
    results = at_once(
        act(plans.approve_plan, plan, place.evaluator),
        act(plans.return_plan, plan, place.evaluator, note="Perbaiki"),
        act(plans.withdraw_plan, plan, place.staff[0]),
    )
    assert results.count(Conflict) == 2
    assert TransitionLog.objects.filter(subject_type="plan").count() == 1


def test_nothing_is_written_into_a_plan_while_it_is_submitted(place):
    plan = PlanFactory(employee=place.staff[0], complete=True)
    text = plan_content.ResultText("Ditulis pada saat yang sama")
    results = at_once(
        act(plans.submit_plan, plan, place.staff[0]),
        act(plan_content.add_result, plan, place.staff[0], kind=ResultKind.MAIN, text=text),
    )
    stored = Plan.objects.get(pk=plan.pk)
    written = stored.results.count() == 3
    # Either the text was first, then the checklist saw a result without an indicator; or it was too late.
    assert (stored.state == "draft") is written
    assert (results[1] is Conflict) is not written


def test_one_change_of_a_plan_is_started(place):
    plan = PlanFactory(employee=place.staff[0], approved=True, complete=True)
    results = at_once(
        act(plans.start_version, plan, place.staff[0], reason="Tugas baru"),
        act(plans.start_version, plan, place.evaluator, reason="Target berubah"),
    )
    assert results.count(Conflict) == 1
    assert Plan.objects.filter(employee=place.staff[0]).count() == 2


def test_two_workers_prepare_each_plan_once(place):
    cycle = CycleFactory(agency=place.agency)
    job = opening.start_opening(cycle=cycle, actor=system_actor(place.agency.pk))
    at_once(*[lambda: opening.run_opening(job_id=job.pk) for _worker in range(3)])
    assert Plan.objects.count() == 9
    assert Job.objects.get(pk=job.pk).done == 9

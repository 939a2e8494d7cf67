"""Makes promotion, recognition and the log of the clock of the small world much larger."""

import datetime as dt
from functools import partial

from asn_portal.core.models import DutyRun, TransitionLog
from asn_portal.core.schedule import DUTIES
from employees.models import Employee
from promotions.models import AwardCandidate, AwardType, NominativeList
from tests.promotions.factories_awards import AwardFactory, AwardTypeFactory, NominationFactory
from tests.promotions.factories_proposals import ProposalFactory
from tests.promotions.factories_rank import CreditFactory, EntryFactory, ExamFactory, ListFactory

TODAY = dt.date(2026, 3, 2)
STATES = ("at_bkpsdm", "to_decide", "returned")


def add_promotion(person, number: int, world) -> None:
    """Let somebody new stand on every list of promotion and recognition."""
    state = STATES[number % 4] if number % 4 < len(STATES) else "unverified"
    ProposalFactory(employee=person, **{state: True})
    EntryFactory(employee=person, nominative_list=NominativeList.objects.get(pk=world.things["list"][0]))
    nominated = partial(NominationFactory, employee=person)
    office = AwardType.objects.get(pk=world.things["award-type"][0])
    nominated(award_type=office, nominated_by=world.people["hr"])
    nominated(award_type=AwardTypeFactory(agency=person.agency, is_city=True))
    nominated(award_type=AwardTypeFactory(agency=person.agency), nominated_by=world.people["evaluator"])
    AwardFactory(employee=person, award_type=office)
    add_candidate(person, world)


def add_candidate(person, world) -> None:
    """Make somebody a candidate for the medal of the owner."""
    known = AwardCandidate.objects.get(pk=world.things["candidate"][0])
    AwardCandidate.objects.create(
        agency=person.agency,
        employee=person,
        unit=person.unit,
        award_type=known.award_type,
        sort_name=person.sort_name,
        is_met=True,
        reached_on=TODAY,
        checked_on=TODAY,
    )


def deepen_promotion(owner, world, many: int) -> None:
    """Give the owner long lists too: proposals decided, exams, awards, steps; and the clock many runs."""
    for number in range(many):
        day = TODAY - dt.timedelta(days=30 * number)
        ProposalFactory(employee=owner, decided=True, target_on=day)
        ExamFactory(employee=owner, passed_on=day)
        CreditFactory(employee=owner, as_of=day, number=f"PAK/{number}")
        ListFactory(agency=owner.agency, target_on=dt.date(2030, 1, 1) + dt.timedelta(days=number))
        AwardFactory(employee=owner, awarded_on=day)
        add_steps(owner, world)
        add_runs(owner.agency, TODAY - dt.timedelta(days=number))


def add_steps(owner, world) -> None:
    """Lengthen the trail of every object that has one."""
    TransitionLog.objects.bulk_create(
        TransitionLog(
            agency=owner.agency,
            subject_type=kind,
            subject_id=world.things[key][0],
            transition="note",
            to_state="open",
            user_id=owner.user_id,
            actor_name=owner.name,
        )
        for kind, key in SUBJECTS.items()
    )


SUBJECTS = {
    "proposal": "proposal",
    "nomination": "nomination",
    "enrolment": "enrolment",
    "class": "class",
    "certificate": "certificate",
    "follow_up": "follow-up",
    "mentoring": "pair",
    "standard": "standard",
}


def add_runs(agency, day) -> None:
    """Write a run of every duty on a day."""
    at = dt.datetime.combine(day, dt.time(1), tzinfo=dt.UTC)
    DutyRun.objects.bulk_create(
        DutyRun(
            agency=agency,
            duty=code,
            day=day,
            trigger="day",
            state="done",
            started_at=at,
            finished_at=at,
            leased_until=at,
            done=1,
        )
        for code in DUTIES
    )


def newcomer(person) -> None:
    """Make somebody a CPNS of this year, so that a mentor is missing."""
    Employee.objects.filter(pk=person.pk).update(cpns_on=dt.date(2026, 1, 2))

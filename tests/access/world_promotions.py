"""Promotion and recognition of the small world; every object is about the owner."""

import datetime as dt
from functools import partial

from django.core.files.base import ContentFile

from asn_portal.core.models import Job
from promotions.enums import AwardLevel, ListStatus, NominationStatus, ProposalStatus
from promotions.models import AwardCandidate, Nomination, RankProposal
from tests.performance.factories import AppraisalFactory, CycleFactory, PeriodFactory
from tests.promotions.factories_awards import (
    AwardFactory,
    AwardTypeFactory,
    NominationFactory,
    medals,
    serving,
)
from tests.promotions.factories_proposals import ProposalFactory
from tests.promotions.factories_rank import CreditFactory, EntryFactory, ExamFactory, ListFactory
from tests.training.factories_proofs import PDF

TODAY = dt.date(2026, 3, 2)
DECREE = {"decree_number": "823/1/2026", "decree_on": TODAY, "effective_on": dt.date(2026, 4, 1)}


def promotion_things(place, owner) -> tuple[dict, dict]:
    """Return the keys of promotion and recognition, and the later states of what can be open only once."""
    proposal = ProposalFactory(employee=owner)
    nomination, others = nominations_of(place, owner)
    proposals = RankProposal.objects.filter(pk=proposal.pk)
    nominations = Nomination.objects.filter(pk=nomination.pk)
    later = {
        "at-bkpsdm": (proposals, {"state": ProposalStatus.AT_BKPSDM}),
        "to-decide": (proposals, {"state": ProposalStatus.TO_DECIDE}),
        "sent-back": (proposals, {"state": ProposalStatus.RETURNED}),
        "decided": (proposals, {"state": ProposalStatus.DECIDED, **DECREE}),
        "nomination-back": (nominations, {"state": NominationStatus.RETURNED}),
        "granted": (nominations, {"state": NominationStatus.GRANTED}),
    }
    things = {"proposal": [proposal.pk], "nomination": [nomination.pk]} | others
    things |= {key: [rows.get().pk] for key, (rows, _changes) in later.items()}
    more = award_things(place, owner) | follow_up_things(place, owner)
    return things | list_things(place, owner) | more, later


def list_things(place, owner) -> dict:
    """Return a nominative list that is ready, one that is being worked out, and the record behind them."""
    entry = EntryFactory(employee=owner)
    job = Job.objects.create(agency=place.agency, kind="nominative", task="promotions.build_nominative")
    days = {"target_on": dt.date(2026, 5, 1)}
    building = ListFactory(agency=place.agency, state=ListStatus.BUILDING, job=job, **days)
    ExamFactory(employee=owner)
    CreditFactory(employee=owner)
    return {"list": [entry.nominative_list_id], "list-building": [building.pk]}


def nominations_of(place, owner) -> tuple[Nomination, dict]:
    """Return the evaluator's nominations of the owner: for the office with a file, for the city, for the state."""
    made = partial(NominationFactory, employee=owner, nominated_by=place.evaluator.user)
    a_type = partial(AwardTypeFactory, agency=place.agency)
    office = made(award_type=a_type(), file_name="a.pdf", file_type="application/pdf")
    office.file.save("a.pdf", ContentFile(PDF))
    return office, {
        "nomination-city": [made(award_type=a_type(is_city=True)).pk],
        "nomination-state": [made(award_type=a_type(level=AwardLevel.NATION)).pk],
        "award-type": [office.award_type_id],
    }


def award_things(place, owner) -> dict:
    """Return an award on the wall and one taken down, and a candidacy for a medal."""
    serving(owner)
    medal = medals(place.agency)[20]
    candidate = AwardCandidate.objects.create(
        agency=place.agency,
        employee=owner,
        unit=owner.unit,
        award_type=medal,
        sort_name=owner.sort_name,
        is_met=False,
        open_codes="conduct",
        reached_on=TODAY,
        checked_on=TODAY,
    )
    return {
        "award": [AwardFactory(employee=owner).pk],
        "award-hidden": [AwardFactory(employee=owner, is_on_wall=False).pk],
        "candidate": [candidate.pk],
    }


def follow_up_things(place, owner) -> dict:
    """Return the owner's best year, from which an honour may follow, and the lowest one."""
    best, low = (
        AppraisalFactory(
            period=PeriodFactory(cycle=CycleFactory(agency=place.agency, year=year), is_year=True),
            employee=owner,
            released=True,
            predicate=predicate,
        )
        for year, predicate in ((2019, "sb"), (2018, "sk"))
    )
    return {"outcome": [best.pk, "award"], "outcome-post": [low.pk, "post"]}

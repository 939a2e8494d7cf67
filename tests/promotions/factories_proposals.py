"""People who may rise, and proposals in every state.

eligible(person)                       R1: pelaksana, SLTA, II/c since 1-4-2022, superior III/d, Baik 2024 and 2025
ProposalFactory(employee=…)            at the office; also at_bkpsdm, to_decide, returned, decided, refused,
                                       withdrawn=True; unverified=True leaves the discipline open
"""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from employees.models import Rank, RankRecord
from performance.enums import Predicate
from promotions.enums import PromotionKind, ProposalStatus
from promotions.models import RankProposal
from tests.performance.factories import AppraisalFactory, CycleFactory, PeriodFactory, PlanFactory

SINCE = dt.date(2022, 4, 1)
TARGET = dt.date(2026, 4, 1)
TODAY = dt.date(2026, 3, 2)


def rank(code: str) -> Rank:
    """Return a rank of PNS."""
    return Rank.objects.get(scheme="pns", code=code)


def eligible(person, *, code="II/c", since=SINCE, superior="III/d", discipline_on=dt.date(2026, 2, 1)):
    """Give somebody the record of R1; the superior gets a rank, too."""
    person.rank, person.rank_effective_on = rank(code), since
    person.education_level, person.discipline_checked_on = "slta", discipline_on
    person.save()
    RankRecord.objects.update_or_create(
        employee=person, effective_on=since, defaults={"agency": person.agency, "rank": person.rank}
    )
    type(person).objects.filter(pk=person.evaluator_id).update(rank=rank(superior))
    for year in (2024, 2025):
        if not person.appraisals.filter(period__cycle__year=year).exists():
            rated(person, year)
    return person


def rated(person, year: int, predicate=Predicate.B) -> None:
    """Write the released predicate of a year."""
    cycle = CycleFactory(agency=person.agency, year=year, is_open=True)
    plan = PlanFactory(employee=person, cycle=cycle, approved=True)
    period = PeriodFactory(cycle=cycle, is_year=True)
    AppraisalFactory(employee=person, plan=plan, period=period, released=True, predicate=predicate)


def stored_checklist(*, is_met: bool = True) -> dict:
    """Return a stored checklist: years in rank met, and discipline met or to be verified."""
    common = {"source": "Data kepegawaian", "source_on": "2026-03-02", "basis": "PP 99/2000"}
    items = [
        {"code": "years_in_rank", "label": "Empat tahun", "status": "met", "evidence": "4 tahun", **common},
        {
            "code": "discipline",
            "label": "Tidak sedang dihukum",
            "status": "met" if is_met else "unverified",
            "evidence": "",
            **common,
        },
    ]
    return {
        "title": "KP reguler",
        "items": items,
        "rule_version": "kp-reguler/2025-10-01",
        "as_of": "2026-03-02",
        "is_met": is_met,
    }


class ProposalFactory(DjangoModelFactory):
    """A proposal at the office of the person, made by the person."""

    class Meta:
        model = RankProposal

    class Params:
        at_bkpsdm = factory.Trait(state=ProposalStatus.AT_BKPSDM)
        to_decide = factory.Trait(state=ProposalStatus.TO_DECIDE)
        returned = factory.Trait(state=ProposalStatus.RETURNED)
        refused = factory.Trait(state=ProposalStatus.REFUSED)
        withdrawn = factory.Trait(state=ProposalStatus.WITHDRAWN)
        unverified = factory.Trait(checklist=factory.LazyFunction(lambda: stored_checklist(is_met=False)))
        decided = factory.Trait(
            state=ProposalStatus.DECIDED,
            decree_number="823/1/2026",
            decree_on=TODAY,
            effective_on=factory.SelfAttribute("target_on"),
        )

    employee = factory.SubFactory("tests.employees.factories.EmployeeFactory")
    agency = factory.SelfAttribute("employee.agency")
    unit = factory.SelfAttribute("employee.unit")
    opd = factory.LazyAttribute(lambda me: me.unit.opd)
    employee_name = factory.LazyAttribute(lambda me: me.employee.full_name)
    employee_nip = factory.LazyAttribute(lambda me: me.employee.nip or "")
    position_name = factory.LazyAttribute(lambda me: str(me.employee.position or ""))
    unit_name = factory.LazyAttribute(lambda me: str(me.unit or ""))
    path = PromotionKind.REGULAR
    from_rank = factory.SelfAttribute("employee.rank")
    to_rank = factory.LazyAttribute(lambda me: Rank.objects.get(scheme="pns", order=me.from_rank.order + 1))
    target_on = TARGET
    state = ProposalStatus.AT_UNIT
    checklist = factory.LazyFunction(stored_checklist)
    proposed_by = factory.SelfAttribute("employee.user")

"""Factories of the performance year, one per model with traits.

CycleFactory(is_open=True)                       PeriodFactory(cycle=…, number=2), PeriodFactory(cycle=…, is_year=True)
PlanFactory(employee=…)                          draft; also submitted, returned, approved, superseded=True
PlanFactory(employee=…, complete=True)           with two main results, indicators and the three attachments
AppraisalFactory(employee=…, period=…)           pending; also rated=True, returned=True, released=True
"""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from performance import models
from performance.enums import (
    AppraisalStatus,
    Aspect,
    AttachmentKind,
    BehaviourValue,
    CycleStatus,
    FeedbackRole,
    PeriodKind,
    PlanStatus,
    Predicate,
    Rating,
    ResultKind,
)

EMPLOYEE = "tests.employees.factories.EmployeeFactory"
AGENCY = "tests.employees.factories.AgencyFactory"
QUARTERS = {1: ((1, 1), (3, 31)), 2: ((4, 1), (6, 30)), 3: ((7, 1), (9, 30)), 4: ((10, 1), (12, 31))}


def moment(year: int, month: int, day: int, hour: int = 8) -> dt.datetime:
    """Return a moment in UTC."""
    return dt.datetime(year, month, day, hour, tzinfo=dt.UTC)


class CycleFactory(DjangoModelFactory):
    """A year 2026, planned; the same year of the same agency is reused."""

    class Meta:
        model = models.Cycle
        django_get_or_create = ("agency", "year")

    class Params:
        is_open = factory.Trait(
            state=CycleStatus.OPEN, opened_at=factory.LazyAttribute(lambda me: moment(me.year, 1, 2))
        )

    agency = factory.SubFactory(AGENCY)
    year = 2026
    state = CycleStatus.PLANNED
    opens_on = factory.LazyAttribute(lambda me: dt.date(me.year, 1, 2))
    starts_on = factory.LazyAttribute(lambda me: dt.date(me.year, 1, 1))
    ends_on = factory.LazyAttribute(lambda me: dt.date(me.year, 12, 31))
    plan_due_on = factory.LazyAttribute(lambda me: dt.date(me.year, 1, 31))


class PeriodFactory(DjangoModelFactory):
    """A quarter of a year; `is_year=True` for the year itself."""

    class Meta:
        model = models.Period
        django_get_or_create = ("cycle", "kind", "number")

    class Params:
        is_year = factory.Trait(
            kind=PeriodKind.YEAR,
            number=0,
            starts_on=factory.LazyAttribute(lambda me: me.cycle.starts_on),
            ends_on=factory.LazyAttribute(lambda me: me.cycle.ends_on),
            rating_opens_on=factory.LazyAttribute(lambda me: dt.date(me.cycle.year, 12, 1)),
            rating_due_on=factory.LazyAttribute(lambda me: dt.date(me.cycle.year + 1, 1, 31)),
        )
        is_opened = factory.Trait(
            opened_at=factory.LazyAttribute(
                lambda me: moment(me.rating_opens_on.year, me.rating_opens_on.month, me.rating_opens_on.day)
            )
        )

    cycle = factory.SubFactory(CycleFactory, is_open=True)
    agency = factory.SelfAttribute("cycle.agency")
    kind = PeriodKind.QUARTER
    number = 1
    starts_on = factory.LazyAttribute(lambda me: dt.date(me.cycle.year, *QUARTERS[me.number][0]))
    ends_on = factory.LazyAttribute(lambda me: dt.date(me.cycle.year, *QUARTERS[me.number][1]))
    rating_opens_on = factory.LazyAttribute(lambda me: me.ends_on + dt.timedelta(days=1))
    rating_due_on = factory.LazyAttribute(lambda me: me.rating_opens_on + dt.timedelta(days=14))


class PlanFactory(DjangoModelFactory):
    """A draft of one person, with the snapshot taken from the person."""

    class Meta:
        model = models.Plan
        skip_postgeneration_save = True

    class Params:
        submitted = factory.Trait(
            state=PlanStatus.SUBMITTED,
            submitted_at=factory.LazyAttribute(lambda me: moment(me.cycle.year, 1, 10)),
        )
        returned = factory.Trait(
            state=PlanStatus.RETURNED,
            submitted_at=factory.LazyAttribute(lambda me: moment(me.cycle.year, 1, 10)),
        )
        approved = factory.Trait(
            state=PlanStatus.APPROVED,
            submitted_at=factory.LazyAttribute(lambda me: moment(me.cycle.year, 1, 10)),
            approved_at=factory.LazyAttribute(lambda me: moment(me.cycle.year, 1, 12)),
            approved_by=factory.SelfAttribute("evaluator"),
        )
        superseded = factory.Trait(
            state=PlanStatus.SUPERSEDED,
            is_current=False,
            submitted_at=factory.LazyAttribute(lambda me: moment(me.cycle.year, 1, 10)),
            approved_at=factory.LazyAttribute(lambda me: moment(me.cycle.year, 1, 12)),
        )

    employee = factory.SubFactory(EMPLOYEE)
    agency = factory.SelfAttribute("employee.agency")
    cycle = factory.SubFactory(CycleFactory, agency=factory.SelfAttribute("..employee.agency"), is_open=True)
    unit = factory.SelfAttribute("employee.unit")
    evaluator = factory.SelfAttribute("employee.evaluator")
    state = PlanStatus.DRAFT
    employee_name = factory.LazyAttribute(lambda me: me.employee.full_name)
    employee_nip = factory.LazyAttribute(lambda me: me.employee.nip or "")
    rank_name = factory.LazyAttribute(lambda me: str(me.employee.rank or ""))
    position_name = factory.LazyAttribute(lambda me: str(me.employee.position or ""))
    unit_name = factory.LazyAttribute(lambda me: str(me.unit or ""))
    evaluator_name = factory.LazyAttribute(lambda me: me.evaluator.full_name if me.evaluator else "")
    evaluator_nip = factory.LazyAttribute(lambda me: (me.evaluator.nip or "") if me.evaluator else "")

    @factory.post_generation
    def complete(self, create, wanted, **kwargs):
        """Fill a plan that may be submitted."""
        if create and wanted:
            fill_plan(self)


class WorkResultFactory(DjangoModelFactory):
    """A main result with one indicator unless `indicators=0`."""

    class Meta:
        model = models.WorkResult
        skip_postgeneration_save = True

    plan = factory.SubFactory(PlanFactory)
    kind = ResultKind.MAIN
    order = factory.Sequence(lambda number: number % 30_000 + 1)
    statement = factory.Sequence(lambda number: f"Cakupan layanan {number} meningkat")

    @factory.post_generation
    def indicators(self, create, wanted, **kwargs):
        """Add indicators."""
        if create:
            IndicatorFactory.create_batch(1 if wanted is None else wanted, result=self)


class IndicatorFactory(DjangoModelFactory):
    """An indicator with aspect, target and unit."""

    class Meta:
        model = models.Indicator

    result = factory.SubFactory(WorkResultFactory, indicators=0)
    order = factory.Sequence(lambda number: number % 30_000 + 1)
    aspect = Aspect.QUANTITY
    statement = factory.Sequence(lambda number: f"Jumlah layanan {number} yang selesai")
    target = "12"
    target_unit = "laporan"


class BehaviourExpectationFactory(DjangoModelFactory):
    """A special expectation of the leader."""

    class Meta:
        model = models.BehaviourExpectation

    plan = factory.SubFactory(PlanFactory)
    value = BehaviourValue.SERVICE
    text = "Sambut warga dari pulau lebih dahulu."
    set_by = factory.SelfAttribute("plan.evaluator")


class PlanAttachmentFactory(DjangoModelFactory):
    """One part of the attachment."""

    class Meta:
        model = models.PlanAttachment

    plan = factory.SubFactory(PlanFactory)
    kind = AttachmentKind.RESOURCES
    text = "Sepeda motor dinas dan paket data."


def fill_plan(plan, *, leader_result=None) -> None:
    """Give a plan two main results with an indicator each, and the three attachments."""
    for order in (1, 2):
        result = WorkResultFactory(plan=plan, order=order, leader_result=leader_result, indicators=0)
        IndicatorFactory(result=result, order=1)
    for kind in AttachmentKind:
        PlanAttachmentFactory(plan=plan, kind=kind)


class EvidenceFactory(DjangoModelFactory):
    """Something reached on an indicator in a period."""

    class Meta:
        model = models.Evidence

    indicator = factory.SubFactory(IndicatorFactory)
    period = factory.SubFactory(PeriodFactory, cycle=factory.SelfAttribute("..indicator.result.plan.cycle"))
    agency = factory.SelfAttribute("period.agency")
    value = "3 laporan"
    recorded_by = factory.LazyAttribute(lambda me: me.indicator.result.plan.employee.user)


class FeedbackFactory(DjangoModelFactory):
    """Feedback of the leader on one behaviour."""

    class Meta:
        model = models.Feedback

    employee = factory.SubFactory(EMPLOYEE)
    agency = factory.SelfAttribute("employee.agency")
    cycle = factory.SubFactory(CycleFactory, agency=factory.SelfAttribute("..employee.agency"), is_open=True)
    unit = factory.SelfAttribute("employee.unit")
    author = factory.SubFactory(EMPLOYEE, agency=factory.SelfAttribute("..employee.agency"))
    role = FeedbackRole.LEADER
    behaviour = BehaviourValue.SERVICE
    text = "Warga merasa dilayani dengan ramah."


class AppraisalFactory(DjangoModelFactory):
    """A pending appraisal of one person for one period."""

    class Meta:
        model = models.Appraisal

    class Params:
        judged = factory.Trait(
            result_rating=Rating.AS_EXPECTED,
            result_reason="Target tercapai dengan bukti.",
            behaviour_rating=Rating.AS_EXPECTED,
            behaviour_reason="Umpan balik baik.",
            predicate=Predicate.B,
            rule_version="predicate/2022-02-07",
            rated_by=factory.SelfAttribute("evaluator"),
            rated_at=factory.LazyAttribute(lambda me: moment(me.period.cycle.year, 12, 20)),
        )
        rated = factory.Trait(judged=True, state=AppraisalStatus.RATED)
        returned = factory.Trait(judged=True, state=AppraisalStatus.RETURNED)
        released = factory.Trait(
            judged=True,
            state=AppraisalStatus.RELEASED,
            released_at=factory.LazyAttribute(lambda me: moment(me.period.cycle.year, 12, 28)),
        )

    employee = factory.SubFactory(EMPLOYEE)
    agency = factory.SelfAttribute("employee.agency")
    period = factory.SubFactory(
        PeriodFactory, cycle__agency=factory.SelfAttribute("...employee.agency"), is_opened=True
    )
    unit = factory.SelfAttribute("employee.unit")
    opd = factory.LazyAttribute(lambda me: me.unit.opd if me.unit else None)
    evaluator = factory.SelfAttribute("employee.evaluator")
    state = AppraisalStatus.PENDING

"""Makes the small world of the access table much larger, so that a query per row shows."""

import datetime as dt

from django.utils import timezone

from asn_portal.core.audit import record_access
from asn_portal.core.models import Notice, TransitionLog
from employees.actors import actor_of
from employees.enums import ImportKind
from employees.models import (
    ApiToken,
    CorrectionRequest,
    Employee,
    ImportRow,
    ImportRun,
    RankRecord,
    UnitAlias,
)
from performance.models import Indicator, Period
from tests.employees.factories import RoleGrantFactory, UnitFactory, member
from tests.home.growth_cascade import deepen_cascade
from tests.home.growth_credit import deepen_credit
from tests.home.growth_dialogue import add_dialogue, deepen_dialogue
from tests.home.growth_evaluation import deepen_evaluation
from tests.home.growth_objections import add_objection, deepen_objections
from tests.home.growth_plan_changes import add_plan_changes, deepen_plan_changes
from tests.home.growth_promotions import add_promotion, deepen_promotion, newcomer
from tests.home.growth_reports import deepen_reports
from tests.home.growth_schedule import deepen_schedule
from tests.home.growth_training import add_training, deepen_training
from tests.performance.factories import (
    AppraisalFactory,
    CycleFactory,
    EvidenceFactory,
    FeedbackFactory,
    PlanFactory,
    WorkResultFactory,
)

MANY = 30


def grow(world) -> None:
    """Add many rows of everything around the owner."""
    owner = Employee.objects.get(user=world.people["owner"])
    for number in range(MANY):
        person = member(owner.unit, f"Pegawai Baru {number}", evaluator=owner.evaluator)
        add_year(person)
        add_desk(person, world)
        add_objection(person, world)
        add_plan_changes(person, owner)
        add_training(person, owner, world)
        add_promotion(person, number, world)
        add_dialogue(person, owner, world)
        newcomer(member(owner.unit, f"Pegawai Tahun Ini {number}", evaluator=owner.evaluator))
        UnitFactory(parent=owner.unit, name=f"Seksi {number}")
        Notice.objects.create(
            agency=owner.agency,
            user=owner.user,
            event="plan_approved",
            subject_type="plan",
            subject_id=100 + number,
            params={"year": 2026, "evaluator": "Budi"},
        )
    deepen(owner, world)
    deepen_training(owner, world, MANY)
    deepen_promotion(owner, world, MANY)
    deepen_reports(world, MANY)
    deepen_schedule(owner, world, MANY)
    deepen_objections(owner, world, MANY)
    deepen_evaluation(owner, world)
    deepen_cascade(owner, world, MANY)
    deepen_credit(owner, MANY)
    deepen_plan_changes(world)
    deepen_dialogue(owner, world, MANY)


def add_year(person) -> None:
    """Give a person a plan that waits, one in force and ratings in two states."""
    PlanFactory(
        employee=person, cycle=CycleFactory(agency=person.agency, year=2026), submitted=True, complete=True
    )
    past = CycleFactory(agency=person.agency, year=2025)
    plan = PlanFactory(employee=person, cycle=past, approved=True, complete=True)
    rated, pending = Period.objects.filter(cycle=past, number__in=(2, 3)).order_by("number")
    AppraisalFactory(employee=person, plan=plan, period=rated, rated=True)
    AppraisalFactory(employee=person, plan=plan, period=pending)
    FeedbackFactory(employee=person, author=person.evaluator, cycle=past)


def add_desk(person, world) -> None:
    """Add what lies on HR's desk about a person."""
    CorrectionRequest.objects.create(
        agency=person.agency,
        employee=person,
        unit=person.unit,
        field="birth_place",
        requested_value="Langsa",
        due_on=dt.date(2026, 3, 20),
    )
    RoleGrantFactory(user=person.user, unit=person.unit)
    UnitAlias.objects.create(agency=person.agency, code=f"BARU-{person.pk}")
    ImportRun.objects.create(agency=person.agency, kind=ImportKind.PEOPLE, file_name=f"{person.pk}.xlsx")
    ImportRow.objects.create(run_id=world.things["import"][0], number=person.pk, verdict="new", label="Baru")
    TransitionLog.objects.create(
        agency=person.agency,
        subject_type="correction",
        subject_id=person.pk,
        transition="request",
        to_state="open",
        user_id=person.user_id,
        actor_name=person.name,
    )
    reader = actor_of(world.people["hr"], today=dt.date(2026, 3, 2))
    record_access(actor=reader, subject_type="employee", subject_id=person.pk, what="phone", purpose="Uji")


def deepen(owner, world) -> None:
    """Give the owner long lists too: ranks, results, evidence, feedback."""
    plan_ids = [world.things[key][0] for key in ("draft", "submitted", "approved")]
    for number in range(MANY):
        RankRecord.objects.create(
            agency=owner.agency,
            employee=owner,
            rank=owner.rank,
            effective_on=dt.date(1990 + number, 4, 1),
        )
        ApiToken.objects.create(
            user=owner.user,
            name="Skrip",
            digest=str(number),
            expires_at=timezone.now() + dt.timedelta(days=9),
        )
        WorkResultFactory(plan_id=plan_ids[number % 3])
    period = Period.objects.get(pk=world.things["period"][0])
    indicator = Indicator.objects.get(pk=world.things["period-indicator"][1])
    EvidenceFactory.create_batch(MANY, indicator=indicator, period=period)
    FeedbackFactory.create_batch(MANY, employee=owner, author=owner.evaluator, cycle=period.cycle)

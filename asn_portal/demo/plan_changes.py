"""What happens to plans during the year: changes that wait, new posts, study assignments, exemptions, manuals."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from asn_portal.core.models import Agency, TransitionLog
from asn_portal.demo.plans import at
from employees.enums import Standing
from employees.models import Employee
from performance.enums import Aspect, CycleStatus, PlanStatus
from performance.enums.plan_changes import PlanOrigin, StudyStatus
from performance.models import (
    Cycle,
    Indicator,
    IndicatorManual,
    Plan,
    PlanExemption,
    StudyAssignment,
    WorkResult,
)
from performance.services.copying import copy_content
from performance.services.snapshot import person_now, snapshot_of
from performance.services.studies import write_results

CHANGES, MOVES, LEADERS = 2, 2, 4
REASONS = (
    "Penugasan baru dalam tim percepatan penurunan stunting",
    "Target disesuaikan dengan anggaran perubahan",
)
EARLIER_POSTS = ("Pengelola Layanan Operasional", "Penelaah Teknis Kebijakan")
NEW_RESULT = ("Keluarga berisiko stunting terdampingi", "Jumlah keluarga yang didampingi", "40", "keluarga")
STUDIES = (
    ("Magister Kebijakan Publik", "Universitas Samudra Raya", "a", "3.62", StudyStatus.RUNNING),
    ("Magister Kesehatan Masyarakat", "Universitas Bukit Hijau", "b", "3.24", StudyStatus.EXTENDED),
    ("Magister Teknik Sipil", "Institut Teknologi Pesisir", "a", "3.71", StudyStatus.GRADUATED),
    ("Magister Akuntansi", "Universitas Teluk Biru", "c", "2.10", StudyStatus.DROPPED_OUT),
)
MANUAL = {
    "purpose": "Mengetahui seberapa baik layanan dirasakan warga dan diperbaiki tiap triwulan.",
    "definition": "Nilai rata-rata survei kepuasan masyarakat atas sembilan unsur layanan.",
    "formula": "Jumlah nilai persepsi seluruh unsur dibagi jumlah unsur terisi, dikali nilai penimbang.",
    "measure_unit": "poin",
    "control": "intermediate",
    "data_source": "Survei kepuasan masyarakat bagian organisasi",
    "reporting": "quarter",
}


@dataclass
class Stage:
    """The running year of one government, and the people who have not been used yet."""

    agency: Agency
    cycle: Cycle
    today: date
    rng: Random
    plans: list[Plan]

    def draw(self) -> Plan | None:
        """Return the plan of somebody new."""
        return self.plans.pop() if self.plans else None


def add_plan_changes(agency: Agency, today: date, rng: Random) -> None:
    """Write a few of each; governments without a running year get nothing."""
    cycle = Cycle.objects.filter(agency=agency, state=CycleStatus.OPEN).order_by("-year").first()
    if cycle is None:
        return
    rows = Plan.objects.filter(cycle=cycle, state=PlanStatus.APPROVED, is_leader_form=False, replaces=None)
    rows = rows.filter(employee__evaluator__isnull=False, employee__user__grants=None)
    plans = list(rows.select_related("cycle", "employee").order_by("pk")[:400])
    rng.shuffle(plans)
    stage = Stage(agency, cycle, today, rng, plans)
    for number in range(CHANGES):
        add_change(stage, REASONS[number])
    for _number in range(MOVES):
        add_move(stage)
    add_studies(stage)
    add_exemptions(stage)
    add_manuals(stage)


def add_change(stage: Stage, reason: str) -> None:
    """Let a change wait for the evaluator: one target raised, one result new."""
    plan = stage.draw()
    if plan is None:
        return
    fresh = version_of(plan, reason, PlanOrigin.CHANGE, stage)
    copy_content(source=plan, target=fresh)
    first = Indicator.objects.filter(result__plan=fresh).select_related("result").order_by("pk").first()
    if first is None:
        return
    raised = str(int(first.target) + 2) if first.target.isdecimal() else first.target
    Indicator.objects.filter(pk=first.pk).update(target=raised)
    statement, indicator, target, unit = NEW_RESULT
    result = WorkResult.objects.create(
        plan=fresh, order=9, statement=statement, leader_result=first.result.leader_result
    )
    Indicator.objects.create(
        result=result, aspect=Aspect.QUANTITY, statement=indicator, target=target, target_unit=unit
    )
    submitted = at(stage.today - timedelta(days=3), 9)
    Plan.objects.filter(pk=fresh.pk).update(
        state=PlanStatus.SUBMITTED, submitted_at=submitted, checklist=plan.checklist
    )
    trail(fresh, "submit", PlanStatus.SUBMITTED, submitted)


def add_move(stage: Stage) -> None:
    """Let somebody have come to the present post some weeks ago: the earlier plan ended, the new one is a draft."""
    plan = stage.draw()
    since = stage.today - timedelta(days=stage.rng.randint(10, 40))
    if plan is None or not stage.cycle.starts_on < since <= stage.cycle.ends_on:
        return
    earlier = next(post for post in EARLIER_POSTS if post != plan.position_name)
    Plan.objects.filter(pk=plan.pk).update(
        position=None, position_name=earlier, ends_on=since - timedelta(days=1)
    )
    fresh = version_of(plan, f"{plan.position_name}, {plan.unit_name}", PlanOrigin.MOVE, stage)
    Plan.objects.filter(pk=fresh.pk).update(starts_on=since)
    trail(fresh, "start_after_move", PlanStatus.DRAFT, at(since, 1))


def version_of(plan: Plan, reason: str, origin: str, stage: Stage) -> Plan:
    """Return the row of a new version."""
    return Plan.objects.create(
        agency=stage.agency,
        cycle=stage.cycle,
        employee=plan.employee,
        number=plan.number + 1,
        is_current=False,
        replaces=plan,
        origin=origin,
        approach=plan.approach,
        change_reason=reason[:300],
        set_by_on=stage.today + timedelta(days=9),
        **snapshot_of(person_now(plan.employee_id)),
    )


def trail(plan: Plan, step: str, state: str, moment) -> None:
    """Write one row of the trail."""
    is_clock = step != "submit"
    TransitionLog.objects.create(
        agency_id=plan.agency_id,
        subject_type="plan",
        subject_id=plan.pk,
        transition=step,
        to_state=state,
        actor_name="Sistem" if is_clock else plan.employee_name,
        actor_title="" if is_clock else plan.position_name,
        at=moment,
    )


def add_studies(stage: Stage) -> None:
    """Let four people study, in every state; those who still do have it in the plan."""
    for programme, institution, grade, ipk, state in STUDIES:
        plan = stage.draw()
        if plan is None:
            return
        is_over = state in {StudyStatus.GRADUATED, StudyStatus.DROPPED_OUT}
        begun = date(stage.cycle.year - 1, 8, 1)
        study = StudyAssignment.objects.create(
            agency=stage.agency,
            employee=plan.employee,
            institution=institution,
            programme=programme,
            level="s2",
            accreditation=grade,
            programme_accreditation="b",
            decree_number=f"800/{stage.rng.randint(100, 999)}/BKPSDM",
            starts_on=begun,
            due_on=date(stage.cycle.year + 1, 7, 31),
            ends_on=stage.today - timedelta(days=20) if is_over else None,
            ipk=Decimal(ipk),
            ipk_on=stage.today - timedelta(days=30),
            state=state,
        )
        write_results(plan, study)
        if not is_over:
            Employee.objects.filter(pk=plan.employee_id).update(standing=Standing.STUDY)


def add_exemptions(stage: Stage) -> None:
    """Mark one person who prepares for retirement and one who came back."""
    for reason, note, first, last in (
        ("pre_retirement", "MPP enam bulan", 20, None),
        ("unpaid_leave", "CLTN mendampingi keluarga", 200, 30),
    ):
        plan = stage.draw()
        if plan is None:
            return
        PlanExemption.objects.create(
            agency=stage.agency,
            employee=plan.employee,
            reason=reason,
            note=note,
            starts_on=stage.today - timedelta(days=first),
            ends_on=stage.today - timedelta(days=last) if last else None,
        )


def add_manuals(stage: Stage) -> None:
    """Write the manual of the indicators of a few leaders."""
    leaders = Plan.objects.filter(cycle=stage.cycle, is_leader_form=True).order_by("pk")[:LEADERS]
    rows = Indicator.objects.filter(result__plan__in=list(leaders), manual=None)
    IndicatorManual.objects.bulk_create(IndicatorManual(indicator=row, **MANUAL) for row in rows)

"""A small world with one object of every kind, and the ten people who knock at every address.

Every object belongs to the owner unless its key says otherwise; the outsider is HR, inspector and head
of another government, so that a wrong scope cannot hide behind a missing role.
"""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.utils import timezone

from asn_portal.core.access import Role
from asn_portal.core.audit import record_access
from asn_portal.core.models import DutyRun, Job, Notice, TransitionLog
from asn_portal.core.models.documents import Document
from employees.actors import actor_of
from employees.enums import AssignmentKind, ImportKind, ImportStatus
from employees.models import (
    ApiToken,
    Assignment,
    CorrectionRequest,
    EvaluatorOverride,
    ImportRun,
    Invitation,
    RoleGrant,
    UnitAlias,
)
from tests.access.world_cascade import cascade_things
from tests.access.world_credit import credit_things
from tests.access.world_dialogue import dialogue_things
from tests.access.world_evaluation import evaluation_things
from tests.access.world_objections import objection_things
from tests.access.world_plan_changes import plan_change_things
from tests.access.world_promotions import promotion_things
from tests.access.world_reports import report_things
from tests.access.world_schedule import schedule_things
from tests.access.world_standards import standard_things
from tests.access.world_training import training_things
from tests.employees import rosters
from tests.employees.factories import RoleGrantFactory, member, office
from tests.performance.factories import (
    AppraisalFactory,
    CycleFactory,
    EvidenceFactory,
    PeriodFactory,
    PlanFactory,
)

DUTY = "performance.open_periods"
ROLES = (
    "anonymous",
    "owner",
    "colleague",
    "evaluator",
    "head",
    "hr",
    "other_hr",
    "leader",
    "inspector",
    "outsider",
)


@dataclass(frozen=True)
class World:
    """Who knocks (role → user) and what stands behind the addresses (key → arguments of the URL).

    `later` moves the same object on for one request: key → (rows, changes), where only one can be open at a time.
    """

    people: dict
    things: dict
    later: dict

    def prepare(self, key: str) -> None:
        """Move the object of a key to the state the key asks for; the caller takes it back."""
        if key in self.later:
            rows, changes = self.later[key]
            assert rows.update(**changes) == 1


def build_world() -> World:
    """Build everything; about a second."""
    place = office()
    owner = place.staff[0]
    other_hr = member(place.other_dinas, "HR Dinas Lain", evaluator=place.mayor)
    RoleGrantFactory(user=other_hr.user, unit=place.other_dinas, role=Role.HR)
    for role in (Role.HR, Role.INSPECTOR):
        RoleGrantFactory(user=place.outsider.user, unit=place.outsider.unit, role=role)
    place.outsider.unit.head_position = place.outsider.position
    place.outsider.unit.save()
    people = {role: getattr(place, role).user for role in ROLES if hasattr(place, role)}
    people |= {"anonymous": AnonymousUser(), "owner": owner.user, "other_hr": other_hr.user}
    things = {"-": [], "duty": [DUTY]} | year_things(owner) | people_things(place, owner)
    things |= standard_things(place, owner, things["draft-result"]) | desk_things(place, owner)
    things |= evaluation_things(place, things)
    things |= report_things(place, owner)
    things |= cascade_things(place, owner)
    things |= plan_change_things(owner, things)
    things |= credit_things(place, owner)
    things |= objection_things(place, owner)
    things |= schedule_things(owner, things)
    dialogue, dialogue_later = dialogue_things(place, owner)
    things |= dialogue
    promotions, later = promotion_things(place, owner)
    later |= dialogue_later
    return World(people=people, things=things | training_things(place, owner) | promotions, later=later)


def year_things(owner) -> dict:
    """Return plans and appraisals of the owner in every state that an address asks for."""
    year = partial(CycleFactory, agency=owner.agency, is_open=True)
    plan = partial(PlanFactory, employee=owner, complete=True)
    approved = plan(cycle=year(year=2025), approved=True)
    submitted = plan(cycle=year(year=2026), submitted=True)
    draft = plan(cycle=year(year=2027))
    result = draft.results.first()
    indicator = approved.results.first().indicators.first()
    quarter = [PeriodFactory(cycle=approved.cycle, number=number, is_opened=True) for number in (1, 2, 3, 4)]
    appraisal = partial(AppraisalFactory, employee=owner, plan=approved)
    evidence = EvidenceFactory(
        indicator=indicator, period=quarter[2], file_name="a.pdf", file_type="application/pdf"
    )
    evidence.file.save("laporan.pdf", ContentFile(b"%PDF-1.7"))
    return {
        "approved": [approved.pk],
        "submitted": [submitted.pk],
        "draft": [draft.pk],
        "draft-kind": [draft.pk, "main"],
        "draft-result": [draft.pk, result.pk],
        "draft-indicator": [draft.pk, result.indicators.first().pk],
        "planned-year": [CycleFactory(agency=owner.agency, year=2028).pk],
        "year": [submitted.cycle.pk],
        "period": [quarter[2].pk],
        "rated-period": [quarter[1].pk],
        "closed-period": [PeriodFactory(cycle=submitted.cycle, number=2).pk],
        "period-indicator": [quarter[2].pk, indicator.pk],
        "evidence": [evidence.pk],
        "released": [appraisal(period=quarter[0], released=True).pk],
        "rated": [appraisal(period=quarter[1], rated=True).pk],
        "pending": [appraisal(period=quarter[2]).pk],
    }


def people_things(place, owner) -> dict:
    """Return the owner as a person, the own records, and units."""
    acting = Assignment.objects.create(
        agency=owner.agency,
        employee=owner,
        position_name="Plt. Kepala Seksi",
        kind=AssignmentKind.ACTING,
        starts_on=dt.date(2026, 1, 1),
    )
    override = EvaluatorOverride.objects.create(
        agency=owner.agency,
        employee=owner,
        evaluator=place.head,
        reason="Cuti",
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2026, 1, 31),
    )
    return {
        "person": [owner.pk],
        "person-phone": [owner.pk, "phone"],
        "person-rank": [owner.pk, "pangkat"],
        "assignment": [acting.pk],
        "override": [override.pk],
        "unit": [place.bidang.pk],
        "unit-name": [place.bidang.pk, "nama"],
    }


def desk_things(place, owner) -> dict:
    """Return what lies on the desk of HR, and the owner's own small things."""
    run = ImportRun(
        agency=place.agency, kind=ImportKind.PEOPLE, state=ImportStatus.PREVIEW, file_name="a.xlsx"
    )
    run.counts, run.columns = {"rows": 1, "new": 1}, {"used": [], "unused": [], "unknown": []}
    run.file.save("a.xlsx", ContentFile(rosters.workbook([rosters.person(1)]).getvalue()))
    correction = CorrectionRequest.objects.create(
        agency=place.agency,
        employee=owner,
        unit=owner.unit,
        field="birth_place",
        requested_value="Langsa",
        due_on=dt.date(2026, 3, 20),
    )
    own = {"agency": place.agency, "user": owner.user}
    step = {"transition": "request", "to_state": "open", "actor_name": owner.name}
    TransitionLog.objects.create(subject_type="correction", subject_id=correction.pk, **own, **step)
    notice = Notice.objects.create(
        event="plan_approved",
        subject_type="plan",
        subject_id=1,
        params={"year": 2026, "evaluator": "Budi"},
        **own,
    )
    looked_at(place, owner)
    token = ApiToken.objects.create(
        user=owner.user, name="Skrip", digest="0" * 64, expires_at=timezone.now() + dt.timedelta(days=9)
    )
    invitation = Invitation.objects.create(
        agency=place.agency, by_letter=True, employee_ids=[owner.pk], created_by=place.hr.user
    )
    return {
        "import": [run.pk],
        "import-kind": ["people"],
        "alias": [UnitAlias.objects.create(agency=place.agency, code="U-1").pk],
        "correction": [correction.pk],
        "grant": [RoleGrant.objects.get(user=place.inspector.user).pk],
        "notice": [notice.pk],
        "token": [token.pk],
        "job": [
            Job.objects.create(agency=place.agency, kind="import", task="x", started_by=place.hr.user).pk
        ],
        "invitation": [invitation.pk],
        "invitation-part": [invitation.pk, 1],
        "reset": ["1", "abc-1234567890abcdef"],
        "mail-key": ["MQ:1abcde:xyz"],
        "code": [issued(place, owner).code],
    }


def looked_at(place, owner) -> None:
    """Write that HR opened a number of the owner, and that the clock has run."""
    reader = actor_of(place.hr.user, today=timezone.localdate())
    record_access(actor=reader, subject_type="employee", subject_id=owner.pk, what="phone", purpose="Uji")
    now = timezone.now()
    DutyRun.objects.create(
        agency=place.agency,
        duty=DUTY,
        day=now.date() - dt.timedelta(days=40),
        trigger="day",
        state="done",
        finished_at=now,
        leased_until=now,
        done=1,
    )


def issued(place, owner) -> Document:
    """Return a document that anybody may check."""
    return Document.objects.create(
        agency=place.agency,
        kind="skp",
        subject_type="other",
        subject_id=1,
        code="SKP-AAAA-BBBB",
        title="SKP",
        holder_name=owner.full_name,
        sha256="0" * 64,
    )

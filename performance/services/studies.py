"""Study assignments (tugas belajar): recorded by HR, put into the SAME plan, followed on (annex II p. 62-65)."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, require, system_actor
from asn_portal.core.models import Agency
from asn_portal.core.schedule import for_each
from asn_portal.core.workflow import record_transition
from employees.models import Employee
from performance.enums import Approach, Aspect, Perspective, PlanStatus, ResultKind
from performance.enums.plan_changes import PlanOrigin
from performance.models import Appraisal, Indicator, Plan, StudyAssignment, WorkResult
from performance.models.appraisals import OPEN_STATES
from performance.notifications import plan_changes as notices
from performance.policies import plan_changes as policies
from performance.rules.studies import StudyFacts, proposed_results
from performance.selectors.studies import dropped_appraisals, studies_to_plan
from performance.services.copying import copy_content
from performance.services.plans import new_version
from performance.workflow import PLAN_FLOW
from performance.workflow.plan_changes import OPEN_STUDIES, RECORD_STUDY, START_FOR_STUDY, STUDY_FLOW


@dataclass(frozen=True)
class NewStudy:
    """What HR records about a study assignment."""

    institution: str
    programme: str
    level: str
    accreditation: str
    starts_on: date
    due_on: date
    programme_accreditation: str = ""
    decree_number: str = ""


@transaction.atomic
def record_study(*, employee: Employee, new: NewStudy, actor: Actor) -> StudyAssignment:
    """Record a study assignment and put it into the person's plan of the year.

    Raises ValidationError for dates out of order or one that runs already, NotAllowed without the right.
    """
    require(policies.can_record_study(actor, employee))
    if new.due_on <= new.starts_on:
        raise ValidationError({"due_on": _("The end lies before the start.")})
    try:
        with transaction.atomic():
            study = StudyAssignment.objects.create(
                agency_id=employee.agency_id, employee=employee, **asdict(new)
            )
    except IntegrityError:
        raise ValidationError(_("A study assignment of this person is running already.")) from None
    record_transition(STUDY_FLOW.subject_type, study, RECORD_STUDY, before="", actor=actor)
    put_into_plans(agency=employee.agency, today=timezone.localdate(), study_id=study.pk)
    return study


@transaction.atomic
def report_ipk(*, study: StudyAssignment, ipk: Decimal, as_of: date, actor: Actor) -> StudyAssignment:
    """Write the grade point average the university reports. Raises ValidationError, NotAllowed, Conflict."""
    require(policies.can_follow_study(actor, study))
    if not 0 <= ipk <= 4:
        raise ValidationError({"ipk": _("The IPK lies between 0 and 4.00.")})
    if not study.starts_on <= as_of <= timezone.localdate():
        raise ValidationError({"as_of": _("The day lies between the start of the study and today.")})
    rows = StudyAssignment.objects.filter(pk=study.pk, agency_id=study.agency_id, state__in=OPEN_STUDIES)
    if not rows.filter(revision=study.revision).update(ipk=ipk, ipk_on=as_of):
        raise Conflict(study, last=STUDY_FLOW.timeline(study).last(), note=f"IPK {ipk}")
    study.ipk, study.ipk_on = ipk, as_of
    return study


@transaction.atomic
def extend_study(*, study: StudyAssignment, due_on: date, note: str, actor: Actor) -> StudyAssignment:
    """Let a study last longer. Raises ValidationError for an earlier day, NoteRequired, NotAllowed, Conflict."""
    require(policies.can_end_study(actor, study))
    if due_on <= study.due_on:
        raise ValidationError({"day": _("The new end lies after %(day)s.") % {"day": study.due_on}})
    STUDY_FLOW.apply("extend", study, actor=actor, note=note, due_on=due_on)
    return study


@transaction.atomic
def end_study(
    *, study: StudyAssignment, step: str, ends_on: date, note: str, actor: Actor
) -> StudyAssignment:
    """End a study: `step` is "graduate" or "drop_out"; the latter marks what is still to be rated (E26).

    Raises ValidationError for a day before the start or to come, NoteRequired, NotAllowed, Conflict.
    """
    require(policies.can_end_study(actor, study))
    if not study.starts_on <= ends_on <= timezone.localdate():
        raise ValidationError({"day": _("The day lies between the start of the study and today.")})
    STUDY_FLOW.apply(step, study, actor=actor, note=note, ends_on=ends_on)
    mark_drop_outs(agency=study.agency)
    notices.study_ended(study)
    return study


def take_step(*, study: StudyAssignment, step: str, day: date, note: str, actor: Actor) -> StudyAssignment:
    """Do what the form of a study asks: "extend", "graduate" or "drop_out" with its day. Raises as these do."""
    if step == "extend":
        return extend_study(study=study, due_on=day, note=note, actor=actor)
    return end_study(study=study, step=step, ends_on=day, note=note, actor=actor)


def mark_drop_outs(*, agency: Agency) -> int:
    """Mark the appraisals still to be rated of people who did not complete a study in that period (annex IV p. 103).

    Only Kurang or Sangat Kurang can be chosen for them, weighed by behaviour. Returns how many were marked now.
    """
    rows = dropped_appraisals(actor=system_actor(agency.pk)).filter(dropped_out=False, state__in=OPEN_STATES)
    ids = list(rows.values_list("pk", flat=True))
    return Appraisal.objects.filter(pk__in=ids, dropped_out=False).update(dropped_out=True)


def put_into_plans(*, agency: Agency, today: date, study_id: int | None = None) -> int:
    """Add the results of running studies to the plans of the year that do not have them; return how many plans."""
    actor = system_actor(agency.pk)

    def put(study: StudyAssignment) -> int:
        return int(put_into_plan(study=study, actor=actor, today=today))

    rows = studies_to_plan(actor=actor, today=today)
    return for_each(rows.filter(pk=study_id) if study_id else rows, put)


@transaction.atomic
def put_into_plan(*, study: StudyAssignment, actor: Actor, today: date) -> bool:
    """Add the two results of a study to the person's plan: to the draft, or to a change of the plan in force.

    A plan that waits for the decision is left alone until it is decided. False where nothing was to be done.
    """
    plan = (
        Plan.objects.select_for_update(of=("self",))
        .filter(
            agency_id=study.agency_id,
            employee_id=study.employee_id,
            cycle__starts_on__lte=today,
            cycle__ends_on__gte=today,
        )
        .exclude(state=PlanStatus.SUPERSEDED)
        .select_related("cycle", "employee")
        .order_by("-number")
        .first()
    )
    if (
        plan is None
        or plan.state == PlanStatus.SUBMITTED
        or WorkResult.objects.filter(plan=plan, study=study)
    ):
        return False
    target = plan if plan.is_open else start_change(plan, study, actor)
    write_results(target, study)
    notices.study_in_plan(target)
    return True


def start_change(plan: Plan, study: StudyAssignment, actor: Actor) -> Plan:
    """Start a version of the SAME plan, as annex II B.12 has it."""
    reason = f"{study.programme}, {study.institution}"
    fresh = new_version(plan, plan.number + 1, reason, origin=PlanOrigin.STUDY)
    copy_content(source=plan, target=fresh)
    record_transition(PLAN_FLOW.subject_type, fresh, START_FOR_STUDY, before="", actor=actor, note=reason)
    return fresh


def write_results(plan: Plan, study: StudyAssignment) -> None:
    """Write the proposed results at the end of the main part; the texts are those of the official example."""
    order = WorkResult.objects.filter(plan=plan).count()
    facts = StudyFacts(study.programme, study.institution, study.level, study.accreditation, study.due_on)
    for number, proposal in enumerate(proposed_results(facts), start=1):
        result = WorkResult.objects.create(
            plan=plan,
            kind=ResultKind.MAIN,
            order=order + number,
            statement=proposal.statement,
            study=study,
        )
        is_narrative = plan.approach == Approach.QUALITATIVE
        Indicator.objects.create(
            result=result,
            aspect="" if plan.is_leader_form else (Aspect.QUALITY if number == 1 else Aspect.TIME),
            perspective=Perspective.INTERNAL if plan.is_leader_form else "",
            statement=proposal.narrative if is_narrative else proposal.indicator,
            target="" if is_narrative else proposal.target,
            target_unit="" if is_narrative else proposal.unit,
        )

"""Study assignments: lists, one with its guide, and what follows from them for plans and ratings."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor
from asn_portal.core.pagination import Page, keyset_page
from performance.enums import CycleStatus, PlanStatus, Predicate
from performance.enums.plan_changes import StudyStatus
from performance.models import Appraisal, Plan, StudyAssignment, WorkResult
from performance.policies import plan_changes as policies
from performance.rules.predicate import STUDY_BASIS, ipk_guide
from performance.rules.studies import good_from, needs_accreditation_check
from performance.workflow.plan_changes import OPEN_STUDIES, STUDY_FLOW

SIZE = 50
PARTIES = ("employee__unit", "employee__position", "employee__evaluator", "agency")


@dataclass(frozen=True)
class StudySheet:
    """A study with its guide (annex II p. 63), its plans and what the reader may do."""

    study: StudyAssignment
    guide: Predicate | None
    good_from: object
    is_programme_low: bool
    basis: str
    plans: list[Plan]
    timeline: list
    can_report: bool
    can_end: bool


def list_studies(*, actor: Actor, state: str = "", token: str = "") -> Page:
    """Return the studies of the actor's scope, newest first; `state` "" means those that run."""
    rows = StudyAssignment.objects.visible_to(actor).select_related(*PARTIES)
    wanted = [state] if state in StudyStatus.values else list(OPEN_STUDIES)
    return keyset_page(
        rows.filter(state__in=wanted), key="starts_on", token=token, size=SIZE, newest_first=True
    )


def get_study(*, actor: Actor, pk: int) -> StudyAssignment:
    """Return one study of the actor's scope (404 otherwise)."""
    return get_object_or_404(StudyAssignment.objects.visible_to(actor).select_related(*PARTIES), pk=pk)


def study_sheet(*, actor: Actor, study: StudyAssignment) -> StudySheet:
    """Return everything the page of a study shows."""
    named = WorkResult.objects.filter(plan=OuterRef("pk"), study=study)
    plans = Plan.objects.visible_to(actor).filter(Exists(named)).exclude(state=PlanStatus.SUPERSEDED)
    is_open = study.state in OPEN_STUDIES
    return StudySheet(
        study=study,
        guide=guide_of(study),
        good_from=good_from(study.level, study.accreditation),
        is_programme_low=needs_accreditation_check(study.accreditation, study.programme_accreditation),
        basis=STUDY_BASIS,
        plans=list(plans.select_related("cycle").order_by("-cycle__year", "-number")),
        timeline=list(STUDY_FLOW.timeline(study)),
        can_report=is_open and policies.can_follow_study(actor, study),
        can_end=is_open and policies.can_end_study(actor, study),
    )


def guide_of(study: StudyAssignment) -> Predicate | None:
    """Return what the annex guides the IPK to, None without an IPK or a row for the level."""
    return ipk_guide(study.level, study.accreditation, study.ipk) if study.ipk is not None else None


def studies_to_plan(*, actor: Actor, today: date) -> QuerySet[StudyAssignment]:
    """Return the running studies of today that the newest plan of the running year does not name."""
    running = {
        "employee": OuterRef("employee"),
        "cycle__state": CycleStatus.OPEN,
        "cycle__starts_on__lte": today,
        "cycle__ends_on__gte": today,
    }
    plans = Plan.objects.filter(**running).exclude(state__in=[PlanStatus.SUPERSEDED, PlanStatus.SUBMITTED])
    named = WorkResult.objects.filter(study=OuterRef("pk"), plan__cycle__starts_on__lte=today).filter(
        plan__cycle__ends_on__gte=today
    )
    rows = StudyAssignment.objects.visible_to(actor).filter(state__in=OPEN_STUDIES, starts_on__lte=today)
    return rows.filter(Exists(plans), ~Exists(named)).select_related("employee").order_by("pk")


def dropped_appraisals(*, actor: Actor) -> QuerySet[Appraisal]:
    """Return the appraisals of periods in which a study of the person ended without being completed."""
    failed = StudyAssignment.objects.filter(
        employee=OuterRef("employee"),
        state=StudyStatus.DROPPED_OUT,
        ends_on__gte=OuterRef("period__starts_on"),
        ends_on__lte=OuterRef("period__ends_on"),
    )
    return Appraisal.objects.visible_to(actor).filter(Exists(failed))

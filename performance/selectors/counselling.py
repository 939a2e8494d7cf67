"""Confidential cases: each reader gets what is theirs and nothing else."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor
from asn_portal.core.pagination import Page, keyset_page
from employees.models import Employee
from performance.enums.dialogue import CaseStatus
from performance.models import BehaviourReport, CaseStep, CounsellingSession, Feedback
from performance.policies import counselling as policies

SIZE = 20
PARTIES = (
    *("employee__unit", "employee__position", "employee__rank", "employee__evaluator"),
    *("reported_by__unit", "reported_by__position", "reported_by__rank", "counsellor", "cycle", "agency"),
)


def visible_cases(*, actor: Actor) -> QuerySet[BehaviourReport]:
    """Return the cases in scope with the people in them."""
    return BehaviourReport.objects.visible_to(actor).select_related(*PARTIES)


def page_of_cases(*, actor: Actor, token: str = "") -> Page:
    """Return a page of the cases in scope, the newest first."""
    return keyset_page(visible_cases(actor=actor), key="id", token=token, size=SIZE, newest_first=True)


def get_case(*, actor: Actor, pk: int) -> BehaviourReport:
    """Return a case in scope; 404 for everybody else, the person included."""
    return get_object_or_404(visible_cases(actor=actor), pk=pk)


@dataclass(frozen=True)
class CaseScreen:
    """A case as its reader may see it: notes and record are empty for those they are not for."""

    case: BehaviourReport
    sessions: list[CounsellingSession]
    proofs: list[Feedback]
    steps: list[CaseStep]
    record: str
    reads_notes: bool
    can_decide: bool
    can_counsel: bool
    can_close: bool


def get_case_screen(*, actor: Actor, pk: int) -> CaseScreen:
    """Return the page of a case in scope (404 otherwise)."""
    case = get_case(actor=actor, pk=pk)
    reads_notes, decides = policies.can_read_notes(actor, case), policies.can_decide_case(actor, case)
    sessions = case.sessions.all() if reads_notes else case.sessions.defer("notes", "agreed")
    return CaseScreen(
        case=case,
        sessions=list(sessions),
        proofs=list(case.proofs.select_related("author", "employee")),
        steps=list(case.steps.all()),
        record=case.record if policies.can_read_record(actor, case) else "",
        reads_notes=reads_notes,
        can_decide=decides and case.state == CaseStatus.REPORTED,
        can_counsel=policies.can_counsel(actor, case),
        can_close=decides and case.state == CaseStatus.OPEN and bool(case.record),
    )


def own_cases(*, actor: Actor) -> list[BehaviourReport]:
    """Return the actor's own talks, with nothing of the report in them."""
    rows = BehaviourReport.objects.of_person(actor).select_related("counsellor__position")
    return list(
        rows.only(
            "pk",
            "employee_id",
            "meets_at",
            "place",
            "counsellor__name",
            "counsellor__front_title",
            "counsellor__back_title",
            "counsellor__position__name",
        )
        .annotate(session_count=Count("sessions"))
        .order_by("-pk")[:SIZE]
    )


def get_own_case(*, actor: Actor, pk: int) -> BehaviourReport:
    """Return an own case (404 otherwise)."""
    rows = BehaviourReport.objects.of_person(actor).select_related("counsellor__position")
    return get_object_or_404(rows, pk=pk)


def agreed_points(*, actor: Actor, case: BehaviourReport) -> list[CounsellingSession]:
    """Return what was agreed in the person's own sessions; the notes are not read at all."""
    if case.employee_id != actor.employee_id:
        return []
    return list(case.sessions.only("pk", "report_id", "held_on", "agreed", "read_at"))


def own_people(*, actor: Actor) -> list[Employee]:
    """Return the people the actor rates today, about whom a report can be made."""
    rows = Employee.objects.filter(
        agency_id=actor.agency_id, evaluator_id=actor.employee_id or 0, is_active=True
    )
    return list(rows.select_related("position").order_by("sort_name", "pk")[:300])


def proofs_for(*, actor: Actor, employee: Employee) -> QuerySet[Feedback]:
    """Return the feedback on behaviour that somebody was given and the actor may see, the newest first."""
    rows = Feedback.objects.visible_to(actor).filter(employee=employee).exclude(behaviour="")
    return rows.select_related("author").order_by("-pk")


def counsellors(*, actor: Actor, case: BehaviourReport, text: str) -> list[Employee]:
    """Return people of the agency whose name or NIP holds the text, without those in the case."""
    words = text.strip().lower()
    rows = Employee.objects.visible_to(actor).filter(is_active=True)
    rows = rows.exclude(pk__in=[case.employee_id, case.reported_by_id])
    if not words:
        return []
    found = rows.filter(sort_name__contains=words) | rows.filter(nip__startswith=words)
    return list(found.select_related("position", "unit").order_by("sort_name", "pk")[:30])


def get_counsellor(*, actor: Actor, pk: int) -> Employee:
    """Return somebody of the actor's agency (404 otherwise)."""
    return get_object_or_404(Employee.objects.visible_to(actor).filter(is_active=True), pk=pk)

"""Rank proposals: the list, one of them, who holds which desk, and the paths a proposal can take."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from asn_portal.core.access import Actor, Role
from asn_portal.core.calendar import WorkCalendar
from asn_portal.core.pagination import Page, keyset_page
from employees.enums import EmployeeKind
from employees.models import Employee, RankRecord, RoleGrant, Unit
from promotions.enums import ProposalStatus
from promotions.models import RankProposal
from promotions.models.proposals import UNDECIDED
from promotions.rules.paths import Path
from promotions.selectors.rank_facts import paths_of

SIZE = 50
OFFICE_DEPTH = 2
PARTIES = ("from_rank", "to_rank", "unit", "opd")
PERSON = ("rank", "position__title", "unit__opd", "evaluator")


@dataclass(frozen=True)
class ProposalFilter:
    """What the list is narrowed to; without a desk what is on its way, or with `finished` the rest."""

    text: str = ""
    desk: str = ""
    office: int | None = None
    target_on: date | None = None
    finished: bool = False


@dataclass(frozen=True)
class ProposalRow:
    """A proposal as lists show it, with the working days at its present desk."""

    proposal: RankProposal
    days: int


def list_proposals(*, actor: Actor, wanted: ProposalFilter) -> QuerySet[RankProposal]:
    """Return the proposals of the actor's scope that fit, unordered."""
    rows = RankProposal.objects.visible_to(actor).select_related(*PARTIES)
    if wanted.desk:
        rows = rows.filter(state=wanted.desk)
    elif wanted.finished:
        rows = rows.exclude(state__in=UNDECIDED)
    else:
        rows = rows.filter(state__in=UNDECIDED)
    if wanted.office:
        rows = rows.filter(Q(opd_id=wanted.office) | Q(opd=None, unit_id=wanted.office))
    if wanted.target_on:
        rows = rows.filter(target_on=wanted.target_on)
    words = wanted.text.strip()
    digits = "".join(words.split())
    if digits.isdigit():
        return rows.filter(employee_nip__contains=digits)
    return rows.filter(employee_name__icontains=words) if words else rows


def page_of_proposals(*, actor: Actor, wanted: ProposalFilter, token: str) -> Page:
    """Return one page: what is on its way by its days at the desk, what is finished newest first."""
    rows = list_proposals(actor=actor, wanted=wanted)
    is_over = wanted.finished or bool(wanted.desk and wanted.desk not in UNDECIDED)
    return keyset_page(rows, key="desk_since", token=token, size=SIZE, newest_first=is_over)


def as_rows(
    proposals: Iterable[RankProposal], *, calendar: WorkCalendar | None, today: date
) -> list[ProposalRow]:
    """Return rows with the working days at the desk."""
    return [ProposalRow(row, days_at_desk(row, calendar, today)) for row in proposals]


def days_at_desk(proposal: RankProposal, calendar: WorkCalendar | None, today: date) -> int:
    """Return the working days since a proposal came to its present desk, nought where it is finished."""
    if calendar is None or proposal.state not in UNDECIDED:
        return 0
    return calendar.count_between(timezone.localtime(proposal.desk_since).date(), today)


def list_offices(*, actor: Actor) -> list[tuple[int, str]]:
    """Return the offices to filter by: of the whole agency for who sees all of it, none for one office."""
    if not any(scope.is_root for scope in actor.scopes):
        return []
    rows = Unit.objects.visible_to(actor).filter(depth=OFFICE_DEPTH, ends_on=None).order_by("name", "pk")
    return list(rows.values_list("pk", "name"))


def get_proposal(*, actor: Actor, pk: int) -> RankProposal:
    """Return a proposal of the actor's scope with the person as of today (404 otherwise)."""
    rows = RankProposal.objects.visible_to(actor).select_related(
        *PARTIES, "employee__rank", "employee__unit", "rank_record"
    )
    return get_object_or_404(rows, pk=pk)


def get_candidate(*, actor: Actor, pk: int | None = None, nip: str = "") -> Employee:
    """Return somebody to be proposed: by id, by NIP, or the actor (404 outside the scope)."""
    people = Employee.objects.visible_to(actor).select_related(*PERSON)
    if nip:
        return get_object_or_404(people, nip=nip, is_active=True)
    return get_object_or_404(people, pk=pk or actor.employee_id or 0)


def checklists_for(*, actor: Actor, employee: Employee, target_on: date | None) -> tuple[Path, ...]:
    """Return the paths of a person for a TMT, each with its checklist."""
    return paths_of(actor=actor, employee=employee, today=timezone.localdate(), target_on=target_on)


def open_proposal(*, actor: Actor, employee: Employee) -> RankProposal | None:
    """Return the proposal of a person that is on its way."""
    rows = RankProposal.objects.visible_to(actor).filter(employee=employee, state__in=UNDECIDED)
    return rows.first()


def current_proposal(*, actor: Actor, employee: Employee) -> RankProposal | None:
    """Return the newest proposal of a person for the career page, unless it was withdrawn; one query."""
    rows = RankProposal.objects.visible_to(actor).filter(employee=employee)
    rows = rows.exclude(state=ProposalStatus.WITHDRAWN).select_related("from_rank", "to_rank")
    return rows.order_by("-pk").first()


def can_rise(*, actor: Actor) -> bool:
    """Tell whether the actor is somebody whom ranks concern: PNS only."""
    rows = Employee.objects.filter(agency_id=actor.agency_id, pk=actor.employee_id or 0)
    return rows.filter(kind=EmployeeKind.PNS).exists()


def newest_rank(*, actor: Actor, employee: Employee) -> RankRecord | None:
    """Return the last rank on record of a person, also one that starts later."""
    rows = RankRecord.objects.filter(agency_id=actor.agency_id, employee=employee).select_related("rank")
    return rows.order_by("-effective_on", "-pk").first()


def agency_users(*, actor: Actor, roles: tuple[str, ...] = (Role.HR,)) -> list[int]:
    """Return the accounts that hold one of these roles for the whole agency today."""
    grants = RoleGrant.objects.in_force(timezone.localdate()).filter(
        agency_id=actor.agency_id, role__in=roles, unit__depth=1, user__is_active=True
    )
    return list(grants.values_list("user_id", flat=True).distinct())

"""People: the list with its filters, one person, and the head counts of units."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor
from asn_portal.core.models import AccessLog
from asn_portal.core.pagination import Page, keyset_page
from employees.enums import EmployeeKind, RankScheme
from employees.models import (
    Assignment,
    DisciplineRecord,
    Education,
    Employee,
    EvaluatorOverride,
    Position,
    Rank,
    RankRecord,
    Unit,
    UnpaidLeave,
)
from employees.rules.names import sort_name

SIZE = 50
PARTIES = ("rank", "position__title", "unit__opd", "evaluator__position")


@dataclass(frozen=True)
class PeopleFilter:
    """What the list is narrowed to; empty values do not count. Ranks are orders of the PNS scheme."""

    text: str = ""
    unit: Unit | None = None
    family: str = ""
    kind: str = ""
    standing: str = ""
    rank_from: Rank | None = None
    rank_to: Rank | None = None
    everybody: bool = field(default=False)


def list_people(*, actor: Actor, wanted: PeopleFilter) -> QuerySet[Employee]:
    """Return the people of the actor's scope that fit, unordered."""
    rows = Employee.objects.visible_to(actor).select_related(*PARTIES)
    if not wanted.everybody and not wanted.standing:
        rows = rows.filter(is_active=True)
    rows = _by_text(rows, wanted.text)
    if wanted.unit:
        rows = rows.filter(unit_id__in=Unit.objects.under(wanted.unit.path).order_by().values("id"))
    exact: dict[str, Any] = {
        "position__title__family": wanted.family,
        "kind": wanted.kind,
        "standing": wanted.standing,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.rank_from:
        rows = rows.filter(rank__scheme=wanted.rank_from.scheme, rank__order__gte=wanted.rank_from.order)
    if wanted.rank_to:
        rows = rows.filter(rank__scheme=wanted.rank_to.scheme, rank__order__lte=wanted.rank_to.order)
    return rows


def page_of_people(*, actor: Actor, wanted: PeopleFilter, token: str) -> Page:
    """Return one page by name."""
    return keyset_page(list_people(actor=actor, wanted=wanted), key="sort_name", token=token, size=SIZE)


def count_people(*, actor: Actor, wanted: PeopleFilter) -> int:
    """Return how many people fit; exact inside an agency (scale D7)."""
    return list_people(actor=actor, wanted=wanted).select_related(None).count()


def get_employee(*, actor: Actor, pk: int) -> Employee:
    """Return one person of the actor's scope (404 otherwise)."""
    return get_object_or_404(Employee.objects.visible_to(actor).select_related(*PARTIES), pk=pk)


def find_colleague(*, actor: Actor, nip: str) -> Employee | None:
    """Return an active person of the agency by NIP, for choosing an evaluator."""
    return Employee.objects.filter(agency_id=actor.agency_id, is_active=True, nip=nip).first()


def find_post(*, actor: Actor, code: str) -> Position | None:
    """Return an open post of the agency by its code."""
    rows = Position.objects.filter(agency_id=actor.agency_id, is_open=True, unit__ends_on=None)
    return rows.select_related("unit").filter(code=code).first()


def search_posts(*, actor: Actor, text: str, limit: int = 20) -> list[Position]:
    """Return open posts of the agency by part of their name, unit or code."""
    rows = Position.objects.filter(agency_id=actor.agency_id, is_open=True, unit__ends_on=None)
    for word in text.split():
        rows = rows.filter(Q(name__icontains=word) | Q(unit__name__icontains=word) | Q(code__icontains=word))
    return list(rows.select_related("unit").order_by("name", "pk")[:limit])


def list_ranks_of(*, actor: Actor, employee: Employee) -> QuerySet[Rank]:
    """Return the ranks of PNS, or the pay groups of PPPK, by the kind of person."""
    is_pppk = employee.kind in {EmployeeKind.PPPK, EmployeeKind.PPPK_PART}
    return Rank.objects.filter(scheme=RankScheme.PPPK if is_pppk else RankScheme.PNS).order_by("order")


def list_ranks(*, actor: Actor) -> QuerySet[Rank]:
    """Return the ranks of PNS, lowest first; the same for everybody."""
    return Rank.objects.filter(scheme="pns").order_by("order")


@dataclass(frozen=True)
class Records:
    """The histories of a person; discipline is None where the reader may not see it."""

    ranks: list[RankRecord]
    posts: list[Assignment]
    educations: list[Education]
    leaves: list[UnpaidLeave]
    discipline: list[DisciplineRecord] | None
    overrides: list[EvaluatorOverride]


def get_records(*, actor: Actor, employee: Employee, with_discipline: bool) -> Records:
    """Return the histories of somebody the actor sees."""
    own = {"employee": employee, "agency_id": employee.agency_id}
    leaves, discipline = _leaves_and_discipline(own, with_discipline)
    return Records(
        ranks=list(RankRecord.objects.filter(**own).select_related("rank")),
        posts=list(Assignment.objects.filter(**own)),
        educations=list(Education.objects.filter(**own)),
        leaves=leaves,
        discipline=discipline,
        overrides=list(EvaluatorOverride.objects.filter(**own).select_related("evaluator")),
    )


def _leaves_and_discipline(
    own: dict[str, Any], with_discipline: bool
) -> tuple[list[UnpaidLeave], list[DisciplineRecord] | None]:
    """Return both, newest first; one query, since nearly everybody has neither."""
    if not with_discipline:
        return list(UnpaidLeave.objects.filter(**own)), None
    names = ("id", "starts_on", "ends_on", "decree_number", "level", "description")
    none = Value("", output_field=CharField())
    punished = DisciplineRecord.objects.filter(**own).order_by().values_list(*names)
    away = UnpaidLeave.objects.filter(**own).order_by().values_list(*names[:4], none, none)
    leaves, discipline = [], []
    for *dates, level, words in punished.union(away, all=True).order_by("-starts_on"):
        fields = own | dict(zip(names, dates, strict=False))
        if level:
            discipline.append(DisciplineRecord(**fields, level=level, description=words))
        else:
            leaves.append(UnpaidLeave(**fields))
    return leaves, discipline


def get_assignment(*, actor: Actor, pk: int) -> Assignment:
    """Return a post held by somebody the actor sees."""
    people = Employee.objects.visible_to(actor).order_by().values("pk")
    return get_object_or_404(Assignment.objects.select_related("employee__unit"), pk=pk, employee__in=people)


def get_override(*, actor: Actor, pk: int) -> EvaluatorOverride:
    """Return a temporary evaluator of somebody the actor sees."""
    people = Employee.objects.visible_to(actor).order_by().values("pk")
    return get_object_or_404(
        EvaluatorOverride.objects.select_related("employee__unit"), pk=pk, employee__in=people
    )


def list_accesses(*, actor: Actor, employee: Employee, limit: int = 50) -> list[AccessLog]:
    """Return who opened sensitive data of a person, newest first."""
    rows = AccessLog.objects.filter(
        agency_id=employee.agency_id, subject_type="employee", subject_id=employee.pk
    )
    return list(rows.order_by("-id")[:limit])


def _by_text(rows: QuerySet[Employee], text: str) -> QuerySet[Employee]:
    words = text.strip()
    if not words:
        return rows
    digits = "".join(character for character in words if character.isdigit())
    if digits and not any(character.isalpha() for character in words):
        return rows.filter(nip__contains=digits)
    return rows.filter(sort_name__contains=sort_name(words))

"""Nominations: on what record they are made, who sees and who decides them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Role
from asn_portal.core.models import TransitionLog
from asn_portal.core.pagination import Page, keyset_page
from asn_portal.core.policies import value_on
from asn_portal.core.requirements import Checklist
from employees.enums import DisciplineLevel
from employees.models import Assignment, DisciplineRecord, Employee, RoleGrant, Unit
from employees.policies import is_root_hr
from employees.rules.names import sort_name
from performance.enums import AppraisalStatus, PeriodKind
from performance.models import Appraisal
from promotions.enums import AwardLevel, AwardRule, NominationStatus
from promotions.models import AwardType, Nomination
from promotions.policies import awards as policies
from promotions.rules.local_awards import LocalRules, MeritFacts, local_award_checklist
from promotions.selectors.candidates import YEARS, medal_checklist
from promotions.workflow.nominations import NOMINATION_FLOW

SIZE = 30
MOST_FOUND = 20
GRAVE = [DisciplineLevel.MEDIUM, DisciplineLevel.HEAVY]
PARTIES = ("award_type", "unit__opd", "employee__position", "employee__unit", "employee__evaluator", "agency")
WAITING, ALL, MINE = "putuskan", "semua", "saya"


# --- The record ---


def nomination_checklist(*, actor: Actor, employee: Employee, award_type: AwardType, on: date) -> Checklist:
    """Return the checklist of an award type for somebody the actor sees, computed now."""
    if award_type.rule != AwardRule.LOCAL:
        return medal_checklist(actor=actor, employee=employee, on=on, level=YEARS[award_type.rule])
    years = value_on(policies.AWARD_PREDICATE_YEARS, agency_id=employee.agency_id, day=on)
    facts = merit_facts(actor=actor, employee=employee, on=on)
    rules = LocalRules(predicate_years=years)
    return local_award_checklist(facts, as_of=on, title=award_type.name, rules=rules)


def merit_facts(*, actor: Actor, employee: Employee, on: date) -> MeritFacts:
    """Return what is on record about the last years; what nobody recorded stays unknown. Two queries."""
    running = (
        DisciplineRecord.objects.filter(
            Q(ends_on=None) | Q(ends_on__gte=on), employee=employee, starts_on__lte=on, level__in=GRAVE
        )
        .order_by()
        .values_list("ends_on", flat=True)
    )
    ends = list(running)
    known = bool(ends) or employee.discipline_checked_on is not None
    rows = Appraisal.objects.filter(
        agency_id=employee.agency_id,
        employee=employee,
        state=AppraisalStatus.RELEASED,
        period__kind=PeriodKind.YEAR,
    )
    return MeritFacts(
        kind=employee.kind,
        standing=employee.standing,
        predicates=dict(rows.values_list("period__cycle__year", "predicate")),
        running_discipline=bool(ends) if known else None,
        discipline_ends_on=None if None in ends else max((day for day in ends if day), default=None),
        is_own=employee.pk == actor.employee_id,
        source=_("Personnel record"),
        source_on=on,
    )


def find_nominees(*, actor: Actor, text: str) -> list[Employee]:
    """Return people of the actor's scope by part of the name or NIP, never the actor; without a text the own team."""
    rows = Employee.objects.visible_to(actor).exclude(pk=actor.employee_id or 0)
    digits = "".join(character for character in text if character.isdigit())
    if digits and not any(character.isalpha() for character in text):
        rows = rows.filter(nip__contains=digits)
    elif text.strip():
        rows = rows.filter(is_active=True, sort_name__contains=sort_name(text.strip()))
    elif actor.is_evaluator:
        rows = rows.filter(is_active=True, evaluator_id=actor.employee_id)
    else:
        return []
    return list(rows.select_related("position", "unit").order_by("sort_name", "pk")[:MOST_FOUND])


def get_nominee(*, actor: Actor, pk: int) -> Employee:
    """Return somebody of the actor's scope (404 otherwise)."""
    rows = Employee.objects.visible_to(actor).select_related("position", "unit__opd", "agency")
    return get_object_or_404(rows, pk=pk)


def types_for(*, actor: Actor, employee: Employee) -> list[AwardType]:
    """Return the award types for which the actor may nominate this person."""
    rows = AwardType.objects.visible_to(actor).filter(is_active=True).order_by("-rule", "level", "name")
    allowed = [row for row in rows if policies.can_nominate(actor, employee, row)]
    return sorted(allowed, key=lambda row: row.rule != AwardRule.LOCAL)


# --- Lists ---


@dataclass(frozen=True)
class NominationFilter:
    """Which part of the list, and which award."""

    part: str = ALL
    award_type_id: int | None = None


def to_decide(*, actor: Actor) -> QuerySet[Nomination]:
    """Return the submitted nominations that the actor decides, as `policies.can_decide_nomination` has it."""
    recorded, others = Q(award_type__level__in=list(policies.RECORDED)), Q()
    allowed = Q(pk__in=[])
    if is_root_hr(actor):
        allowed |= recorded
        others = ~recorded
    else:
        office = Q(award_type__level=AwardLevel.OFFICE, unit__opd_id__in=headed_offices(actor))
        city = Q(award_type__level=AwardLevel.CITY) if policies.leads_government(actor) else Q(pk__in=[])
        others = office | city
    if actor.user_id is not None:
        others &= ~Q(nominated_by_id=actor.user_id)
    rows = Nomination.objects.filter(
        allowed | others, agency_id=actor.agency_id or 0, state=NominationStatus.SUBMITTED
    )
    return rows.exclude(employee_id=actor.employee_id) if actor.employee_id else rows


def headed_offices(actor: Actor) -> list[int]:
    """Return the units the actor heads today."""
    return [scope.unit_id for scope in actor.scopes_for(Role.HEAD)]


def page_of_nominations(*, actor: Actor, wanted: NominationFilter, token: str) -> Page:
    """Return one page, newest first; what waits for the actor oldest first."""
    parts = {
        WAITING: to_decide(actor=actor),
        ALL: Nomination.objects.visible_to(actor),
        MINE: Nomination.objects.filter(agency_id=actor.agency_id or 0, nominated_by_id=actor.user_id or 0),
    }
    rows = parts[wanted.part].select_related("award_type", "unit")
    if wanted.award_type_id:
        rows = rows.filter(award_type_id=wanted.award_type_id)
    return keyset_page(rows, key="id", token=token, size=SIZE, newest_first=wanted.part != WAITING)


def count_to_decide(*, actor: Actor) -> int:
    """Return how many nominations wait for the actor."""
    return to_decide(actor=actor).count()


def get_nomination(*, actor: Actor, pk: int) -> Nomination:
    """Return one nomination of the actor's scope (404 otherwise)."""
    rows = Nomination.objects.visible_to(actor).select_related(*PARTIES, "award")
    return get_object_or_404(rows, pk=pk)


def find_nominations(*, actor: Actor, ids: list[int]) -> list[Nomination]:
    """Return those of these nominations that are in scope, for a batch."""
    rows = Nomination.objects.visible_to(actor).filter(pk__in=ids)
    return list(rows.select_related(*PARTIES).order_by("pk"))


def nomination_timeline(*, actor: Actor, nomination: Nomination) -> QuerySet[TransitionLog]:
    """Return what happened to a nomination somebody has been shown."""
    return NOMINATION_FLOW.timeline(nomination)


def deciders_of(*, actor: Actor, nomination: Nomination, today: date) -> list[int]:
    """Return the accounts that decide a nomination: roles of the whole government, and the head of the office or,
    for an award of the city, of the government."""
    level = nomination.award_type.level
    roles = [Role.HR, Role.LEADER] if level == AwardLevel.CITY else [Role.HR]
    grants = RoleGrant.objects.in_force(today).filter(
        agency_id=nomination.agency_id, role__in=roles, unit__depth=1
    )
    users: set[Any] = set(grants.values_list("user_id", flat=True))
    heads = Assignment.objects.on(today).filter(
        position_id__in=deciding_units(nomination).order_by().values("head_position"),
        employee__is_active=True,
    )
    users |= set(heads.values_list("employee__user_id", flat=True))
    person = nomination.employee.user_id
    return sorted(user for user in users if user and user not in {actor.user_id, person})


def deciding_units(nomination: Nomination) -> QuerySet[Unit]:
    """Return the unit whose head decides: the office, for an award of the city the government, otherwise none."""
    units, level = Unit.objects.filter(agency_id=nomination.agency_id), nomination.award_type.level
    if level == AwardLevel.CITY:
        return units.filter(depth=1)
    opd_id = nomination.unit.opd_id if nomination.unit and level == AwardLevel.OFFICE else None
    return units.filter(pk=opd_id or 0)


def decision_on(*, actor: Actor, nomination: Nomination) -> TransitionLog | None:
    """Return who granted a nomination, when and in which post."""
    return NOMINATION_FLOW.timeline(nomination).filter(transition="grant").last()

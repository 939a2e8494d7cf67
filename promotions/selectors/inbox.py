"""What waits at the actor's desks, in the columns of the inbox."""

from datetime import date

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, ExtractYear
from django.utils import timezone
from django.utils.dates import MONTHS

from asn_portal.core.access import Actor, Role
from asn_portal.core.models import AgencyPolicy
from employees.models import Assignment, RoleGrant, Unit
from promotions.enums import ProposalStatus
from promotions.models import RankProposal
from promotions.policies.proposals import OTHER_DECIDES

UNIT, BKPSDM, DECIDE = "proposal_unit", "proposal_bkpsdm", "proposal_decide"
NOBODY = 0


def waiting_proposals(*, actor: Actor) -> QuerySet[RankProposal]:
    """Return the proposals that lie at one of the actor's desks, never the own one."""
    today = timezone.localdate()
    roots = {scope.role for scope in actor.scopes if scope.is_root}
    wanted = [Q(state=ProposalStatus.AT_UNIT) & place for place in _offices(actor, roots, today)]
    if Role.HR in roots:
        wanted.append(Q(state=ProposalStatus.AT_BKPSDM))
    if roots & {Role.HR, Role.LEADER}:
        wanted.append(Q(state=ProposalStatus.TO_DECIDE) & _may_decide(actor, today))
    if not wanted:
        return RankProposal.objects.none()
    rows = RankProposal.objects.filter(agency_id=actor.agency_id).filter(Q(*wanted, _connector=Q.OR))
    return rows.exclude(employee_id=actor.employee_id) if actor.employee_id else rows


def proposal_inbox(*, actor: Actor) -> QuerySet:
    """Return them in one SELECT; what is complete can be passed on at the office from the row itself."""
    text = CharField()
    kind = Case(
        When(state=ProposalStatus.AT_UNIT, then=Value(UNIT)),
        When(state=ProposalStatus.AT_BKPSDM, then=Value(BKPSDM)),
        default=Value(DECIDE),
        output_field=text,
    )
    is_safe = When(state=ProposalStatus.AT_UNIT, checklist__is_met=True, then=Value(True))
    year = Cast(ExtractYear("target_on"), text)
    parts = ["from_rank__code", Value(" → "), "to_rank__code", Value(", TMT 1 "), _month(), Value(" "), year]
    return waiting_proposals(actor=actor).values(
        kind=kind,
        subject_id=F("pk"),
        who=F("employee_name"),
        post=F("position_name"),
        detail=Concat(*parts, output_field=text),
        since=F("desk_since"),
        due_on=Cast(Value(None), DateField()),
        is_safe=Case(is_safe, default=Value(False), output_field=BooleanField()),
    )


def _month() -> Case:
    """Return the month of the TMT in words; a TMT is always the 1st."""
    names = (When(target_on__month=number, then=Value(str(name))) for number, name in MONTHS.items())
    return Case(*names, default=Value(""), output_field=CharField())


def _offices(actor: Actor, roots: set[str], today: date) -> list[Q]:
    """Return what the actor checks at the office: as head, as its HR, or as HR of the agency for empty chairs."""
    headed = [scope.unit_id for scope in actor.scopes_for(Role.HEAD)]
    local = tuple(scope for scope in actor.scopes_for(Role.HR) if not scope.is_root)
    not_proposer = Q(proposed_by=None) | ~Q(proposed_by_id=actor.user_id)
    places = []
    if headed:
        places.append((Q(opd_id__in=headed) | Q(opd=None, unit_id__in=headed)) & not_proposer)
    if local:
        places.append(Q(unit_id__in=Unit.objects.in_scopes(local).order_by().values("id")) & not_proposer)
    if Role.HR in roots:
        places.append(_empty_chair(actor, today))
    return places


def _empty_chair(actor: Actor, today: date) -> Q:
    """Return the offices in which nobody checks: neither a head nor an HR officer but the person and the proposer.

    The same as `policies.unit_checkers` finding nobody, as SQL.
    """
    person, proposer = OuterRef("employee_id"), Coalesce(OuterRef("proposed_by_id"), NOBODY)
    chair = Case(
        When(opd=None, then=F("unit__head_position_id")),
        default=F("opd__head_position_id"),
    )
    heads = Assignment.objects.on(today).filter(
        ~Q(employee_id=person),
        ~Q(employee__user_id=proposer),
        position_id=OuterRef("chair"),
        employee__is_active=True,
        employee__user__is_active=True,
    )
    place = ExpressionWrapper(OuterRef("unit__path"), output_field=CharField())
    officers = (
        RoleGrant.objects.in_force(today)
        .filter(agency_id=actor.agency_id, role=Role.HR, unit__depth__gt=1, user__is_active=True)
        .filter(~Q(user_id=proposer), ~Q(user_id=Coalesce(OuterRef("employee__user_id"), NOBODY)))
        .annotate(place=place)
        .filter(place__startswith=F("unit__path"))
    )
    at_unit = RankProposal.objects.filter(agency_id=actor.agency_id, state=ProposalStatus.AT_UNIT)
    empty = at_unit.annotate(chair=chair).filter(~Exists(heads), ~Exists(officers))
    return Q(pk__in=empty.order_by().values("pk"))


def _may_decide(actor: Actor, today: date) -> Q:
    """Leave out what the actor has checked, where the agency wants another person to decide."""
    rows = AgencyPolicy.objects.filter(
        agency_id=actor.agency_id, key=OTHER_DECIDES.key, starts_on__lte=today
    ).order_by()
    later = rows.filter(starts_on__gt=OuterRef("starts_on"))
    is_set = Exists(rows.filter(~Exists(later), value=True))
    return ~Q(is_set, checked_by_id=actor.user_id, checked_by__isnull=False)

"""Teams across units: forming, calling members, the consent of their evaluators (annex II p. 46-48)."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, require
from asn_portal.core.policies import value_on
from asn_portal.core.templatetags.formats import longdate
from employees.models import Employee, Unit
from performance.enums.cascade import MemberSource, MemberState
from performance.models import Cycle, TeamMember, WorkTeam
from performance.notifications import cascade as notices
from performance.policies import cascade as policies
from performance.workflow.cascade import MEMBER_FLOW


@dataclass(frozen=True)
class TeamText:
    """What is written about a team; both days count."""

    name: str
    purpose: str
    leader: Employee
    starts_on: date
    ends_on: date
    is_open: bool = False


@transaction.atomic
def form_team(*, unit: Unit, cycle: Cycle, text: TeamText, actor: Actor) -> WorkTeam:
    """Form a team of a unit for a time of the year. Raises NotAllowed, ValidationError at the field."""
    require(policies.can_form_team(actor, unit) and cycle.agency_id == unit.agency_id)
    check_team(text, cycle, unit)
    try:
        with transaction.atomic():
            return WorkTeam.objects.create(
                agency_id=unit.agency_id, cycle=cycle, unit=unit, formed_by_id=actor.user_id, **vars(text)
            )
    except IntegrityError:
        raise ValidationError({"name": _("The unit has a team of this name already.")}) from None


@transaction.atomic
def change_team(*, team: WorkTeam, text: TeamText, revision: int, actor: Actor) -> WorkTeam:
    """Change a team. Raises NotAllowed, ValidationError, Conflict when somebody changed it meanwhile."""
    require(policies.can_change_team(actor, team))
    check_team(text, team.cycle, team.unit)
    rows = WorkTeam.objects.filter(pk=team.pk, revision=revision)
    try:
        with transaction.atomic():
            changed = rows.update(revision=F("revision") + 1, **vars(text))
    except IntegrityError:
        raise ValidationError({"name": _("The unit has a team of this name already.")}) from None
    if not changed:
        raise Conflict(team, note=f"{text.name}\n{text.purpose}".strip())
    team.refresh_from_db()
    return team


def check_team(text: TeamText, cycle: Cycle, unit: Unit) -> None:
    """Raise ValidationError for dates outside the year, and for a leader of another government."""
    if text.ends_on < text.starts_on:
        raise ValidationError({"ends_on": _("The last day is before the first.")})
    for name, day in (("starts_on", text.starts_on), ("ends_on", text.ends_on)):
        if not cycle.starts_on <= day <= cycle.ends_on:
            words = {"first": longdate(cycle.starts_on), "last": longdate(cycle.ends_on)}
            raise ValidationError({name: _("Choose a day of the year, %(first)s to %(last)s.") % words})
    if text.leader.agency_id != unit.agency_id or not text.leader.is_active:
        raise ValidationError({"leader": _("Choose somebody of your government.")})


@transaction.atomic
def call_member(*, team: WorkTeam, employee: Employee, reason: str, actor: Actor) -> TeamMember:
    """Ask for somebody; where the leader is not the evaluator, the evaluator agrees first.

    Raises NotAllowed, ValidationError for who is in the team already, leads it, or when the team has ended.
    """
    require(policies.can_call_members(actor, team) and employee.agency_id == team.agency_id)
    return add_member(team, employee, MemberSource.APPOINTED, reason, actor)


@transaction.atomic
def volunteer(*, team: WorkTeam, reason: str, actor: Actor) -> TeamMember:
    """Offer oneself to an open team; the own evaluator decides. Raises NotAllowed, ValidationError."""
    require(policies.can_volunteer(actor, team))
    me = Employee.objects.get(pk=actor.employee_id)
    if not reason.strip():
        raise ValidationError({"reason": _("Say what you would bring in; your evaluator reads it.")})
    return add_member(team, me, MemberSource.VOLUNTEER, reason, actor)


def add_member(
    team: WorkTeam, employee: Employee, source: MemberSource, reason: str, actor: Actor
) -> TeamMember:
    """Write the membership and ask the evaluator; only one at a time for each person."""
    today = timezone.localdate()
    if not team.is_at_work(today):
        raise ValidationError({"nip": _("The team has ended.")})
    if employee.pk == team.leader_id:
        raise ValidationError({"nip": _("This person leads the team.")})
    if not Employee.objects.planning().filter(pk=employee.pk).exists():
        raise ValidationError({"nip": _("This person has no plan of performance.")})
    required = value_on(policies.TEAM_CONSENT, agency_id=team.agency_id, day=today)
    agreed = not required or employee.evaluator_id in {team.leader_id, actor.employee_id}
    is_free = employee.evaluator_id is not None and agreed and actor.employee_id != employee.pk
    try:
        with transaction.atomic():
            member = TeamMember.objects.create(
                agency_id=team.agency_id,
                team=team,
                employee=employee,
                source=source,
                state=MemberState.ACTIVE if is_free else MemberState.PROPOSED,
                decided_at=timezone.now() if is_free else None,
                reason=reason.strip()[:300],
                asked_by_name=actor.name,
            )
    except IntegrityError:
        raise ValidationError({"nip": _("This person is in the team or has been asked already.")}) from None
    if not is_free:
        notices.member_asked(member)
    return member


@transaction.atomic
def agree_member(*, member: TeamMember, actor: Actor) -> None:
    """The evaluator agrees. Raises NotAllowed, Conflict."""
    MEMBER_FLOW.apply("agree", member, actor=actor, decided_at=timezone.now())
    notices.member_decided(member)


@transaction.atomic
def refuse_member(*, member: TeamMember, reason: str, actor: Actor) -> None:
    """The evaluator does not agree, with a reason. Raises NoteRequired, NotAllowed, Conflict."""
    MEMBER_FLOW.apply("refuse", member, actor=actor, note=reason, decided_at=timezone.now())
    notices.member_decided(member, reason=reason.strip())


@transaction.atomic
def end_member(*, member: TeamMember, actor: Actor) -> None:
    """Let a member go as of today; what was promised for the team stays in the plan. Raises NotAllowed, Conflict."""
    MEMBER_FLOW.apply("end", member, actor=actor, decided_at=timezone.now(), ends_on=timezone.localdate())

"""Role grants: given and ended by HR of the whole agency, with reason and dates."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, require
from asn_portal.core.history import bulk_update_with_history
from asn_portal.core.workflow import record_transition
from employees import policies
from employees.models import Employee, RoleGrant, Unit
from employees.workflow.grants import GRANT_FLOW


@dataclass(frozen=True)
class NewGrant:
    """A role for a unit and all below it, between days (both included; no end: until further notice)."""

    role: str
    unit: Unit
    starts_on: date
    reason: str
    ends_on: date | None = None


@transaction.atomic
def grant_role(*, employee: Employee, new: NewGrant, actor: Actor) -> RoleGrant:
    """Give a role. Nobody gives themselves one.

    Raises ValidationError for a person without account, dates that cannot be, or a role already held for these
    days; NotAllowed without the right.
    """
    require(employee.agency_id == actor.agency_id == new.unit.agency_id)
    if employee.user_id is None:
        require(policies.can_grant(actor))
        raise ValidationError(_("This person has no account yet; invite the person first."), code="account")
    require(policies.can_grant(actor, employee.user_id), _("Nobody gives a role to themselves."))
    check_dates(new)
    user_id = employee.user_id
    if overlapping(user_id, new).exists():
        raise ValidationError(_("This person already holds this role for this unit in that time."))
    grant = RoleGrant(agency_id=employee.agency_id, user_id=user_id, granted_by_id=actor.user_id, **vars(new))
    grant._change_reason = new.reason[:100]  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            grant.save()
    except IntegrityError:
        raise ValidationError(_("This person already holds this role for this unit from that day.")) from None
    record_transition("grant", grant, GRANT_FLOW["grant"], before="", actor=actor, note=new.reason)
    return grant


def check_dates(new: NewGrant) -> None:
    """Refuse a start in the past (who saw what must stay true) and an end before the start."""
    if new.starts_on < timezone.localdate():
        raise ValidationError({"starts_on": _("A role starts today or later.")})
    if new.ends_on and new.ends_on < new.starts_on:
        raise ValidationError({"ends_on": _("The end lies before the start.")})


def overlapping(user_id: int, new: NewGrant):
    """Return the grants of the same role and unit that touch these days."""
    rows = RoleGrant.objects.filter(user_id=user_id, role=new.role, unit=new.unit, revoked_at=None)
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=new.starts_on))
    return rows.filter(starts_on__lte=new.ends_on) if new.ends_on else rows


@transaction.atomic
def end_grant(*, grant: RoleGrant, ends_on: date | None, reason: str, actor: Actor) -> RoleGrant:
    """Let a grant end on a day (still in force that day), or at once where no day is given.

    Raises ValidationError for a day in the past, NotAllowed for one's own grant, Conflict when it has ended.
    """
    require(grant.agency_id == actor.agency_id)
    require(policies.can_grant(actor, grant.user_id), _("Somebody else has to end your own role."))
    locked = RoleGrant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
    today = timezone.localdate()
    if is_over(locked, today):
        raise Conflict(grant, last=GRANT_FLOW.timeline(grant).last(), note=reason)
    changes: dict[str, Any] = {}
    if ends_on is None:
        step, changes["revoked_at"] = "revoke", timezone.now()
    else:
        if ends_on < max(today, locked.starts_on):
            raise ValidationError({"ends_on": _("Choose today or a later day.")})
        step, changes["ends_on"] = "end", ends_on
    for name, value in changes.items():
        setattr(locked, name, value)
    bulk_update_with_history([locked], RoleGrant, list(changes), reason=reason[:100], user_id=actor.user_id)
    record_transition("grant", locked, GRANT_FLOW[step], before="granted", actor=actor, note=reason)
    return locked


def is_over(grant: RoleGrant, today: date) -> bool:
    """Tell whether a grant counts no longer and never will again."""
    return grant.revoked_at is not None or (grant.ends_on is not None and grant.ends_on < today)

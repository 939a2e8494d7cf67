"""Units are renamed, moved, merged and closed with dates, so that the past stays readable (B8)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor, require
from employees import policies
from employees.enums import CorrectionStatus
from employees.models import Assignment, CorrectionRequest, Employee, RoleGrant, Unit, UnitVersion
from employees.services.posts import refresh_current_posts, refresh_offices


@dataclass(frozen=True)
class Change:
    """From which day a change counts, and why."""

    on: date
    reason: str = ""


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, change: Change, actor: Actor) -> Unit:
    """Give a unit a new name from a day on; the old one stays in its history."""
    require(policies.can_change_structure(actor))
    _keep_version(unit, change)
    unit.name = name
    unit.starts_on = change.on
    unit.save(update_fields=["name", "starts_on"])
    return unit


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit, change: Change, actor: Actor) -> Unit:
    """Move a unit and everything below it; no row of a person is touched (scale D3).

    Raises ValidationError when the new parent lies below the unit itself or in another agency.
    """
    require(policies.can_change_structure(actor))
    if parent.agency_id != unit.agency_id or parent.path.startswith(unit.path):
        raise ValidationError({"parent": _("A unit cannot be moved below itself.")})
    _keep_version(unit, change)
    Unit.objects.move(unit, parent, "last-child")
    Unit.objects.filter(pk=unit.pk).update(starts_on=change.on)
    _follow(unit.agency_id)
    return Unit.objects.get(pk=unit.pk)


@transaction.atomic
def merge_units(*, unit: Unit, into: Unit, change: Change, actor: Actor) -> Unit:
    """Close a unit and let its people, posts and sub-units go to another.

    Raises ValidationError when both are the same or one lies below the other.
    """
    require(policies.can_change_structure(actor))
    if into.agency_id != unit.agency_id or into.path.startswith(unit.path) or unit.path.startswith(into.path):
        raise ValidationError({"into": _("Choose a unit that lies neither above nor below this one.")})
    for child in list(Unit.objects.filter(path__startswith=unit.path, depth=unit.depth + 1)):
        Unit.objects.move(Unit.objects.get(pk=child.pk), Unit.objects.get(pk=into.pk), "last-child")
    unit.positions.update(unit=into, is_head=False)
    Assignment.objects.filter(unit=unit, position=None, ends_on=None).update(unit=into)
    Employee.objects.filter(unit=unit).update(unit=into)
    _hand_over(unit, into)
    _close(unit, change, merged_into=into)
    Unit.objects.filter(pk=unit.pk).update(head_position=None)
    _follow(unit.agency_id)
    return into


@transaction.atomic
def close_unit(*, unit: Unit, change: Change, actor: Actor) -> Unit:
    """Close an empty unit. Raises ValidationError while people or open units are in it."""
    require(policies.can_change_structure(actor))
    below = Unit.objects.under(unit.path).filter(ends_on=None).exclude(pk=unit.pk)
    if below.exists() or Employee.objects.filter(unit=unit, is_active=True).exists():
        raise ValidationError(_("People or units still belong to it; move or merge them first."))
    _close(unit, change)
    return unit


def _hand_over(unit: Unit, into: Unit) -> None:
    """Let role grants and open requests follow, so that whoever works for the new unit sees them."""
    CorrectionRequest.objects.filter(unit=unit, state=CorrectionStatus.OPEN).update(unit=into)
    for grant in RoleGrant.objects.filter(unit=unit):
        same = {"user_id": grant.user_id, "role": grant.role, "starts_on": grant.starts_on}
        if not RoleGrant.objects.filter(unit=into, **same).exists():
            grant.unit = into
            grant.save(update_fields=["unit"])


def _close(unit: Unit, change: Change, merged_into: Unit | None = None) -> None:
    _keep_version(unit, change)
    Unit.objects.filter(pk=unit.pk).update(ends_on=change.on, merged_into=merged_into)


def _keep_version(unit: Unit, change: Change) -> None:
    if change.on > timezone.localdate():
        raise ValidationError({"on": _("The day lies ahead; record the change when it has come.")})
    if unit.starts_on and change.on <= unit.starts_on:
        raise ValidationError({"on": _("The change lies before the last one.")})
    UnitVersion.objects.create(
        unit=unit,
        name=unit.name,
        parent=Unit.objects.get_parent(unit),
        starts_on=unit.starts_on,
        ends_on=change.on - timedelta(days=1),
        reason=change.reason,
    )


def _follow(agency_id: int) -> None:
    refresh_offices(agency_id=agency_id)
    refresh_current_posts(agency_id=agency_id, today=timezone.localdate(), employee_ids=[])

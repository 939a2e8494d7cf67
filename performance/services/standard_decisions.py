"""Deciding on a performance standard: proposed, approved with its dates, returned, ended, withdrawn."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from asn_portal.core.templatetags.formats import longdate
from employees.models import Unit
from performance import policies
from performance.enums import StandardStatus
from performance.models import Standard, StandardIndicator
from performance.notifications import standards as notices
from performance.rules.standards import day_before, overlaps
from performance.selectors.standards import hr_of_agency
from performance.services.standards import lock_open
from performance.workflow import STANDARD_FLOW


@transaction.atomic
def propose_standard(*, standard: Standard, actor: Actor) -> Standard:
    """Hand a standard to the agency; it needs at least one indicator. Raises NotAllowed, Conflict, ValidationError."""
    lock_open(standard, actor=actor)
    if not StandardIndicator.objects.filter(standard=standard).exists():
        raise ValidationError(_("Add at least one indicator first."), code="no_indicator")
    STANDARD_FLOW.apply(
        "propose",
        standard,
        actor=actor,
        proposed_by_id=actor.user_id,
        proposer_name=actor.name[:200],
        proposed_at=timezone.now(),
    )
    others = [pk for pk in hr_of_agency(actor=actor, today=timezone.localdate()) if pk != actor.user_id]
    notices.standard_proposed(standard, recipients=others)
    return standard


@transaction.atomic
def take_back_standard(*, standard: Standard, actor: Actor) -> None:
    """Take a proposal back to go on writing. Raises NotAllowed, Conflict."""
    STANDARD_FLOW.apply("take_back", standard, actor=actor)


@transaction.atomic
def approve_standard(
    *, standard: Standard, starts_on: date, ends_on: date | None, note: str = "", actor: Actor
) -> Standard:
    """Approve with the days it counts; the version it replaces ends the day before.

    Raises NotAllowed, Conflict, and ValidationError for days that are not in order or already taken.
    """
    require(policies.can_decide_standard(actor, standard))
    if ends_on and ends_on < starts_on:
        raise ValidationError({"ends_on": _("The last day lies before the first.")})
    # Approvals of one office wait for each other, so that two versions cannot be given the same days.
    Unit.objects.select_for_update(of=("self",)).get(pk=standard.unit_id)
    make_room(standard, starts_on=starts_on, ends_on=ends_on, actor=actor)
    STANDARD_FLOW.apply(
        "approve",
        standard,
        actor=actor,
        note=note,
        starts_on=starts_on,
        ends_on=ends_on,
        approved_at=timezone.now(),
    )
    notices.standard_approved(standard)
    return standard


def make_room(standard: Standard, *, starts_on: date, ends_on: date | None, actor: Actor) -> None:
    """End the approved versions that would overlap; one that begins later is not touched but named."""
    same = Q(unit_id=standard.unit_id, name__iexact=standard.name) | Q(pk=standard.replaces_id)
    rows = Standard.objects.filter(same, agency_id=standard.agency_id, state=StandardStatus.APPROVED)
    for row in rows.exclude(pk=standard.pk).select_for_update(of=("self",)).order_by("pk"):
        begins = row.starts_on or starts_on
        if not overlaps((begins, row.ends_on), (starts_on, ends_on)):
            continue
        if begins >= starts_on:
            text = _(
                "A version of this standard already counts from %(day)s; choose days that do not overlap."
            )
            raise ValidationError({"starts_on": text % {"day": longdate(begins)}})
        STANDARD_FLOW.apply("supersede", row, actor=actor, ends_on=day_before(starts_on))


@transaction.atomic
def return_standard(*, standard: Standard, note: str, actor: Actor) -> Standard:
    """Send a proposal back with the reason. Raises NoteRequired, NotAllowed, Conflict."""
    STANDARD_FLOW.apply("return", standard, actor=actor, note=note)
    notices.standard_returned(standard, note=note.strip(), actor_name=actor.name)
    return standard


@transaction.atomic
def end_standard(*, standard: Standard, ends_on: date, note: str, actor: Actor) -> Standard:
    """Set the last day of an approved standard, with the reason. Raises as `approve_standard` does."""
    require(policies.can_end_standard(actor, standard))
    if standard.starts_on and ends_on < standard.starts_on:
        text = _("It counts from %(day)s; the last day cannot lie before that. Withdraw it instead.")
        raise ValidationError({"ends_on": text % {"day": longdate(standard.starts_on)}})
    if standard.ends_on and ends_on > standard.ends_on:
        Unit.objects.select_for_update(of=("self",)).get(pk=standard.unit_id)
        refuse_overlap(standard, ends_on)
    STANDARD_FLOW.apply("end", standard, actor=actor, note=note, ends_on=ends_on)
    notices.standard_ended(standard, note=note.strip(), actor_name=actor.name)
    return standard


def refuse_overlap(standard: Standard, ends_on: date) -> None:
    """A later last day must not reach into the next version."""
    later = Standard.objects.filter(
        Q(unit_id=standard.unit_id, name__iexact=standard.name) | Q(replaces_id=standard.pk),
        agency_id=standard.agency_id,
        state=StandardStatus.APPROVED,
        starts_on__gt=standard.starts_on,
        starts_on__lte=ends_on,
    )
    begins = later.exclude(pk=standard.pk).order_by("starts_on").values_list("starts_on", flat=True).first()
    if begins:
        text = _("The next version counts from %(day)s.")
        raise ValidationError({"ends_on": text % {"day": longdate(begins)}})


@transaction.atomic
def withdraw_standard(*, standard: Standard, note: str, actor: Actor) -> Standard:
    """Give a proposal up, or take an approved standard out at once; the reason stays on the trail.

    Raises NoteRequired, NotAllowed, Conflict.
    """
    STANDARD_FLOW.apply("withdraw", standard, actor=actor, note=note)
    if standard.proposed_by_id != actor.user_id:
        notices.standard_ended(standard, note=note.strip(), actor_name=actor.name)
    return standard

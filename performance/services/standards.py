"""Writing a performance standard: its words and indicators, while it is a draft or has been returned."""

from dataclasses import asdict, dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, require
from asn_portal.core.workflow import record_transition
from employees.models import Unit
from performance import policies
from performance.models import Standard, StandardIndicator
from performance.workflow import STANDARD_FLOW, START_STANDARD

MAX_INDICATORS = 20
COPIED = (
    *("lineage", "order", "aspect", "statement", "direction", "target", "target_unit", "source", "example"),
)


@dataclass(frozen=True)
class StandardText:
    """What is written about a standard."""

    field: str
    name: str
    source: str = ""


@dataclass(frozen=True)
class StandardIndicatorText:
    """What is written about one indicator of a standard."""

    aspect: str
    statement: str
    direction: str
    target: Decimal
    target_unit: str
    source: str = ""
    example: str = ""


@transaction.atomic
def create_standard(*, unit: Unit, text: StandardText, actor: Actor) -> Standard:
    """Start a standard of an office. Raises NotAllowed."""
    require(policies.can_propose_standard(actor, unit))
    standard = Standard.objects.create(
        agency_id=unit.agency_id,
        unit=unit,
        unit_name=unit.name[:200],
        proposed_by_id=actor.user_id,
        proposer_name=actor.name[:200],
        **asdict(text),
    )
    record_transition("standard", standard, START_STANDARD, before="", actor=actor)
    return standard


@transaction.atomic
def change_standard(*, standard: Standard, text: StandardText, actor: Actor) -> Standard:
    """Change the words of a standard. Raises NotAllowed, Conflict once it is proposed."""
    lock_open(standard, actor=actor, note=text.name)
    Standard.objects.filter(pk=standard.pk).update(**asdict(text))
    return standard


@transaction.atomic
def add_standard_indicator(
    *, standard: Standard, text: StandardIndicatorText, actor: Actor
) -> StandardIndicator:
    """Add an indicator at the end. Raises NotAllowed, Conflict, ValidationError."""
    lock_open(standard, actor=actor, note=text.statement)
    rows = StandardIndicator.objects.filter(standard=standard)
    if rows.count() >= MAX_INDICATORS:
        raise ValidationError(_("A standard has at most %(count)d indicators.") % {"count": MAX_INDICATORS})
    last = rows.aggregate(last=Max("order"))["last"] or 0
    return StandardIndicator.objects.create(standard=standard, order=last + 1, **asdict(text))


@transaction.atomic
def change_standard_indicator(
    *, indicator: StandardIndicator, text: StandardIndicatorText, actor: Actor
) -> StandardIndicator:
    """Change an indicator. Raises NotAllowed, Conflict."""
    lock_open(indicator.standard, actor=actor, note=text.statement)
    StandardIndicator.objects.filter(pk=indicator.pk).update(**asdict(text))
    return indicator


@transaction.atomic
def delete_standard_indicator(*, indicator: StandardIndicator, actor: Actor) -> None:
    """Delete an indicator of a draft; nothing was measured on it yet. Raises NotAllowed, Conflict."""
    lock_open(indicator.standard, actor=actor)
    StandardIndicator.objects.filter(pk=indicator.pk).delete()


@transaction.atomic
def start_version(*, standard: Standard, actor: Actor) -> Standard:
    """Start the next version of an approved standard as a draft with the same indicators.

    Raises NotAllowed, and Conflict when one is being written already or the standard is no longer approved.
    """
    require(policies.can_write_standard(actor, standard))
    row = Standard.objects.select_for_update(of=("self",)).get(pk=standard.pk)
    if row.state != "approved":
        raise moved_on(standard)
    copied = {
        name: getattr(row, name) for name in ("agency_id", "field", "name", "unit_id", "unit_name", "source")
    }
    version = Standard(
        **copied,
        number=row.number + 1,
        replaces=row,
        proposed_by_id=actor.user_id,
        proposer_name=actor.name[:200],
    )
    try:
        with transaction.atomic():
            version.save()
    except IntegrityError:
        raise moved_on(standard) from None
    copy_indicators(row, version)
    record_transition("standard", version, START_STANDARD, before="", actor=actor)
    return version


def copy_indicators(source: Standard, target: Standard) -> None:
    """Copy the indicators with their lineage, so that the series of measured values goes on."""
    StandardIndicator.objects.bulk_create(
        StandardIndicator(standard=target, **{name: getattr(row, name) for name in COPIED})
        for row in source.indicators.order_by("order", "id")
    )


def lock_open(standard: Standard, *, actor: Actor, note: str = "") -> Standard:
    """Lock a standard that the office may still write. Raises NotAllowed, Conflict once it is proposed."""
    require(policies.can_write_standard(actor, standard))
    row = Standard.objects.select_for_update(of=("self",)).get(pk=standard.pk)
    if not row.is_open:
        raise moved_on(standard, note)
    return row


def moved_on(standard: Standard, note: str = "") -> Conflict:
    """Return the conflict that says who moved the standard on."""
    return Conflict(standard, last=STANDARD_FLOW.timeline(standard).last(), note=note)

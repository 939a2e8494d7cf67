"""Points without a predicate: opening balances and corrections by HR, the education bonus on a claim."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from employees.models import Education, Employee
from performance.enums.credit import EntryKind, EntryState
from performance.models import CreditEntry
from performance.notifications import credit as notices
from performance.policies import credit as policies
from performance.rules.credit import (
    bonus_diplomas,
    education_bonus,
    integration_points,
    kept,
    month_of,
    transfer_points,
)
from performance.rules.credit_levels import LEVEL_CODES, Level
from performance.rules.credit_words import two
from performance.selectors.credit_facts import credit_rules, facts_from, read_credit
from performance.services.credit import MOST_POINTS
from performance.services.credit_accounts import refresh_accounts
from performance.workflow.credit import BONUS_FLOW


@dataclass(frozen=True)
class NewEntry:
    """What HR writes down.

    `points` may be left out for a transfer with a `predicate`; for an integration `points` is the conventional sum
    and `base_value` what the level is worth in it.
    """

    kind: str
    effective_on: date
    reason: str
    points: Decimal | None = None
    number: str = ""
    predicate: str = ""
    base_value: Decimal | None = None


@transaction.atomic
def record_entry(*, employee: Employee, new: NewEntry, actor: Actor) -> CreditEntry:
    """Record base credit, integration, transfer or a correction of the present level, with its reason.

    Raises NotAllowed for anybody but HR of the person, ValidationError for what cannot be and for a second opening row
    of the same kind and level.
    """
    require(policies.can_record_credit(actor, employee))
    today = timezone.localdate()
    level = level_of(employee, actor, today)
    check(new, level, actor, today)
    points, how = points_of(employee, new, level, actor, today)
    if abs(points) >= MOST_POINTS or (points < 0 and new.kind != EntryKind.CORRECTION):
        raise ValidationError({"points": _("Credit points lie between 0 and 9,999.")})
    entry = CreditEntry(
        agency_id=employee.agency_id,
        employee=employee,
        kind=new.kind,
        level=level.code,
        points=points,
        effective_on=new.effective_on,
        number=new.number.strip(),
        reason=f"{new.reason.strip()} {how}".strip()[:300],
        recorded_by_id=actor.user_id,
        recorder_name=actor.name,
    )
    save(entry, {"kind": _("This level has such a row already.")})
    refresh_accounts(agency_id=employee.agency_id, today=today, ids=[employee.pk])
    return entry


def level_of(employee: Employee, actor: Actor, today: date) -> Level:
    """Return the present level; ValidationError where there is none."""
    record = read_credit(actor=actor, ids=[employee.pk], today=today)[employee.pk]
    level = LEVEL_CODES.get(facts_from(record, today=today).level)
    if level is None:
        raise ValidationError(_("The level of the functional post is not recorded."))
    return level


def check(new: NewEntry, level: Level, actor: Actor, today: date) -> None:
    """Raise ValidationError, at the field, for what is missing or cannot be."""
    problems = {}
    if new.kind not in dict(EntryKind.recorded()):
        problems["kind"] = _("Choose what it is.")
    if not new.reason.strip():
        problems["reason"] = _("Write why; the person reads it.")
    if new.effective_on > today:
        problems["effective_on"] = _("This day lies in the future.")
    if new.points is None and not (new.kind == EntryKind.TRANSFER and new.predicate):
        problems["points"] = _("Write the points.")
    if new.kind == EntryKind.BASE and credit_rules(actor=actor, day=today).entry_method == "reduced":
        problems["kind"] = _("This agency lowers the threshold instead; base credit is not given as well.")
    if problems:
        raise ValidationError(problems)


def points_of(
    employee: Employee, new: NewEntry, level: Level, actor: Actor, today: date
) -> tuple[Decimal, str]:
    """Return the points and, where they were calculated, how."""
    if new.kind == EntryKind.INTEGRATION and new.base_value is not None and new.points is not None:
        points = integration_points(new.points, new.base_value)
        return points, f"({two(new.points)} − {two(new.base_value)} = {two(points)})"
    if new.points is not None:
        return kept(new.points), ""
    since = employee.rank_effective_on
    if since is None or employee.rank is None:
        raise ValidationError({"points": _("The day of the present rank is not recorded; write the points.")})
    months = max(month_of(new.effective_on) - month_of(since), 0)
    rules = credit_rules(actor=actor, day=today)
    found = transfer_points(
        level, employee.rank.code, new.predicate, months, on=new.effective_on, rules=rules
    )
    if found is None:
        raise ValidationError({"predicate": _("Nothing is converted for this predicate and day.")})
    return found, f"({months}/12)"


def save(entry: CreditEntry, problem: dict) -> None:
    """Save a row; a second one of its kind becomes a message."""
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError:
        raise ValidationError(problem) from None


# --- Education bonus ---


@transaction.atomic
def claim_bonus(*, employee: Employee, education_id: int, actor: Actor) -> CreditEntry:
    """Claim the bonus of a diploma on record; HR decides whether it fits the post.

    Raises NotAllowed for anybody else, ValidationError for a diploma that brings none or was claimed already.
    """
    require(policies.can_claim_bonus(actor, employee))
    today = timezone.localdate()
    level = level_of(employee, actor, today)
    record = read_credit(actor=actor, ids=[employee.pk], today=today)[employee.pk]
    since = facts_from(record, today=today).level_since
    open_ones = {row.pk: row for row in bonus_diplomas(record.diplomas, since=since, claimed=record.claimed)}
    if education_id not in open_ones:
        raise ValidationError(_("This diploma brings no bonus, or it has been claimed already."))
    entry = CreditEntry(
        agency_id=employee.agency_id,
        employee=employee,
        kind=EntryKind.EDUCATION,
        state=EntryState.CLAIMED,
        level=level.code,
        points=education_bonus(level, credit_rules(actor=actor, day=today)),
        effective_on=today,
        education=Education.objects.get(pk=education_id, employee=employee),
        reason=open_ones[education_id].name[:300],
        recorded_by_id=actor.user_id,
        recorder_name=actor.name,
    )
    save(entry, {"education": _("The bonus of this diploma has been claimed already.")})
    return entry


@transaction.atomic
def decide_bonus(*, entry: CreditEntry, accept: bool, note: str, actor: Actor) -> CreditEntry:
    """Accept a claim (it counts from today) or refuse it with a reason.

    Raises NotAllowed, NoteRequired for a refusal without a reason, Conflict for the second of two decisions.
    """
    now = timezone.now()
    changes = {"decided_at": now, "effective_on": timezone.localdate()} if accept else {"decided_at": now}
    BONUS_FLOW.apply("accept" if accept else "refuse", entry, actor=actor, note=note, **changes)
    answer = _("Accepted: %(points)s points.") % {"points": two(entry.points)} if accept else note.strip()
    notices.bonus_decided(entry, answer=str(answer))
    refresh_accounts(agency_id=entry.agency_id, today=timezone.localdate(), ids=[entry.employee_id])
    return entry

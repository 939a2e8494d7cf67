"""Setting the PAK from what is added up in the portal: for one person, or for the ticked ones at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, NotAllowed, require
from asn_portal.core.policies import value_on
from employees.models import Employee
from performance.enums.credit import EntryKind, StatementSource
from performance.models import CreditStatement
from performance.notifications import credit as notices
from performance.policies import credit as policies
from performance.rules.credit_account import Account, Line, credit_account
from performance.selectors.credit_facts import credit_rules, facts_from, read_credit
from performance.services.credit_accounts import refresh_accounts
from performance.services.credit_conversions import lock_people
from performance.services.credit_papers import goals_of, holder

# The parts of a PAK, in its order, and the rows that belong to each; nothing is collected for the fourth any more.
ELEMENTS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("base", "AK dasar yang diberikan", frozenset({EntryKind.BASE.value})),
    (
        "experience",
        "AK JF lama/ pengalaman",
        frozenset({"floor", EntryKind.INTEGRATION.value, EntryKind.TRANSFER.value}),
    ),
    ("duty", "AK konversi (tugas jabatan)", frozenset({"conversion", EntryKind.CORRECTION.value})),
    ("profession", "Pengembangan profesi", frozenset()),
    ("education", "AK peningkatan pendidikan", frozenset({EntryKind.EDUCATION.value})),
)


@dataclass(frozen=True)
class NewPak:
    """Number and date of the decree."""

    number: str
    set_on: date


@transaction.atomic
def set_statement(*, employee: Employee, new: NewPak, actor: Actor) -> CreditStatement:
    """Set the PAK of everything that counts in the present level.

    Raises NotAllowed for anybody but the official the agency has named, ValidationError where nothing has been added
    since the last PAK (also the second of two clicks) and for a number or day that cannot be.
    """
    today = timezone.localdate()
    setter = value_on(policies.PAK_SETTER, agency_id=employee.agency_id, day=today)
    require(policies.can_set_statement(actor, employee, setter=setter))
    check(new, today)
    lock_people([employee.pk])
    record = read_credit(actor=actor, ids=[employee.pk], today=today)[employee.pk]
    rules = credit_rules(actor=actor, day=today)
    account = credit_account(facts_from(record, today=today), today=today, rules=rules)
    last = record.newest_statement
    if account.counted_until is None or not account.months:
        raise ValidationError(_("Nothing has been converted and confirmed for this level yet."))
    same_day = last is not None and last.as_of >= account.counted_until
    if same_day and last is not None and last.points == account.total:
        raise ValidationError(_("The newest PAK states all of this already."))
    if same_day:
        raise ValidationError(_("Revoke the PAK of the same day first; it states other points."))
    statement = write(employee, account, last, new, actor)
    refresh_accounts(agency_id=employee.agency_id, today=today, ids=[employee.pk])
    notices.statements_set([statement])
    return statement


def check(new: NewPak, today: date) -> None:
    """Raise ValidationError for a missing number or a day to come."""
    if not new.number.strip():
        raise ValidationError({"number": _("Write the number of the PAK.")})
    if new.set_on > today:
        raise ValidationError({"set_on": _("This day lies in the future.")})


def write(
    employee: Employee, account: Account, last: CreditStatement | None, new: NewPak, actor: Actor
) -> CreditStatement:
    """Write the row with everything the form says, so that it can be read years later."""
    level = account.level.code if account.level else ""
    before = last if last is not None and last.level in {level, ""} else None
    elements = elements_of(account, before)
    old = sum((Decimal(row["old"]) for row in elements), Decimal(0))
    first = [line.starts_on for line in account.lines if line.starts_on]
    with translation.override("id"):
        particulars = holder(employee, level)
    statement = CreditStatement(
        agency_id=employee.agency_id,
        employee=employee,
        source=StatementSource.PORTAL,
        points=account.total,
        new_points=account.total - old if account.total >= old else Decimal(0),
        starts_on=min(first, default=None),
        as_of=account.counted_until,
        number=new.number.strip(),
        set_on=new.set_on,
        level=level,
        rank_code=employee.rank.code if employee.rank else "",
        elements={
            "elements": elements,
            "holder": particulars,
            "setter_nip": setter_nip(actor),
            "lines": [line_data(line) for line in account.lines],
            **goals_of(account),
        },
        recorded_by_id=actor.user_id,
        recorder_name=actor.name,
    )
    try:
        with transaction.atomic():
            statement.save()
    except IntegrityError:
        raise ValidationError(_("There is a statement of this day already.")) from None
    return statement


def elements_of(account: Account, before: CreditStatement | None) -> list[dict[str, str]]:
    """Return old, new and total by element; "old" is what the last PAK of this level stated or contained."""
    found = []
    for code, label, kinds in ELEMENTS:
        lines = [line for line in account.lines if line.kind in kinds]
        total = sum((line.points for line in lines), Decimal(0))
        old = sum((line.points for line in lines if is_old(line, before)), Decimal(0))
        figures = {"old": str(old), "new": str(total - old), "total": str(total)}
        found.append({"code": code, "label": label, **figures})
    return found


def is_old(line: Line, before: CreditStatement | None) -> bool:
    """Tell whether the last PAK contained a row already."""
    if line.kind == "floor":
        return True
    return before is not None and line.ends_on is not None and line.ends_on <= before.as_of


def line_data(line: Line) -> dict[str, Any]:
    """Return a row as it is stored with the PAK."""
    return {
        name: value if isinstance(value, int | bool) else str(value or "")
        for name, value in vars(line).items()
    }


def setter_nip(actor: Actor) -> str:
    """Return the NIP of who sets the PAK, empty for the system."""
    rows = Employee.objects.filter(pk=actor.employee_id or 0).values_list("nip", flat=True)
    return rows.first() or ""


@dataclass(frozen=True)
class PakReport:
    """What became of the people who were ticked; the skipped ones with the reason."""

    done: list[CreditStatement]
    skipped: list[tuple[Employee, str]]


def set_statements(*, people: Iterable[Employee], new: NewPak, actor: Actor) -> PakReport:
    """Set the PAK of the ticked people one by one, the number followed by a running one; the rest stands.

    Raises ValidationError for a number or day that cannot be.
    """
    check(new, timezone.localdate())
    report = PakReport([], [])
    for person in people:
        numbered = NewPak(f"{new.number.strip()}/{len(report.done) + 1:03d}", new.set_on)
        try:
            report.done.append(set_statement(employee=person, new=numbered, actor=actor))
        except NotAllowed:
            report.skipped.append((person, str(_("not yours to set"))))
        except ValidationError as error:
            report.skipped.append((person, " ".join(error.messages)))
    return report

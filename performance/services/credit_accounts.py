"""The sum of each person, written down for lists: after every change, and for everybody once a day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from asn_portal.core.access import system_actor
from employees.enums import EmployeeKind, PostFamily
from employees.models import Employee
from performance.enums.credit import Outlook, StatementSource
from performance.models import CreditAccount, CreditStatement
from performance.rules.credit_account import Account, credit_account
from performance.selectors.credit_facts import credit_rules, facts_from, read_credit

BATCH = 1_000
A_YEAR = 12
WRITTEN = [
    "sort_name",
    "level",
    "rank_code",
    "total",
    "reduction",
    "counted_until",
    "is_complete",
    "rank_missing",
    "rank_on",
    "level_missing",
    "level_on",
    "outlook",
    "pak_on",
    "pak_points",
    "is_pak_due",
    "refreshed_at",
]


def in_parts(ids: Sequence[int], size: int = BATCH) -> Iterator[Sequence[int]]:
    """Cut ids into parts of one transaction each."""
    return (ids[start : start + size] for start in range(0, len(ids), size))


def refresh_accounts(*, agency_id: int, today: date, ids: Iterable[int] | None = None) -> int:
    """Write the sums of these people, or of everybody in a functional post; returns how many.

    Who no longer holds such a post loses the row.
    """
    if ids is None:
        people = Employee.objects.filter(
            agency_id=agency_id,
            is_active=True,
            kind=EmployeeKind.PNS,
            position__title__family=PostFamily.FUNCTIONAL,
        )
        ids = list(people.order_by("pk").values_list("pk", flat=True))
        kept = people.order_by().values("pk")
        CreditAccount.objects.filter(agency_id=agency_id).exclude(employee_id__in=kept).delete()
    return sum(write_part(agency_id=agency_id, ids=part, today=today) for part in in_parts(list(ids)))


@transaction.atomic
def write_part(*, agency_id: int, ids: Sequence[int], today: date) -> int:
    """Write one part: eight statements, however many people."""
    actor = system_actor(agency_id)
    rules = credit_rules(actor=actor, day=today)
    records = read_credit(actor=actor, ids=ids, today=today)
    names = dict(Employee.objects.filter(pk__in=ids).order_by().values_list("pk", "sort_name"))
    rows = []
    for pk, record in records.items():
        facts = facts_from(record, today=today)
        account = credit_account(facts, today=today, rules=rules)
        if account.hurdle == "not_for":
            continue
        rows.append(
            CreditAccount(
                agency_id=agency_id,
                employee_id=pk,
                sort_name=names.get(pk, ""),
                rank_code=facts.rank_code,
                refreshed_at=timezone.now(),
                **columns(account, record.newest_statement, today),
            )
        )
    CreditAccount.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["employee"],
        update_fields=WRITTEN,
    )
    return len(rows)


def columns(account: Account, statement: CreditStatement | None, today: date) -> dict[str, Any]:
    """Return the figures of an account as the list shows and filters them."""
    rank, level = account.rank, account.next_level
    return {
        "level": account.level.code if account.level else "",
        "total": account.total,
        "reduction": account.reduction,
        "counted_until": account.counted_until,
        "is_complete": account.is_complete,
        "rank_missing": rank.missing if rank else None,
        "rank_on": rank.earliest if rank else None,
        "level_missing": level.missing if level else None,
        "level_on": level.earliest if level else None,
        "outlook": outlook_of(account, today),
        "pak_on": statement.as_of if statement else None,
        "pak_points": statement.points if statement else None,
        "is_pak_due": pak_is_due(account, statement),
    }


def outlook_of(account: Account, today: date) -> Outlook:
    """Return what comes next: the nearest of rank and level."""
    if account.level is None or account.hurdle in {"no_rank", "above"} or not account.is_complete:
        return Outlook.UNKNOWN
    if account.rank and account.rank.is_reached:
        return Outlook.RANK
    if account.next_level and account.next_level.is_reached:
        return Outlook.LEVEL
    days = [goal.earliest for goal in (account.rank, account.next_level) if goal and goal.earliest]
    if not days:
        return Outlook.TOP
    near = min(days)
    within = (near.year - today.year) * A_YEAR + near.month - today.month <= A_YEAR
    return Outlook.SOON if within else Outlook.LATER


def pak_is_due(account: Account, statement: CreditStatement | None) -> bool:
    """Tell whether something counts that the newest PAK does not state (or states otherwise)."""
    counted = [line for line in account.lines if line.kind != "floor"]
    if not counted or not account.months:
        return False
    if statement is None:
        return True
    if account.counted_until is None or account.counted_until < statement.as_of:
        return False
    if statement.source != StatementSource.PORTAL:
        return True
    return account.counted_until > statement.as_of or account.total != Decimal(statement.points)

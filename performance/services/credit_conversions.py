"""Turning predicates into credit points: prepared by the clock, confirmed by the evaluator, revised with history."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, NotAllowed, require, system_actor
from asn_portal.core.history import bulk_create_fast, copy_to_history
from employees.enums import EmployeeKind, PostFamily
from employees.models import Employee
from performance.enums import AppraisalStatus, PeriodKind
from performance.enums.credit import ConversionState
from performance.models import Appraisal, CreditConversion
from performance.notifications import credit as notices
from performance.policies import credit as policies
from performance.rules.credit import (
    CreditRules,
    Stint,
    converted_points,
    first_day,
    last_day,
    months_by_level,
)
from performance.rules.credit_account import credit_account, periodic_is_needed
from performance.rules.credit_levels import LEVEL_CODES, RULE_VERSION, SINCE, percent_for
from performance.selectors.credit_facts import CreditRecords, credit_rules, facts_from, read_credit
from performance.services.credit_accounts import in_parts, refresh_accounts
from performance.services.credit_papers import revoke_papers
from performance.workflow.credit import CREDIT_FLOW

PREPARED, REVISED, CONFIRMED = "prepared", "appraisal amended", "confirmed"


# --- Prepared by the clock ---


def released(*, agency_id: int) -> QuerySet[Appraisal]:
    """Return released appraisals of PNS in functional posts that nothing has been converted of."""
    done = CreditConversion.objects.filter(appraisal_id=OuterRef("pk"))
    rows = Appraisal.objects.filter(
        agency_id=agency_id,
        state=AppraisalStatus.RELEASED,
        period__ends_on__gte=SINCE,
        employee__kind=EmployeeKind.PNS,
        employee__is_active=True,
        employee__position__title__family=PostFamily.FUNCTIONAL,
    )
    return rows.exclude(predicate="").filter(~Exists(done))


def prepare_conversions(*, agency_id: int, today: date) -> int:
    """Prepare the conversion of every released year; returns new rows, nought the second time.

    Each part locks its people, so that a year and a single period never take the same month twice.
    """
    years = released(agency_id=agency_id).filter(period__kind=PeriodKind.YEAR)
    ids = list(years.order_by("period__starts_on", "employee_id").values_list("pk", flat=True))
    fresh: list[CreditConversion] = []
    for part in in_parts(ids):
        fresh += prepare_part(agency_id=agency_id, ids=part, today=today)
    tell_evaluators(agency_id, fresh, today)
    refresh_accounts(agency_id=agency_id, today=today, ids={row.employee_id for row in fresh})
    return len(fresh)


@transaction.atomic
def prepare_part(
    *, agency_id: int, ids: Sequence[int], today: date, is_periodic: bool = False
) -> list[CreditConversion]:
    """Prepare conversions of these appraisals, in the order of their periods."""
    people = set(Appraisal.objects.filter(pk__in=ids).values_list("employee_id", flat=True))
    lock_people(people)
    actor = system_actor(agency_id)
    records = read_credit(actor=actor, ids=people, today=today)
    rules = credit_rules(actor=actor, day=today)
    taken = {pk: set(record.covered(today)) for pk, record in records.items()}
    fresh: list[CreditConversion] = []
    # Read after the lock: what somebody else prepared meanwhile is no longer among them.
    rows = released(agency_id=agency_id).filter(pk__in=ids).select_related("period")
    for appraisal in rows.order_by("period__starts_on", "pk"):
        who = appraisal.employee_id
        new = rows_of(appraisal, records[who], taken[who], rules, today)
        for row in new:
            row.is_periodic = is_periodic
        fresh += new
    bulk_create_fast(fresh, CreditConversion, reason=PREPARED)
    return fresh


def lock_people(ids: Iterable[int]) -> None:
    """Lock people in the order of their ids: whoever converts for one of them waits."""
    rows = Employee.objects.select_for_update(of=("self",)).filter(pk__in=list(ids))
    list(rows.order_by("pk").values_list("pk", flat=True))


def rows_of(
    appraisal: Appraisal, record: CreditRecords, taken: set[int], rules: CreditRules, today: date
) -> list[CreditConversion]:
    """Return a row for each level held in the months that nothing covers yet, and take these months."""
    period = appraisal.period
    by_level = months_by_level(
        record.held(today), period.starts_on, period.ends_on, month_day=rules.month_day, taken=taken
    )
    found = []
    for level, months in by_level.items():
        if level in LEVEL_CODES:
            found.append(
                CreditConversion(
                    agency_id=appraisal.agency_id,
                    employee_id=appraisal.employee_id,
                    appraisal=appraisal,
                    **figures(level, months, appraisal.predicate),
                )
            )
            taken.update(months)
    return found


def figures(level: str, months: Sequence[int], predicate: str) -> dict[str, Any]:
    """Return the columns that follow from level, months and predicate."""
    row, day = LEVEL_CODES[level], last_day(max(months))
    return {
        "level": level,
        "months": list(months),
        "starts_on": first_day(min(months)),
        "ends_on": day,
        "predicate": predicate,
        "percent": percent_for(predicate, on=day),
        "coefficient": row.coefficient,
        "points": converted_points(predicate, row, len(months), on=day),
        "rule_version": RULE_VERSION,
    }


def tell_evaluators(agency_id: int, fresh: Sequence[CreditConversion], today: date) -> None:
    """Tell each evaluator once a day how many conversions wait."""
    people = {row.employee_id for row in fresh}
    rows = CreditConversion.objects.filter(
        agency_id=agency_id, state=ConversionState.PREPARED, employee__evaluator__user__isnull=False
    )
    counts: dict[int, int] = defaultdict(int)
    new: set[int] = set()
    for who, user in rows.order_by().values_list("employee_id", "employee__evaluator__user_id"):
        counts[user] += 1
        if who in people:
            new.add(user)
    by_count: dict[int, list[int]] = defaultdict(list)
    for user in new:
        by_count[counts[user]].append(user)
    notices.evaluators_told(agency_id=agency_id, users_by_count=by_count, occasion=today.isoformat())


# --- Single periods, when a promotion needs them ---


@transaction.atomic
def convert_periods(*, employee: Employee, actor: Actor) -> list[CreditConversion]:
    """Prepare the rated periods of the running year that no conversion covers, because a promotion needs them.

    The year is converted later for its remaining months only. Raises NotAllowed, and ValidationError where nothing is
    rated or where it would not lead to the next rank or level.
    """
    require(policies.can_convert_periods(actor, employee))
    today = timezone.localdate()
    lock_people([employee.pk])
    rows = released(agency_id=employee.agency_id).filter(employee=employee)
    ids = list(rows.exclude(period__kind=PeriodKind.YEAR).values_list("pk", flat=True))
    agency = employee.agency_id
    fresh = prepare_part(agency_id=agency, ids=ids, today=today, is_periodic=True) if ids else []
    if not fresh:
        raise ValidationError(_("No rated period is left to convert."))
    system = system_actor(employee.agency_id)
    record = read_credit(actor=system, ids=[employee.pk], today=today)[employee.pk]
    rules = credit_rules(actor=system, day=today)
    account = credit_account(facts_from(record, today=today), today=today, rules=rules)
    extra = sum((line.points for line in account.waiting), start=type(account.total)(0))
    if not periodic_is_needed(account, extra):
        raise ValidationError(
            _(
                "Even with these periods the points do not reach the next rank or level; the year is converted later."
            )
        )
    tell_evaluators(employee.agency_id, fresh, today)
    return fresh


# --- Confirmed by the evaluator ---


@dataclass(frozen=True)
class ConfirmReport:
    """What became of the rows that were ticked."""

    confirmed: list[CreditConversion]
    skipped: list[CreditConversion]


@transaction.atomic
def confirm_conversion(*, row: CreditConversion, actor: Actor) -> CreditConversion:
    """Confirm a conversion, from when it counts; raises NotAllowed, or Conflict for the second of two clicks."""
    CREDIT_FLOW.apply(
        "confirm", row, actor=actor, confirmed_at=timezone.now(), confirmed_by_id=actor.employee_id
    )
    copy_to_history(CreditConversion, [row.pk], kind="~", reason=CONFIRMED, user_id=actor.user_id)
    notices.conversion_confirmed(row)
    refresh_accounts(agency_id=row.agency_id, today=timezone.localdate(), ids=[row.employee_id])
    return row


def confirm_conversions(*, rows: Iterable[CreditConversion], actor: Actor) -> ConfirmReport:
    """Confirm the ticked rows one by one; what moved on meanwhile is skipped and named, the rest stands."""
    report = ConfirmReport([], [])
    for row in rows:
        try:
            report.confirmed.append(confirm_conversion(row=row, actor=actor))
        except (Conflict, NotAllowed):
            report.skipped.append(row)
    return report


# --- Changed afterwards ---


def amended(*, agency_id: int) -> QuerySet[CreditConversion]:
    """Return conversions whose appraisal has another predicate by now (decision on an objection)."""
    rows = CreditConversion.objects.filter(agency_id=agency_id, appraisal__state=AppraisalStatus.RELEASED)
    rows = rows.exclude(state=ConversionState.VOID).exclude(predicate=F("appraisal__predicate"))
    return rows.select_related("appraisal", "employee__evaluator")


@transaction.atomic
def revise_conversion(*, row: CreditConversion, actor: Actor) -> CreditConversion:
    """Work a conversion out anew from the amended appraisal; it waits for confirmation again."""
    new = figures(row.level, row.months, row.appraisal.predicate)
    reason = _("The appraisal was amended.")
    CREDIT_FLOW.apply(
        "revise", row, actor=actor, confirmed_at=None, confirmed_by_id=None, reason=reason, **new
    )
    copy_to_history(CreditConversion, [row.pk], kind="~", reason=REVISED, user_id=actor.user_id)
    revoke_papers(row=row, reason=reason, actor=actor)
    notices.conversion_revised(row)
    refresh_accounts(agency_id=row.agency_id, today=timezone.localdate(), ids=[row.employee_id])
    return row


@transaction.atomic
def correct_conversion(
    *, row: CreditConversion, first: date, last: date, note: str, actor: Actor
) -> CreditConversion:
    """Change the months of a conversion within its period; it has to be confirmed again.

    Raises NotAllowed, NoteRequired, Conflict, and ValidationError for days outside the period and for months that
    another conversion covers.
    """
    require(policies.can_correct_conversion(actor, row))
    lock_people([row.employee_id])
    period = row.appraisal.period
    if first > last or first < period.starts_on or last > period.ends_on:
        raise ValidationError(
            {"starts_on": _("Choose days within the period that was rated, the first one first.")}
        )
    months = [
        month
        for level in months_by_level([Stint(row.level, None)], first, last, month_day=1).values()
        for month in level
    ]
    if not months:
        raise ValidationError({"starts_on": _("Only whole months count; this span has none.")})
    others = CreditConversion.objects.filter(employee_id=row.employee_id).exclude(pk=row.pk)
    rows = others.exclude(state=ConversionState.VOID).values_list("months", flat=True)
    if {month for other in rows for month in other} & set(months):
        raise ValidationError(
            {"starts_on": _("A month of this span is counted by another conversion already.")}
        )
    new = figures(row.level, months, row.predicate) | {"confirmed_at": None, "confirmed_by_id": None}
    CREDIT_FLOW.apply("correct", row, actor=actor, note=note, reason=note.strip()[:300], **new)
    return changed(row, note, actor)


@transaction.atomic
def take_back_conversion(*, row: CreditConversion, note: str, actor: Actor) -> CreditConversion:
    """Take a conversion back; its months are free again until HR corrects it.

    Raises NotAllowed, NoteRequired, Conflict.
    """
    reason = note.strip()[:300]
    CREDIT_FLOW.apply(
        "take_back", row, actor=actor, note=note, reason=reason, confirmed_at=None, confirmed_by_id=None
    )
    return changed(row, note, actor)


def changed(row: CreditConversion, note: str, actor: Actor) -> CreditConversion:
    """Write what follows every change by hand: history, revoked papers, the sum."""
    copy_to_history(CreditConversion, [row.pk], kind="~", reason=note.strip()[:100], user_id=actor.user_id)
    revoke_papers(row=row, reason=note, actor=actor)
    refresh_accounts(agency_id=row.agency_id, today=timezone.localdate(), ids=[row.employee_id])
    return row

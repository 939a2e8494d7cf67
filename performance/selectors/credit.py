"""Credit points as pages show them: one person's account, the list of a unit, what waits for confirmation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor
from asn_portal.core.pagination import Page, keyset_page
from employees.models import Education, Employee, Unit
from performance.enums import AppraisalStatus, PeriodKind, Predicate
from performance.enums.credit import ConversionState, EntryKind, EntryState, Outlook
from performance.models import Appraisal, CreditAccount, CreditConversion, CreditEntry, CreditStatement
from performance.rules.credit import Diploma, bonus_diplomas, converted_points, months_by_level
from performance.rules.credit_account import Account, Line, credit_account
from performance.rules.credit_levels import LEVEL_CODES, SINCE
from performance.rules.credit_words import hurdle_words, line_formula, line_note, line_words
from performance.selectors.credit_facts import (
    CreditRecords,
    CreditSettings,
    credit_settings,
    facts_from,
    read_credit,
)

SIZE = 50


@dataclass(frozen=True)
class ShownLine:
    """A row of the account in words."""

    line: Line
    words: str
    formula: str
    note: str

    @classmethod
    def of(cls, line: Line) -> "ShownLine":
        """Return the words of a row."""
        return cls(line, line_words(line), line_formula(line), line_note(line))


@dataclass(frozen=True)
class OpenYear:
    """A year that has no predicate yet; the estimate at Baik is marked as one."""

    label: str
    year: int
    months: int
    estimate: Decimal | None


@dataclass(frozen=True)
class CreditScreen:
    """Everything on one person's page."""

    employee: Employee
    account: Account
    settings: CreditSettings
    lines: list[ShownLine]
    waiting: list[ShownLine]
    earlier: list[ShownLine]
    hurdle: str
    since: date | None
    open_years: list[OpenYear]
    diplomas: tuple[Diploma, ...]
    bonuses: list[CreditEntry]
    statements: list[CreditStatement]
    newest_statement: CreditStatement | None


def get_credit_person(*, actor: Actor, pk: int) -> Employee:
    """Return somebody in scope with what the account and the forms need (404 otherwise)."""
    return get_object_or_404(credit_people(actor=actor), pk=pk)


def credit_people(*, actor: Actor) -> QuerySet[Employee]:
    """Return the people in scope as the forms need them."""
    related = ("agency", "rank", "position__title", "unit", "evaluator")
    return Employee.objects.visible_to(actor).select_related(*related)


def get_credit_screen(*, actor: Actor, employee: Employee, today: date) -> CreditScreen:
    """Return the account of somebody the actor sees, explained; seven queries."""
    record = read_credit(actor=actor, ids=[employee.pk], today=today, person=employee)[employee.pk]
    settings = credit_settings(actor=actor, day=today)
    facts = facts_from(record, today=today)
    account = credit_account(facts, today=today, rules=settings.rules)
    is_collecting = account.hurdle != "not_for"
    return CreditScreen(
        employee=employee,
        account=account,
        settings=settings,
        lines=[ShownLine.of(line) for line in account.lines],
        waiting=[ShownLine.of(line) for line in account.waiting],
        earlier=[ShownLine.of(line) for line in account.earlier],
        hurdle=hurdle_words(account),
        since=facts.level_since,
        open_years=open_years(actor=actor, record=record, today=today, settings=settings)
        if is_collecting
        else [],
        diplomas=bonus_diplomas(record.diplomas, since=facts.level_since, claimed=record.claimed)
        if is_collecting
        else (),
        bonuses=[row for row in record.all_entries if row.kind == EntryKind.EDUCATION],
        statements=record.statements[::-1],
        newest_statement=record.newest_statement,
    )


def open_years(
    *, actor: Actor, record: CreditRecords, today: date, settings: CreditSettings
) -> list[OpenYear]:
    """Return the person's years without a predicate, with the months that will count then (C18)."""
    rows = Appraisal.objects.filter(
        agency_id=actor.agency_id,
        employee_id=record.person["pk"],
        period__kind=PeriodKind.YEAR,
        period__ends_on__gte=SINCE,
    ).exclude(state=AppraisalStatus.RELEASED)
    found = []
    for appraisal in rows.select_related("period").order_by("-period__starts_on"):
        period = appraisal.period
        months = months_by_level(
            record.held(today),
            period.starts_on,
            period.ends_on,
            month_day=settings.rules.month_day,
            taken=record.covered(today),
        )
        for level, covered in months.items():
            row = LEVEL_CODES.get(level)
            if row is not None:
                estimate = converted_points(Predicate.B, row, len(covered), on=period.ends_on)
                value = estimate if settings.shows_estimate else None
                found.append(OpenYear(str(period.label), period.ends_on.year, len(covered), value))
    return found


# --- Lists ---


@dataclass(frozen=True)
class CreditFilter:
    """What the list is narrowed to; `unit_id` is a unit with everything below it."""

    text: str = ""
    outlook: str = ""
    level: str = ""
    unit_id: int | None = None
    is_due: bool = False

    @property
    def count(self) -> int:
        """Return how many filters are set."""
        return sum(map(bool, (self.text, self.outlook, self.level, self.unit_id, self.is_due)))


def list_accounts(*, actor: Actor, wanted: CreditFilter) -> QuerySet[CreditAccount]:
    """Return the accounts in scope that fit, never the actor's own."""
    rows = CreditAccount.objects.visible_to(actor).exclude(employee_id=actor.employee_id or 0)
    rows = rows.filter(employee__is_active=True)
    text = wanted.text.strip().lower()
    if text:
        rows = rows.filter(Q(sort_name__contains=text) | Q(employee__nip__contains=text.replace(" ", "")))
    if wanted.outlook in Outlook.values:
        rows = rows.filter(outlook=wanted.outlook)
    if wanted.level in LEVEL_CODES:
        rows = rows.filter(level=wanted.level)
    if wanted.is_due:
        rows = rows.filter(is_pak_due=True)
    if wanted.unit_id:
        unit = Unit.objects.visible_to(actor).filter(pk=wanted.unit_id).first()
        inside = Unit.objects.under(unit.path).order_by().values("pk") if unit else []
        rows = rows.filter(employee__unit_id__in=inside)
    return rows


def page_of_accounts(*, actor: Actor, wanted: CreditFilter, token: str = "") -> Page:
    """Return one page of the list by name; one query, two with a unit."""
    rows = list_accounts(actor=actor, wanted=wanted)
    page = keyset_page(rows.select_related("employee__unit", "employee__position"), token=token, size=SIZE)
    for row in page.items:
        row.level_name = LEVEL_CODES[row.level].name if row.level in LEVEL_CODES else ""
    return page


def outlook_counts(*, actor: Actor) -> dict[str, int]:
    """Return how many people in scope have each outlook, and how many wait for a PAK ("due"); one query."""
    rows = list_accounts(actor=actor, wanted=CreditFilter()).order_by().values_list("outlook")
    found = rows.annotate(n=Count("pk"), due=Count("pk", filter=Q(is_pak_due=True)))
    counts = list(found)
    return {outlook: n for outlook, n, _due in counts} | {"due": sum(due for _o, _n, due in counts)}


def unit_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the offices of the actor's government for the filter; one query."""
    rows = Unit.objects.visible_to(actor).filter(depth__lte=2, ends_on=None)
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


# --- Conversions, statements, claims ---


def visible_conversions(*, actor: Actor) -> QuerySet[CreditConversion]:
    """Return conversions in scope with what pages, policies and forms need of them."""
    related = (
        "appraisal__period__cycle",
        "employee__agency",
        "employee__rank",
        "employee__position",
        "employee__unit",
        "employee__evaluator",
        "confirmed_by",
    )
    return CreditConversion.objects.visible_to(actor).select_related(*related)


def get_conversion(*, actor: Actor, pk: int) -> CreditConversion:
    """Return one conversion in scope (404 otherwise)."""
    return get_object_or_404(visible_conversions(actor=actor), pk=pk)


def waiting_conversions(*, actor: Actor) -> QuerySet[CreditConversion]:
    """Return what waits for the actor as evaluator of today."""
    # No empty queryset for somebody without a record: the inbox puts this first in a union.
    return CreditConversion.objects.filter(
        agency_id=actor.agency_id,
        state=ConversionState.PREPARED,
        employee__evaluator_id=actor.employee_id or 0,
    )


def page_of_waiting(*, actor: Actor, token: str = "") -> Page:
    """Return one page of what waits, in the order it came."""
    rows = waiting_conversions(actor=actor).select_related(
        "appraisal__period__cycle", "employee__position", "employee__unit"
    )
    page = keyset_page(rows, key="revision", token=token, size=SIZE)
    for row in page.items:
        row.formula = shown_conversion(row).formula
    return page


def find_conversions(*, actor: Actor, ids: Iterable[int]) -> QuerySet[CreditConversion]:
    """Return the ticked conversions that wait for the actor."""
    rows = waiting_conversions(actor=actor).filter(pk__in=list(ids))
    return rows.select_related("employee__evaluator", "employee__unit").order_by("pk")


def shown_conversion(row: CreditConversion) -> ShownLine:
    """Return a conversion in words."""
    line = Line(
        kind="conversion",
        points=row.points,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        months=row.month_count,
        predicate=row.predicate,
        percent=row.percent,
        coefficient=row.coefficient,
        pk=row.pk,
    )
    return ShownLine.of(line)


def conversion_history(*, actor: Actor, row: CreditConversion) -> list[Any]:
    """Return the earlier figures of a conversion the actor sees, newest first."""
    rows = CreditConversion.history.filter(id=row.pk, agency_id=actor.agency_id)
    return list(rows.order_by("-history_date", "-history_id"))


def get_statement(*, actor: Actor, pk: int) -> CreditStatement:
    """Return one PAK in scope (404 otherwise)."""
    related = ("employee__agency", "employee__unit", "employee__rank", "employee__position")
    return get_object_or_404(CreditStatement.objects.visible_to(actor).select_related(*related), pk=pk)


def get_bonus(*, actor: Actor, pk: int) -> CreditEntry:
    """Return one claim in scope (404 otherwise)."""
    rows = CreditEntry.objects.visible_to(actor).filter(kind=EntryKind.EDUCATION)
    related = ("employee__unit", "employee__position", "education")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def open_claims(*, actor: Actor) -> QuerySet[CreditEntry]:
    """Return the claims in scope that nobody has decided."""
    rows = CreditEntry.objects.visible_to(actor).filter(state=EntryState.CLAIMED)
    return rows.exclude(employee_id=actor.employee_id or 0)


def find_people(*, actor: Actor, ids: Iterable[int]) -> QuerySet[Employee]:
    """Return the ticked people in scope as the PAK needs them, by name."""
    return credit_people(actor=actor).filter(pk__in=list(ids)).order_by("sort_name", "pk")


def get_own_diploma(*, actor: Actor, pk: int) -> Education:
    """Return a diploma of the actor's own record (404 otherwise)."""
    return get_object_or_404(Education, pk=pk, employee_id=actor.employee_id or 0)

"""The account of credit points of one person: which rows count, what they lead to, and when.

Points are collected inside one level and reset at the next; what exceeds a step stays for the next step of the level.
A PAK from outside is the floor everything after it is added to; a PAK set here only writes down what is added up here.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from performance.enums import Predicate
from performance.enums.credit import EntryKind
from performance.rules.credit import (
    MONTHS_A_YEAR,
    CreditRules,
    collects_credit,
    converted_points,
    first_day,
    last_day,
    month_of,
    months_needed,
)
from performance.rules.credit_levels import Level, level_for, rank_order

NOUGHT = Decimal(0)


@dataclass(frozen=True)
class Floor:
    """A PAK from outside: the points of the level on a day."""

    points: Decimal
    as_of: date
    number: str = ""
    pk: int = 0


@dataclass(frozen=True)
class Converted:
    """A conversion of a predicate for some months of a level."""

    level: str
    months: tuple[int, ...]
    predicate: str
    percent: int
    coefficient: Decimal
    points: Decimal
    is_confirmed: bool = True
    pk: int = 0


@dataclass(frozen=True)
class Entry:
    """Points that do not come from a predicate."""

    kind: str
    level: str
    points: Decimal
    effective_on: date
    note: str = ""
    pk: int = 0


@dataclass(frozen=True)
class CreditFacts:
    """What is on record about a person; empty or None where nothing is."""

    kind: str = ""
    family: str = ""
    level: str = ""
    rank_code: str = ""
    rank_on: date | None = None
    level_since: date | None = None
    entry_rank: str = ""
    floor: Floor | None = None
    converted: tuple[Converted, ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Line:
    """One row of the account with what made it; months, predicate and factors only of a conversion."""

    kind: str
    points: Decimal
    starts_on: date | None = None
    ends_on: date | None = None
    months: int = 0
    predicate: str = ""
    percent: int = 0
    coefficient: Decimal = NOUGHT
    note: str = ""
    pk: int = 0
    is_cut: bool = False

    def get_predicate(self) -> Predicate | None:
        """Return the predicate as an enum member."""
        return Predicate(self.predicate) if self.predicate else None


@dataclass(frozen=True)
class Forecast:
    """When a goal is reached if every year ends with this predicate: months still needed, first day it can count."""

    predicate: Predicate
    months: int
    on: date


@dataclass(frozen=True)
class Goal:
    """The next rank or level: points needed and what is missing."""

    name: str
    needed: Decimal
    have: Decimal
    forecasts: tuple[Forecast, ...] = ()
    waits_until: date | None = None

    @property
    def missing(self) -> Decimal:
        """Return what is still to be collected."""
        return max(self.needed - self.have, NOUGHT)

    @property
    def is_reached(self) -> bool:
        """Tell whether the points are there."""
        return self.missing == 0

    @property
    def shown_forecasts(self) -> tuple[Forecast, ...]:
        """Return the forecasts that tell something: one date once the points are there."""
        return self.forecasts[:1] if self.is_reached else self.forecasts

    @property
    def earliest(self) -> date | None:
        """Return the first day at Baik."""
        return next((row.on for row in self.forecasts if row.predicate == Predicate.B), None)


@dataclass(frozen=True)
class Account:
    """The points of the present level. `hurdle` says why a next rank or level is not shown.

    "not_for" (no PNS in a functional post), "no_level", "no_rank", "below" (the rank of the level comes first),
    "above" (a rank the level does not have), "level_first", "top_skilled", "top_expert".
    """

    level: Level | None = None
    lines: tuple[Line, ...] = ()
    waiting: tuple[Line, ...] = ()
    earlier: tuple[Line, ...] = ()
    counted_until: date | None = None
    is_complete: bool = False
    hurdle: str = ""
    rank: Goal | None = None
    next_level: Goal | None = None
    base: Decimal = NOUGHT
    reduction: Decimal = NOUGHT
    months: frozenset[int] = field(default=frozenset())

    @property
    def total(self) -> Decimal:
        """Return all that counts; never below nought."""
        return max(sum((line.points for line in self.lines), NOUGHT), NOUGHT)


def credit_account(facts: CreditFacts, *, today: date, rules: CreditRules) -> Account:
    """Add up what counts in the present level and say what it leads to."""
    if not collects_credit(facts.kind, facts.family):
        return Account(hurdle="not_for")
    level = level_for(facts.level, on=today)
    if level is None:
        return Account(hurdle="no_level")
    floor = _floor(facts)
    opening = _opening(facts, level, floor, rules)
    counted = [line for row in _of_level(facts, level, floor) if (line := _converted(row, floor, level))]
    lines = (*opening, *counted)
    months = frozenset(month for row in _of_level(facts, level, floor) for month in _counting(row, floor))
    until = _until(months, floor)
    account = Account(
        level=level,
        lines=tuple(sorted(lines, key=lambda line: (line.ends_on or date.min, line.kind))),
        waiting=tuple(_as_line(row) for row in facts.converted if not row.is_confirmed),
        earlier=tuple(_as_line(row) for row in facts.converted if _is_earlier(row, facts, level)),
        counted_until=until,
        is_complete=floor is not None or _has_no_gap(facts, months),
        base=level.base(facts.entry_rank) if rules.entry_method == "base" else NOUGHT,
        reduction=level.base(facts.entry_rank) if rules.entry_method == "reduced" else NOUGHT,
        months=months,
    )
    return _with_goals(account, facts, today, rules)


def _floor(facts: CreditFacts) -> Floor | None:
    """Return the PAK from outside if it is of the present level."""
    since = facts.level_since
    return facts.floor if facts.floor and (since is None or facts.floor.as_of >= since) else None


def _opening(facts: CreditFacts, level: Level, floor: Floor | None, rules: CreditRules) -> list[Line]:
    """Return the rows that come from no predicate: PAK from outside, base credit, bonus, transfer, correction."""
    rows = [
        row
        for row in facts.entries
        if row.level == level.code and (not floor or row.effective_on > floor.as_of)
    ]
    lines = [
        Line(row.kind, row.points, ends_on=row.effective_on, note=row.note, pk=row.pk)
        for row in rows
        if not (row.kind == EntryKind.BASE and rules.entry_method == "reduced")
    ]
    if floor:
        return [Line("floor", floor.points, ends_on=floor.as_of, note=floor.number, pk=floor.pk), *lines]
    given = any(row.kind == EntryKind.BASE for row in rows)
    base = level.base(facts.entry_rank)
    if base and not given and rules.entry_method == "base":
        lines.insert(0, Line(EntryKind.BASE, base, ends_on=facts.level_since, note=facts.entry_rank))
    return lines


def _of_level(facts: CreditFacts, level: Level, floor: Floor | None) -> list[Converted]:
    """Return the confirmed conversions of the present time in the level."""
    since = month_of(facts.level_since) if facts.level_since else None
    return [
        row
        for row in facts.converted
        if row.is_confirmed and row.level == level.code and (since is None or max(row.months) >= since)
    ]


def _is_earlier(row: Converted, facts: CreditFacts, level: Level) -> bool:
    return row.is_confirmed and row not in _of_level(facts, level, None)


def _counting(row: Converted, floor: Floor | None) -> tuple[int, ...]:
    return tuple(month for month in row.months if floor is None or last_day(month) > floor.as_of)


def _converted(row: Converted, floor: Floor | None, level: Level) -> Line | None:
    """Return the line of a conversion; months before a PAK from outside stand in that PAK already."""
    months = _counting(row, floor)
    if not months:
        return None
    if len(months) == len(row.months):
        return _as_line(row)
    points = converted_points(row.predicate, level, len(months), on=last_day(max(months))) or NOUGHT
    return _as_line(Converted(**(vars(row) | {"months": months, "points": points})), is_cut=True)


def _as_line(row: Converted, *, is_cut: bool = False) -> Line:
    return Line(
        kind="conversion",
        points=row.points,
        starts_on=first_day(min(row.months)),
        ends_on=last_day(max(row.months)),
        months=len(row.months),
        predicate=row.predicate,
        percent=row.percent,
        coefficient=row.coefficient,
        pk=row.pk,
        is_cut=is_cut,
    )


def _until(months: frozenset[int], floor: Floor | None) -> date | None:
    days = [last_day(max(months))] if months else []
    return max([*days, floor.as_of]) if floor else (days[0] if days else None)


def _has_no_gap(facts: CreditFacts, months: frozenset[int]) -> bool:
    """Tell whether every month since the level began is counted; otherwise a PAK from before is missing."""
    if facts.level_since is None or not months:
        return False
    first = month_of(facts.level_since) + (facts.level_since.day > 1)
    return all(month in months for month in range(first, max(months) + 1))


# --- What comes next ---


def _with_goals(account: Account, facts: CreditFacts, today: date, rules: CreditRules) -> Account:
    level = account.level
    assert level is not None
    hurdle = _hurdle(level, facts.rank_code)
    rank = next_level = None
    if facts.rank_code in level.ranks[:-1]:
        due = _years_later(facts.rank_on, rules.rank_years) if facts.rank_on else None
        rank = _goal(account, level.ranks[level.ranks.index(facts.rank_code) + 1], today, due, facts)
    if level.next_name:
        next_level = _goal(account, level.next_name, today, None, facts)
    return Account(**(vars(account) | {"hurdle": hurdle, "rank": rank, "next_level": next_level}))


def _hurdle(level: Level, rank_code: str) -> str:
    try:
        place = rank_order(rank_code)
    except ValueError:
        return "no_rank"
    if level.is_below(rank_code):
        return "below"
    if place > rank_order(level.ranks[-1]):
        return "above"
    if rank_code != level.ranks[-1]:
        return ""
    return "level_first" if level.next_name else ("top_skilled" if level.is_skilled else "top_expert")


def _goal(account: Account, name: str, today: date, due: date | None, facts: CreditFacts) -> Goal:
    level = account.level
    assert level is not None
    is_level = name == level.next_name
    needed = (level.whole if is_level else level.needed(facts.rank_code)) - account.reduction
    goal = Goal(name, max(needed, NOUGHT), account.total, waits_until=due)
    start = max(
        month_of(account.counted_until) + 1 if account.counted_until else 0,
        month_of(facts.level_since) if facts.level_since else 0,
    ) or month_of(today)
    forecasts = tuple(
        _forecast(goal, predicate, start, today, level) for predicate in (Predicate.B, Predicate.SB)
    )
    return Goal(name, goal.needed, goal.have, forecasts, due)


def _forecast(goal: Goal, predicate: Predicate, start: int, today: date, level: Level) -> Forecast:
    """Return when the points are there and, for a rank, the years in the present one as well: always on a 1st."""
    months = months_needed(goal.missing, predicate, level, on=today)
    reached = first_day(start + months) if months else date.min
    earliest = max(reached, first_of_next(today), goal.waits_until or date.min)
    return Forecast(predicate, months, earliest if earliest.day == 1 else first_of_next(earliest))


def first_of_next(day: date) -> date:
    """Return the first day of the next month."""
    return first_day(month_of(day) + 1)


def _years_later(day: date, years: int) -> date:
    month = month_of(day) + years * MONTHS_A_YEAR
    return date(month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, min(day.day, last_day(month).day))


def periodic_is_needed(account: Account, extra: Decimal) -> bool:
    """Tell whether converting single periods now leads to a rank or level that the confirmed rows do not reach yet."""
    goals = [goal for goal in (account.rank, account.next_level) if goal and not goal.is_reached]
    return any(goal.have + extra >= goal.needed for goal in goals)

"""Who of the actor's people is behind, and what dialogue and guidance there was with one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import CharField, DateField, F, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, TruncDate

from asn_portal.core.access import Actor
from asn_portal.core.policies import value_on
from employees.models import Employee
from performance.enums import CycleStatus, PeriodKind, PlanStatus
from performance.enums.dialogue import CoachingOutcome, CoachingStatus, DialogueKind, DialogueStatus
from performance.models import (
    Coaching,
    Dialogue,
    DialogueAction,
    Evidence,
    Indicator,
    Period,
    RoundSubject,
    TakeOver,
)
from performance.policies import coaching as policies
from performance.rules.guidance import Gap, Progress, gaps

MOST_PEOPLE = 300


@dataclass(frozen=True)
class Behind:
    """Somebody whose results are behind, with the reasons; `coaching_id` where one is running."""

    employee: Employee
    gaps: tuple[Gap, ...]
    coaching_id: int | None

    @property
    def missing(self) -> int:
        """Return for how many indicators nothing was recorded."""
        return sum(gap.is_missing for gap in self.gaps)

    @property
    def below(self) -> int:
        """Return how many recorded figures are below the target."""
        return len(self.gaps) - self.missing


@dataclass(frozen=True)
class BehindList:
    """The people who are behind up to the end of a period (None before the first has ended), and the others."""

    period: Period | None
    people: list[Behind]
    others: Sequence[Employee]


def people_behind(*, actor: Actor, today: date) -> BehindList:
    """Return those of the people the actor rates today whose results are behind; three queries at any size.

    Judged at the last month or quarter that ended, after the days of grace.
    """
    period = last_ended(actor=actor, today=today)
    if actor.employee_id is None:
        return BehindList(period, [], [])
    running = Coaching.objects.visible_to(actor).exclude(state=CoachingStatus.CLOSED)
    rows = Employee.objects.filter(
        agency_id=actor.agency_id, evaluator_id=actor.employee_id, is_active=True
    ).annotate(coaching_id=Subquery(running.filter(employee_id=OuterRef("pk")).values("pk")[:1]))
    people = list(rows.select_related("position", "unit").order_by("sort_name", "pk")[:MOST_PEOPLE])
    if period is None:
        return BehindList(None, [], people)
    progress = progress_of([person.pk for person in people], period)
    year = period.cycle
    share = Decimal((period.ends_on - year.starts_on).days + 1) / ((year.ends_on - year.starts_on).days + 1)
    found = [
        Behind(person, gaps(progress.get(person.pk, []), share=share), person.coaching_id)
        for person in people
    ]
    others = [row.employee for row in found if not row.gaps]
    return BehindList(period, [row for row in found if row.gaps], others)


def last_ended(*, actor: Actor, today: date) -> Period | None:
    """Return the last month or quarter of an open year that ended before the days of grace."""
    days = value_on(policies.GRACE_DAYS, agency_id=actor.agency_id, day=today)
    rows = Period.objects.visible_to(actor).exclude(kind=PeriodKind.YEAR)
    rows = rows.filter(cycle__state=CycleStatus.OPEN, ends_on__lt=today - timedelta(days=days))
    return rows.select_related("cycle").order_by("-ends_on", "-number").first()


def progress_of(people: list[int], period: Period) -> dict[int, list[Progress]]:
    """Return the indicators of each plan in force with the last figure up to the end of the period; one query."""
    entries = Evidence.objects.filter(
        indicator_id=OuterRef("pk"), period__cycle_id=period.cycle_id, period__ends_on__lte=period.ends_on
    )
    rows = Indicator.objects.filter(
        result__plan__cycle_id=period.cycle_id,
        result__plan__employee_id__in=people,
        result__plan__is_current=True,
        result__plan__state=PlanStatus.APPROVED,
    ).annotate(reached=Subquery(entries.order_by("-recorded_at", "-pk").values("value")[:1]))
    columns = ("result__plan__employee_id", "statement", "target", "target_unit", "aspect", "reached")
    found: dict[int, list[Progress]] = {}
    for person, statement, target, unit, aspect, reached in rows.values_list(*columns):
        goal = f"{target} {unit}".strip()
        found.setdefault(person, []).append(Progress(statement, goal, aspect, reached))
    return found


# --- Beside the person on the rating screen ---


@dataclass(frozen=True)
class GuidanceItem:
    """One thing to know before rating: `kind` names the page (dialogue, action, coaching, takeover, round)."""

    kind: str
    pk: int
    day: date | None
    label: str
    text: str = ""


@dataclass(frozen=True)
class GuidanceSummary:
    """Dialogue, open actions, coaching, results taken over and closed rounds of one person in a year."""

    items: tuple[GuidanceItem, ...]

    def of(self, kind: str) -> list[GuidanceItem]:
        """Return the items of one kind, newest first."""
        return [item for item in self.items if item.kind == kind]

    @property
    def dialogues(self) -> list[GuidanceItem]:
        """Return the talks."""
        return self.of("dialogue")

    @property
    def open_actions(self) -> list[GuidanceItem]:
        """Return what was agreed and is not done."""
        return self.of("action")

    @property
    def coachings(self) -> list[GuidanceItem]:
        """Return the coachings with their state or outcome."""
        return self.of("coaching")

    @property
    def takeovers(self) -> list[GuidanceItem]:
        """Return results taken over, with the note that is weighed at the evaluation."""
        return self.of("takeover")

    @property
    def rounds(self) -> list[GuidanceItem]:
        """Return the closed rounds of feedback from all sides."""
        return self.of("round")


def guidance_summary(*, actor: Actor, employee_id: int, cycle_id: int) -> GuidanceSummary:
    """Return what the actor may see of dialogue and guidance with one person in a year, newest first; one query.

    Counselling is confidential and never part of it.
    """
    whose = {"employee_id": employee_id, "cycle_id": cycle_id}
    talks = Dialogue.objects.visible_to(actor).filter(**whose)
    promised = DialogueAction.objects.filter(
        dialogue__in=talks.order_by().values("pk"), done_on=None, agency_id=actor.agency_id
    )
    coachings = Coaching.objects.visible_to(actor).filter(**whose)
    taken = TakeOver.objects.visible_to(actor).filter(**whose)
    rounds = RoundSubject.objects.visible_to(actor).filter(employee_id=employee_id, round__cycle_id=cycle_id)
    parts = [
        columns(talks, "dialogue", F("held_on"), F("topic"), F("state")),
        columns(promised, "action", F("due_on"), Value(""), F("text")),
        columns(coachings, "coaching", TruncDate("started_at"), F("state"), F("outcome")),
        columns(taken, "takeover", F("taken_on"), F("statement"), F("note")),
        columns(rounds, "round", F("round__closed_on"), F("round__title"), Value("")),
    ]
    found = list(parts[0].union(*parts[1:], all=True))
    items = [
        GuidanceItem(kind, pk, day, words(kind, label, text), text) for kind, pk, day, label, text in found
    ]
    return GuidanceSummary(
        tuple(sorted(items, key=lambda item: (item.day or date.min, item.pk), reverse=True))
    )


def columns(rows: QuerySet, kind: str, day: Any, label: Any, text: Any) -> QuerySet:
    """Return rows in the columns of the summary."""
    return (
        rows.order_by()
        .annotate(
            item_kind=Value(kind, output_field=CharField()),
            item_day=Cast(day, DateField()),
            item_label=Cast(label, TextField()),
            item_text=Cast(text, TextField()),
        )
        .values_list("item_kind", "pk", "item_day", "item_label", "item_text")
    )


def words(kind: str, label: str, text: str) -> str:
    """Return the label of an item in the reader's language."""
    if kind == "dialogue":
        return f"{DialogueKind(label).label}: {DialogueStatus(text).label}"
    if kind == "coaching":
        return str(CoachingOutcome(text).label if text else CoachingStatus(label).label)
    return label

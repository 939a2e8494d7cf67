"""Mentoring pairs: the own ones, those of the units one answers for, and one pair with its goals and sessions."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils import timezone

from asn_portal.core.access import Actor
from asn_portal.core.models import TransitionLog
from asn_portal.core.pagination import Page, keyset_page
from asn_portal.core.policies import value_on
from employees.models import Employee
from training.enums import PairStatus
from training.models import MentoringGoal, MentoringPair, MentoringSession
from training.policies import mentoring as policies
from training.rules.mentoring import in_hours, session_hours
from training.workflow.mentoring import MENTORING_FLOW

SIZE = 20
NEWEST = 50
SESSIONS_SHOWN = 200
PARTIES = ("senior__position", "senior__unit", "junior__position", "junior__unit", "proposed_by")


def with_figures(rows: QuerySet[MentoringPair]) -> QuerySet[MentoringPair]:
    """Add to each pair how many sessions, minutes, goals and goals reached it has."""
    sessions = MentoringSession.objects.filter(pair=OuterRef("pk")).order_by().values("pair")
    goals = MentoringGoal.objects.filter(pair=OuterRef("pk")).order_by().values("pair")
    reached = Count("pk", filter=Q(reached_on__isnull=False))
    figures = {
        "session_count": sessions.annotate(figure=Count("pk")),
        "minutes": sessions.annotate(figure=Sum("minutes")),
        "goal_count": goals.annotate(figure=Count("pk")),
        "goals_reached": goals.annotate(figure=reached),
    }
    return rows.annotate(
        **{
            name: Coalesce(Subquery(query.values("figure"), output_field=IntegerField()), 0)
            for name, query in figures.items()
        }
    )


def visible_pairs(*, actor: Actor) -> QuerySet[MentoringPair]:
    """Return the pairs the actor may see, with the two people and the figures."""
    return with_figures(MentoringPair.objects.visible_to(actor)).select_related(*PARTIES)


@dataclass(frozen=True)
class PairRow:
    """A pair as one of the two sees it in a list."""

    pair: MentoringPair
    other: Employee
    is_senior: bool
    waits_for_me: bool


def own_pairs(*, actor: Actor) -> list[PairRow]:
    """Return the actor's own pairs: what waits for the own consent first, then what runs, then the rest."""
    if actor.employee_id is None:
        return []
    mine = Q(senior_id=actor.employee_id) | Q(junior_id=actor.employee_id)
    pairs = visible_pairs(actor=actor).filter(mine).order_by("-id")[:NEWEST]
    rows = [as_row(pair, me=actor.employee_id) for pair in pairs]
    order = {PairStatus.PROPOSED: 1, PairStatus.ACTIVE: 2}
    return sorted(rows, key=lambda row: 0 if row.waits_for_me else order.get(row.pair.get_state(), 3))


def as_row(pair: MentoringPair, *, me: int) -> PairRow:
    """Return a pair from the side of one of the two."""
    is_senior = pair.senior_id == me
    answered_at = pair.senior_accepted_at if is_senior else pair.junior_accepted_at
    waits = pair.state == PairStatus.PROPOSED and answered_at is None
    return PairRow(pair, pair.junior if is_senior else pair.senior, is_senior, waits)


def page_of_pairs(*, actor: Actor, state: str, token: str) -> Page:
    """Return one page of the pairs of the actor's units in a state, the newest first, without the own ones."""
    rows = visible_pairs(actor=actor).filter(state=state)
    if actor.employee_id:
        rows = rows.exclude(senior_id=actor.employee_id).exclude(junior_id=actor.employee_id)
    return keyset_page(rows, key="id", token=token, size=SIZE, newest_first=True)


def oversees(*, actor: Actor) -> bool:
    """Tell whether the actor has pairs of other people to look at."""
    return actor.is_evaluator or bool(actor.scopes)


def get_pair(*, actor: Actor, pk: int) -> MentoringPair:
    """Return one pair of the actor's scope (404 otherwise)."""
    return get_object_or_404(visible_pairs(actor=actor), pk=pk)


def get_goal(*, actor: Actor, pk: int) -> MentoringGoal:
    """Return a goal of a pair the actor sees (404 otherwise)."""
    pairs = MentoringPair.objects.visible_to(actor).order_by().values("pk")
    rows = MentoringGoal.objects.select_related("pair__senior", "pair__junior__unit")
    return get_object_or_404(rows, pk=pk, pair__in=pairs)


def get_session(*, actor: Actor, pk: int) -> MentoringSession:
    """Return a session of the actor's own pair; 404 for anybody else, who has no business with its notes."""
    rows = MentoringSession.objects.select_related("pair__senior", "pair__junior__unit")
    mine = Q(pair__senior_id=actor.employee_id or 0) | Q(pair__junior_id=actor.employee_id or 0)
    return get_object_or_404(rows.filter(mine, pair__agency_id=actor.agency_id), pk=pk)


@dataclass(frozen=True)
class SessionRow:
    """A session as the reader may see it: without being one of the two there are no notes in it at all."""

    pk: int
    held_on: date
    minutes: int
    topic: str
    writer: str
    agreed: str = ""
    notes: str = ""
    is_mine: bool = False


OPEN_COLUMNS = ("pk", "held_on", "minutes", "topic", "written_by__name")
PRIVATE_COLUMNS = ("agreed", "notes", "written_by_id")


def sessions_of(*, actor: Actor, pair: MentoringPair) -> list[SessionRow]:
    """Return the sessions of a visible pair, newest first; only for the two are the private columns read."""
    rows = MentoringSession.objects.filter(pair_id=pair.pk)
    if not policies.can_read_notes(actor, pair):
        return [SessionRow(*row) for row in rows.values_list(*OPEN_COLUMNS)[:SESSIONS_SHOWN]]
    found = rows.values_list(*OPEN_COLUMNS, *PRIVATE_COLUMNS)[:SESSIONS_SHOWN]
    return [SessionRow(*row[:7], is_mine=row[7] == actor.employee_id) for row in found]


@dataclass(frozen=True)
class PairScreen:
    """The page of one pair."""

    pair: MentoringPair
    goals: list[MentoringGoal]
    sessions: list[SessionRow]
    timeline: QuerySet[TransitionLog]
    hours: tuple[int, int]
    jp: float
    jp_is_set: bool
    is_member: bool
    reads_notes: bool
    waits_for_me: bool
    can_write: bool
    can_end: bool
    is_over_due: bool
    is_too_late: bool
    has_begun: bool
    days_left: int


def get_pair_screen(*, actor: Actor, pk: int) -> PairScreen:
    """Return everything the page of a pair shows, in five queries."""
    pair, today = get_pair(actor=actor, pk=pk), timezone.localdate()
    is_member, is_active = policies.is_member(actor, pair), pair.state == PairStatus.ACTIVE
    per_session = value_on(policies.JP_PER_SESSION, agency_id=pair.agency_id, day=today)
    return PairScreen(
        pair=pair,
        goals=list(pair.goals.all()),
        sessions=sessions_of(actor=actor, pair=pair),
        timeline=MENTORING_FLOW.timeline(pair),
        hours=in_hours(pair.minutes),
        jp=session_hours(pair.session_count, per_session),
        jp_is_set=per_session > 0,
        is_member=is_member,
        reads_notes=policies.can_read_notes(actor, pair),
        waits_for_me=is_member and as_row(pair, me=actor.employee_id or 0).waits_for_me,
        can_write=is_active and policies.can_write(actor, pair),
        can_end=MENTORING_FLOW.allows("end", pair, actor),
        is_over_due=is_active and pair.ends_on < today,
        is_too_late=pair.state == PairStatus.PROPOSED and pair.ends_on < today,
        has_begun=pair.senior_accepted_at is not None and pair.junior_accepted_at is not None,
        days_left=max(0, (pair.ends_on - today).days),
    )

"""What the head of an office releases: rated appraisals of a period, the outliers marked."""

from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor
from asn_portal.core.pagination import Page, keyset_page
from performance import policies
from performance.enums import AppraisalStatus, Predicate
from performance.models import Appraisal, Period
from performance.selectors.appraisals import JUDGED, appraisals

SAME_FOR_ALL_FROM = 3
RANKS_APART = 2
TONES = {"sb": "nila", "b": "ok", "bp": "gold", "k": "c5", "sk": "bad"}


def rank_of(name: str) -> Case:
    """Return the rank of a predicate column, 5 for SB to 1 for SK, as an expression."""
    whens = [When(**{name: predicate.value}, then=Value(predicate.rank)) for predicate in Predicate]
    return Case(*whens, default=None, output_field=IntegerField())


def in_offices(actor: Actor, offices: frozenset[int]) -> QuerySet[Appraisal]:
    """Return the appraisals of these offices, without the actor's own."""
    rows = Appraisal.objects.visible_to(actor).filter(
        Q(opd_id__in=offices) | Q(opd_id__isnull=True, unit_id__in=offices)
    )
    return rows.exclude(employee_id=actor.employee_id or 0)


def waiting_for_approval(*, actor: Actor) -> QuerySet[Appraisal]:
    """Return what the actor may release today."""
    offices = policies.approval_offices(actor)
    if actor.employee_id is None or not offices:
        return Appraisal.objects.none()
    return in_offices(actor, offices).filter(state=AppraisalStatus.RATED)


@dataclass(frozen=True)
class WaitingPeriod:
    """A period with rated appraisals, and how many."""

    period: Period
    count: int


def list_waiting_periods(*, actor: Actor) -> list[WaitingPeriod]:
    """Return the periods in which something waits for the actor's release."""
    rows = waiting_for_approval(actor=actor).order_by().values_list("period_id").annotate(count=Count("pk"))
    counts = dict(rows)
    periods = Period.objects.visible_to(actor).filter(pk__in=list(counts)).select_related("cycle")
    return [WaitingPeriod(period, counts[period.pk]) for period in periods]


@dataclass(frozen=True)
class ApprovalScreen:
    """One period of the actor's offices: the spread so far, and a page of what waits."""

    page: Page
    spread: list[dict]
    total: int
    waiting: int
    outliers_only: bool


def get_approval_screen(*, actor: Actor, period: Period, outliers_only: bool, token: str) -> ApprovalScreen:
    """Return the approval page of a period; four queries at any size."""
    offices = policies.approval_offices(actor)
    rows = in_offices(actor, offices).filter(period=period)
    states, spread = spread_of(rows)
    uniform = uniform_evaluators(rows)
    waiting = with_previous(appraisals(actor=actor).filter(pk__in=rows.values("pk")), period)
    waiting = waiting.filter(state=AppraisalStatus.RATED)
    if outliers_only:
        waiting = waiting.filter(is_outlier(uniform))
    page = keyset_page(waiting, key="pk", token=token, size=50)
    for row in page.items:
        row.flags = flags_of(row, uniform)
    return ApprovalScreen(
        page=page,
        spread=spread,
        total=sum(part["value"] for part in spread),
        waiting=states.get(AppraisalStatus.RATED, 0),
        outliers_only=outliers_only,
    )


def spread_of(rows: QuerySet[Appraisal]) -> tuple[dict[str, int], list[dict]]:
    """Return how many rows are in each state, and the distribution of predicates for the bar."""
    judged = rows.filter(state__in=[AppraisalStatus.RATED, AppraisalStatus.RELEASED]).order_by()
    states: dict[str, int] = {}
    codes: dict[str, int] = {}
    for state, code, count in judged.values_list("state", "predicate").annotate(count=Count("pk")):
        states[state] = states.get(state, 0) + count
        codes[code] = codes.get(code, 0) + count
    parts = [{"label": p.label, "value": codes.get(p.value, 0), "tone": TONES[p.value]} for p in Predicate]
    return states, [part for part in parts if part["value"]]


def uniform_evaluators(rows: QuerySet[Appraisal]) -> set[int]:
    """Return the evaluators who gave everybody (three people or more) the same predicate."""
    judged = rows.filter(state__in=JUDGED, rated_by__isnull=False).order_by().values("rated_by_id")
    judged = judged.annotate(people=Count("pk"), kinds=Count("predicate", distinct=True))
    return set(judged.filter(people__gte=SAME_FOR_ALL_FROM, kinds=1).values_list("rated_by_id", flat=True))


def with_previous(rows: QuerySet[Appraisal], period: Period) -> QuerySet[Appraisal]:
    """Add the person's last released predicate before this one, and both ranks."""
    earlier = Appraisal.objects.filter(
        employee_id=OuterRef("employee_id"),
        state=AppraisalStatus.RELEASED,
        period__ends_on__lte=period.ends_on,
    ).exclude(period_id=period.pk)
    latest = earlier.order_by("-period__ends_on", "-period__starts_on").values("predicate")[:1]
    return rows.annotate(previous=Subquery(latest)).annotate(
        rank=rank_of("predicate"), previous_rank=rank_of("previous")
    )


def is_outlier(uniform: set[int]) -> Q:
    """Return the condition behind the marks of `flags_of`."""
    extreme = Q(predicate__in=[Predicate.SB, Predicate.K, Predicate.SK])
    condition = extreme | Q(rated_by_id__in=uniform)
    pairs = [
        (now, before) for now in range(1, 6) for before in range(1, 6) if abs(now - before) >= RANKS_APART
    ]
    for now, before in pairs:
        condition |= Q(rank=now, previous_rank=before)
    return condition


def flags_of(row: Appraisal, uniform: set[int]) -> list[str]:
    """Return in words why a row deserves a second look."""
    flags = []
    if row.predicate in {Predicate.SB, Predicate.K, Predicate.SK}:
        flags.append(_("At the edge of the scale"))
    if row.previous and abs(row.rank - row.previous_rank) >= RANKS_APART:
        flags.append(_("Before: %(predicate)s") % {"predicate": Predicate(row.previous).label})
    if row.rated_by_id in uniform:
        flags.append(_("This evaluator gave everybody the same"))
    return flags

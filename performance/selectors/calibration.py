"""Calibration: sessions, the people side by side, and the changes proposed."""

from dataclasses import dataclass, field

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat
from django.shortcuts import get_object_or_404
from django.utils import timezone

from asn_portal.core.access import Actor, Role
from asn_portal.core.pagination import Page, keyset_page
from employees.models import Unit
from performance.enums import AppraisalStatus, PeriodKind, Predicate
from performance.enums.evaluation import ChangeStatus, SessionStatus
from performance.models import Appraisal, CalibrationChange, CalibrationSession, Evidence, Period
from performance.policies import evaluation as policies
from performance.rules.distribution import DistributionWarning, Spread, warnings_for
from performance.selectors.unit_predicates import (
    Effective,
    distribution_figures,
    effective_of,
    predicates_of,
    recent_periods,
)
from performance.selectors.unit_predicates import ancestors as ancestor_paths
from performance.selectors.wording import full_name, period_words, predicate_words

SIZE = 30
JUDGED = [AppraisalStatus.RATED, AppraisalStatus.RELEASED]


def appraisals_of(session: CalibrationSession) -> QuerySet[Appraisal]:
    """Return the rated appraisals that a session is about: the unit and everything below, in its period."""
    units = Unit.objects.under(session.unit.path).order_by()
    rows = Appraisal.objects.filter(agency_id=session.agency_id, period_id=session.period_id)
    return rows.filter(unit_id__in=units.values("pk"), state__in=JUDGED).order_by()


def counts_of(rows: QuerySet[Appraisal]) -> dict[str, int]:
    """Return people by predicate."""
    return dict(rows.values_list("predicate").annotate(people=Count("pk")))


def evaluators_of(session: CalibrationSession) -> list[tuple[int, int | None]]:
    """Return (employee, user) of today's evaluators of these people."""
    rows = appraisals_of(session).filter(employee__evaluator__isnull=False)
    found = rows.values_list("employee__evaluator_id", "employee__evaluator__user_id").distinct()
    return [(person, user) for person, user in found if person is not None]


def sessions(*, actor: Actor) -> QuerySet[CalibrationSession]:
    """Return sessions in scope."""
    return CalibrationSession.objects.visible_to(actor).select_related("period__cycle", "unit", "opened_by")


def get_session(*, actor: Actor, pk: int) -> CalibrationSession:
    """Return a session in scope (404 otherwise)."""
    return get_object_or_404(sessions(actor=actor), pk=pk)


def list_sessions(*, actor: Actor, token: str) -> Page:
    """Return sessions, the newest first, with how many changes were applied and wait."""
    changes = CalibrationChange.objects.filter(session_id=OuterRef("pk")).order_by().values("session_id")
    applied = changes.filter(state=ChangeStatus.APPLIED).annotate(n=Count("pk")).values("n")
    waiting = changes.filter(state=ChangeStatus.PROPOSED).annotate(n=Count("pk")).values("n")
    rows = sessions(actor=actor).annotate(
        applied=Coalesce(Subquery(applied, output_field=IntegerField()), 0),
        waiting=Coalesce(Subquery(waiting, output_field=IntegerField()), 0),
    )
    return keyset_page(rows, key="pk", token=token, size=30, newest_first=True)


def openable_units(*, actor: Actor) -> list[Unit]:
    """Return the units for which the actor may open a session: headed ones and offices of HR's scope."""
    scopes = actor.scopes_for(Role.HEAD, Role.HR)
    if not scopes:
        return []
    wanted = Q(pk__in=[scope.unit_id for scope in scopes if not scope.is_root])
    for scope in scopes:
        wanted |= Q(depth=2, path__startswith=scope.path)
    rows = Unit.objects.visible_to(actor).filter(wanted, ends_on=None)
    return list(rows.order_by("path")[:200])


def openable_periods(*, actor: Actor) -> list[Period]:
    """Return the periods whose rating has opened, the newest first."""
    return [period for period in recent_periods(actor=actor) if period.opened_at]


def get_openable_unit(*, actor: Actor, pk: int) -> Unit:
    """Return a unit of the agency (404 otherwise)."""
    return get_object_or_404(Unit.objects.visible_to(actor), pk=pk)


@dataclass(frozen=True)
class Narrowing:
    """What the table is narrowed by."""

    text: str = ""
    predicate: str = ""
    evaluator_id: int | None = None
    only: str = ""


@dataclass
class EvaluatorSpread:
    """One evaluator's people in the session, against the pattern of the evaluator's unit."""

    id: int
    name: str
    path: str
    codes: dict[str, int] = field(default_factory=dict)
    effective: Effective | None = None
    warnings: tuple[DistributionWarning, ...] = ()

    @property
    def total(self) -> int:
        """Return how many people there are."""
        return sum(self.codes.values())

    @property
    def cells(self) -> list[tuple[Predicate, int]]:
        """Return people by predicate, the best first."""
        return [(predicate, self.codes.get(predicate.value, 0)) for predicate in Predicate]

    def spread(self) -> Spread:
        """Return the distribution as the rule reads it."""
        return Spread({predicate: self.codes.get(predicate.value, 0) for predicate in Predicate})


@dataclass(frozen=True)
class CalibrationScreen:
    """The page of a session."""

    page: Page
    evaluators: list[EvaluatorSpread]
    counts: dict[Predicate, int]
    released: int
    changes: list[CalibrationChange]

    @property
    def total(self) -> int:
        """Return how many people are laid side by side."""
        return sum(self.counts.values())


def sees_minutes(*, actor: Actor, session: CalibrationSession) -> bool:
    """Tell whether the minutes are open to the actor: not while they count an own rating that is not released."""
    own = appraisals_of(session).filter(employee_id=actor.employee_id or 0)
    return not own.exclude(state=AppraisalStatus.RELEASED).exists()


def get_calibration_screen(
    *, actor: Actor, session: CalibrationSession, wanted: Narrowing, token: str
) -> CalibrationScreen:
    """Return the people side by side, the distributions and the changes; five queries at any size."""
    rows = Appraisal.objects.visible_to(actor).filter(pk__in=appraisals_of(session).values("pk"))
    rows = rows.exclude(employee_id=actor.employee_id or 0)
    counts, evaluators, released = spreads(rows)
    place_patterns(actor, session, evaluators)
    page = keyset_page(narrow(table(rows, session), wanted), key="sort_name", token=token, size=SIZE)
    for row in page.items:
        row.may_change = policies.can_propose_change(actor, session, row) and row.state == "rated"
    changes = CalibrationChange.objects.visible_to(actor).filter(session=session)
    return CalibrationScreen(
        page=page,
        evaluators=sorted(evaluators.values(), key=lambda row: (-len(row.warnings), row.name)),
        counts=counts,
        released=released,
        changes=list(changes.select_related("appraisal__employee")[:200]),
    )


def spreads(rows: QuerySet[Appraisal]) -> tuple[dict[Predicate, int], dict[int, EvaluatorSpread], int]:
    """Return people by predicate, the same for each evaluator, and how many are released; one query."""
    columns = ("rated_by_id", "rated_by__name", "rated_by__unit__path", "predicate", "state")
    found = rows.order_by().values(*columns).annotate(people=Count("pk")).values_list(*columns, "people")
    counts = dict.fromkeys(Predicate, 0)
    evaluators: dict[int, EvaluatorSpread] = {}
    released = 0
    for pk, name, path, code, state, people in found:
        counts[Predicate(code)] += people
        released += people if state == AppraisalStatus.RELEASED else 0
        if pk:
            one = evaluators.setdefault(pk, EvaluatorSpread(pk, name, path or ""))
            one.codes[code] = one.codes.get(code, 0) + people
    return counts, evaluators, released


def place_patterns(actor: Actor, session: CalibrationSession, evaluators: dict[int, EvaluatorSpread]) -> None:
    """Put the predicate of each evaluator's unit and the warnings beside the distribution."""
    today = timezone.localdate()
    paths = {step for one in evaluators.values() for step in ancestor_paths(one.path)}
    found = predicates_of(actor=actor, period=session.period, paths=paths, today=today)
    figures = distribution_figures(agency_id=session.agency_id, day=today)
    for one in evaluators.values():
        one.effective = effective_of(found, one.path)
        if one.effective:
            one.warnings = warnings_for(one.effective.predicate, one.spread(), figures=figures)


def table(rows: QuerySet[Appraisal], session: CalibrationSession) -> QuerySet[Appraisal]:
    """Return the rows with what stands beside a name: evidence, former predicate, a change that waits."""
    evidence = Evidence.objects.filter(
        indicator__result__plan__employee_id=OuterRef("employee_id"),
        indicator__result__plan__cycle_id=session.period.cycle_id,
    )
    if session.period.kind != PeriodKind.YEAR:
        evidence = evidence.filter(period_id=session.period_id)
    count = evidence.order_by().values("indicator__result__plan__employee_id").annotate(n=Count("pk"))
    changes = CalibrationChange.objects.filter(appraisal_id=OuterRef("pk"), session_id=session.pk)
    return rows.select_related("employee__position", "employee__unit", "rated_by").annotate(
        sort_name=F("employee__sort_name"),
        evidence_count=Coalesce(Subquery(count.values("n"), output_field=IntegerField()), 0),
        waiting_id=Subquery(changes.filter(state=ChangeStatus.PROPOSED).values("pk")[:1]),
        is_changed=Exists(changes),
    )


def narrow(rows: QuerySet[Appraisal], wanted: Narrowing) -> QuerySet[Appraisal]:
    """Apply the filter of the page."""
    if wanted.text:
        rows = rows.filter(employee__sort_name__contains=wanted.text.lower())
    if wanted.predicate in Predicate.values:
        rows = rows.filter(predicate=wanted.predicate)
    if wanted.evaluator_id:
        rows = rows.filter(rated_by_id=wanted.evaluator_id)
    if wanted.only == "berubah":
        rows = rows.filter(is_changed=True)
    if wanted.only == "terbuka":
        rows = rows.filter(state=AppraisalStatus.RATED)
    if wanted.only == "pencilan":
        rows = rows.filter(predicate__in=[Predicate.SB, Predicate.K, Predicate.SK])
    return rows


def get_calibrated(*, actor: Actor, session: CalibrationSession, pk: int) -> Appraisal:
    """Return a rated appraisal of the session in scope; 404 otherwise, also for the own one."""
    rows = Appraisal.objects.visible_to(actor).filter(pk__in=appraisals_of(session).values("pk"))
    rows = rows.exclude(employee_id=actor.employee_id or 0)
    return get_object_or_404(
        rows.select_related("employee__evaluator", "employee__position", "rated_by", "escalated_to"), pk=pk
    )


def get_change(*, actor: Actor, pk: int) -> CalibrationChange:
    """Return a change in scope (404 otherwise)."""
    rows = CalibrationChange.objects.visible_to(actor).select_related(
        "session__period__cycle",
        "session__unit",
        "appraisal__period__cycle",
        "appraisal__employee__evaluator",
        "appraisal__employee__position",
        "proposed_by",
    )
    return get_object_or_404(rows, pk=pk)


def calibration_inbox(*, actor: Actor) -> QuerySet:
    """Return changes that wait for the actor's agreement, as rows of the inbox, unordered."""
    me = actor.employee_id or 0
    mine = Q(appraisal__employee__evaluator_id=me) | Q(appraisal__escalated_to_id=me)
    rows = CalibrationChange.objects.filter(
        mine,
        agency_id=actor.agency_id,
        state=ChangeStatus.PROPOSED,
        session__state=SessionStatus.OPEN,
        appraisal__state=AppraisalStatus.RATED,
    )
    person = "appraisal__employee__"
    return (
        rows.order_by()
        .annotate(
            kind=Value("calibration", output_field=CharField()),
            subject_id=F("pk"),
            who=full_name(person),
            post=Coalesce(F(f"{person}position__name"), Value(""), output_field=CharField()),
            detail=Concat(
                period_words("appraisal__period__"),
                Value(": "),
                predicate_words("old_predicate"),
                Value(" → "),
                predicate_words("predicate"),
                output_field=CharField(),
            ),
            since=F("proposed_at"),
            due_on=Cast(Value(None), DateField()),
            is_safe=Case(When(pk__isnull=True, then=Value(True)), default=Value(False)),
        )
        .values("kind", "subject_id", "who", "post", "detail", "since", "due_on", "is_safe")
    )

"""Predicates of units: what counts for an evaluator's people, and the list of the leader above."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.shortcuts import get_object_or_404
from django.utils import timezone

from asn_portal.core.access import Actor, Role
from asn_portal.core.pagination import Page, keyset_page
from asn_portal.core.policies import value_on, value_subquery
from employees.models import Assignment, Unit
from performance.enums import CycleStatus, OrganisationPredicate, PeriodKind
from performance.models import Appraisal, Period, UnitPredicate
from performance.policies import evaluation as policies

SIZE = 40
STEP = Unit.steplen


@dataclass(frozen=True)
class Effective:
    """The predicate that counts for the people of one evaluator, and whose it is."""

    predicate: OrganisationPredicate
    unit_name: str
    is_own: bool
    is_carried_over: bool


@dataclass(frozen=True)
class Standing:
    """What a rating leans on: the evaluator's unit and its predicate, and that of the unit the person leads.

    `figures` are the limits of SE 3/2023 as the agency has them, None where it does not use them.
    """

    unit_name: str
    effective: Effective | None
    own: OrganisationPredicate | None = None
    figures: dict | None = None


def ancestors(path: str) -> list[str]:
    """Return the tree paths from a unit up to the root."""
    return [path[:end] for end in range(len(path), 0, -STEP)]


def last_january_day(period: Period) -> date:
    """Return the last day on which a predicate of this year counts for it (annex IV p. 94, letter f)."""
    return date(period.ends_on.year + 1, 1, 31)


def carries_over(period: Period, today: date) -> bool:
    """Tell whether last year's predicate counts where this year has none (D6)."""
    return period.kind == PeriodKind.YEAR and today > last_january_day(period)


def predicates_of(
    *, actor: Actor, period: Period, paths: Iterable[str], today: date
) -> dict[str, UnitPredicate]:
    """Return by tree path what counts for these units in a period; after January also what is carried over."""
    wanted = Q(period_id=period.pk)
    if carries_over(period, today):
        wanted |= Q(period__kind=PeriodKind.YEAR, period__ends_on__year=period.ends_on.year - 1)
    rows = UnitPredicate.objects.visible_to(actor).filter(wanted, unit__path__in=list(paths))
    found: dict[str, UnitPredicate] = {}
    for row in rows.select_related("unit", "period").order_by("period__ends_on"):
        row.is_carried_over = row.is_carried_over or row.period_id != period.pk
        found[row.unit.path] = row
    return found


def nearest(found: dict[str, UnitPredicate], path: str) -> UnitPredicate | None:
    """Return the predicate of a unit, or of the nearest unit above that has one."""
    return next((found[step] for step in ancestors(path) if step in found), None)


def effective_of(found: dict[str, UnitPredicate], path: str) -> Effective | None:
    """Return what counts for the people of a unit's head."""
    row = nearest(found, path)
    if row is None:
        return None
    return Effective(
        predicate=row.get_predicate(),
        unit_name=row.unit.name,
        is_own=row.unit.path == path,
        is_carried_over=row.is_carried_over,
    )


def standing_of(*, actor: Actor, appraisal: Appraisal, today: date | None = None) -> Standing:
    """Return what the rating of one person leans on; one query, so that the rating screen stays inside its budget.

    The unit is the nearest one above the person that the evaluator heads (annex IV p. 94, letter g), otherwise the
    evaluator's own unit.
    """
    today = today or timezone.localdate()
    evaluator = appraisal.employee.evaluator
    own_path = appraisal.employee.unit.path if appraisal.employee.unit else ""
    rater_path = evaluator.unit.path if evaluator and evaluator.unit else own_path
    paths = {*ancestors(own_path), *ancestors(rater_path)}
    units = chain(actor=actor, paths=paths, appraisal=appraisal, today=today)
    led = led_path(units, own_path) or rater_path
    own = units.get(own_path)
    return Standing(
        unit_name=units[led].name if led in units else "",
        effective=effective_in(units, led),
        own=predicate_in(own) if own and own.by_person else None,
        figures=figures_in(units.get(led)),
    )


def chain(*, actor: Actor, paths: Iterable[str], appraisal: Appraisal, today: date) -> dict[str, Unit]:
    """Return units by path with who heads them, their predicates of the period and before, and the settings."""
    posts = Assignment.objects.on(today).filter(position_id=OuterRef("head_position_id"))
    now = UnitPredicate.objects.filter(unit_id=OuterRef("pk"), period_id=appraisal.period_id)
    before = UnitPredicate.objects.filter(
        unit_id=OuterRef("pk"),
        period__kind=PeriodKind.YEAR,
        period__ends_on__year=appraisal.period.ends_on.year - 1,
    )
    before = before if carries_over(appraisal.period, today) else before.none()
    units = Unit.objects.visible_to(actor).filter(path__in=list(paths)).order_by()
    rows = units.annotate(
        by_evaluator=Exists(posts.filter(employee_id=appraisal.employee.evaluator_id or 0)),
        by_person=Exists(posts.filter(employee_id=appraisal.employee_id)),
        predicate=Subquery(now.values("predicate")[:1]),
        is_carried=Subquery(now.values("is_carried_over")[:1]),
        former=Subquery(before.values("predicate")[:1]),
        figures_on=value_subquery(policies.USE_FIGURES, today),
        figures=value_subquery(policies.FIGURES, today),
    )
    return {unit.path: unit for unit in rows}


def led_path(units: dict[str, Unit], path: str) -> str:
    """Return the nearest unit above somebody that the evaluator heads, "" for none."""
    return next((step for step in ancestors(path) if step in units and units[step].by_evaluator), "")


def predicate_in(unit: Unit) -> OrganisationPredicate | None:
    """Return what counts for a unit of the chain itself."""
    code = unit.predicate or unit.former
    return OrganisationPredicate(code) if code else None


def effective_in(units: dict[str, Unit], path: str) -> Effective | None:
    """Return what counts for the people of a unit's head: of the unit or the nearest above."""
    above = (units[step] for step in ancestors(path) if step in units)
    unit = next((unit for unit in above if predicate_in(unit)), None)
    predicate = predicate_in(unit) if unit else None
    if unit is None or predicate is None:
        return None
    is_carried = bool(unit.is_carried) or not unit.predicate
    return Effective(predicate, unit.name, is_own=unit.path == path, is_carried_over=is_carried)


def figures_in(unit: Unit | None) -> dict | None:
    """Return the limits as the agency of a unit has set them."""
    is_on = unit.figures_on if unit and unit.figures_on is not None else policies.USE_FIGURES.default
    figures = unit.figures if unit and unit.figures is not None else policies.FIGURES.default
    return figures if is_on else None


def distribution_figures(*, agency_id: int, day: date) -> dict | None:
    """Return the limits of SE 3/2023 as the agency has them, None where it does not use them."""
    if not value_on(policies.USE_FIGURES, agency_id=agency_id, day=day):
        return None
    return value_on(policies.FIGURES, agency_id=agency_id, day=day)


@dataclass(frozen=True)
class UnitRow:
    """A unit of the list with its predicate of the period."""

    unit: Unit
    row: UnitPredicate | None
    can_set: bool
    needs_paper: bool
    has_children: bool


@dataclass(frozen=True)
class PredicateList:
    """The units directly below one unit, for a period."""

    period: Period | None
    periods: list[Period]
    top: Unit | None
    tops: list[Unit]
    rows: list[UnitRow]
    page: Page

    @property
    def open_count(self) -> int:
        """Return how many units of the page have none yet."""
        return sum(item.row is None for item in self.rows)


def recent_periods(*, actor: Actor) -> list[Period]:
    """Return the periods of running years and of the year before, the newest first."""
    rows = Period.objects.visible_to(actor).exclude(cycle__state=CycleStatus.PLANNED).select_related("cycle")
    return sorted(rows, key=lambda row: (row.rating_opens_on, row.pk), reverse=True)[:12]


def choose_period(periods: list[Period], wanted: int | None, today: date) -> Period | None:
    """Return the asked-for period, otherwise the last that has begun to be rated."""
    asked = next((period for period in periods if period.pk == wanted), None)
    begun = (period for period in periods if period.rating_opens_on <= today)
    return asked or next(begun, None) or next(iter(reversed(periods)), None)


def headed_units(*, actor: Actor) -> list[Unit]:
    """Return the units below which the actor may look: headed ones, and the root for those over everything."""
    scopes = actor.scopes_for(Role.HEAD, Role.HR, Role.LEADER, Role.INSPECTOR)
    ids = {scope.unit_id for scope in scopes}
    return list(Unit.objects.visible_to(actor).filter(pk__in=ids).order_by("path"))


def get_top(*, actor: Actor, tops: list[Unit], pk: int | None) -> Unit | None:
    """Return the unit whose children are listed: one of `tops` or anything below; 404 outside."""
    if pk is None:
        return next(iter(tops), None)
    unit = get_object_or_404(Unit.objects.visible_to(actor), pk=pk)
    return unit if any(unit.path.startswith(top.path) for top in tops) else next(iter(tops), None)


def list_unit_predicates(
    *, actor: Actor, period_id: int | None, unit_id: int | None, token: str
) -> PredicateList:
    """Return a page of the units directly below a headed one with their predicates; five queries."""
    today = timezone.localdate()
    periods = recent_periods(actor=actor)
    period = choose_period(periods, period_id, today)
    tops = headed_units(actor=actor)
    top = get_top(actor=actor, tops=tops, pk=unit_id)
    page = children_page(actor, top, token)
    units = list(page.items)
    if top is not None and top.depth == 1 and not token:
        units.insert(0, top)
    paths = [unit.path for unit in units]
    found = predicates_of(actor=actor, period=period, paths=paths, today=today) if period else {}
    return PredicateList(
        period=period,
        periods=periods,
        top=top,
        tops=tops,
        rows=[row_of(actor, unit, found.get(unit.path)) for unit in units],
        page=page,
    )


def children_page(actor: Actor, top: Unit | None, token: str) -> Page:
    """Return a page of the open units directly below a unit, in tree order."""
    rows: QuerySet[Unit] = Unit.objects.visible_to(actor).filter(ends_on=None)
    if top is None:
        return Page(items=[])
    return keyset_page(rows.under(top.path).filter(depth=top.depth + 1), key="path", token=token, size=SIZE)


def row_of(actor: Actor, unit: Unit, row: UnitPredicate | None) -> UnitRow:
    """Return a line of the list."""
    return UnitRow(
        unit=unit,
        row=row,
        can_set=policies.can_set_unit_predicate(actor, unit),
        needs_paper=policies.records_on_behalf(actor, unit),
        has_children=unit.numchild > 0,
    )


def get_unit_of_predicate(*, actor: Actor, pk: int) -> Unit:
    """Return an open unit of the agency (404 otherwise)."""
    return get_object_or_404(Unit.objects.visible_to(actor).filter(ends_on=None), pk=pk)


def unit_above(*, actor: Actor, unit: Unit) -> int:
    """Return the key of the unit above, of the unit itself for the root."""
    above = Unit.objects.visible_to(actor).filter(path=unit.path[:-STEP])
    return above.values_list("pk", flat=True).first() or unit.pk


def get_unit_predicate(*, actor: Actor, period: Period, unit: Unit) -> UnitPredicate | None:
    """Return the stored predicate of one unit and period, None where there is none."""
    return UnitPredicate.objects.visible_to(actor).filter(period=period, unit=unit).first()


def carried_from(*, actor: Actor, period: Period, unit: Unit, today: date) -> UnitPredicate | None:
    """Return last year's predicate where it counts instead of a new one (after January), None otherwise."""
    if not carries_over(period, today):
        return None
    rows = UnitPredicate.objects.visible_to(actor).filter(
        unit=unit, period__kind=PeriodKind.YEAR, period__ends_on__year=period.ends_on.year - 1
    )
    return rows.first()


def predicate_history(row: UnitPredicate | None) -> list[dict]:
    """Return what was set before, newest first."""
    if row is None:
        return []
    names = ("predicate", "reason", "paper", "setter_name", "set_at")
    past = row.history.order_by("-history_id").values(*names)[:20]
    return [entry | {"predicate": OrganisationPredicate(entry["predicate"])} for entry in past]

"""The people behind a figure of the dashboard."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.access import Actor, NotAllowed, require
from asn_portal.core.pagination import Page, keyset_page
from employees.models import Employee, Unit
from performance.enums import AppraisalStatus, PlanStatus, Predicate
from performance.models import Appraisal, Objection, Period, Plan
from performance.policies import reports as policies
from performance.selectors.dashboard import (
    PREDICATES,
    WAITING,
    choose_period,
    get_unit_in_view,
    policies_link,
    trail_of,
    units_in_view,
)
from performance.selectors.report_orders import below, periods_to_report

SIZE = 30
RATINGS: dict[str, tuple[Any, dict[str, Any]]] = {
    "people": (_("Everybody"), {}),
    "waiting": (_("Still to be rated"), {"state__in": WAITING}),
    "rated": (_("Rated"), {"state__in": [AppraisalStatus.RATED, AppraisalStatus.RELEASED]}),
    "released": (pgettext_lazy("appraisals", "Released"), {"state": AppraisalStatus.RELEASED}),
    "signed": (_("Signed by the person"), {"signed_at__isnull": False}),
    "unsigned": (
        _("Released, not signed yet"),
        {"state": AppraisalStatus.RELEASED, "signed_at": None, "imported_from": None},
    ),
    "unrated": (_("Closed without a rating"), {"state": AppraisalStatus.UNRATED}),
}
PLANS: dict[str, tuple[Any, dict[str, Any]]] = {
    "plans": (_("All plans"), {}),
    "plans_set": (_("Plans set"), {"state": PlanStatus.APPROVED}),
    "plans_open": (
        _("Plans not set yet"),
        {"state__in": [PlanStatus.DRAFT, PlanStatus.SUBMITTED, PlanStatus.RETURNED]},
    ),
}
OTHERS = {"evaluators": _("Evaluators who still have to rate"), "objections": _("Objections")}


@dataclass(frozen=True)
class Behind:
    """The list behind a figure; `kind` says what its rows are: ratings, plans, evaluators or objections."""

    unit: Unit | None
    trail: list[Unit]
    period: Period | None
    show: str
    kind: str
    title: str
    page: Page


def label_of(show: str) -> str:
    """Return the name of a list; "people" for an unknown one."""
    if show in Predicate.values:
        return str(Predicate(show).label)
    named = {**{key: value[0] for key, value in (RATINGS | PLANS).items()}, **OTHERS}
    return str(named.get(show, RATINGS["people"][0]))


@dataclass(frozen=True)
class Question:
    """What an address asks for; anything unknown in it means the default."""

    unit_id: int | None = None
    period_id: int | None = None
    is_direct: bool = False
    show: str = "people"
    token: str = ""


def people_behind(*, actor: Actor, question: Question) -> Behind:
    """Return one page of people by name.

    Raises NotAllowed without a role and for objections without their rights, 404 for a unit outside the roles.
    """
    require(policies.can_see_dashboard(actor))
    unit = get_unit_in_view(actor=actor, pk=question.unit_id) if question.unit_id else None
    period = choose_period(periods_to_report(actor=actor, with_imported=True), question.period_id)
    known = {*RATINGS, *PLANS, *OTHERS, *Predicate.values}
    show = question.show if question.show in known else "people"
    kind, rows = rows_for(Where(actor, unit, period, question.is_direct), show)
    return Behind(
        unit=unit,
        trail=trail_of(actor, unit),
        period=period,
        show=show,
        kind=kind,
        title=label_of(show),
        page=keyset_page(rows, token=question.token, size=SIZE),
    )


@dataclass(frozen=True)
class Where:
    """Whose rows are asked for, by whom."""

    actor: Actor
    unit: Unit | None
    period: Period | None
    is_direct: bool = False

    def within(self, rows: QuerySet, column: str = "unit_id") -> QuerySet:
        """Limit rows to the unit, to it and everything below it, or to all units the actor sees."""
        if self.unit is not None and self.is_direct:
            return rows.filter(**{column: self.unit.pk})
        if self.unit is not None and self.unit.depth == 1:
            return rows
        units = below(self.unit) if self.unit else units_in_view(actor=self.actor).order_by().values("id")
        return rows.filter(**{f"{column}__in": units})

    @property
    def period_id(self) -> int:
        """Return the period, 0 where none is being rated yet."""
        return self.period.pk if self.period else 0


def rows_for(where: Where, show: str) -> tuple[str, QuerySet]:
    """Return what the rows are, and the rows with their `sort_name`."""
    if show in PLANS:
        return "plans", plans(where).filter(**PLANS[show][1])
    if show == "evaluators":
        return "evaluators", evaluators(where)
    if show == "objections":
        return "objections", objections(where)
    rows = ratings(where)
    if show in PREDICATES:
        return "ratings", rows.filter(predicate=show)
    return "ratings", rows.filter(**RATINGS[show][1])


def ratings(where: Where) -> QuerySet[Appraisal]:
    """Return appraisals of a period with what the list shows."""
    rows = Appraisal.objects.visible_to(where.actor).filter(period_id=where.period_id)
    rows = where.within(rows.without_own_secret(where.actor))
    rows = rows.select_related("employee__position", "unit", "evaluator", "rated_by")
    return rows.annotate(sort_name=F("employee__sort_name"))


def plans(where: Where) -> QuerySet[Plan]:
    """Return plans of the year in their present version."""
    cycle_id = where.period.cycle_id if where.period else 0
    rows = Plan.objects.visible_to(where.actor).filter(cycle_id=cycle_id, is_current=True)
    rows = where.within(rows).select_related("employee", "unit", "evaluator")
    return rows.annotate(sort_name=F("employee__sort_name"))


def evaluators(where: Where) -> QuerySet[Employee]:
    """Return who still has somebody of these units to rate, with the number of those people."""
    rows = Appraisal.objects.visible_to(where.actor).filter(
        period_id=where.period_id, state__in=WAITING, evaluator__isnull=False
    )
    rows = where.within(rows).order_by()
    own = rows.filter(evaluator_id=OuterRef("pk")).values("evaluator_id").annotate(count=Count("pk"))
    people = Employee.objects.filter(agency_id=where.actor.agency_id, pk__in=rows.values("evaluator_id"))
    return people.select_related("position", "unit").annotate(
        to_rate=Subquery(own.values("count"), output_field=IntegerField())
    )


def objections(where: Where) -> QuerySet[Objection]:
    """Return objections in the actor's rights."""
    if not policies_link(where.actor):
        raise NotAllowed
    rows = Objection.objects.visible_to(where.actor).filter(appraisal__period_id=where.period_id)
    rows = where.within(rows, "appraisal__unit_id").select_related("employee", "unit", "appraisal")
    return rows.annotate(sort_name=F("employee__sort_name"))

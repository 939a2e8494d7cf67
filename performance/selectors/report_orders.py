"""Ordered files, what may be ordered, and the rows behind an order."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor, Role
from employees.models import Unit
from performance import policies
from performance.enums import AppraisalStatus, PeriodKind, PlanStatus
from performance.enums.reports import FormKind
from performance.models import Appraisal, Period, Plan, ReportOrder
from performance.policies import reports as may
from performance.rules.report_files import distinct, file_path

NEWEST = 20


def list_orders(*, actor: Actor) -> list[ReportOrder]:
    """Return the newest files the actor has ordered."""
    rows = ReportOrder.objects.visible_to(actor).select_related("job", "unit", "cycle", "period__cycle")
    return list(rows[:NEWEST])


def get_order(*, actor: Actor, pk: int) -> ReportOrder:
    """Return one of the actor's orders; 404 for anybody else's and once the unit is no longer theirs."""
    rows = ReportOrder.objects.visible_to(actor).select_related("job", "unit", "cycle", "period__cycle")
    order = get_object_or_404(rows, pk=pk)
    if not actor.is_system and not may.can_take_file(actor, order):
        raise Http404
    return order


def units_to_report(*, actor: Actor) -> QuerySet[Unit]:
    """Return the units for which the actor orders, in tree order."""
    scopes = actor.scopes_for(Role.HR, Role.HEAD)
    rows = Unit.objects.visible_to(actor).filter(ends_on=None)
    if any(scope.is_root for scope in scopes):
        return rows
    return rows.filter(pk__in=Unit.objects.in_scopes(scopes).order_by().values("id"))


def periods_to_report(*, actor: Actor, with_imported: bool = False) -> list[Period]:
    """Return the periods of the agency that have begun to be rated, newest year first, the year before its parts."""
    rows = Period.objects.visible_to(actor).exclude(opened_at=None).select_related("cycle")
    if not with_imported:
        rows = rows.filter(cycle__is_imported=False)
    return sorted(rows, key=lambda row: (-row.cycle.year, row.kind != PeriodKind.YEAR, -row.number))


def released_of(*, actor: Actor, unit: Unit, period: Period) -> QuerySet[Appraisal]:
    """Return the released appraisals of a unit and everything below it."""
    rows = Appraisal.objects.visible_to(actor).filter(
        agency_id=unit.agency_id, period=period, state=AppraisalStatus.RELEASED
    )
    return rows if unit.depth == 1 else rows.filter(unit_id__in=below(unit))


def plans_of_unit(*, actor: Actor, unit: Unit, period: Period) -> QuerySet[Plan]:
    """Return the plans in force of a unit and everything below it."""
    rows = Plan.objects.visible_to(actor).filter(
        agency_id=unit.agency_id, cycle_id=period.cycle_id, is_current=True, state=PlanStatus.APPROVED
    )
    return rows if unit.depth == 1 else rows.filter(unit_id__in=below(unit))


def below(unit: Unit) -> QuerySet:
    """Return the ids of a unit's subtree."""
    return Unit.objects.under(unit.path).filter(agency_id=unit.agency_id).order_by().values("id")


@dataclass(frozen=True)
class Entry:
    """One file of an order."""

    form: str
    subject_id: int
    path: str


PERSON = ("employee__nip", "employee__name", "unit__path", "unit__name", "opd_name")


def entries_of(*, actor: Actor, order: ReportOrder) -> list[Entry]:
    """Return the files of an order, by unit in tree order, then NIP, then form; two queries."""
    found: list[tuple] = []
    for code, rows in subjects_of(actor=actor, order=order):
        for pk, nip, name, path, unit, office in rows:
            found.append((path or "", nip or "", name, code, pk, unit or "", office or unit or ""))
    found.sort(key=lambda row: row[:5])
    names = distinct(
        file_path(office=office, unit=unit, nip=nip, name=name, form=code)
        for _path, nip, name, code, _pk, unit, office in found
    )
    return [Entry(row[3], row[4], name) for row, name in zip(found, names, strict=True)]


def subjects_of(*, actor: Actor, order: ReportOrder) -> Iterator[tuple[str, QuerySet]]:
    """Return the rows of each ordered form, as id, NIP, name, unit path, unit and office."""
    if order.period is None:
        return
    unit, period = order.unit, order.period
    for code in order.forms:
        rows: QuerySet = own_ratings(released_of(actor=actor, unit=unit, period=period))
        if code == FormKind.PLAN:
            rows = plans_of_unit(actor=actor, unit=unit, period=period)
        named = rows.order_by().annotate(opd_name=F("unit__opd__name"))
        yield code, named.values_list("pk", *PERSON)


def own_ratings(rows: QuerySet[Appraisal]) -> QuerySet[Appraisal]:
    """Return those that were rated in the portal; the forms of past years were issued elsewhere."""
    return rows.filter(imported_from=None)


def count_forms(*, actor: Actor, unit: Unit, period: Period, forms: list[str]) -> int:
    """Return how many files an order would hold."""
    plans = plans_of_unit(actor=actor, unit=unit, period=period).count() if FormKind.PLAN in forms else 0
    rated = [code for code in forms if code != FormKind.PLAN]
    if not rated:
        return plans
    return plans + own_ratings(released_of(actor=actor, unit=unit, period=period)).count() * len(rated)


def reports_for(*, actor: Actor) -> list[str]:
    """Return which parts of the entry page the actor gets."""
    parts = {
        "dashboard": may.can_see_dashboard(actor),
        "forms": may.can_order(actor),
        "recap": may.can_order(actor),
        "past": may.can_import_past(actor),
        "years": policies.can_follow_cycle(actor),
        "own": actor.employee_id is not None,
    }
    return [name for name, allowed in parts.items() if allowed]

"""Documents still to be reported to the authorised official (PyB): per period, with the day by which (D11)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from asn_portal.core.access import Actor, Role
from asn_portal.core.pagination import Page, keyset_page
from asn_portal.core.selectors import work_calendar
from employees.models import Unit
from performance.enums import AppraisalStatus
from performance.enums.objections import ObjectionStatus
from performance.models import Appraisal, Objection, Period
from performance.rules.deadlines import Clock, Deadline, deadline
from performance.selectors.receipts import clock_rules

SIZE = 30
PERIODS = 24


@dataclass(frozen=True)
class ReportQuestion:
    """Which period, which office, which page."""

    period_id: int | None = None
    office_id: int | None = None
    token: str = ""


@dataclass(frozen=True)
class ReportScreen:
    """The page: the period with its clock, figures, offices to filter by, and a page of documents."""

    periods: list[Period]
    period: Period | None
    due: Deadline | None
    is_late: bool
    counts: dict[str, int]
    offices: list[tuple[int, str]]
    office_id: int | None
    page: Page


def in_reach(*, actor: Actor) -> QuerySet[Appraisal]:
    """Return the appraisals of the units whose HR the actor is."""
    rows = Appraisal.objects.filter(agency_id=actor.agency_id)
    scopes = actor.scopes_for(Role.HR)
    if actor.is_system or any(scope.is_root for scope in scopes):
        return rows
    return rows.filter(unit_id__in=Unit.objects.in_scopes(scopes).order_by().values("id"))


def to_report(*, actor: Actor, period: Period, office_id: int | None = None) -> QuerySet[Appraisal]:
    """Return released documents of a period that are not reported yet, with `is_disputed` and `sort_name`."""
    disputes = Objection.objects.filter(appraisal_id=OuterRef("pk"), state=ObjectionStatus.FILED)
    rows = in_reach(actor=actor).filter(
        period_id=period.pk, state=AppraisalStatus.RELEASED, reported_on=None, imported_from=None
    )
    if office_id:
        rows = rows.filter(opd_id=office_id)
    return rows.annotate(is_disputed=Exists(disputes), sort_name=F("employee__sort_name"))


def find_report_period(*, actor: Actor, pk: int | None) -> Period | None:
    """Return an opened period of the agency, the newest without a number, None where there is none."""
    rows = Period.objects.visible_to(actor).filter(opened_at__isnull=False).select_related("cycle")
    chosen = rows.filter(pk=pk) if pk else rows
    return chosen.order_by("-rating_due_on", "-pk").first()


def get_report_screen(*, actor: Actor, question: ReportQuestion) -> ReportScreen:
    """Return what is to be reported of a period; six queries at any size."""
    rows = Period.objects.visible_to(actor).filter(opened_at__isnull=False).select_related("cycle")
    periods = list(rows.order_by("-rating_due_on", "-pk")[:PERIODS])
    period = next((row for row in periods if row.pk == question.period_id), next(iter(periods), None))
    if period is None:
        return ReportScreen([], None, None, False, {}, [], None, Page([]))
    today = timezone.localdate()
    due = report_deadline(actor=actor, period=period, today=today)
    documents = to_report(actor=actor, period=period, office_id=question.office_id)
    page = keyset_page(documents.select_related("employee__position", "opd"), token=question.token, size=SIZE)
    return ReportScreen(
        periods=periods,
        period=period,
        due=due,
        is_late=due.is_late(today),
        counts=counts_of(actor=actor, period=period, office_id=question.office_id),
        offices=offices_of(actor=actor, period=period),
        office_id=question.office_id,
        page=page,
    )


def report_deadline(*, actor: Actor, period: Period, today: date) -> Deadline:
    """Return by when documents of a period are reported: counted from the end of its window (D11, E13)."""
    rules = clock_rules(actor=actor, day=today)
    calendar = work_calendar(actor=actor)
    return deadline(Clock.REPORT, period.rating_due_on, calendar=calendar, clocks=rules.clocks)


def counts_of(*, actor: Actor, period: Period, office_id: int | None) -> dict[str, int]:
    """Return how many documents are reported, open, and in dispute, and how many are not released yet."""
    disputes = Objection.objects.filter(appraisal_id=OuterRef("pk"), state=ObjectionStatus.FILED)
    rows = in_reach(actor=actor).filter(period_id=period.pk, imported_from=None)
    rows = rows.filter(opd_id=office_id) if office_id else rows
    released = Q(state=AppraisalStatus.RELEASED)
    return rows.annotate(is_disputed=Exists(disputes)).aggregate(
        reported=Count("pk", filter=released & Q(reported_on__isnull=False)),
        open=Count("pk", filter=released & Q(reported_on=None)),
        disputed=Count("pk", filter=released & Q(reported_on=None, is_disputed=True)),
        unreleased=Count("pk", filter=~released),
    )


def offices_of(*, actor: Actor, period: Period) -> list[tuple[int, str]]:
    """Return the offices with documents to report, by name."""
    found = to_report(actor=actor, period=period).order_by().values("opd_id")
    units = Unit.objects.filter(agency_id=actor.agency_id, pk__in=found).order_by("name", "pk")
    return list(units.values_list("pk", "name"))

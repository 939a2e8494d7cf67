"""The document of a released rating: handed out, read, signed, objected to, reported; and the clocks of all that."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from asn_portal.core.access import Actor, Role
from asn_portal.core.calendar import WorkCalendar
from asn_portal.core.models import Document
from asn_portal.core.policies import value_on
from asn_portal.core.selectors import work_calendar
from employees.enums import EmployeeKind
from performance.enums.objections import ClockState, ObjectionStatus
from performance.models import Appraisal, Objection
from performance.policies import objections as policies
from performance.rules.deadlines import Clock, EvaluationClocks
from performance.rules.evaluation_clocks import (
    ClockRow,
    ClockRules,
    EvaluationFacts,
    Timetable,
    timetable,
)

SIX_DAYS = 6
KINDS = ("evaluation", "evaluation_objection")
JOINED = ("id", "state", "filed_at", "decided_at", "due_on")


@dataclass(frozen=True)
class ReceiptSheet:
    """What the page of an appraisal says about its document."""

    timetable: Timetable
    objection: Objection | None
    is_pending: bool
    sees_clocks: bool
    is_final: bool
    by_superior: bool
    can_read: bool
    can_sign: bool
    can_decline: bool
    can_object: bool

    @property
    def last_day(self) -> ClockRow | None:
        """Return the clock of the objection."""
        return self.timetable.find(Clock.OBJECT)

    @property
    def is_too_late(self) -> bool:
        """Tell whether the time for an objection is over, without one."""
        row = self.last_day
        return row is not None and row.state == ClockState.LAPSED


def get_receipt(*, actor: Actor, appraisal: Appraisal) -> ReceiptSheet | None:
    """Return clocks, signature and objection of a released appraisal, None before or for one of another system.

    Two queries.
    """
    if appraisal.released_at is None or appraisal.imported_from_id is not None:
        return None
    objection = newest_objection(actor=actor, appraisal=appraisal)
    today = timezone.localdate()
    rules, final = clock_rules(actor=actor, day=today), final_reason(appraisal, day=today)
    facts = facts_of(appraisal, objection, is_final=bool(final))
    calendar = calendar_of(work_calendar(actor=actor), appraisal, day=today)
    found = timetable(facts, calendar=calendar, rules=rules, today=today)
    is_own = policies.can_sign(actor, appraisal)
    may_decline = value_on(policies.MAY_DECLINE_SIGNATURE, agency_id=appraisal.agency_id, day=today)
    last = found.find(Clock.OBJECT)
    is_open = last is None or last.state == ClockState.RUNNING
    return ReceiptSheet(
        timetable=found,
        objection=objection if objection and objection.is_visible else None,
        is_pending=objection is not None and objection.state == ObjectionStatus.FILED,
        sees_clocks=sees_clocks(actor, appraisal),
        is_final=bool(final),
        by_superior=is_by_superior(appraisal),
        can_read=is_own and appraisal.read_at is None,
        can_sign=is_own and appraisal.signed_at is None,
        can_decline=is_own and may_decline and appraisal.signed_at is None and appraisal.declined_at is None,
        can_object=is_own and objection is None and not final and is_open,
    )


def sees_clocks(actor: Actor, appraisal: Appraisal) -> bool:
    """The person, who rated or released, the evaluator of today, the superior, HR and inspectors."""
    parties = {
        appraisal.employee_id,
        appraisal.rated_by_id,
        appraisal.approved_by_id,
        appraisal.escalated_to_id,
        appraisal.employee.evaluator_id,
    }
    return actor.employee_id in parties - {None} or actor.has(Role.HR, Role.INSPECTOR)


def with_dispute(rows: QuerySet[Appraisal], *, actor: Actor) -> QuerySet[Appraisal]:
    """Add the objection that counts (one at most) and whether a document is in force, for a single row's page."""
    counts = FilteredRelation("objections", condition=~Q(objections__state=ObjectionStatus.WITHDRAWN))
    mine = Objection.objects.visible_to(actor).filter(pk=OuterRef("counting__pk"))
    kind = Case(When(amended_at=None, then=Value(KINDS[0])), default=Value(KINDS[1]))
    documents = Document.objects.filter(
        agency_id=OuterRef("agency_id"),
        subject_type="appraisal",
        subject_id=OuterRef("pk"),
        kind=OuterRef("document_kind"),
        revoked_at=None,
    )
    return rows.annotate(
        counting=counts,
        document_kind=kind,
        has_document=Exists(documents),
        sees_objection=Exists(mine),
        **{f"objection_{name}": F(f"counting__{name}") for name in JOINED},
    )


def newest_objection(*, actor: Actor, appraisal: Appraisal) -> Objection | None:
    """Return the objection that counts, with `is_visible`: that there is one may be known to more than its content.

    Without a query, with its days only, where the row came with `with_dispute`.
    """
    if hasattr(appraisal, "objection_id"):
        if appraisal.objection_id is None:
            return None
        known = Objection(**{name: getattr(appraisal, f"objection_{name}") for name in JOINED})
        known.is_visible = appraisal.sees_objection
        return known
    mine = Objection.objects.visible_to(actor).filter(pk=OuterRef("pk"))
    rows = Objection.objects.filter(agency_id=actor.agency_id, appraisal_id=appraisal.pk)
    rows = rows.exclude(state=ObjectionStatus.WITHDRAWN).annotate(is_visible=Exists(mine))
    return rows.order_by("-id").first()


def is_by_superior(appraisal: Appraisal) -> bool:
    """Tell whether the superior rated in place of a silent evaluator."""
    return appraisal.escalated_to_id is not None and appraisal.rated_by_id == appraisal.escalated_to_id


def final_reason(appraisal: Appraisal, *, day: date) -> str:
    """Return why nobody can object: "superior", "regional_head", or "" (annex IV p. 90; the agency may allow it)."""
    if value_on(policies.OBJECTION_TO_FINAL, agency_id=appraisal.agency_id, day=day):
        return ""
    if is_by_superior(appraisal):
        return "superior"
    rater = appraisal.rated_by
    return "regional_head" if rater is not None and rater.kind == EmployeeKind.OFFICIAL else ""


def clock_rules(*, actor: Actor, day: date) -> ClockRules:
    """Return the figures of the agency in force on a day; unknown names in a setting are left out."""
    agency_id = actor.agency_id
    figures = value_on(policies.CLOCKS, agency_id=agency_id, day=day)
    known = {name: figures[name] for name in policies.CLOCKS.default if name in figures}
    return ClockRules(
        clocks=EvaluationClocks(**known),
        calendar_days=value_on(policies.OBJECTION_DAY_KIND, agency_id=agency_id, day=day) == "calendar",
        deemed_days=int(value_on(policies.DEEMED_RECEIPT_DAYS, agency_id=agency_id, day=day)),
    )


def calendar_of(calendar: WorkCalendar, appraisal: Appraisal, *, day: date) -> WorkCalendar:
    """Return the working days of the person's unit: six a week where the agency says so for it or its office."""
    codes = set(value_on(policies.SIX_DAY_UNITS, agency_id=appraisal.agency_id, day=day))
    if not codes or calendar.work_days == SIX_DAYS:
        return calendar
    places = {place.code for place in (appraisal.employee.unit, appraisal.opd) if place is not None}
    return replace(calendar, work_days=SIX_DAYS) if places & codes else calendar


def facts_of(appraisal: Appraisal, objection: Objection | None, *, is_final: bool = False) -> EvaluationFacts:
    """Return the days of an appraisal for its clocks. Needs `period`."""
    return EvaluationFacts(
        window_ends_on=appraisal.period.rating_due_on,
        by_superior=is_by_superior(appraisal),
        signed_on=day_of(appraisal.rated_at),
        delivered_on=day_of(appraisal.released_at),
        read_on=day_of(appraisal.read_at),
        returned_on=day_of(appraisal.signed_at),
        declined_on=day_of(appraisal.declined_at),
        reported_on=appraisal.reported_on,
        objected_on=day_of(objection.filed_at) if objection else None,
        decided_on=day_of(objection.decided_at) if objection else None,
        objection_due_on=objection.due_on if objection else None,
        is_final=is_final,
    )


def day_of(moment: datetime | None) -> date | None:
    """Return the day of a moment where the agency is."""
    return timezone.localtime(moment).date() if moment else None

"""The schedule of the invented governments: what is closed, moved dates, silent evaluators."""

from datetime import date, timedelta
from random import Random

from django.db.models import F, Q

from asn_portal.core.models import Agency, TransitionLog
from asn_portal.demo.plans import at
from employees.models import RoleGrant
from performance.enums import AppraisalStatus, CycleStatus, PlanStatus
from performance.enums.schedule import DateKind
from performance.models import Appraisal, Cycle, DateChange, Period, Plan
from performance.workflow.schedule import CLOSE_UNRATED, HAND_PLAN_ON

# Of the rows of a closed period, about one in so many was never rated.
UNRATED_SHARE = 40
MOST_UNRATED = 20
BLANK = {
    "state": AppraisalStatus.UNRATED,
    "released_at": None,
    "rated_at": None,
    "rated_by": None,
    "approved_by": None,
    **dict.fromkeys(
        ("result_rating", "behaviour_rating", "predicate", "result_reason", "behaviour_reason"), ""
    ),
}
# About the thirty working days after which a period closes.
OPEN_FOR = timedelta(days=43)
MOVED = (
    (DateKind.PLAN_DUE, "Perjanjian kinerja baru ditetapkan minggu ketiga Januari."),
    (DateKind.RATING_DUE, "Cuti bersama Idulfitri jatuh pada pekan penilaian."),
)


def add_schedule(agency: Agency, today: date, rng: Random) -> None:
    """Close what is over, keep the reasons of moved dates, and leave some plans to the superior."""
    for cycle in Cycle.objects.filter(agency=agency).order_by("year"):
        close_past(cycle, today)
        if cycle.state == CycleStatus.OPEN:
            leave_unrated(cycle)
            add_moved_dates(cycle, today)
            hand_plans_on(cycle, today)


def close_past(cycle: Cycle, today: date) -> None:
    """Close the periods whose time is over."""
    for period in Period.objects.filter(cycle=cycle, opened_at__isnull=False, closed_at=None):
        day = period.rating_due_on + OPEN_FOR
        if day >= today:
            continue
        rows = Appraisal.objects.filter(period=period)
        waiting = rows.filter(state__in=[AppraisalStatus.PENDING, AppraisalStatus.RETURNED])
        log_unrated(cycle, list(waiting.values_list("pk", "state")), day)
        waiting.update(state=AppraisalStatus.UNRATED, revision=F("revision") + 1)
        rows.update(closed_at=at(day, 1))
        Period.objects.filter(pk=period.pk).update(
            closed_at=at(day, 1), reminded_at=at(period.rating_due_on, 6)
        )
    if cycle.state == CycleStatus.CLOSED:
        Cycle.objects.filter(pk=cycle.pk).update(closed_at=at(date(cycle.year + 1, 3, 18), 1))


def leave_unrated(cycle: Cycle) -> None:
    """Leave some people of the last closed period without a rating, as a silent evaluator does."""
    period = cycle.periods.filter(closed_at__isnull=False).exclude(kind="year").order_by("-ends_on").first()
    if period is None:
        return
    rows = Appraisal.objects.filter(
        period=period, state=AppraisalStatus.RELEASED, read_at=None, amended_at=None, signed_at=None
    )
    free = rows.filter(objections=None).order_by("pk").values_list("pk", flat=True)
    chosen = [pk for place, pk in enumerate(free) if place % UNRATED_SHARE == 0][:MOST_UNRATED]
    TransitionLog.objects.filter(
        agency_id=cycle.agency_id, subject_type="appraisal", subject_id__in=chosen
    ).delete()
    Appraisal.objects.filter(pk__in=chosen).update(**BLANK)
    day = period.closed_at.date()
    log_unrated(cycle, [(pk, AppraisalStatus.PENDING) for pk in chosen], day)


def log_unrated(cycle: Cycle, rows: list[tuple[int, str]], day: date) -> None:
    """Write the step into the trail of those who stay without a rating."""
    TransitionLog.objects.bulk_create(
        [
            TransitionLog(
                agency_id=cycle.agency_id,
                subject_type="appraisal",
                subject_id=pk,
                transition=CLOSE_UNRATED.name,
                from_state=state,
                to_state=CLOSE_UNRATED.target,
                actor_name="Sistem",
                role=CLOSE_UNRATED.role,
                at=at(day, 1),
            )
            for pk, state in rows
        ],
        batch_size=500,
    )


def add_moved_dates(cycle: Cycle, today: date) -> None:
    """Keep two dates that HR moved, with their reasons."""
    period = cycle.periods.filter(number=1).exclude(kind="year").first()
    grant = RoleGrant.objects.filter(agency=cycle.agency, role="hr").select_related("user").first()
    if period is None or grant is None:
        return
    for what, reason in MOVED:
        is_rating = what == DateKind.RATING_DUE
        now = period.rating_due_on if is_rating else cycle.plan_due_on
        DateChange.objects.create(
            agency=cycle.agency,
            cycle=cycle,
            period=period if is_rating else None,
            what=what,
            period_label=f"{period.long_label}" if is_rating else "",
            before=(now - timedelta(days=5)).isoformat(),
            after=now.isoformat(),
            reason=reason,
            changed_by=grant.user,
            changed_by_name=grant.user.full_name,
            changed_at=min(at(now - timedelta(days=12), 9), at(today, 7)),
        )


def hand_plans_on(cycle: Cycle, today: date) -> None:
    """Let the superior decide on some plans that an evaluator has left lying."""
    waiting = Plan.objects.filter(
        Q(employee__evaluator__evaluator__isnull=False),
        cycle=cycle,
        state=PlanStatus.SUBMITTED,
        escalated_at=None,
        submitted_at__lt=at(today - timedelta(days=6)),
    ).exclude(employee__evaluator__evaluator_id=F("employee_id"))
    rows = list(waiting.select_related("employee__evaluator").order_by("pk")[:5])
    for plan in rows:
        plan.escalated_to_id = plan.employee.evaluator.evaluator_id
        plan.escalated_at = at(today - timedelta(days=1), 6)
    Plan.objects.bulk_update(rows, ["escalated_to", "escalated_at"])
    TransitionLog.objects.bulk_create(
        TransitionLog(
            agency_id=cycle.agency_id,
            subject_type="plan",
            subject_id=plan.pk,
            transition=HAND_PLAN_ON.name,
            from_state=PlanStatus.SUBMITTED,
            to_state=HAND_PLAN_ON.target,
            actor_name="Sistem",
            role=HAND_PLAN_ON.role,
            at=plan.escalated_at,
        )
        for plan in rows
    )

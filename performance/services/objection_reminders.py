"""What the clock says about objections and signatures: digests, each once a day or once a deadline."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from asn_portal.core.access import Role, system_actor
from asn_portal.core.models import Agency
from asn_portal.core.policies import value_on
from asn_portal.core.selectors import work_calendar
from employees.models import RoleGrant
from performance.enums import AppraisalStatus, CycleStatus
from performance.enums.objections import ObjectionStatus
from performance.models import Appraisal, Objection, Period
from performance.notifications import objections as notices
from performance.policies import objections as policies
from performance.rules.deadlines import Clock, deadline
from performance.selectors.receipts import clock_rules

SIGN_DAYS = 3
LONGEST_WAIT = timedelta(days=60)


def remind_objections(*, agency: Agency, today: date) -> int:
    """Remind superiors of decisions that are due soon or overdue, and HR of the overdue; returns notices.

    One digest a person and day. How many working days before stands in the settings.
    """
    calendar = work_calendar(actor=system_actor(agency.pk))
    days = int(value_on(policies.REMIND_DECIDER_DAYS, agency_id=agency.pk, day=today))
    filed = Objection.objects.filter(agency=agency, state=ObjectionStatus.FILED).order_by()
    soon = filed.filter(due_on__lte=calendar.add(today, days), decider__user__isnull=False)
    told = sum(
        notices.objections_due(
            agency_id=agency.pk, event="objection_due", users=[user], count=count, due=due, today=today
        )
        for user, count, due in soon.values_list("decider__user_id").annotate(
            count=Count("pk"), due=Min("due_on")
        )
    )
    return told + tell_hr(agency, filed.filter(due_on__lt=today), today)


def tell_hr(agency: Agency, overdue: QuerySet[Objection], today: date) -> int:
    """Tell HR of the whole agency how many objections nobody has decided in time."""
    found = overdue.aggregate(count=Count("pk"), due=Min("due_on"))
    if not found["count"]:
        return 0
    grants = RoleGrant.objects.in_force(today).filter(agency=agency, role=Role.HR, unit__depth=1)
    return notices.objections_due(
        agency_id=agency.pk,
        event="objection_overdue",
        users=grants.values_list("user_id", flat=True),
        count=found["count"],
        due=found["due"],
        today=today,
    )


def remind_signatures(*, agency: Agency, today: date) -> int:
    """Remind people who read their document and have not signed, some working days before the last (D8, D14).

    Grouped by period, route and day of receipt, so that the work does not grow with the people; returns notices.
    """
    actor = system_actor(agency.pk)
    calendar, rules = work_calendar(actor=actor), clock_rules(actor=actor, day=today)
    users: dict[tuple[int, date], list[int]] = defaultdict(list)
    for period_id, user, read_at, by_superior in unsigned(agency, today):
        clock = Clock.SUPERIOR_RETURN if by_superior else Clock.SIGN
        received = timezone.localtime(read_at).date()
        due = deadline(clock, received, calendar=calendar, clocks=rules.clocks).due_on
        if today <= due <= calendar.add(today, SIGN_DAYS):
            users[period_id, due].append(user)
    periods = Period.objects.in_bulk({period_id for period_id, _due in users})
    return sum(
        notices.signatures_due(period=periods[period_id], users=people, due=due)
        for (period_id, due), people in users.items()
    )


def unsigned(agency: Agency, today: date) -> list[tuple[int, int, datetime, bool]]:
    """Return period, account, receipt and route of documents read in the last weeks and not signed."""
    since = timezone.make_aware(datetime.combine(today - LONGEST_WAIT, time.min))
    rows = Appraisal.objects.filter(
        agency=agency,
        state=AppraisalStatus.RELEASED,
        period__cycle__state=CycleStatus.OPEN,
        signed_at=None,
        declined_at=None,
        read_at__gte=since,
        employee__user__isnull=False,
    ).order_by()
    columns = ("period_id", "employee__user_id", "read_at", "escalated_to_id", "rated_by_id")
    return [
        (period, user, read, superior is not None and superior == rater)
        for period, user, read, superior, rater in rows.values_list(*columns)
    ]

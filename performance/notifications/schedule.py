"""What the schedule tells people: moved dates, what was handed on, closed periods, the next year."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from asn_portal.core.bulk_notices import Occasion, Told, notify_each
from asn_portal.core.models import Announcement
from asn_portal.core.notices import NoticeKind, Subject, announce, notify, register
from asn_portal.core.templatetags.formats import longdate
from employees.models import Employee
from performance.enums import PlanStatus
from performance.enums.schedule import DateKind
from performance.models import Appraisal, Cycle, DateChange, Period, Plan
from performance.models.appraisals import OPEN_STATES as TO_RATE
from performance.notifications.appraisals import period_name
from performance.workflow import OPEN_STATES

# So long a change that has no day of its own stays on the home page.
SHOWN_FOR = timedelta(days=14)


def write_moved(params: dict) -> tuple[str, str]:
    """Return title and body about moved dates, in the active language."""
    title = gettext("Dates of %(year)s have been moved") % {"year": params["year"]}
    lines = [moved_words(line) for line in params["lines"]]
    return title, "\n".join([*lines, gettext("Reason: %(reason)s") % {"reason": params["reason"]}])


def moved_words(line: dict) -> str:
    """Return one moved date in words."""
    known = line["what"] in DateKind.values
    what = str(DateKind(line["what"]).label) if known else line["what"]
    if line["period"]:
        what = f"{what} ({line['period']})"
    if not line["after"]:
        return gettext("%(what)s: counted from the last day of rating again.") % {"what": what}
    return gettext("%(what)s: now %(after)s.") % {"what": what, "after": day_words(line["after"])}


def day_words(value: str) -> str:
    """Return a stored day in words, anything else as it is."""
    try:
        return longdate(date.fromisoformat(value))
    except ValueError:
        return value


for event, with_mail in (("dates_moved", False), ("own_dates_moved", True)):
    register(
        NoticeKind(
            event=event,
            title=gettext_lazy("Dates have been moved"),
            body="",
            url_name="performance:my_year",
            icon="calendar-event",
            mail=with_mail,
            url_has_subject=False,
            write=write_moved,
        )
    )
register(
    NoticeKind(
        event="plan_handed_on",
        title=gettext_lazy("Your SKP %(year)s now also waits for %(superior)s"),
        body=gettext_lazy(
            "Your evaluator did not decide in time. Since the end of January the evaluator's superior may decide."
        ),
        url_name="performance:plan_detail",
        icon="arrow-up",
    )
)
register(
    NoticeKind(
        event="plans_handed_over",
        title=gettext_lazy("Plans (SKP) were handed to you: %(count)s"),
        body=gettext_lazy("Their evaluators did not decide in time. As their superior you may decide now."),
        url_name="inbox",
        icon="arrow-up",
        url_has_subject=False,
    )
)
register(
    NoticeKind(
        event="appraisal_unrated",
        title=gettext_lazy("Closed without a rating: %(period)s"),
        body=gettext_lazy(
            "Nobody rated you in time. Please turn to the personnel office; it can open it again."
        ),
        url_name="performance:appraisal_detail",
        icon="circle-off",
    )
)
register(
    NoticeKind(
        event="period_closed",
        title=gettext_lazy("%(period)s is closed"),
        body=gettext_lazy(
            "Released: %(released)s, waiting for release: %(rated)s, without a rating: %(unrated)s. "
            "The report to the authorised official (PyB) can go out."
        ),
        url_name="performance:cycle_detail",
        icon="lock",
    )
)
register(
    NoticeKind(
        event="cycle_closed",
        title=gettext_lazy("Performance year %(year)s is closed"),
        body=gettext_lazy("Your plan, evidence and ratings stay to be read."),
        url_name="performance:my_year",
        icon="lock",
        url_has_subject=False,
    )
)
register(
    NoticeKind(
        event="next_year_wanted",
        title=gettext_lazy("Performance year %(year)s is not set up yet"),
        body=gettext_lazy("Set it up like %(before)s with one click, or choose other dates."),
        url_name="performance:cycle_create",
        icon="calendar-plus",
        url_has_subject=False,
    )
)
register(
    NoticeKind(
        event="next_year_set_up",
        title=gettext_lazy("Performance year %(year)s has been set up"),
        body=gettext_lazy("It was set up like %(before)s and opens on %(opens)s. Please check the dates."),
        url_name="performance:cycle_detail",
        icon="calendar-event",
    )
)
register(
    NoticeKind(
        event="appraisal_reopened",
        title=gettext_lazy("Opened again for a rating: %(name)s"),
        body=gettext_lazy("%(hr)s writes: %(reason)s"),
        url_name="performance:appraisal_detail",
        icon="lock-open",
    )
)


# --- Moved dates ---


def dates_moved(cycle: Cycle, log: list[DateChange]) -> None:
    """Tell everybody on the home page, and by mail those whose own deadline moves."""
    params = {"year": cycle.year, "reason": log[0].reason, "lines": [as_line(row) for row in log]}
    ends_on = max([timezone.localdate() + SHOWN_FOR, *days_of(log)])
    subject = Subject(cycle.agency_id, "datechange", log[0].pk)
    announce(event="dates_moved", subject=subject, params=params, ends_on=ends_on)
    for row in log:
        users = concerned(cycle, row)
        what = Occasion(cycle.agency_id, "own_dates_moved", "datechange")
        own = params | {"lines": [as_line(row)]}
        notify_each(what, (Told(user_id, row.pk, own) for user_id in users))


def as_line(row: DateChange) -> dict:
    """Return a change as it is stored in a notice."""
    return {"what": row.what, "period": row.period_label, "before": row.before, "after": row.after}


def days_of(log: list[DateChange]) -> list[date]:
    """Return the new days."""
    found = []
    for row in log:
        try:
            found.append(date.fromisoformat(row.after))
        except ValueError:
            continue
    return found


def concerned(cycle: Cycle, row: DateChange) -> set[int]:
    """Return the accounts of those who work towards a deadline that moved."""
    if row.what == DateKind.PLAN_DUE:
        plans = Plan.objects.filter(cycle=cycle, is_current=True, employee__is_active=True).order_by()
        late = plans.filter(state__in=OPEN_STATES).values_list("employee__user_id", flat=True)
        waiting = plans.filter(state=PlanStatus.SUBMITTED)
        return {*late, *waiting.values_list("employee__evaluator__user_id", flat=True)} - {None}
    if row.what == DateKind.RATING_DUE and row.period is not None and row.period.opened_at:
        rows = Appraisal.objects.filter(period=row.period, state__in=TO_RATE).order_by()
        raters = rows.values_list("employee__evaluator__user_id", flat=True).distinct()
        return {*raters, *rows.values_list("escalated_to__user_id", flat=True).distinct()} - {None}
    return set()


# --- Handed on ---


def plans_handed_on(cycle: Cycle, plans: Iterable[tuple[int, int | None, int, str]], *, today: date) -> None:
    """Tell each person, and each superior once a day how many; rows are (plan, account, superior, superior's name)."""
    rows = list(plans)
    accounts = dict(
        Employee.objects.filter(pk__in={row[2] for row in rows}, user__isnull=False).values_list(
            "pk", "user_id"
        )
    )
    people = (
        Told(user_id, plan_id, {"year": cycle.year, "superior": name})
        for plan_id, user_id, _superior, name in rows
        if user_id
    )
    notify_each(Occasion(cycle.agency_id, "plan_handed_on", "plan"), people)
    counts: dict[int, int] = {}
    for _plan, _user, superior, _name in rows:
        if superior in accounts:
            counts[accounts[superior]] = counts.get(accounts[superior], 0) + 1
    what = Occasion(cycle.agency_id, "plans_handed_over", "cycle", today.isoformat())
    notify_each(what, (Told(user_id, cycle.pk, {"count": count}) for user_id, count in counts.items()))


# --- Closing ---


def period_closed(period: Period, counts: dict[str, int], *, hr_users: list[int]) -> None:
    """Tell HR what a closed period holds; the report is due."""
    notify(
        event="period_closed",
        subject=Subject(period.agency_id, "cycle", period.cycle_id),
        recipients=hr_users,
        params={"period": period_name(period), **counts},
        occasion=f"period-{period.pk}",
    )


def cycle_closed(cycle: Cycle, *, today: date) -> Announcement:
    """Tell everybody that the year is over."""
    return announce(
        event="cycle_closed",
        subject=Subject(cycle.agency_id, "cycle", cycle.pk),
        params={"year": cycle.year},
        ends_on=today + SHOWN_FOR,
    )


def appraisal_reopened(appraisal: Appraisal, *, hr: str, reason: str) -> None:
    """Tell the person, the evaluator and a superior who stood in."""
    employee = appraisal.employee
    raters = [person for person in (employee.evaluator, appraisal.escalated_to) if person is not None]
    notify(
        event="appraisal_reopened",
        subject=Subject(appraisal.agency_id, "appraisal", appraisal.pk),
        recipients=[employee.user_id, *(person.user_id for person in raters)],
        params={"name": employee.full_name, "hr": hr, "reason": reason},
        occasion=f"revision-{appraisal.revision}",
    )


# --- The next year ---


def next_year_wanted(*, agency_id: int, year: int, before: int, hr_users: list[int]) -> int:
    """Ask HR, once for each year."""
    return notify(
        event="next_year_wanted",
        subject=Subject(agency_id, "agency", agency_id),
        recipients=hr_users,
        params={"year": year, "before": before},
        occasion=f"year-{year}",
    )


def next_year_set_up(cycle: Cycle, *, before: int, hr_users: list[int]) -> int:
    """Tell HR what was set up, so that somebody looks at the dates."""
    return notify(
        event="next_year_set_up",
        subject=Subject(cycle.agency_id, "cycle", cycle.pk),
        recipients=hr_users,
        params={"year": cycle.year, "before": before, "opens": cycle.opens_on.isoformat()},
    )

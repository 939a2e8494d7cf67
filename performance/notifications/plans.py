"""What is said about years and plans; each person is told once per event and occasion."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from asn_portal.core.notices import NoticeKind, Subject, notify, register
from asn_portal.core.templatetags.formats import longdate
from employees.models import Employee
from performance.models import Cycle, Plan

BATCH = 5_000

CYCLE_OPENED = register(
    NoticeKind(
        event="cycle_opened",
        title=_("Performance year %(year)s is open"),
        body=_("Your SKP has been prepared. Complete it and submit it to your evaluator."),
        url_name="performance:my_year",
        icon="target-arrow",
        url_has_subject=False,
    )
)
PLAN_REMINDER = register(
    NoticeKind(
        event="plan_reminder",
        title=_("Your SKP %(year)s has not been submitted"),
        body=_("Please submit it to your evaluator by %(due_on)s."),
        url_name="performance:my_year",
        icon="bell",
        url_has_subject=False,
    )
)
PLAN_SUBMITTED = register(
    NoticeKind(
        event="plan_submitted",
        title=_("%(name)s submitted the SKP %(year)s"),
        body=_("It waits for your approval."),
        url_name="performance:plan_detail",
        icon="file-text",
    )
)
PLAN_APPROVED = register(
    NoticeKind(
        event="plan_approved",
        title=_("Your SKP %(year)s has been approved"),
        body=_("%(evaluator)s approved it. You can download it as PDF."),
        url_name="performance:plan_detail",
        icon="circle-check",
    )
)
PLAN_RETURNED = register(
    NoticeKind(
        event="plan_returned",
        title=_("Your SKP %(year)s has been returned for revision"),
        body=_("%(evaluator)s writes: %(note)s"),
        url_name="performance:plan_detail",
        icon="arrow-back-up",
    )
)
LEADER_PLAN_APPROVED = register(
    NoticeKind(
        event="leader_plan_approved",
        title=_("The SKP %(year)s of your superior has been approved"),
        body=_("You can now link your work results to those of %(leader)s."),
        url_name="performance:my_year",
        icon="link",
        url_has_subject=False,
    )
)
CHANGE_STARTED = register(
    NoticeKind(
        event="plan_change_started",
        title=_("A change of your SKP %(year)s has been started"),
        body=_("%(actor)s writes: %(reason)s"),
        url_name="performance:plan_detail",
        icon="history",
    )
)


def about(plan: Plan) -> Subject:
    """Return the plan as the subject of a notice."""
    return Subject(plan.agency_id, "plan", plan.pk)


def plan_submitted(plan: Plan) -> None:
    """Tell the present evaluator; a second submission of the same plan is a new occasion."""
    if plan.evaluator_id:
        notify(
            event=PLAN_SUBMITTED.event,
            subject=about(plan),
            recipients=user_ids([plan.evaluator_id]),
            params={"name": plan.employee_name, "year": plan.cycle.year},
            occasion=f"revision-{plan.revision}",
        )


def plan_approved(plan: Plan) -> None:
    """Tell the employee."""
    notify(
        event=PLAN_APPROVED.event,
        subject=about(plan),
        recipients=user_ids([plan.employee_id]),
        params={"year": plan.cycle.year, "evaluator": plan.evaluator_name},
    )


def plan_returned(plan: Plan, note: str) -> None:
    """Tell the employee, with the reason."""
    notify(
        event=PLAN_RETURNED.event,
        subject=about(plan),
        recipients=user_ids([plan.employee_id]),
        params={"year": plan.cycle.year, "evaluator": plan.evaluator_name, "note": note},
        occasion=f"revision-{plan.revision}",
    )


def change_started(plan: Plan, actor_name: str) -> None:
    """Tell the employee that the evaluator asks for a change."""
    notify(
        event=CHANGE_STARTED.event,
        subject=about(plan),
        recipients=user_ids([plan.employee_id]),
        params={"year": plan.cycle.year, "actor": actor_name, "reason": plan.change_reason},
    )


def leader_plan_approved(plan: Plan, people: Iterable[int]) -> None:
    """Tell those who could not link their results until now."""
    notify(
        event=LEADER_PLAN_APPROVED.event,
        subject=about(plan),
        recipients=user_ids(people),
        params={"year": plan.cycle.year, "leader": plan.employee_name},
    )


def remind(cycle: Cycle, people: list[int], *, occasion: str) -> int:
    """Remind people of the plan's deadline, once per occasion; return how many were told now."""
    params = {"year": cycle.year, "due_on": longdate(cycle.plan_due_on)}
    subject = Subject(cycle.agency_id, "cycle", cycle.pk)
    batches = (people[start : start + BATCH] for start in range(0, len(people), BATCH))
    return sum(
        notify(event=PLAN_REMINDER.event, subject=subject, recipients=users, params=params, occasion=occasion)
        for users in batches
    )


def reminder_occasion(day: date, kind: str) -> str:
    """Return the key that keeps a reminder from being said twice."""
    return f"{kind}-{day.isoformat()}"


def user_ids(people: Iterable[int]) -> list[int | None]:
    """Return the accounts of employees."""
    return list(Employee.objects.filter(pk__in=list(people)).values_list("user_id", flat=True))

"""What is said about moves, study assignments and exemptions; each person is told once per occasion."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from asn_portal.core.notices import NoticeKind, Subject, notify, register
from performance.models import Cycle, Plan, StudyAssignment
from performance.notifications.plans import about, user_ids

NEW_POST = register(
    NoticeKind(
        event="plan_new_post",
        title=_("A new SKP %(year)s for your new post"),
        body=_(
            "%(post)s, from %(first)s. Set it with %(evaluator)s by %(due_on)s; the SKP of your earlier post stays "
            "with its evidence."
        ),
        url_name="performance:plan_detail",
        icon="transfer",
    )
)
NEW_PERSON = register(
    NoticeKind(
        event="plan_new_person",
        title=_("%(name)s needs an SKP %(year)s with you"),
        body=_(
            "You are the evaluator now. Talk about your expectations; the SKP is to be set by %(due_on)s."
        ),
        url_name="performance:plan_detail",
        icon="user-plus",
    )
)
NEW_EVALUATOR = register(
    NoticeKind(
        event="plan_new_evaluator",
        title=_("Your SKP %(year)s: a new evaluator"),
        body=_(
            "%(evaluator)s evaluates you now. Clarify the expectations and set the SKP together by %(due_on)s."
        ),
        url_name="performance:plan_detail",
        icon="user-check",
    )
)
ACTING_POST = register(
    NoticeKind(
        event="plan_acting_post",
        title=_("Your acting post belongs in your SKP %(year)s"),
        body=_("%(post)s, from %(first)s: an acting post is always a main work result."),
        url_name="performance:plan_detail",
        icon="replace",
    )
)
LATE_PLAN = register(
    NoticeKind(
        event="plan_late_opened",
        title=_("Your SKP %(year)s has been prepared"),
        body=_("Complete it and set it with %(evaluator)s by %(due_on)s."),
        url_name="performance:plan_detail",
        icon="target-arrow",
    )
)
EXEMPT = register(
    NoticeKind(
        event="plan_exempt",
        title=_("No SKP %(year)s is asked of you"),
        body=_(
            "Performance planning does not concern you at present. The reason stands on your performance page."
        ),
        url_name="performance:my_year",
        icon="user-off",
        url_has_subject=False,
    )
)
STUDY_RESULTS = register(
    NoticeKind(
        event="plan_study_results",
        title=_("Your study assignment stands in your SKP %(year)s"),
        body=_(
            "Two results were proposed: academic result and graduation in time. Clarify them with your evaluator."
        ),
        url_name="performance:plan_detail",
        icon="school",
    )
)
STUDY_ENDED = register(
    NoticeKind(
        event="study_ended",
        title=_("Your study assignment: %(state)s"),
        body=_("%(programme)s, %(institution)s."),
        url_name="performance:study_detail",
        icon="school",
    )
)


def post_moved(plan: Plan) -> None:
    """Tell the person and the new evaluator that a plan for the new post is open."""
    params = _params(plan) | {"post": plan.position_name, "first": plan.first_day.isoformat()}
    _tell(plan, NEW_POST, [plan.employee_id], params)
    _tell(plan, NEW_PERSON, [plan.evaluator_id], params)


def evaluator_named(plan: Plan) -> None:
    """Tell the person who decides on the plan now."""
    _tell(plan, NEW_EVALUATOR, [plan.employee_id], _params(plan))


def evaluator_moved(plan: Plan) -> None:
    """Tell the person and the new evaluator."""
    evaluator_named(plan)
    _tell(plan, NEW_PERSON, [plan.evaluator_id], _params(plan))


def acting_started(plan: Plan, *, post: str, first: str, assignment_id: int) -> None:
    """Tell the person once per acting post."""
    params = {"year": plan.cycle.year, "post": post, "first": first}
    notify(
        event=ACTING_POST.event,
        subject=about(plan),
        recipients=user_ids([plan.employee_id]),
        params=params,
        occasion=f"assignment-{assignment_id}",
    )


def late_plan_opened(plan: Plan) -> None:
    """Tell somebody who joined during the year."""
    _tell(plan, LATE_PLAN, [plan.employee_id], _params(plan))


def exempt_people_told(cycle: Cycle, people: Iterable[int]) -> int:
    """Tell those whom the year does not concern; once per year."""
    return notify(
        event=EXEMPT.event,
        subject=Subject(cycle.agency_id, "cycle", cycle.pk),
        recipients=user_ids(people),
        params={"year": cycle.year},
    )


def study_in_plan(plan: Plan) -> None:
    """Tell the person, and the evaluator that expectations are to be clarified."""
    _tell(plan, STUDY_RESULTS, [plan.employee_id, plan.evaluator_id], _params(plan))


def study_ended(study: StudyAssignment) -> None:
    """Tell the person and the evaluator how it ended."""
    notify(
        event=STUDY_ENDED.event,
        subject=Subject(study.agency_id, "study", study.pk),
        recipients=user_ids(filter(None, [study.employee_id, study.employee.evaluator_id])),
        params={
            "state": str(study.get_state().label),
            "programme": study.programme,
            "institution": study.institution,
        },
        occasion=f"revision-{study.revision}",
    )


def _params(plan: Plan) -> dict:
    return {
        "year": plan.cycle.year,
        "name": plan.employee_name,
        "evaluator": plan.evaluator_name,
        "due_on": plan.deadline.isoformat(),
    }


def _tell(plan: Plan, kind: NoticeKind, people: Iterable[int | None], params: dict) -> None:
    """Say it once to each; another evaluator or post of the same plan is a new occasion."""
    notify(
        event=kind.event,
        subject=about(plan),
        recipients=user_ids(person for person in people if person),
        params=params,
        occasion=f"{plan.position_id or 0}-{plan.evaluator_id or 0}",
    )

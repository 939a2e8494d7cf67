"""What is said about guidance; what was written stands in the record alone."""

from django.utils.translation import gettext_lazy as _

from asn_portal.core.notices import NoticeKind, Subject, notify, register
from performance.models import Coaching, GuidanceFeedback, TakeOver
from performance.notifications.plans import user_ids

PAGE = "performance:coaching_detail"
STARTED = register(
    NoticeKind(
        event="coaching_started",
        title=_("%(name)s offers you coaching"),
        body=_("Please write down your goal and where you stand."),
        url_name=PAGE,
        icon="heart-handshake",
    )
)
HANDED_IN = register(
    NoticeKind(
        event="coaching_handed_in",
        title=_("%(name)s has written goal and facts of the coaching"),
        body=_("Please propose the steps ahead."),
        url_name=PAGE,
        icon="clipboard-text",
    )
)
PROPOSED = register(
    NoticeKind(
        event="coaching_proposed",
        title=_("%(name)s proposes steps in your coaching"),
        body=_("Please agree, or say what does not fit."),
        url_name=PAGE,
        icon="route",
    )
)
AGREED = register(
    NoticeKind(
        event="coaching_agreed",
        title=_("%(name)s agrees with the steps of the coaching"),
        body=_("It is looked at again on the agreed day."),
        url_name=PAGE,
        icon="circle-check",
    )
)
OBJECTED = register(
    NoticeKind(
        event="coaching_objected",
        title=_("%(name)s asks for other steps in the coaching"),
        body=_("Read why, talk about it and propose anew."),
        url_name=PAGE,
        icon="arrow-back-up",
    )
)
CLOSED = register(
    NoticeKind(
        event="coaching_closed",
        title=_("Your coaching has been closed"),
        body=_("Read what came of it; you can say how the guidance was."),
        url_name=PAGE,
        icon="flag",
    )
)
REVIEW = register(
    NoticeKind(
        event="coaching_review",
        title=_("A coaching is to be looked at again"),
        body=_("The agreed day was %(review_on)s. Please say what came of it."),
        url_name=PAGE,
        icon="calendar-event",
    )
)
GUIDANCE = register(
    NoticeKind(
        event="guidance_feedback",
        title=_("Feedback on the guidance by one of your leaders"),
        body=_("Only you and who wrote it can read it."),
        url_name="performance:guidance_feedback",
        icon="message-heart",
    )
)
COMPETENCES = register(
    NoticeKind(
        event="competences_evaluated",
        title=_("Your competences have been evaluated after the coaching"),
        body=_("Read the marks, the reasons and the recommendation."),
        url_name="performance:competence_evaluation",
        icon="checklist",
    )
)
TAKEN_OVER = register(
    NoticeKind(
        event="result_taken_over",
        title=_("%(name)s has taken over one of your work results"),
        body=_("The note stands with the coaching and is weighed at the evaluation."),
        url_name=PAGE,
        icon="transfer",
    )
)


def tell(coaching: Coaching, kind: NoticeKind, people: list[int], *, occasion: str = "", **params) -> int:
    """Tell these people about a coaching."""
    return notify(
        event=kind.event,
        subject=Subject(coaching.agency_id, "coaching", coaching.pk),
        recipients=user_ids(people),
        params=params,
        occasion=occasion,
    )


def moved(coaching: Coaching, kind: NoticeKind, person: int, *, name: str) -> None:
    """Tell the other one about a step; again when the same step is taken anew."""
    tell(coaching, kind, [person], occasion=str(coaching.revision), name=name)


def closed(coaching: Coaching) -> None:
    """Tell the person."""
    tell(coaching, CLOSED, [coaching.employee_id])


def review_due(coaching: Coaching) -> int:
    """Remind the coach of the agreed day."""
    day = coaching.review_on.isoformat() if coaching.review_on else ""
    return tell(coaching, REVIEW, [coaching.coach_id], review_on=day)


def guidance_rated(feedback: GuidanceFeedback) -> None:
    """Tell the superior of the leader, and nobody else."""
    tell(feedback.coaching, GUIDANCE, [feedback.recipient_id])


def competences_evaluated(coaching: Coaching) -> None:
    """Tell the person and the person's evaluator."""
    evaluator = coaching.employee.evaluator_id
    people = {coaching.employee_id, evaluator or coaching.employee_id} - {coaching.coach_id}
    tell(coaching, COMPETENCES, sorted(people))


def result_taken_over(takeover: TakeOver, *, name: str) -> None:
    """Tell the person."""
    tell(takeover.coaching, TAKEN_OVER, [takeover.employee_id], occasion=f"takeover-{takeover.pk}", name=name)

"""What the clock does for requests, dialogue, rounds and coaching."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import system_actor
from asn_portal.core.models import Agency
from asn_portal.core.schedule import Duty, for_each, register
from performance.enums.dialogue import CoachingStatus, RequestStatus
from performance.enums.rounds import RoundStatus
from performance.models import Coaching, DialogueAction, FeedbackRequest, FeedbackRound
from performance.notifications import coaching as coaching_notices
from performance.notifications import dialogue as notices
from performance.services.rounds import close_round, remind_respondents
from performance.workflow.dialogue import REQUEST_FLOW

MOST_A_RUN = 2_000
MORNING = 6
AHEAD = timedelta(days=3)
# A question to a colleague may still be answered for a month after its day.
LATE_ANSWERS = timedelta(days=30)


def follow_requests(*, agency: Agency, today: date) -> int:
    """Remind of questions whose day comes, and close those whose time is over; returns how many."""
    waiting = FeedbackRequest.objects.filter(agency=agency, state=RequestStatus.OPEN)
    over = waiting.filter(asked=None, due_on__lt=today) | waiting.filter(due_on__lt=today - LATE_ANSWERS)
    soon = waiting.filter(asked__isnull=False, reminded_at=None, due_on__lte=today + AHEAD)

    def expire(request: FeedbackRequest) -> None:
        REQUEST_FLOW.apply("expire", request, actor=system_actor(agency.pk))

    done = for_each(over.order_by("pk")[:MOST_A_RUN], expire)
    return done + for_each(soon.select_related("asked_by").order_by("pk")[:MOST_A_RUN], remind_request)


@transaction.atomic
def remind_request(request: FeedbackRequest) -> int:
    """Remind one, unless another worker has just done so."""
    mine = FeedbackRequest.objects.filter(pk=request.pk, state=RequestStatus.OPEN, reminded_at=None)
    if not mine.update(reminded_at=timezone.now()):
        return 0
    notices.request_reminded(request)
    return 1


def follow_actions(*, agency: Agency, today: date) -> int:
    """Remind of agreed actions before their day and once after it; returns how many actions."""
    waiting = DialogueAction.objects.filter(agency=agency, done_on=None).select_related("dialogue")
    soon = waiting.filter(reminded_on=None, due_on__gte=today, due_on__lte=today + AHEAD)
    late = waiting.filter(overdue_told_on=None, due_on__lt=today)

    @transaction.atomic
    def remind(action: DialogueAction) -> int:
        mine = DialogueAction.objects.filter(pk=action.pk, done_on=None, reminded_on=None)
        return notices.action_due(action) if mine.update(reminded_on=today) else 0

    @transaction.atomic
    def tell_late(action: DialogueAction) -> int:
        mine = DialogueAction.objects.filter(pk=action.pk, done_on=None, overdue_told_on=None)
        return int(bool(notices.action_overdue(action))) if mine.update(overdue_told_on=today) else 0

    done = for_each(soon.order_by("pk")[:MOST_A_RUN], remind)
    return done + for_each(late.order_by("pk")[:MOST_A_RUN], tell_late)


def follow_rounds(*, agency: Agency, today: date) -> int:
    """Close rounds whose last day has passed; returns how many."""
    over = FeedbackRound.objects.filter(agency=agency, state=RoundStatus.OPEN, closes_on__lt=today)

    def close(feedback_round: FeedbackRound) -> None:
        close_round(feedback_round=feedback_round)

    return for_each(over.order_by("pk"), close)


def remind_rounds(*, agency: Agency, today: date) -> int:
    """Remind, once, those who have not answered a round that closes soon; returns how many people."""
    rows = FeedbackRound.objects.filter(
        agency=agency, state=RoundStatus.OPEN, reminded_on=None, closes_on__lte=today + AHEAD
    )

    def remind(feedback_round: FeedbackRound) -> int:
        return remind_respondents(feedback_round=feedback_round, actor=system_actor(agency.pk))

    return for_each(rows.filter(closes_on__gte=today).order_by("pk"), remind)


def follow_coachings(*, agency: Agency, today: date) -> int:
    """Remind coaches once whose agreed day has come; returns how many coachings."""
    due = Coaching.objects.filter(
        agency=agency, state=CoachingStatus.AGREED, review_on__lte=today, reminded_on=None
    )

    @transaction.atomic
    def remind(coaching: Coaching) -> int:
        mine = Coaching.objects.filter(pk=coaching.pk, state=CoachingStatus.AGREED, reminded_on=None)
        return coaching_notices.review_due(coaching) if mine.update(reminded_on=today) else 0

    return for_each(due.order_by("pk")[:MOST_A_RUN], remind)


register(
    Duty(
        code="performance.feedback_requests",
        label=_("Follow requests for feedback"),
        explanation=_("Reminds three days before the day asked for; links end on their last day."),
        work=follow_requests,
        hour=MORNING,
    )
)
register(
    Duty(
        code="performance.dialogue_actions",
        label=_("Remind of agreed actions"),
        explanation=_("Three days before their day, and both once when it has passed."),
        work=follow_actions,
        hour=MORNING,
    )
)
register(
    Duty(
        code="performance.close_rounds",
        label=_("Close feedback rounds"),
        explanation=_("The day after the last day for answers; only then can a result be read."),
        work=follow_rounds,
        every="tick",
    )
)
register(
    Duty(
        code="performance.remind_rounds",
        label=_("Remind of feedback rounds"),
        explanation=_("Once, three days before they close, those who have not answered."),
        work=remind_rounds,
        hour=MORNING,
    )
)
register(
    Duty(
        code="performance.coaching_reviews",
        label=_("Remind of coachings to look at again"),
        explanation=_("On the day that was agreed, the coach is asked what came of it."),
        work=follow_coachings,
        hour=MORNING,
    )
)

"""What is said about requests for feedback and dialogue; never a word of what was written."""

from django.utils.translation import gettext_lazy as _

from asn_portal.core.notices import NoticeKind, Subject, notify, register
from performance.models import Dialogue, DialogueAction, FeedbackRequest
from performance.notifications.plans import user_ids

ASKED = register(
    NoticeKind(
        event="feedback_asked",
        title=_("%(name)s asks you for feedback"),
        body=_("Please answer by %(due_on)s; you may also decline."),
        url_name="performance:request_detail",
        icon="message-question",
    )
)
REMINDED = register(
    NoticeKind(
        event="feedback_reminded",
        title=_("%(name)s still waits for your feedback"),
        body=_("It was asked for by %(due_on)s; you may also decline."),
        url_name="performance:request_detail",
        icon="clock",
    )
)
ANSWERED = register(
    NoticeKind(
        event="feedback_answered",
        title=_("Your request for feedback has been answered"),
        body=_("The answer stands with the feedback."),
        url_name="performance:request_detail",
        icon="message-2",
    )
)
DECLINED = register(
    NoticeKind(
        event="feedback_declined",
        title=_("%(name)s cannot give feedback"),
        body=_("You may ask somebody else."),
        url_name="performance:request_detail",
        icon="message-off",
        mail=False,
    )
)
WRITTEN = register(
    NoticeKind(
        event="dialogue_written",
        title=_("%(name)s has written down your dialogue of %(day)s"),
        body=_("Please read and confirm it."),
        url_name="performance:dialogue_detail",
        icon="messages",
    )
)
CONFIRMED = register(
    NoticeKind(
        event="dialogue_confirmed",
        title=_("%(name)s has confirmed your dialogue of %(day)s"),
        body=_("What you agreed stands with its dates."),
        url_name="performance:dialogue_detail",
        icon="circle-check",
        mail=False,
    )
)
ACTION_DUE = register(
    NoticeKind(
        event="dialogue_action_due",
        title=_("Something you agreed is due on %(due_on)s"),
        body=_("Mark it as done once it is."),
        url_name="performance:dialogue_detail",
        icon="calendar-event",
    )
)
ACTION_OVERDUE = register(
    NoticeKind(
        event="dialogue_action_overdue",
        title=_("An agreed action is overdue since %(due_on)s"),
        body=_("Talk about what stands in its way, or mark it as done."),
        url_name="performance:dialogue_detail",
        icon="alert-circle",
    )
)


def tell_request(request: FeedbackRequest, kind: NoticeKind, person: int, *, occasion: str = "", **params):
    """Tell one person about a request."""
    return notify(
        event=kind.event,
        subject=Subject(request.agency_id, "feedback_request", request.pk),
        recipients=user_ids([person]),
        params=params,
        occasion=occasion,
    )


def request_asked(request: FeedbackRequest) -> None:
    """Tell the asked one; a link is handed over by whoever asked."""
    if request.asked_id:
        tell_request(
            request,
            ASKED,
            request.asked_id,
            name=request.asked_by.full_name,
            due_on=request.due_on.isoformat(),
        )


def request_reminded(request: FeedbackRequest) -> None:
    """Remind the asked one."""
    if request.asked_id:
        tell_request(
            request,
            REMINDED,
            request.asked_id,
            name=request.asked_by.full_name,
            due_on=request.due_on.isoformat(),
        )


def request_answered(request: FeedbackRequest) -> None:
    """Tell who asked; the person is told of the feedback itself."""
    if request.asked_by_id != request.employee_id:
        tell_request(request, ANSWERED, request.asked_by_id)


def request_declined(request: FeedbackRequest) -> None:
    """Tell who asked that no answer will come."""
    if request.asked is not None:
        tell_request(request, DECLINED, request.asked_by_id, name=request.asked.full_name)


def tell_dialogue(dialogue: Dialogue, kind: NoticeKind, person: int, *, occasion: str = "", **params) -> int:
    """Tell one of the two about their dialogue."""
    return notify(
        event=kind.event,
        subject=Subject(dialogue.agency_id, "dialogue", dialogue.pk),
        recipients=user_ids([person]),
        params=params,
        occasion=occasion,
    )


def other_of(dialogue: Dialogue, me: int | None) -> int:
    """Return the other one of the two."""
    return dialogue.leader_id if dialogue.employee_id == me else dialogue.employee_id


def dialogue_written(dialogue: Dialogue, *, name: str) -> None:
    """Ask the other one to confirm, anew after each change."""
    tell_dialogue(
        dialogue,
        WRITTEN,
        other_of(dialogue, dialogue.written_by_id),
        occasion=str(dialogue.revision),
        name=name,
        day=dialogue.held_on.isoformat(),
    )


def dialogue_confirmed(dialogue: Dialogue, *, name: str) -> None:
    """Tell who wrote it."""
    day = dialogue.held_on.isoformat()
    tell_dialogue(dialogue, CONFIRMED, dialogue.written_by_id, name=name, day=day)


def action_due(action: DialogueAction) -> int:
    """Remind who promised it."""
    return tell_dialogue(
        action.dialogue,
        ACTION_DUE,
        action.owner_id,
        occasion=f"action-{action.pk}",
        due_on=action.due_on.isoformat(),
    )


def action_overdue(action: DialogueAction) -> int:
    """Tell both once that the day has passed."""
    words = {"occasion": f"action-{action.pk}", "due_on": action.due_on.isoformat()}
    both = (action.dialogue.employee_id, action.dialogue.leader_id)
    return sum(tell_dialogue(action.dialogue, ACTION_OVERDUE, person, **words) for person in both)

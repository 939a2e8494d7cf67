"""What is said about feedback rounds: to those who are asked, and to the person once it is closed."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from asn_portal.core.notices import NoticeKind, Subject, notify, register
from performance.models import FeedbackRound, RoundSubject
from performance.notifications.plans import user_ids

ASKED = register(
    NoticeKind(
        event="round_asked",
        title=_("You are asked for anonymous feedback: %(title)s"),
        body=_("Until %(closes_on)s. Nobody learns who said what."),
        url_name="performance:round_list",
        icon="users-group",
        url_has_subject=False,
    )
)
REMINDED = register(
    NoticeKind(
        event="round_reminded",
        title=_("Your anonymous feedback is still welcome: %(title)s"),
        body=_("The round closes on %(closes_on)s; late answers cannot be taken."),
        url_name="performance:round_list",
        icon="clock",
        url_has_subject=False,
    )
)
CLOSED = register(
    NoticeKind(
        event="round_closed",
        title=_("The feedback round has been closed: %(title)s"),
        body=_("You can read the result if enough people have answered."),
        url_name="performance:round_result",
        icon="chart-bar",
    )
)


def asked(feedback_round: FeedbackRound, people: Iterable[int]) -> int:
    """Tell those who are asked, once however many people they are asked about."""
    return tell(feedback_round, ASKED, people)


def reminded(feedback_round: FeedbackRound, people: Iterable[int], *, day: str) -> int:
    """Remind those who have not answered about somebody, once a day at most."""
    return tell(feedback_round, REMINDED, people, occasion=day)


def tell(
    feedback_round: FeedbackRound, kind: NoticeKind, people: Iterable[int], *, occasion: str = ""
) -> int:
    """Tell these people about a round."""
    return notify(
        event=kind.event,
        subject=Subject(feedback_round.agency_id, "feedback_round", feedback_round.pk),
        recipients=user_ids(people),
        params={"title": feedback_round.title, "closes_on": feedback_round.closes_on.isoformat()},
        occasion=occasion,
    )


def closed(feedback_round: FeedbackRound, subjects: Iterable[RoundSubject]) -> None:
    """Tell each person and the evaluator of today."""
    for subject in subjects:
        people = [subject.employee_id, subject.employee.evaluator_id]
        notify(
            event=CLOSED.event,
            subject=Subject(feedback_round.agency_id, "round_subject", subject.pk),
            recipients=user_ids(person for person in people if person),
            params={"title": feedback_round.title},
        )

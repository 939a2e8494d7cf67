"""What is said about mentoring; never a word of the notes."""

from django.utils.translation import gettext_lazy as _

from asn_portal.core.notices import NoticeKind, Subject, notify, register
from employees.models import Employee
from performance.notifications.plans import user_ids
from training.models import MentoringPair, MentoringSession

PAGE = "training:mentoring_pair"
SENIOR_PROPOSED = register(
    NoticeKind(
        event="mentoring_senior_proposed",
        title=_("You are asked to be the mentor of %(name)s"),
        body=_("Purpose: %(purpose)s. Please accept or decline."),
        url_name=PAGE,
        icon="users",
    )
)
JUNIOR_PROPOSED = register(
    NoticeKind(
        event="mentoring_junior_proposed",
        title=_("%(name)s is proposed as your mentor"),
        body=_("Purpose: %(purpose)s. Please accept or decline."),
        url_name=PAGE,
        icon="users",
    )
)
ACCEPTED = register(
    NoticeKind(
        event="mentoring_accepted",
        title=_("%(name)s has accepted the mentoring"),
        body=_("It begins once both of you have accepted."),
        url_name=PAGE,
        icon="user-check",
    )
)
RUNNING = register(
    NoticeKind(
        event="mentoring_running",
        title=_("The mentoring of %(junior)s by %(senior)s has begun"),
        body=_("It runs until %(ends_on)s. Agree on goals first."),
        url_name=PAGE,
        icon="users",
    )
)
DECLINED = register(
    NoticeKind(
        event="mentoring_declined",
        title=_("%(name)s has declined the mentoring"),
        body=_("%(name)s writes: %(note)s"),
        url_name=PAGE,
        icon="user-x",
    )
)
SESSION = register(
    NoticeKind(
        event="mentoring_session",
        title=_("%(name)s has recorded a mentoring session"),
        body=_("%(day)s: %(topic)s"),
        url_name=PAGE,
        icon="notebook",
    )
)
ENDS = register(
    NoticeKind(
        event="mentoring_ends",
        title=_("The agreed end of a mentoring has passed"),
        body=_("It was to end on %(ends_on)s. Please close it with a review of what was reached."),
        url_name=PAGE,
        icon="calendar-event",
    )
)
CLOSED = register(
    NoticeKind(
        event="mentoring_closed",
        title=_("The mentoring of %(junior)s by %(senior)s has been closed"),
        body=_("%(name)s has written the closing review."),
        url_name=PAGE,
        icon="flag",
    )
)
ENDED = register(
    NoticeKind(
        event="mentoring_ended",
        title=_("The mentoring of %(junior)s by %(senior)s has been ended"),
        body=_("%(name)s writes: %(note)s"),
        url_name=PAGE,
        icon="flag",
    )
)


def tell(
    pair: MentoringPair, kind: NoticeKind, people: list[int | None], *, occasion: str = "", **params
) -> int:
    """Tell these people once about a step of a pair; return how many new notices were written."""
    return notify(
        event=kind.event,
        subject=Subject(pair.agency_id, "mentoring", pair.pk),
        recipients=user_ids(person for person in people if person),
        params=params,
        occasion=occasion,
    )


def names_of(pair: MentoringPair) -> dict[str, str]:
    """Return the names of the two."""
    return {"junior": pair.junior.full_name, "senior": pair.senior.full_name}


def other_of(pair: MentoringPair, me: int | None) -> Employee:
    """Return the other one of the two."""
    return pair.junior if pair.senior_id == me else pair.senior


def pair_proposed(pair: MentoringPair) -> None:
    """Ask both for their consent."""
    tell(pair, SENIOR_PROPOSED, [pair.senior_id], name=pair.junior.full_name, purpose=pair.purpose)
    tell(pair, JUNIOR_PROPOSED, [pair.junior_id], name=pair.senior.full_name, purpose=pair.purpose)


def pair_accepted(pair: MentoringPair, me: int, name: str) -> None:
    """Tell the other one that the first consent is there."""
    tell(pair, ACCEPTED, [other_of(pair, me).pk], name=name)


def pair_running(pair: MentoringPair, me: int) -> None:
    """Tell the other one and whoever proposed it that it runs; who has just accepted knows."""
    people = {pair.senior_id, pair.junior_id, pair.proposed_by_id} - {me}
    tell(pair, RUNNING, list(people), ends_on=pair.ends_on.isoformat(), **names_of(pair))


def pair_declined(pair: MentoringPair, me: int, name: str, note: str) -> None:
    """Tell the other one and whoever proposed it, with the reason."""
    people = {pair.senior_id, pair.junior_id, pair.proposed_by_id} - {me}
    tell(pair, DECLINED, list(people), name=name, note=note)


def session_written(pair: MentoringPair, session: MentoringSession, me: int, name: str) -> None:
    """Tell the other one; topic and day only."""
    tell(
        pair,
        SESSION,
        [other_of(pair, me).pk],
        occasion=f"session-{session.pk}",
        name=name,
        day=session.held_on.isoformat(),
        topic=session.topic,
    )


def end_has_passed(pair: MentoringPair) -> int:
    """Remind both that the agreed end has passed."""
    return tell(pair, ENDS, [pair.senior_id, pair.junior_id], ends_on=pair.ends_on.isoformat())


def pair_closed(pair: MentoringPair, me: int | None, name: str) -> None:
    """Tell the other one and whoever proposed it."""
    people = {pair.senior_id, pair.junior_id, pair.proposed_by_id} - {me}
    tell(pair, CLOSED, list(people), name=name, **names_of(pair))


def pair_ended(pair: MentoringPair, name: str, note: str) -> None:
    """Tell both that the superior or HR has ended it, with the reason."""
    tell(pair, ENDED, [pair.senior_id, pair.junior_id], name=name, note=note, **names_of(pair))

"""What is said about promises to apply what was learnt."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from asn_portal.core.notices import NoticeKind, Subject, notify, register
from performance.notifications.plans import user_ids
from training.models import FollowUp

NAMED = 3

FOLLOW_UP_ASKED = register(
    NoticeKind(
        event="follow_up_asked",
        title=_("Is what was learnt applied at work?"),
        body=_("Please answer in your approvals: %(names)s."),
        url_name="inbox",
        icon="flag",
        url_has_subject=False,
    )
)
FOLLOW_UP_APPLIED = register(
    NoticeKind(
        event="follow_up_applied",
        title=_("Your follow-up has been confirmed"),
        body=_("%(actor)s confirms that you apply what you learnt: %(programme)s."),
        url_name="training:follow_up_detail",
        icon="circle-check",
    )
)
FOLLOW_UP_NOT_YET = register(
    NoticeKind(
        event="follow_up_not_yet",
        title=_("Your follow-up is not seen yet: %(programme)s"),
        body=_("%(actor)s writes: %(note)s"),
        url_name="training:follow_up_detail",
        icon="alert-triangle",
    )
)


def superior_asked(superior_id: int, asked: Sequence[FollowUp], *, day: date) -> None:
    """Ask a superior about one or more people, with one notice a day."""
    names = [f"{row.employee.name} ({row.enrolment.training_class.programme.name})" for row in asked[:NAMED]]
    if len(asked) > NAMED:
        names.append(f"+{len(asked) - NAMED}")
    notify(
        event=FOLLOW_UP_ASKED.event,
        subject=Subject(asked[0].agency_id, "employee", superior_id),
        recipients=user_ids([superior_id]),
        params={"names": ", ".join(names)},
        occasion=f"follow-up-{day.isoformat()}-{asked[0].pk}",
    )


def follow_up_answered(follow_up: FollowUp, *, step: str, actor_name: str) -> None:
    """Tell the person what the superior said."""
    event = FOLLOW_UP_APPLIED.event if step == "apply" else FOLLOW_UP_NOT_YET.event
    notify(
        event=event,
        subject=Subject(follow_up.agency_id, "follow_up", follow_up.pk),
        recipients=user_ids([follow_up.employee_id]),
        params={
            "actor": actor_name,
            "note": follow_up.answer,
            "programme": follow_up.enrolment.training_class.programme.name,
        },
        occasion=f"revision-{follow_up.revision}",
    )

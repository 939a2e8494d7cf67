"""What is said about nominations and awards; each person is told once."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from asn_portal.core.notices import NoticeKind, Subject, notify, register
from promotions.models import Award, Nomination

NOMINATION_WAITING = register(
    NoticeKind(
        event="nomination_waiting",
        title=_("%(name)s has been nominated: %(award)s"),
        body=_("%(nominator)s asks for your decision."),
        url_name="promotions:nomination_detail",
        icon="award",
        mail=False,
    )
)
NOMINATION_RETURNED = register(
    NoticeKind(
        event="nomination_returned",
        title=_("Your nomination of %(name)s has been returned"),
        body="%(note)s",
        url_name="promotions:nomination_detail",
        icon="arrow-back-up",
    )
)
NOMINATION_REFUSED = register(
    NoticeKind(
        event="nomination_refused",
        title=_("Your nomination of %(name)s has not been granted"),
        body="%(note)s",
        url_name="promotions:nomination_detail",
        icon="circle-x",
    )
)
NOMINATION_GRANTED = register(
    NoticeKind(
        event="nomination_granted",
        title=_("Your nomination of %(name)s has been granted"),
        body="%(award)s",
        url_name="promotions:nomination_detail",
        icon="circle-check",
        mail=False,
    )
)
AWARD_RECEIVED = register(
    NoticeKind(
        event="award_received",
        title=_("Congratulations: %(award)s"),
        body=_("You were honoured on %(day)s. Your certificate can be downloaded."),
        url_name="promotions:my_awards",
        icon="award",
        url_has_subject=False,
    )
)
AWARD_OF_COLLEAGUE = register(
    NoticeKind(
        event="award_of_colleague",
        title=_("%(name)s has been honoured: %(award)s"),
        body=_("Congratulate your colleague; the wall of recognition tells what it is for."),
        url_name="promotions:wall",
        icon="award",
        url_has_subject=False,
    )
)


def nomination_waits(nomination: Nomination, *, recipients: Iterable[int]) -> None:
    """Tell those who decide, in the portal only; a nomination sent again is a new occasion."""
    notify(
        event=NOMINATION_WAITING.event,
        subject=about(nomination),
        recipients=recipients,
        params=words_of(nomination) | {"nominator": nomination.nominated_by_name},
        occasion=f"revision-{nomination.revision}",
    )


def nomination_answered(nomination: Nomination, *, event: str, note: str = "") -> None:
    """Tell who nominated."""
    notify(
        event=event,
        subject=about(nomination),
        recipients=[nomination.nominated_by_id],
        params=words_of(nomination) | {"note": note},
        occasion=f"revision-{nomination.revision}",
    )


def award_given(award: Award, *, team: Iterable[int]) -> int:
    """Tell the person and the team, each once whatever happens; return how many were told now."""
    subject = Subject(award.agency_id, "award", award.pk)
    params = {
        "name": award.employee_name,
        "award": award.award_type.name,
        "day": award.awarded_on.isoformat(),
    }
    person = notify(
        event=AWARD_RECEIVED.event, subject=subject, recipients=[award.employee.user_id], params=params
    )
    return person + notify(event=AWARD_OF_COLLEAGUE.event, subject=subject, recipients=team, params=params)


def words_of(nomination: Nomination) -> dict[str, str]:
    """Return who and what."""
    return {"name": nomination.employee_name, "award": nomination.award_type.name}


def about(nomination: Nomination) -> Subject:
    """Return the nomination as the subject of a notice."""
    return Subject(nomination.agency_id, "nomination", nomination.pk)

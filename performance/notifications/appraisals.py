"""What is said about ratings and feedback. Rows only; mail follows by itself."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from asn_portal.core.notices import NoticeKind, Subject, notify, register
from performance.models import Appraisal, Feedback, Period

register(
    NoticeKind(
        event="appraisal_opened",
        title=_("Rating is open: %(period)s"),
        body=_("%(count)s people wait for your rating until %(due)s."),
        url_name="performance:team",
        icon="clipboard-check",
        url_has_subject=False,
    )
)
register(
    NoticeKind(
        event="rating_reminder",
        title=_("Rating is due soon: %(period)s"),
        body=_("%(count)s people still wait for your rating until %(due)s."),
        url_name="performance:team",
        icon="clock",
        url_has_subject=False,
    )
)
register(
    NoticeKind(
        event="appraisal_to_approve",
        title=_("Ratings wait for your approval: %(period)s"),
        body=_("Evaluators of your office have rated. Look at the outliers first, then release."),
        url_name="performance:appraisal_approvals",
        icon="checks",
    )
)
register(
    NoticeKind(
        event="appraisal_returned",
        title=_("A rating came back to you: %(name)s"),
        body=_("%(head)s asks you to look again: “%(note)s”"),
        url_name="performance:appraisal_rate",
        icon="arrow-back-up",
    )
)
register(
    NoticeKind(
        event="appraisal_released",
        title=_("Your appraisal is there: %(period)s"),
        body=_("Read your predicate and why it was given."),
        url_name="performance:appraisal_detail",
        icon="award",
    )
)
register(
    NoticeKind(
        event="feedback_received",
        title=_("You received feedback from %(name)s"),
        body=_("It will be weighed when your evaluator rates."),
        url_name="performance:feedback_list",
        icon="message-2",
        mail=False,
        url_has_subject=False,
    )
)


def period_name(period: Period) -> str:
    """Return the period's name as it is stored in a notice: in the language of the installation."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(period.long_label)


def raters_told(
    *, period: Period, event: str, users_by_count: dict[int, list[int]], occasion: str = ""
) -> int:
    """Tell evaluators how many people wait for them; one notice each, grouped by that number."""
    due = period.rating_due_on.strftime("%d-%m-%Y")
    subject = Subject(period.agency_id, "period", period.pk)
    return sum(
        notify(
            event=event,
            subject=subject,
            recipients=users,
            params={"period": period_name(period), "count": count, "due": due},
            occasion=occasion,
        )
        for count, users in users_by_count.items()
    )


def heads_told(appraisal: Appraisal, *, recipients: list[int | None], occasion: str) -> None:
    """Tell the heads once a day that ratings wait (occasion: the day)."""
    notify(
        event="appraisal_to_approve",
        subject=Subject(appraisal.agency_id, "period", appraisal.period_id),
        recipients=recipients,
        params={"period": period_name(appraisal.period)},
        occasion=occasion,
    )


def rating_returned(appraisal: Appraisal, *, head: str, note: str) -> None:
    """Tell the evaluator what to look at again."""
    evaluator = appraisal.employee.evaluator
    notify(
        event="appraisal_returned",
        subject=Subject(appraisal.agency_id, "appraisal", appraisal.pk),
        recipients=[evaluator.user_id if evaluator else None],
        params={"name": appraisal.employee.full_name, "head": head, "note": note},
        occasion=str(appraisal.revision),
    )


def appraisal_released(appraisal: Appraisal) -> None:
    """Tell the person that the appraisal can be read; the predicate stands on the page, not in the mail."""
    notify(
        event="appraisal_released",
        subject=Subject(appraisal.agency_id, "appraisal", appraisal.pk),
        recipients=[appraisal.employee.user_id],
        params={"period": period_name(appraisal.period)},
    )


def feedback_received(feedback: Feedback, *, author: str) -> None:
    """Tell the person that somebody wrote feedback."""
    notify(
        event="feedback_received",
        subject=Subject(feedback.agency_id, "feedback", feedback.pk),
        recipients=[feedback.employee.user_id],
        params={"name": author},
    )

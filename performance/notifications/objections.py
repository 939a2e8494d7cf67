"""What is said about objections, signatures and ratings taken over. Rows only; mail follows by itself."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from asn_portal.core.notices import NoticeKind, Subject, notify, register
from performance.models import Objection, Period
from performance.notifications.appraisals import period_name

DETAIL, LIST = "performance:objection_detail", "performance:objection_list"

register(
    NoticeKind(
        event="objection_filed",
        title=_("Objection of %(name)s: please decide"),
        body=_("%(period)s. Hear both sides and decide by %(due)s."),
        url_name=DETAIL,
        icon="gavel",
    )
)
register(
    NoticeKind(
        event="objection_statement_asked",
        title=_("%(name)s objects to your rating"),
        body=_("%(period)s. Please explain your rating; the superior decides by %(due)s."),
        url_name=DETAIL,
        icon="message-question",
    )
)
register(
    NoticeKind(
        event="objection_stated",
        title=_("The evaluator has explained: %(name)s"),
        body=_("%(period)s. You can now read both sides."),
        url_name=DETAIL,
        icon="message-check",
    )
)
register(
    NoticeKind(
        event="objection_decided",
        title=_("The objection has been decided: %(period)s"),
        body=_("Read the decision and its grounds."),
        url_name=DETAIL,
        icon="gavel",
    )
)
register(
    NoticeKind(
        event="objection_withdrawn",
        title=_("%(name)s has withdrawn the objection"),
        body=_("%(period)s. There is nothing left to do."),
        url_name=DETAIL,
        icon="arrow-back-up",
        mail=False,
    )
)
register(
    NoticeKind(
        event="objection_due",
        title=_("%(count)s objections wait for your decision"),
        body=_("The first is due by %(due)s."),
        url_name=LIST,
        icon="clock",
        url_has_subject=False,
    )
)
register(
    NoticeKind(
        event="objection_overdue",
        title=_("%(count)s objections are overdue"),
        body=_("Nobody has decided in time; the oldest was due by %(due)s."),
        url_name=LIST,
        icon="alert-triangle",
        url_has_subject=False,
    )
)
register(
    NoticeKind(
        event="appraisal_sign_due",
        title=_("Sign your evaluation document: %(period)s"),
        body=_("The last day is %(due)s. Signing says that you received it, not that you agree."),
        url_name="performance:appraisal_list",
        icon="signature",
        url_has_subject=False,
    )
)
register(
    NoticeKind(
        event="rating_taken_on",
        title=_("You rate in place of a silent evaluator: %(period)s"),
        body=_("%(count)s people were handed to you. Rate and sign by %(due)s."),
        url_name="inbox",
        icon="arrow-up-circle",
        url_has_subject=False,
    )
)
register(
    NoticeKind(
        event="rating_taken_over",
        title=_("The time for your ratings is over: %(period)s"),
        body=_("%(count)s people were handed to your superior."),
        url_name="performance:team",
        icon="arrow-up-circle",
        url_has_subject=False,
    )
)


def about(objection: Objection) -> dict:
    """Return what all messages on an objection say: whose, of which period, until when."""
    return {
        "name": objection.employee.full_name,
        "period": period_name(objection.appraisal.period),
        "due": objection.due_on.isoformat(),
    }


def tell(objection: Objection, event: str, users: Iterable[int | None], occasion: str = "") -> int:
    """Write a notice about an objection to these accounts."""
    subject = Subject(objection.agency_id, "objection", objection.pk)
    return notify(event=event, subject=subject, recipients=users, params=about(objection), occasion=occasion)


def objection_filed(objection: Objection) -> None:
    """Tell who decides and who rated, each what to do."""
    evaluator = objection.evaluator
    tell(objection, "objection_filed", [objection.decider.user_id])
    tell(objection, "objection_statement_asked", [evaluator.user_id if evaluator else None])


def objection_handed_on(objection: Objection) -> None:
    """Tell the superior who was looked up anew."""
    tell(objection, "objection_filed", [objection.decider.user_id])


def objection_stated(objection: Objection) -> None:
    """Tell who decides, once a day, that the evaluator has written."""
    tell(objection, "objection_stated", [objection.decider.user_id], occasion=str(objection.revision))


def objection_decided(objection: Objection) -> None:
    """Tell the person and who rated; what was decided stands on the page, not in the mail."""
    evaluator = objection.evaluator
    users = [objection.employee.user_id, evaluator.user_id if evaluator else None]
    tell(objection, "objection_decided", users)


def objection_withdrawn(objection: Objection) -> None:
    """Tell who decides and who rated."""
    evaluator = objection.evaluator
    users = [objection.decider.user_id, evaluator.user_id if evaluator else None]
    tell(objection, "objection_withdrawn", users)


def objections_due(
    *, agency_id: int, event: str, users: Iterable[int | None], count: int, due: date, today: date
) -> int:
    """Send one digest a day on what waits or is overdue."""
    params = {"count": count, "due": due.isoformat()}
    subject = Subject(agency_id, "agency", agency_id)
    return notify(event=event, subject=subject, recipients=users, params=params, occasion=today.isoformat())


def signatures_due(*, period: Period, users: Iterable[int | None], due: date) -> int:
    """Remind people of a document that is not signed; once for each last day."""
    params = {"period": period_name(period), "due": due.isoformat()}
    subject = Subject(period.agency_id, "period", period.pk)
    return notify(
        event="appraisal_sign_due", subject=subject, recipients=users, params=params, occasion=due.isoformat()
    )


def ratings_handed_up(
    *, period: Period, event: str, users_by_count: dict[int, list[int]], due: date, occasion: str
) -> int:
    """Tell superiors or evaluators how many people were handed up; one notice each, grouped by that number."""
    subject = Subject(period.agency_id, "period", period.pk)
    return sum(
        notify(
            event=event,
            subject=subject,
            recipients=users,
            params={"period": period_name(period), "count": count, "due": due.isoformat()},
            occasion=occasion,
        )
        for count, users in users_by_count.items()
    )

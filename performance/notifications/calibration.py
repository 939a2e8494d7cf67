"""What is said about calibration. Rows only; mail follows by itself."""

from django.utils.translation import gettext_lazy as _

from asn_portal.core.notices import NoticeKind, Subject, notify, register
from performance.models import CalibrationChange, CalibrationSession
from performance.notifications.appraisals import period_name

register(
    NoticeKind(
        event="calibration_opened",
        title=_("Calibration of %(unit)s: %(period)s"),
        body=_(
            "Ratings are laid side by side before they are released. You may change yours, each with a reason."
        ),
        url_name="performance:calibration_detail",
        icon="scale",
    )
)
register(
    NoticeKind(
        event="calibration_proposed",
        title=_("Another rating is proposed: %(name)s"),
        body=_("%(who)s gives the reason: “%(reason)s”. The rating changes only if you agree."),
        url_name="performance:calibration_change",
        icon="scale",
    )
)
register(
    NoticeKind(
        event="calibration_answered",
        title=_("Your proposal for %(name)s was answered"),
        body=_("%(who)s has decided about the change you proposed."),
        url_name="performance:calibration_change",
        icon="scale",
        mail=False,
    )
)


def session_opened(session: CalibrationSession, *, users: list[int | None]) -> None:
    """Tell the evaluators of the unit."""
    notify(
        event="calibration_opened",
        subject=Subject(session.agency_id, "calibration", session.pk),
        recipients=users,
        params={"unit": session.unit.name, "period": period_name(session.period)},
    )


def change_proposed(change: CalibrationChange, *, users: list[int | None]) -> None:
    """Ask the evaluator."""
    notify(
        event="calibration_proposed",
        subject=Subject(change.agency_id, "calibration_change", change.pk),
        recipients=users,
        params={
            "name": change.appraisal.employee.full_name,
            "who": change.proposer_name,
            "reason": change.reason[:300],
        },
    )


def change_answered(change: CalibrationChange) -> None:
    """Tell who proposed it."""
    proposer = change.proposed_by
    notify(
        event="calibration_answered",
        subject=Subject(change.agency_id, "calibration_change", change.pk),
        recipients=[proposer.user_id if proposer else None],
        params={"name": change.appraisal.employee.full_name, "who": change.answerer_name},
    )

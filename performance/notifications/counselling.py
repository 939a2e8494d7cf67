"""Messages about confidential cases: that something waits, never whom it is about or what it says."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from asn_portal.core.notices import NoticeKind, Subject, notify, register
from employees.models import RoleGrant
from performance.models import BehaviourReport
from performance.notifications.plans import user_ids

PAGE = "performance:case_detail"
REPORTED = register(
    NoticeKind(
        event="case_reported",
        title=_("A confidential report has come in"),
        body=_("The personnel unit decides what follows."),
        url_name=PAGE,
        icon="lock",
    )
)
DECIDED = register(
    NoticeKind(
        event="case_decided",
        title=_("Your confidential report has been decided on"),
        body=_("Open it in the portal."),
        url_name=PAGE,
        icon="lock",
    )
)
APPOINTED = register(
    NoticeKind(
        event="case_appointed",
        title=_("You have been appointed for a confidential talk"),
        body=_("Open it in the portal for the day and the place."),
        url_name=PAGE,
        icon="lock",
    )
)
INVITED = register(
    NoticeKind(
        event="case_invited",
        title=_("You are invited to a confidential talk"),
        body=_("Day, place and with whom stand in the portal."),
        url_name="performance:case_own",
        icon="lock",
    )
)
AGREED = register(
    NoticeKind(
        event="case_agreed",
        title=_("What you agreed in a confidential talk can be read"),
        body=_("Only you and the counsellor concerned see it here."),
        url_name="performance:case_own",
        icon="lock",
    )
)
RECORDED = register(
    NoticeKind(
        event="case_recorded",
        title=_("A confidential record has been handed in"),
        body=_("The personnel unit decides what follows."),
        url_name=PAGE,
        icon="lock",
    )
)


def tell(report: BehaviourReport, kind: NoticeKind, users: list[int | None], *, occasion: str = "") -> int:
    """Tell these accounts; a message has no words of its own."""
    return notify(
        event=kind.event,
        subject=Subject(report.agency_id, "behaviour_report", report.pk),
        recipients=users,
        params={},
        occasion=occasion,
    )


def personnel_users(report: BehaviourReport, *, today: date) -> list[int | None]:
    """Return the accounts of HR of the whole agency, without the person and who reported."""
    grants = RoleGrant.objects.in_force(today).filter(agency_id=report.agency_id, role="hr", unit__depth=1)
    kept_out = user_ids([report.employee_id, report.reported_by_id])
    return list(grants.exclude(user_id__in=[pk for pk in kept_out if pk]).values_list("user_id", flat=True))


def reported(report: BehaviourReport, *, today: date) -> None:
    """Tell the personnel unit."""
    tell(report, REPORTED, personnel_users(report, today=today))


def decided(report: BehaviourReport) -> None:
    """Tell who reported, and where counselling follows the counsellor and the person."""
    tell(report, DECIDED, user_ids([report.reported_by_id]))
    if report.counsellor_id:
        tell(report, APPOINTED, user_ids([report.counsellor_id]))
        tell(report, INVITED, user_ids([report.employee_id]))


def session_written(report: BehaviourReport, session_pk: int) -> None:
    """Tell the person that the agreed points can be read."""
    tell(report, AGREED, user_ids([report.employee_id]), occasion=f"session-{session_pk}")


def record_written(report: BehaviourReport, *, today: date) -> None:
    """Tell the personnel unit."""
    tell(report, RECORDED, personnel_users(report, today=today))

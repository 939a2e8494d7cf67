"""What is said about accounts: whoever has one learns when somebody opens a second way into it."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from asn_portal.core.notices import NoticeKind, Subject, notify, register
from employees.models import Invitation, User

ACCOUNT_LETTER = register(
    NoticeKind(
        event="account_letter",
        title=_("A letter for a new password was printed for your account"),
        body=_("%(name)s printed it. If you did not ask for it, tell your HR officer at once."),
        url_name="employees:account",
        icon="key",
        url_has_subject=False,
    )
)
ACCOUNT_PASSWORD = register(
    NoticeKind(
        event="account_password",
        title=_("A new password was set for your account"),
        body=_("It was set with a one-time code. If that was not you, tell your HR officer at once."),
        url_name="employees:account",
        icon="key",
        url_has_subject=False,
    )
)


def letters_printed(invitation: Invitation, users: Iterable[int], *, name: str, occasion: str) -> None:
    """Tell people whose account is in use that a letter for it exists."""
    subject = Subject(invitation.agency_id, "invitation", invitation.pk)
    notify(
        event="account_letter", subject=subject, recipients=users, params={"name": name}, occasion=occasion
    )


def password_replaced(user: User, *, occasion: str) -> None:
    """Tell a person that the password was replaced by a one-time code."""
    if user.agency_id:
        subject = Subject(user.agency_id, "user", user.pk)
        notify(event="account_password", subject=subject, recipients=[user.pk], params={}, occasion=occasion)

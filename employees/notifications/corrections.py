"""What is said about corrections."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from asn_portal.core.notices import NoticeKind, Subject, notify, register
from employees.models import CorrectionRequest
from employees.rules.correctable import FIELDS

CORRECTION_NEW = register(
    NoticeKind(
        event="correction_new",
        title=_("%(name)s asks for a correction"),
        body=_("Please answer by %(due_on)s."),
        url_name="employees:correction_answer",
        icon="edit",
        mail=False,
    )
)
CORRECTION_ACCEPTED = register(
    NoticeKind(
        event="correction_accepted",
        title=_("Your record has been corrected: %(field)s"),
        body="%(answer)s",
        url_name="employees:correction_answer",
        icon="circle-check",
    )
)
CORRECTION_REFUSED = register(
    NoticeKind(
        event="correction_refused",
        title=_("Your record stays as it is: %(field)s"),
        body="%(answer)s",
        url_name="employees:correction_answer",
        icon="circle-x",
    )
)


def correction_asked(request: CorrectionRequest, *, recipients: list[int], due_on: str) -> None:
    """Tell HR in the portal; no mail, the queue is their daily work."""
    params = {"name": request.employee.full_name, "due_on": due_on}
    notify(event="correction_new", subject=subject_of(request), recipients=recipients, params=params)


def correction_answered(request: CorrectionRequest, *, event: str) -> None:
    """Tell the person the answer, the field named in the person's language."""
    user = request.employee.user
    if user is None:
        return
    with translation.override(user.language):
        field = FIELDS.get(request.field)
        params = {"field": str(field.label) if field else request.field, "answer": request.answer}
    notify(event=event, subject=subject_of(request), recipients=[user.pk], params=params)


def subject_of(request: CorrectionRequest) -> Subject:
    """Return the request as the subject of a notice."""
    return Subject(request.agency_id, "correction", request.pk)

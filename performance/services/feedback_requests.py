"""Asking for feedback: a colleague, or by a link a service receiver who has no account."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, require, system_actor
from asn_portal.core.policies import value_on
from employees.models import Employee
from performance.enums import FeedbackRole
from performance.enums.dialogue import RequestStatus
from performance.models import Cycle, Feedback, FeedbackRequest, WorkResult
from performance.notifications import dialogue as notices
from performance.policies import dialogue as policies
from performance.selectors.feedback import can_be_asked
from performance.services.feedback import Remark, check_subject, feedback_to, keep
from performance.workflow.dialogue import REQUEST_FLOW

SECRET_BYTES = 18
LONGEST = timedelta(days=92)


@dataclass(frozen=True)
class Question:
    """What is asked, about one result or one behaviour, and until when."""

    text: str
    due_on: date
    result: WorkResult | None = None
    behaviour: str = ""


def digest_of(code: str) -> str:
    """Return what is kept of the code of a link."""
    return salted_hmac("performance.feedback_link", code, algorithm="sha256").hexdigest()


def link_of(code: str) -> str:
    """Return the public address of a code."""
    return settings.PUBLIC_URL.rstrip("/") + reverse("performance:feedback_public", args=[code])


@transaction.atomic
def ask_for_feedback(
    *, employee: Employee, asked: Employee, cycle: Cycle, question: Question, actor: Actor
) -> FeedbackRequest:
    """Ask somebody for feedback on a person: asked by the person or the present evaluator.

    Raises NotAllowed for anybody else, ValidationError for a wrong day, for somebody who cannot be asked, while the
    same question waits for the same one, and above the number of open questions.
    """
    require(policies.can_ask(actor, employee) and cycle.agency_id == actor.agency_id)
    if not can_be_asked(actor=actor, employee=employee, asked=asked):
        raise ValidationError(_("Choose somebody of the same office."), code="asked")
    refuse_day(question, longest=LONGEST)
    refuse_many(actor, is_link=False)
    request = new_request(employee, cycle, question, actor)
    twins = FeedbackRequest.objects.filter(
        employee=employee, asked=asked, result=question.result, behaviour=question.behaviour
    )
    if twins.filter(state=RequestStatus.OPEN).exists():
        raise ValidationError(
            _("%(name)s has been asked about this already and has not answered yet."),
            params={"name": asked.full_name},
            code="twice",
        )
    request.asked = asked
    request.save()
    notices.request_asked(request)
    return request


@transaction.atomic
def make_link(
    *, employee: Employee, cycle: Cycle, question: Question, actor: Actor
) -> tuple[FeedbackRequest, str]:
    """Make a link for one service receiver; returns it with its code, which is shown once and never kept.

    Raises NotAllowed, and ValidationError for a day too far and above the number of open links.
    """
    require(policies.can_ask(actor, employee) and cycle.agency_id == actor.agency_id)
    days = value_on(policies.LINK_DAYS, agency_id=actor.agency_id, day=timezone.localdate())
    refuse_day(question, longest=timedelta(days=days))
    refuse_many(actor, is_link=True)
    request, code = new_request(employee, cycle, question, actor), secrets.token_urlsafe(SECRET_BYTES)
    request.code_digest = digest_of(code)
    request.save()
    return request, code


def new_request(employee: Employee, cycle: Cycle, question: Question, actor: Actor) -> FeedbackRequest:
    """Return an unsaved request; raises ValidationError unless it is about one thing."""
    check_subject(Remark("", question.result, question.behaviour), employee)
    return FeedbackRequest(
        agency_id=employee.agency_id,
        cycle=cycle,
        employee=employee,
        result=question.result,
        behaviour=question.behaviour,
        question=question.text.strip(),
        due_on=question.due_on,
        asked_by_id=actor.employee_id,
    )


def refuse_day(question: Question, *, longest: timedelta) -> None:
    """Raise ValidationError for a day that has passed or lies too far."""
    today = timezone.localdate()
    if question.due_on < today:
        raise ValidationError({"due_on": _("This day has passed.")})
    if question.due_on > today + longest:
        message = _("Choose a day within %(days)s days.") % {"days": longest.days}
        raise ValidationError({"due_on": message})


def refuse_many(actor: Actor, *, is_link: bool) -> None:
    """Raise ValidationError above the number of open questions or links of one person."""
    policy = policies.LINKS_OPEN if is_link else policies.REQUESTS_OPEN
    most = value_on(policy, agency_id=actor.agency_id, day=timezone.localdate())
    mine = FeedbackRequest.objects.filter(
        agency_id=actor.agency_id,
        asked_by_id=actor.employee_id,
        state=RequestStatus.OPEN,
        asked__isnull=is_link,
    )
    if mine.count() >= most:
        raise ValidationError(
            _("You have %(count)s open questions; withdraw one first."), params={"count": most}, code="most"
        )


@transaction.atomic
def answer_request(*, request: FeedbackRequest, remark: Remark, actor: Actor) -> Feedback:
    """Answer a request as who was asked; raises NotAllowed, and Conflict (with the text) for a second answer."""
    take_answer(request, remark, actor)
    feedback = keep(feedback_to(request, actor=actor), remark, author=actor.name)
    notices.request_answered(request)
    return feedback


@transaction.atomic
def answer_link(
    *, request: FeedbackRequest, remark: Remark, name: str = "", reader: Actor | None = None
) -> Feedback:
    """Take the one answer of a service receiver; nothing is kept of who it was but a name freely given.

    The code has been checked by the selector that found the request. Raises NotAllowed for the person and who asked
    while they are logged in, Conflict when the link has been used meanwhile.
    """
    insiders = (request.employee_id, request.asked_by_id)
    require(reader is None or reader.employee_id is None or reader.employee_id not in insiders)
    take_answer(request, remark, system_actor(request.agency_id))
    feedback = feedback_to(request, actor=system_actor(request.agency_id))
    feedback.author_name = name.strip()[:80]
    words = feedback.author_name or str(FeedbackRole.RECEIVER.label)
    keep(feedback, remark, author=words)
    notices.request_answered(request)
    return feedback


def take_answer(request: FeedbackRequest, remark: Remark, actor: Actor) -> None:
    """Move the request on; of two answers one wins, the other keeps its text in the Conflict."""
    try:
        REQUEST_FLOW.apply("answer", request, actor=actor, answered_on=timezone.localdate())
    except Conflict as problem:
        raise Conflict(request, last=problem.last, note=remark.text) from None


@transaction.atomic
def decline_request(*, request: FeedbackRequest, reason: str, actor: Actor) -> FeedbackRequest:
    """Say that one cannot give feedback; a reason is welcome but not asked for. Raises NotAllowed, Conflict."""
    REQUEST_FLOW.apply("decline", request, actor=actor, decline_reason=reason.strip()[:300])
    notices.request_declined(request)
    return request


@transaction.atomic
def withdraw_request(*, request: FeedbackRequest, actor: Actor) -> FeedbackRequest:
    """Take a question back; a link stops working at once. Raises NotAllowed, Conflict."""
    REQUEST_FLOW.apply("withdraw", request, actor=actor)
    return request


@transaction.atomic
def renew_link(*, request: FeedbackRequest, actor: Actor) -> str:
    """Give an open link a new code, for one that was lost; the old one stops working. Returns the code.

    Raises NotAllowed for anybody but who asked, Conflict when it has been answered.
    """
    require(policies.can_withdraw_request(actor, request) and request.is_public)
    code = secrets.token_urlsafe(SECRET_BYTES)
    rows = FeedbackRequest.objects.filter(pk=request.pk, state=RequestStatus.OPEN)
    if not rows.update(code_digest=digest_of(code)):
        raise Conflict(request)
    return code


def find_link(*, code: str) -> FeedbackRequest | None:
    """Return the request behind the code of a link, None where there is none; the code is all there is to show."""
    rows = FeedbackRequest.objects.select_related("agency", "employee__unit", "result", "cycle")
    return rows.filter(code_digest=digest_of(code)).first() if code else None


def is_open_link(request: FeedbackRequest) -> bool:
    """Tell whether a link still takes its answer today."""
    return request.state == RequestStatus.OPEN and request.due_on >= timezone.localdate()

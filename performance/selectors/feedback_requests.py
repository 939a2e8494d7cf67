"""Questions for feedback: those that wait for the actor, and those the actor has asked."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor
from asn_portal.core.pagination import Page, keyset_page
from performance.enums.dialogue import RequestStatus
from performance.models import Feedback, FeedbackRequest
from performance.policies import dialogue as policies

SIZE = 30
PARTIES = ("employee__unit", "employee__evaluator", "asked_by", "asked", "result", "cycle", "agency")


def visible_requests(*, actor: Actor) -> QuerySet[FeedbackRequest]:
    """Return requests in scope with the people in them."""
    return FeedbackRequest.objects.visible_to(actor).select_related(*PARTIES)


@dataclass(frozen=True)
class RequestList:
    """What waits for the actor, and a page of what the actor has asked."""

    waiting: list[FeedbackRequest]
    page: Page


def list_requests(*, actor: Actor, token: str = "") -> RequestList:
    """Return both lists, in two queries."""
    rows = visible_requests(actor=actor)
    waiting = rows.filter(asked_id=actor.employee_id or 0, state=RequestStatus.OPEN).order_by("due_on", "pk")
    asked = rows.filter(asked_by_id=actor.employee_id or 0)
    return RequestList(list(waiting), keyset_page(asked, key="id", token=token, size=SIZE, newest_first=True))


@dataclass(frozen=True)
class RequestScreen:
    """One request with its answer, and what the actor may do about it."""

    request: FeedbackRequest
    answer: Feedback | None
    can_answer: bool
    can_withdraw: bool


def get_request(*, actor: Actor, pk: int) -> FeedbackRequest:
    """Return a request in scope (404 otherwise)."""
    return get_object_or_404(visible_requests(actor=actor), pk=pk)


def get_request_screen(*, actor: Actor, pk: int) -> RequestScreen:
    """Return one request in scope with its answer (404 otherwise)."""
    request = get_request(actor=actor, pk=pk)
    is_open = policies.is_waiting(request)
    answers = Feedback.objects.filter(request=request, agency_id=actor.agency_id)
    return RequestScreen(
        request=request,
        answer=None if is_open else answers.select_related("author__position", "result", "employee").first(),
        can_answer=is_open and policies.can_answer_request(actor, request),
        can_withdraw=is_open and policies.can_withdraw_request(actor, request),
    )

"""The pages for 403, 404, 409 and 500: whole for a browser, a part for htmx, and never without a way on."""

from types import SimpleNamespace

import pytest
from django.http import Http404
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from asn_portal.core.access import Conflict, NotAllowed
from asn_portal.core.models import TransitionLog
from asn_portal.core.views import problems
from asn_portal.views.errors import page_not_found, server_error


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def request(htmx=False):
    made = RequestFactory().get("/kinerja/")
    made.htmx = htmx
    return made


def conflict(htmx=False, note="Please add <targets>."):
    last = TransitionLog(transition="approve", actor_name="Maria", actor_title="Acting head")
    problem = Conflict(SimpleNamespace(pk=1), last=last, note=note)
    return problems.conflict_response(request(htmx), problem)


def test_a_conflict_says_who_decided_and_keeps_what_was_typed():
    response = conflict()
    page = response.content.decode()
    assert response.status_code == 409
    assert "<strong>Maria</strong>, Acting head" in page
    assert "Please add &lt;targets&gt;." in page
    assert 'data-copy="#kept-note"' in page


def test_a_conflict_without_a_log_is_a_page_too():
    response = problems.conflict_response(request(), Conflict(SimpleNamespace(pk=1)))
    assert "nothing was lost" in response.content.decode()


@pytest.mark.parametrize(
    "answer",
    [
        conflict,
        lambda htmx: problems.forbidden_response(request(htmx), NotAllowed("approve")),
        lambda htmx: problems.csrf_failure(request(htmx)),
        lambda htmx: page_not_found(request(htmx), Http404()),
    ],
)
def test_htmx_gets_the_same_as_a_part(answer):
    whole, part = answer(False).content.decode(), answer(True).content.decode()
    assert "<html" in whole
    assert 'href="/"' in whole
    assert "<html" not in part
    assert "data-focus" in part


def test_a_refusal_in_words_is_shown():
    response = problems.forbidden_response(request(), NotAllowed("Only the evaluator approves."))
    assert response.status_code == 403
    assert "Only the evaluator approves." in response.content.decode()


def test_a_fault_page_needs_no_context_and_no_database():
    assert server_error(request()).status_code == 500
    assert "not your fault" in render_to_string("500.html")

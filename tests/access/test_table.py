"""Who gets what at every address: 302 or 401 for visitors, 404 outside the scope, 403 inside it when not allowed."""

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse

from tests.access.table import ROWS
from tests.access.world import ROLES

pytestmark = pytest.mark.django_db
# Rows without an object of a government: nothing, a kind of workbook, a key in a mail, a duty of the clock.
NO_OBJECT = {"-", "import-kind", "past-kind", "reset", "mail-key", "duty"}
# Pages of allauth that redirect everybody; the switch of the language needs no login either.
ALLAUTH = {
    "language_switch": {302},
    "account_logout": {302},
    "account_confirm_login_code": {302},
    "mfa_authenticate": {302},
    "account_reset_password_from_key": set(),
    "account_confirm_email": set(),
}


def url_names(patterns=None, namespace=""):
    """Return the name of every address except those of the technicians' admin and of the API's media type suffixes."""
    found = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            found |= url_names(pattern.url_patterns, inner) if pattern.namespace != "admin" else set()
        else:
            found.add(f"{namespace}{pattern.name}")
    return found


def ask(visitor, row, world, **headers):
    """Return the status of one request, and take back what it changed, the cookies too."""
    url = reverse(row.name, args=world.things[row.key])
    kept = visitor.cookies.copy()
    kind = {"content_type": "application/json"} if "/api/" in url else {}
    form = {"csrfmiddlewaretoken": "as a browser sends it"}
    with transaction.atomic():
        world.prepare(row.key)
        if row.method == "POST":
            response = visitor.post(url, form, headers=headers, **kind)
        else:
            response = visitor.get(url, headers=headers)
        if response.streaming:
            list(response.streaming_content)
        transaction.set_rollback(True)
    visitor.cookies = kept
    return response.status_code


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everybody_gets_the_answer_of_the_table(row, world, visitors):
    got = {role: ask(visitors[role], row, world) for role in ROLES}
    assert got == dict(zip(ROLES, row.expected, strict=True))


@pytest.mark.parametrize("row", [row for row in ROWS if row.expected[0] == 302], ids=str)
def test_an_expired_session_under_htmx_is_401_and_no_redirect(row, world, visitors):
    with_htmx = ask(visitors["anonymous"], row, world, **{"HX-Request": "true"})
    assert with_htmx in {401} | ALLAUTH.get(row.name, set())


def test_two_governments_never_meet(world):
    """An address with an id answers the outsider with 404, whatever roles the outsider holds elsewhere."""
    shared = {
        "document_result",
        "performance:public_standards",
        "performance:public_office",
        "performance:feedback_public",
        *ALLAUTH,
    }
    named = [row for row in ROWS if row.key not in NO_OBJECT and row.name not in shared]
    assert not [str(row) for row in named if row.expected[-1] != 404]


def test_no_address_of_ours_is_missing_from_the_table():
    assert url_names() - {row.name for row in ROWS} == set()


def test_no_row_of_the_table_is_left_over():
    assert {row.name for row in ROWS} - url_names() == set()

"""Going back to where a button stood never leads to somebody else's site."""

import pytest
from django.test import RequestFactory

from asn_portal.core.redirects import back_or


@pytest.mark.parametrize(
    ("wanted", "is_secure", "target"),
    [
        ("/persetujuan/?jenis=plan", False, "/persetujuan/?jenis=plan"),
        ("https://jahat.example/", False, "/"),
        ("//jahat.example/", False, "/"),
        ("javascript:alert(1)", False, "/"),
        ("http://testserver/persetujuan/", True, "/"),
        ("", False, "/"),
    ],
)
def test_only_a_page_of_ours_is_gone_back_to(wanted, is_secure, target):
    request = RequestFactory().post("/", {"next": wanted}, secure=is_secure)
    assert back_or(request, "home").url == target

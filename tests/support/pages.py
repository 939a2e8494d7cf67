"""A test client that rejects broken pages, and one that speaks htmx."""

import re

from bs4 import BeautifulSoup
from django.test import Client

# What a page must never contain, whatever the test is about.
FAULTS = (
    ("an unrendered template tag", re.compile(r"\{\{|\{%|%\}")),
    ("an inline event handler (CSP)", re.compile(r"<[a-z][^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE)),
    ("an inline style (CSP)", re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE)),
    (
        "a bare <script> (CSP)",
        re.compile(r"<script(?![^>]*\b(?:src|nonce|type=\"application/json\"))", re.IGNORECASE),
    ),
)


def page_faults(text: str) -> list[str]:
    """Return what is wrong with the HTML, each with the place where it stands."""
    found = ((label, pattern.search(text)) for label, pattern in FAULTS)
    return [f"{label}: …{text[max(0, hit.start() - 60) : hit.end() + 60]}…" for label, hit in found if hit]


class PortalClient(Client):
    """Django's test client; an HTML answer with a fault fails the test at once."""

    user = None

    def request(self, **request):
        response = super().request(**request)
        is_html = response.get("Content-Type", "").startswith("text/html")
        if is_html and not response.streaming and response.content:
            faults = page_faults(response.content.decode(response.charset))
            assert not faults, f"{request.get('PATH_INFO')}: " + "; ".join(faults)
        return response


class HtmxClient(PortalClient):
    """Asks as htmx does; `target` is the id of the element to be swapped."""

    def request(self, **request):
        request.setdefault("HTTP_HX_REQUEST", "true")
        return super().request(**request)


def soup(response) -> BeautifulSoup:
    """Parse an answer for CSS selectors: `soup(response).select_one("#plan-3 .badge")`."""
    return BeautifulSoup(response.content, "html.parser")


def texts(response, selector: str) -> list[str]:
    """Return the visible text of every element that the selector finds, blanks collapsed."""
    return [" ".join(tag.get_text(" ").split()) for tag in soup(response).select(selector)]


def swapped(page, part, selector: str) -> BeautifulSoup:
    """Apply a part to a page as htmx would (`outerHTML`), so that it can be compared with a fresh load."""
    tree = soup(page)
    target = tree.select_one(selector)
    assert target is not None, f"the page has no {selector}"
    target.replace_with(soup(part))
    return tree

"""The page of one step: a form with its words; used by requests, dialogue, rounds, coaching and cases."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext as _

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from performance.selectors.feedback import running_cycle


@dataclass(frozen=True)
class Words:
    """What the page of a step says: title, line below it, button, and where it leads back."""

    title: Any
    back: str
    back_label: Any
    button: Any
    subtitle: Any = ""
    note: Any = ""
    draft: str = ""
    second: Any = ""
    is_private: bool = False


def step_page(request, form, words: Words, **extra):
    """Show the form of a step; 422 when something was refused. Confidential pages are kept by nobody on the way."""
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "words": words, **extra}
    response = render(request, "performance/step_form.html", context, status=status)
    if words.is_private:
        response["Cache-Control"] = "private, no-store"
    return response


def tried(form, work: Callable[[], Any]) -> Any:
    """Return what a service gives back for a valid form; None when the form or the service refused something."""
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        return work()
    except ValidationError as error:
        add_error(form, error)
    return None


def the_year(actor):
    """Return the newest open year; refused (403) without one."""
    cycle = running_cycle(actor=actor)
    require(cycle is not None, _("No performance year is open"))
    return cycle


def number(text: str | None) -> int | None:
    """Return a positive number from an address or a form, None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else None


def is_id(text: str) -> bool:
    """Tell whether a text of a form can be the number of a row."""
    return text.isascii() and text.isdigit() and len(text) < 18

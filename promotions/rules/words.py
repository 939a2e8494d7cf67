"""Words of requirements, which a nominative list can do without: of a hundred thousand people it stores codes."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import gettext as translate
from django.utils.translation import override

_is_silent: ContextVar[bool] = ContextVar("promotion_words_silent", default=False)


def is_silent() -> bool:
    """Tell whether nobody is going to read the words."""
    return _is_silent.get()


def gettext(message: str) -> str:
    """Return a message in the active language, or as it is where nobody reads it."""
    return message if _is_silent.get() else translate(message)


@contextmanager
def without_words() -> Iterator[None]:
    """Judge without looking up a translation; only codes, states and dates of the checklists are of use then."""
    token = _is_silent.set(True)
    try:
        with override(None):
            yield
    finally:
        _is_silent.reset(token)

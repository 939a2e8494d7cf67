"""Keyset paging in the portable form (scale D6): flat to the last page, no OFFSET."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from json import JSONDecodeError, dumps, loads
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Q, QuerySet


@dataclass(frozen=True)
class Page:
    """Rows of one page and the tokens of its neighbours (empty where there is none)."""

    items: list[Any]
    next: str = ""
    previous: str = ""

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


def keyset_page(
    queryset: QuerySet, *, key: str = "sort_name", token: str = "", size: int = 50, newest_first: bool = False
) -> Page:
    """Return a page ordered by (key, id); `token` comes from a Page, a bad one means the first page.

    `key` must be an indexed, non-null column (B19); `newest_first` turns the order round.
    """
    forward, edge = _decode(token)
    if edge and not _fits(queryset, key, edge[0]):
        forward, edge = True, []
    rising = forward != newest_first
    rows = queryset.order_by(key, "pk") if rising else queryset.order_by(f"-{key}", "-pk")
    if edge:
        rows = rows.filter(_beyond(key, edge, rising))
    items = list(rows[: size + 1])
    more = len(items) > size
    items = items[:size]
    if not forward:
        items.reverse()
    has_next, has_previous = (more, bool(edge)) if forward else (bool(edge), more)
    return Page(
        items=items,
        next=_encode("n", items[-1], key) if items and has_next else "",
        previous=_encode("p", items[0], key) if items and has_previous else "",
    )


def _fits(queryset: QuerySet, key: str, value: Any) -> bool:
    """Tell whether a value from an address can be compared with the column at all."""
    try:
        queryset.model._meta.get_field(key).to_python(value)
    except FieldDoesNotExist:
        return True
    except (ValidationError, ValueError, TypeError):
        return False
    return True


def _beyond(key: str, edge: list, rising: bool) -> Q:
    value, pk = edge
    comparison = "gt" if rising else "lt"
    return Q(**{f"{key}__{comparison}e": value}) & (
        Q(**{f"{key}__{comparison}": value}) | Q(**{f"pk__{comparison}": pk})
    )


def _encode(direction: str, row: Any, key: str) -> str:
    text = dumps([direction, getattr(row, key), row.pk], default=str)
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _decode(token: str) -> tuple[bool, list]:
    if not token:
        return True, []
    try:
        direction, value, pk = loads(urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except (ValueError, TypeError, Base64Error, JSONDecodeError, UnicodeDecodeError):
        return True, []
    if direction not in {"n", "p"} or not isinstance(value, str | int) or not isinstance(pk, int):
        return True, []
    return direction == "n", [value, pk]

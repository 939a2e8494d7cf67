"""Indicator and target apart, or in one narrative (PermenPANRB 6/2022 annex II p. 31, 50)."""

import re

_BULLET = re.compile(r"^(?:\(?\d{1,2}[.)]|[a-z][.)]|[-•*–])\s+")


def as_narrative(statement: str, target: str) -> str:
    """Return indicator and target as one sentence; a target that stands in it already is not said twice."""
    statement, target = statement.strip(), target.strip()
    if not target or target.casefold() in statement.casefold():
        return statement
    return f"{statement.rstrip('.:')}: {target}"


def without_target(statement: str, target: str) -> str:
    """Return a narrative without the target that `as_narrative` put at its end."""
    tail = f": {target.strip()}"
    has_tail = bool(target.strip()) and statement.casefold().endswith(tail.casefold())
    return statement[: -len(tail)].strip() if has_tail else statement


def numbered_lines(text: str) -> list[str]:
    """Return the points of a text, one a line; numbers and bullets that were typed go, the form numbers anew."""
    lines = (_BULLET.sub("", line.strip()).strip() for line in text.splitlines())
    return [line for line in lines if line]

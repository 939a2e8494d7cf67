"""Whether results are handed on completely (PermenPANRB 6/2022 annex II p. 39-49). Warns, never blocks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from asn_portal.core.templatetags.formats import number
from performance.enums.cascade import DivisionMethod

NUMBER = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True)
class ColumnFacts:
    """One column as plain data: the target as typed, the shares and parts of its live roles.

    `entries` counts live roles in the column, `links` results linked to the column's result outside the matrix.
    """

    target: str = ""
    unit: str = ""
    method: str = DivisionMethod.UNSAID
    parts: tuple[str, ...] = ()
    entries: int = 0
    links: int = 0
    shares: tuple[Decimal, ...] = ()
    owned: tuple[str, ...] = ()

    @property
    def is_served(self) -> bool:
        """Tell whether anybody works for it."""
        return self.entries > 0 or self.links > 0


@dataclass(frozen=True)
class Warning:
    """One remark about a column: its code, and the words people read."""

    code: str
    text: str


def target_number(text: str) -> Decimal | None:
    """Return the one number of a target ("≥ 12", "12", "1.200", "12,5"); None for none or for a range.

    Typed in Indonesian: a dot before exactly three digits separates thousands, a comma the decimals.
    """
    found = [part.rstrip(".,") for part in NUMBER.findall(text)]
    if len(found) != 1:
        return None
    digits = found[0]
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", digits):
        digits = digits.replace(".", "")
    try:
        return Decimal(digits.replace(",", "."))
    except InvalidOperation:
        return None


def is_shareable(target: str, unit: str) -> bool:
    """Tell whether a target is a quantity that can be divided; a percentage or an index cannot."""
    words = f"{target} {unit}".casefold()
    is_rate = any(
        word in words for word in ("%", "persen", "indeks", "nilai", "skala", "menit", "hari", "jam")
    )
    return not is_rate and target_number(target) is not None


def unassigned(target: str, shares: Iterable[Decimal]) -> Decimal | None:
    """Return what of a quantity nobody has taken over (E21: 12 - (5 + 4) = 3); negative when more was shared.

    None where nothing is shared or the target is no single number.
    """
    whole, parts = target_number(target), list(shares)
    return None if whole is None or not parts else whole - sum(parts, Decimal(0))


def column_warnings(facts: ColumnFacts) -> list[Warning]:
    """Return what is missing in a column."""
    if not facts.is_served:
        return [Warning("column", _("Nobody serves this yet."))]
    found = [_load(facts), _parts(facts)]
    return [warning for warning in found if warning]


def _load(facts: ColumnFacts) -> Warning | None:
    rest = unassigned(facts.target, facts.shares)
    if facts.method not in {DivisionMethod.UNSAID, DivisionMethod.LOAD} or not rest:
        if facts.method == DivisionMethod.LOAD and rest is None:
            return Warning("load", _("Divided by quantity, but nobody has a share yet."))
        return None
    amount = f"{number(abs(rest))} {facts.unit}".strip()
    if rest > 0:
        return Warning("load", _("%(amount)s unassigned") % {"amount": amount})
    return Warning("over", _("%(amount)s more than the target") % {"amount": amount})


def _parts(facts: ColumnFacts) -> Warning | None:
    missing = missing_parts(facts.parts, facts.owned)
    if not missing or facts.method not in {DivisionMethod.REGION, DivisionMethod.ASPECT}:
        return None
    text = ngettext("Without an owner: %(parts)s", "Without an owner: %(parts)s", len(missing))
    return Warning("part", text % {"parts": ", ".join(missing)})


def missing_parts(parts: Sequence[str], owned: Iterable[str]) -> list[str]:
    """Return the regions or aspects that nobody owns, in their order; case and blanks do not count."""
    taken = {" ".join(part.casefold().split()) for part in owned}
    return [part for part in parts if " ".join(part.casefold().split()) not in taken]

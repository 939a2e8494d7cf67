"""Levels of functional posts (jenjang) with their ranks and the credit points of a rank step.

PermenPANRB 1/2023, Peraturan BKN 3/2023. Points are collected inside one level and begin anew in the next one.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from promotions.rules.ranks import rank_order

BASIS = "PermenPANRB 1/2023; Peraturan BKN 3/2023"


@dataclass(frozen=True)
class Level:
    """One level; its name is an official term. `step` points lead from one rank to the next."""

    code: str
    name: str
    ranks: tuple[str, ...]
    step: Decimal
    next_name: str = ""
    is_skilled: bool = False
    starts_on: date = date(2023, 1, 1)
    ends_on: date | None = None

    def needed(self, rank_code: str) -> Decimal:
        """Return the points, collected in this level, for the step above a rank of this level."""
        return self.step * (self.ranks.index(rank_code) + 1)

    def is_below(self, rank_code: str) -> bool:
        """Tell whether a rank lies below the lowest one of the level."""
        return rank_order(rank_code) < rank_order(self.ranks[0])


LEVELS: tuple[Level, ...] = (
    Level("pemula", "Pemula", ("II/a",), Decimal(15), "Terampil", is_skilled=True),
    Level("terampil", "Terampil", ("II/b", "II/c", "II/d"), Decimal(20), "Mahir", is_skilled=True),
    Level("mahir", "Mahir", ("III/a", "III/b"), Decimal(50), "Penyelia", is_skilled=True),
    Level("penyelia", "Penyelia", ("III/c", "III/d"), Decimal(100), is_skilled=True),
    Level("ahli_pertama", "Ahli Pertama", ("III/a", "III/b"), Decimal(50), "Ahli Muda"),
    Level("ahli_muda", "Ahli Muda", ("III/c", "III/d"), Decimal(100), "Ahli Madya"),
    Level("ahli_madya", "Ahli Madya", ("IV/a", "IV/b", "IV/c"), Decimal(150), "Ahli Utama"),
    Level("ahli_utama", "Ahli Utama", ("IV/d", "IV/e"), Decimal(200)),
)
CATEGORIES = {True: _("skilled category (keterampilan)"), False: _("expertise category (keahlian)")}


def level_for(written: str, *, on: date) -> Level | None:
    """Return the level in force on that day, whether written "ahli_muda", "Ahli Muda" or "Muda"; None if unknown."""
    row = _named(written)
    return row if row and row.starts_on <= on and (row.ends_on is None or on <= row.ends_on) else None


@lru_cache(maxsize=256)
def _named(written: str) -> Level | None:
    words = "_".join(re.findall(r"[a-z]+", written.lower()))
    return next((row for row in LEVELS if words in {row.code, row.code.removeprefix("ahli_")}), None)

"""Tables of credit points: levels of functional posts (jenjang) and percents of predicates, with dates in force.

PermenPANRB 1/2023, Peraturan BKN 3/2023. Points are collected inside one level and begin anew in the next one.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from performance.enums import Predicate

BASIS = "PermenPANRB 1/2023; Peraturan BKN 3/2023"
RULE_VERSION = "angka-kredit/2023-01-01"
SINCE = date(2023, 1, 1)
_GROUPS = {"I": 0, "II": 4, "III": 8, "IV": 12}


def rank_order(code: str) -> int:
    """Return 1 for I/a up to 17 for IV/e; raises ValueError for what is no rank of PNS."""
    group, _slash, letter = code.partition("/")
    place = "abcde".find(letter) if len(letter) == 1 else -1
    if group not in _GROUPS or place < 0 or (letter == "e" and group != "IV"):
        raise ValueError(code)
    return _GROUPS[group] + place + 1


@dataclass(frozen=True)
class Level:
    """One level; its name is an official term. `step` points lead from one rank to the next.

    `coefficient` is the points of a full year at Baik.
    """

    code: str
    name: str
    ranks: tuple[str, ...]
    coefficient: Decimal
    step: Decimal
    next_name: str = ""
    is_skilled: bool = False
    starts_on: date = SINCE
    ends_on: date | None = None

    def needed(self, rank_code: str) -> Decimal:
        """Return the points, collected in this level, for the step above a rank of this level."""
        return self.step * (self.ranks.index(rank_code) + 1)

    @property
    def whole(self) -> Decimal:
        """Return the points of the whole level, which open the next one."""
        return self.step * len(self.ranks)

    def is_below(self, rank_code: str) -> bool:
        """Tell whether a rank lies below the lowest one of the level."""
        return rank_order(rank_code) < rank_order(self.ranks[0])

    def base(self, rank_code: str) -> Decimal:
        """Return the base credit (AK dasar) of somebody who enters the level with this rank: the steps below it.

        Nought for the lowest rank of the level, for a rank below it and for one that is unknown.
        """
        return self.step * self.ranks.index(rank_code) if rank_code in self.ranks else Decimal(0)


def _level(code: str, name: str, ranks: str, *figures: str, next_name: str = "") -> Level:
    coefficient, step = map(Decimal, figures)
    skilled = not code.startswith("ahli")
    return Level(code, name, tuple(ranks.split()), coefficient, step, next_name, is_skilled=skilled)


LEVELS: tuple[Level, ...] = (
    _level("pemula", "Pemula", "II/a", "3.75", "15", next_name="Terampil"),
    _level("terampil", "Terampil", "II/b II/c II/d", "5", "20", next_name="Mahir"),
    _level("mahir", "Mahir", "III/a III/b", "12.5", "50", next_name="Penyelia"),
    _level("penyelia", "Penyelia", "III/c III/d", "25", "100"),
    _level("ahli_pertama", "Ahli Pertama", "III/a III/b", "12.5", "50", next_name="Ahli Muda"),
    _level("ahli_muda", "Ahli Muda", "III/c III/d", "25", "100", next_name="Ahli Madya"),
    _level("ahli_madya", "Ahli Madya", "IV/a IV/b IV/c", "37.5", "150", next_name="Ahli Utama"),
    _level("ahli_utama", "Ahli Utama", "IV/d IV/e", "50", "200"),
)
LEVEL_CODES = {level.code: level for level in LEVELS}


def level_for(written: str, *, on: date) -> Level | None:
    """Return the level in force on that day, whether written "ahli_muda", "Ahli Muda" or "Muda"; None if unknown."""
    row = _named(written)
    return row if row and row.starts_on <= on and (row.ends_on is None or on <= row.ends_on) else None


@lru_cache(maxsize=256)
def _named(written: str) -> Level | None:
    words = "_".join(re.findall(r"[a-z]+", written.lower()))
    return next((row for row in LEVELS if words in {row.code, row.code.removeprefix("ahli_")}), None)


@dataclass(frozen=True)
class Percent:
    """What a predicate is worth, in percent of the yearly coefficient."""

    predicate: str
    percent: int
    starts_on: date = SINCE
    ends_on: date | None = None


PERCENTS: tuple[Percent, ...] = (
    Percent(Predicate.SB, 150),
    Percent(Predicate.B, 100),
    Percent(Predicate.BP, 75),
    Percent(Predicate.K, 50),
    Percent(Predicate.SK, 25),
)


def percent_for(predicate: str, *, on: date) -> int | None:
    """Return the percent in force on that day; None without a predicate and before conversion existed (2023)."""
    rows = (
        row
        for row in PERCENTS
        if row.predicate == predicate and row.starts_on <= on and (row.ends_on is None or on <= row.ends_on)
    )
    return next((row.percent for row in rows), None)

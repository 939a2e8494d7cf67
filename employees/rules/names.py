"""Names of people: titles in front and behind, and the key by which lists are sorted and searched."""

import re
import unicodedata
from dataclasses import dataclass

_FRONT = re.compile(
    r"^(?:prof|drs|dra|drg|drh|dr|ir|hj|h|kh|k\.\s?h|apt|ns)(?:\.\s*|\s+)(?:\(?h\.\s?c\.?\)\s*)?(?=\S)",
    re.IGNORECASE,
)
_BACK_HEADS = {"s", "m", "a", "d", "ph", "sst", "sp", "amd"}
# What may follow the first letter of a degree that is written behind a name without a comma ("Budi S.Pd").
_BACK_PARTS = {
    *(
        "pd",
        "si",
        "kom",
        "e",
        "h",
        "t",
        "sos",
        "ag",
        "ap",
        "ip",
        "ked",
        "kep",
        "km",
        "kes",
        "farm",
        "psi",
        "hum",
    ),
    *(
        "st",
        "stp",
        "tp",
        "gz",
        "tr",
        "p",
        "pt",
        "pi",
        "hut",
        "ikom",
        "ak",
        "keb",
        "md",
        "d",
        "n",
        "kn",
        "a",
        "m",
    ),
    *("sc", "eng", "an", "og", "pa", "i", "sd", "aud", "par", "ars", "stat", "ling", "mat", "pem", "han"),
}
_WHOLE_DEGREES = {"sst", "amd", "phd", "spd", "skm", "skep", "ssos", "skom", "sag"}
_APOSTROPHES = str.maketrans("", "", "'’‘`´ʼ")


@dataclass(frozen=True)
class NameParts:
    """A name without titles, and the titles as written."""

    front: str
    name: str
    back: str


def split_name(text: str) -> NameParts:
    """Take the titles off a written name: "Dr. H. Ahmad, S.Pd., M.Si." → ("Dr. H.", "Ahmad", "S.Pd., M.Si.").

    Everything behind the first comma is a title; without a comma only well-known degrees are. A name that
    would vanish is kept whole.
    """
    whole = " ".join(text.split())
    before, _, back = whole.partition(",")
    front, name = _split_front(before.strip())
    if not back:
        name, back = _split_degrees(name)
    if not name:
        return NameParts("", whole.strip(" ,"), "")
    return NameParts(front, name, back.strip(" ,"))


def compose_name(name: str, *, front: str = "", back: str = "") -> str:
    """Write a name with its titles: front titles, name, comma, back titles."""
    titled = " ".join(part for part in (front.strip(), name.strip()) if part)
    back = back.strip(" ,")
    return f"{titled}, {back}" if back else titled


def sort_name(text: str) -> str:
    """Return the key for sorting and searching: no titles, no accents, lower case, single spaces.

    Apostrophes vanish (Nur'aini = Nuraini), other marks become spaces.
    """
    name = split_name(text).name or text
    return _fold(name) or _fold(text)


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    return " ".join("".join(char if char.isalnum() else " " for char in plain).split())


def _split_front(text: str) -> tuple[str, str]:
    rest = text
    while match := _FRONT.match(rest):
        rest = rest[match.end() :]
    return text[: len(text) - len(rest)].strip(), rest


def _split_degrees(name: str) -> tuple[str, str]:
    words = name.split()
    kept = len(words)
    while kept > 1 and _is_degree(words[kept - 1]):
        kept -= 1
    return " ".join(words[:kept]), " ".join(words[kept:])


def _is_degree(word: str) -> bool:
    parts = [part for part in word.casefold().strip(".").split(".") if part]
    if len(parts) == 1:
        return parts[0] in _WHOLE_DEGREES
    return bool(parts) and parts[0] in _BACK_HEADS and all(part in _BACK_PARTS for part in parts[1:])

"""Names inside an ordered ZIP: safe on every system, sorted by unit, then NIP and name."""

from collections.abc import Iterable

from django.utils.text import slugify

LONGEST_FOLDER, LONGEST_NAME = 60, 60
WINDOWS_RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
}


def safe_part(text: str, longest: int, otherwise: str) -> str:
    """Return letters a-z, digits and dashes only: no slash, no dot, no name that Windows keeps for itself.

    >>> safe_part("../Dinas Kesehatan & KB", 60, "unit")
    'dinas-kesehatan-kb'
    """
    part = slugify(text)[:longest].strip("-_") or otherwise
    return f"{part}-" if part in WINDOWS_RESERVED else part


def file_path(*, office: str, unit: str, nip: str, name: str, form: str) -> str:
    """Return "dinas-kesehatan/puskesmas-utara/198609262015051001-siti-aminah-c.pdf".

    The unit's folder is left out where the unit is the office itself.
    """
    folders = [safe_part(office, LONGEST_FOLDER, "tanpa-unit")]
    if unit and unit != office:
        folders.append(safe_part(unit, LONGEST_FOLDER, "unit"))
    person = "-".join((safe_part(nip, 18, "tanpa-nip"), safe_part(name, LONGEST_NAME, "pegawai"), form))
    return "/".join([*folders, f"{person}.pdf"])


def distinct(paths: Iterable[str]) -> list[str]:
    """Return the paths in their order; a second one of the same name gets a number."""
    seen: dict[str, int] = {}
    found = []
    for path in paths:
        seen[path] = seen.get(path, 0) + 1
        found.append(path if seen[path] == 1 else path.removesuffix(".pdf") + f"-{seen[path]}.pdf")
    return found

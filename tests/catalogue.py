"""The Indonesian catalogue: bring it up to date, or prove that it is (A5).

    python tests/catalogue.py update     collect the strings, compile
    python tests/catalogue.py check      fail on a missing, stale, fuzzy or untranslated string

Collecting needs gettext (Debian: apt install gettext); compiling and the other checks do not.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
PO = Path("asn_portal/locale/id/LC_MESSAGES/django.po")
SOURCES = ("asn_portal", "employees", "performance", "training", "promotions", "templates", "manage.py")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<!%)%[sd]|\{\w*\}")


def has_gettext() -> bool:
    """Tell whether the strings can be collected here."""
    return all(shutil.which(tool) for tool in ("xgettext", "msgmerge"))


def collect(folder: Path) -> None:
    """Run makemessages on a source tree."""
    command = [sys.executable, "manage.py", "makemessages", "--locale", "id", "--no-obsolete", "--no-wrap"]
    command += ["--add-location", "file", "--ignore", "tests", "--ignore", ".venv", "--ignore", "var"]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "asn_portal.settings.dev",
        "VAR_DIR": tempfile.gettempdir(),
    }
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)


def keys(catalogue) -> set[tuple]:
    """Return what identifies each string."""
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue if not entry.obsolete}


def compiled(entries) -> dict:
    """Return what the program reads from these entries."""
    return {(entry.msgctxt or None, entry.msgid): entry.msgstr or entry.msgstr_plural for entry in entries}


def wrong_placeholders(entry) -> bool:
    """Tell whether a translation lost or invented a placeholder."""
    wanted = {hit for text in (entry.msgid, entry.msgid_plural) for hit in PLACEHOLDER.findall(text)}
    return any(
        not set(PLACEHOLDER.findall(text)) <= wanted
        or (not entry.msgid_plural and set(PLACEHOLDER.findall(text)) != wanted)
        for text in ([entry.msgstr] if entry.msgstr else entry.msgstr_plural.values())
    )


def content_problems(po_path: Path = ROOT / PO) -> list[str]:
    """Return what is wrong with the catalogue as it lies there; needs no gettext."""
    catalogue = polib.pofile(str(po_path))
    found = [f"untranslated: {entry.msgid}" for entry in catalogue.untranslated_entries()]
    found += [f"fuzzy: {entry.msgid}" for entry in catalogue.fuzzy_entries()]
    found += [f"obsolete: {entry.msgid}" for entry in catalogue.obsolete_entries()]
    translated = catalogue.translated_entries()
    found += [f"placeholders differ: {entry.msgid}" for entry in translated if wrong_placeholders(entry)]
    mo_path = po_path.with_suffix(".mo")
    if not mo_path.exists() or compiled(polib.mofile(str(mo_path))) != compiled(translated):
        found.append("the .mo is not what the .po compiles to: run make messages")
    return found


def collection_problems() -> list[str]:
    """Collect into a copy and compare: what the code says stands in the catalogue, and nothing else."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for source in SOURCES:
            origin = ROOT / source
            if origin.is_dir():
                shutil.copytree(origin, folder / source, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(origin, folder / source)
        (folder / "static").mkdir()
        (folder / PO).unlink(missing_ok=True)  # so that nothing is merged, only collected
        collect(folder)
        fresh, kept = keys(polib.pofile(str(folder / PO))), keys(polib.pofile(str(ROOT / PO)))
    found = [f"not in the catalogue: {key[1]}" for key in sorted(fresh - kept, key=str)]
    return found + [f"no longer used: {key[1]}" for key in sorted(kept - fresh, key=str)]


def update() -> list[str]:
    """Collect in place and compile; return what a translator has to do."""
    (ROOT / PO).parent.mkdir(parents=True, exist_ok=True)
    collect(ROOT)
    catalogue = polib.pofile(str(ROOT / PO), wrapwidth=0)
    catalogue.save_as_mofile(str((ROOT / PO).with_suffix(".mo")))
    return content_problems()


def main() -> int:
    """Run one of the two commands."""
    if not has_gettext():
        sys.exit("gettext is missing. On Debian or Ubuntu: sudo apt install gettext")
    problems = update() if sys.argv[1:] == ["update"] else content_problems() + collection_problems()
    print("\n".join(problems) or "The catalogue is complete.")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())

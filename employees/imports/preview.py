"""What the page of one import shows, put together from the run, its figures and a page of rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from employees.enums import ImportKind, ImportStatus, RowVerdict
from employees.imports.wording import Line, Reason, explain, line_of
from employees.models import ImportRow, ImportRun

TILES = (
    (RowVerdict.CHANGED, "c2"),
    (RowVerdict.NEW, "c1"),
    (RowVerdict.SAME, "c6"),
    (RowVerdict.REFUSED, "c5"),
)
BAR_TONES = {RowVerdict.NEW: "c1", RowVerdict.CHANGED: "c2", RowVerdict.SAME: "c6", RowVerdict.REFUSED: "c5"}
SHOWN = set(RowVerdict.values)
STEPS = {
    ImportStatus.UPLOADED: 2,
    ImportStatus.CHECKING: 3,
    ImportStatus.PREVIEW: 3,
    ImportStatus.APPLYING: 4,
    ImportStatus.APPLIED: 5,
    ImportStatus.CANCELLED: 3,
    ImportStatus.FAILED: 2,
}


@dataclass(frozen=True)
class Cause:
    """Refused rows with the same cause."""

    rows: str
    count: int
    reason: Reason


@dataclass(frozen=True)
class ShownRow:
    """A preview row with its lines and remarks in words."""

    row: ImportRow
    lines: list[Line]
    reasons: list[Reason]

    @property
    def number(self) -> int | None:
        """Return the row of the file; people missing from it have none."""
        return None if self.row.verdict == RowVerdict.MISSING else self.row.number


@dataclass(frozen=True)
class Overview:
    """The figures around the rows."""

    tiles: list[dict]
    bar: list[dict]
    chips: list[dict]
    causes: list[Cause]
    aside: list[Cause]
    step: int
    steps: list[str] = field(default_factory=list)


def overview(run: ImportRun, *, verdict: str, flag: str) -> Overview:
    """Return tiles, chips and causes; everything comes from figures stored with the run."""
    counts = run.counts
    return Overview(
        tiles=[tile(item, tone, counts, verdict) for item, tone in TILES],
        bar=[
            {"label": str(item.label).lower(), "value": counts.get(item.value, 0), "tone": BAR_TONES[item]}
            for item in (RowVerdict.NEW, RowVerdict.CHANGED, RowVerdict.SAME, RowVerdict.REFUSED)
        ],
        chips=chips(counts, flag) if verdict == RowVerdict.CHANGED and run.kind == ImportKind.PEOPLE else [],
        causes=[cause_of(item) for item in counts.get("causes", [])],
        aside=[cause_of(item) for item in counts.get("aside", [])],
        step=STEPS[run.get_state()],
        steps=[_("Upload"), _("Check columns"), _("Preview"), _("Apply")],
    )


def tile(item: RowVerdict, tone: str, counts: Mapping, current: str) -> dict:
    """Return one figure that is a filter."""
    return {
        "label": item.label,
        "value": counts.get(item.value, 0),
        "note": tile_note(item, counts),
        "url": "?" + urlencode({"tampil": item.value}) + "#rows",
        "tone": tone,
        "is_current": item.value == current,
        "alarm": item == RowVerdict.REFUSED and bool(counts.get(item.value)),
    }


def tile_note(item: RowVerdict, counts: Mapping) -> str:
    """Return the words under a figure."""
    if item == RowVerdict.CHANGED:
        number = counts.get("touched", {}).get("rank", 0)
        return ngettext("%(n)d touches the rank", "%(n)d touch the rank", number) % {"n": number}
    return {
        RowVerdict.NEW: _("not recorded yet"),
        RowVerdict.SAME: _("skipped"),
        RowVerdict.REFUSED: _("with reason"),
    }[item]


def chips(counts: Mapping, flag: str) -> list[dict]:
    """Return the filters of changed rows."""
    touched = counts.get("touched", {})
    known = (
        ("", _("All"), ""),
        ("r", _("Rank"), touched.get("rank", 0)),
        ("p", _("Post"), touched.get("post", 0)),
    )
    return [
        {
            "label": label,
            "count": number,
            "url": "?" + urlencode({"tampil": "changed", "sentuh": letter}),
            "is_current": letter == flag,
        }
        for letter, label, number in known
    ]


def cause_of(item: Mapping) -> Cause:
    """Return a cause in words, with the first rows and how many more there are."""
    places = ", ".join(str(number) for number in item["rows"][:2])
    rest = item["count"] - min(2, len(item["rows"]))
    return Cause(f"{places}, +{rest}" if rest > 0 else places, item["count"], explain(item))


def shown_rows(rows: list[ImportRow], ranks: Mapping[int, str]) -> list[ShownRow]:
    """Return rows with their lines in words; a new person needs no line for each field."""
    return [
        ShownRow(
            row,
            [line_of(change, ranks) for change in row.changes] if row.verdict == RowVerdict.CHANGED else [],
            [explain(item) for item in row.problems],
        )
        for row in rows
    ]

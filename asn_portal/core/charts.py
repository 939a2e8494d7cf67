"""Geometry of the drawn charts: plain strings in percent, so that no locale ever puts a comma into an SVG."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

FULL = 100.0
# Left edge of the time axis in percent; the lane names stand before it.
AXIS_LEFT = 9.0
LANE_HEIGHT = 44
YEAR_LABEL_GAP = 11
MIN_LABEL_SHARE = 5.0


def plain(value: float) -> str:
    """Return a coordinate with a dot, whatever the language."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _float(value: object) -> float:
    try:
        return float(Decimal(str(value)))
    except (InvalidOperation, ValueError):
        return 0.0


def share(value: object, total: object) -> float:
    """Return the percentage of the total, kept within 0 and 100."""
    whole = _float(total)
    return min(max(_float(value) / whole * FULL, 0.0), FULL) if whole > 0 else 0.0


def stacked(parts: Iterable[Mapping], total: object = None) -> dict:
    """Return the parts with x and width; without a total their sum is the whole."""
    rows = [dict(part) for part in parts]
    whole = _float(total) if total is not None else sum(_float(row["value"]) for row in rows)
    left = 0.0
    for row in rows:
        width = min(share(row["value"], whole), FULL - left)
        row |= {"x": plain(left), "width": plain(width), "tone": row.get("tone") or "mute"}
        left += width
    return {"parts": rows, "total": total}


def bars(rows: Iterable[Mapping], maximum: object = None) -> dict:
    """Return rows with their width against the largest, or against `maximum`."""
    listed = [dict(row) for row in rows]
    top = _float(maximum) if maximum is not None else max((_float(row["value"]) for row in listed), default=0)
    for row in listed:
        row |= {"width": plain(share(row["value"], top)), "tone": row.get("tone") or "nila"}
    return {"rows": listed}


def _axis(lanes: list[dict], today: date) -> tuple[date, date]:
    """From January of the first year to the end of the last, with the coming year always in view."""
    starts = [segment["start"] for lane in lanes for segment in lane["segments"]]
    ends = [segment["end"] for lane in lanes for segment in lane["segments"] if segment.get("end")]
    first = min([*starts, today]).year
    last = max([*ends, today]).year + 1
    return date(first, 1, 1), date(last, 12, 31)


def career(lanes: Iterable[Mapping], today: date) -> dict:
    """Return lanes, years and today in percent of the width; lanes have label and segments.

    A segment has label, start (date), end (date, or None while it lasts) and optionally tone (c1…c6) and
    is_forecast (dashed).
    """
    listed = [dict(lane) for lane in lanes]
    first, last = _axis(listed, today)
    span = (last - first).days

    def place(day: date) -> float:
        return AXIS_LEFT + (FULL - AXIS_LEFT) * (day - first).days / span

    for number, lane in enumerate(listed):
        lane["y"] = 30 + number * LANE_HEIGHT
        lane["segments"] = [_segment(segment, today, place) for segment in lane["segments"]]
    years = list(range(first.year, last.year + 1))
    step = max(1, -(-len(years) // YEAR_LABEL_GAP))
    ticks = [{"year": year, "x": plain(place(date(year, 1, 1)))} for year in years[::step]]
    flat = [dict(segment, lane=lane["label"]) for lane in listed for segment in lane["segments"]]
    flat = [segment for segment in flat if not segment["is_forecast"] or segment["start"] > today]
    flat.sort(key=lambda segment: segment["start"], reverse=True)
    bottom = 30 + len(listed) * LANE_HEIGHT
    return {"lanes": listed, "ticks": ticks, "today_x": plain(place(today)), "bottom": bottom, "flat": flat}


def _segment(segment: Mapping, today: date, place) -> dict:
    left = place(segment["start"])
    right = place(segment.get("end") or max(today, segment["start"]))
    width = max(right - left - 0.15, 0.3)
    shown = {"x": plain(left), "width": plain(width), "shows_label": width >= MIN_LABEL_SHARE}
    defaults = {"tone": "c1", "is_forecast": False, "note": "", "end": None}
    return defaults | dict(segment) | shown

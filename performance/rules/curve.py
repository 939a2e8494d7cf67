"""Pictures of evaluation as SVG, for pages and for the official forms: the curve and the quadrant (annex IV p. 94-99).

Every shape carries plain attributes, so that the picture prints as it is; classes let a page put its own colours in.
"""

from collections.abc import Mapping, Sequence
from html import escape

from asn_portal.core.charts import plain
from performance.enums import OrganisationPredicate, Predicate, Rating
from performance.rules.distribution import AXIS, CURVES
from performance.rules.predicate import MATRIX

WIDTH, HEIGHT, BASE, TOP = 340, 170, 138, 12
STEP, FIRST = 62, 46
FULL = 100
BAR = 30
INK, LINE, FILL, SOFT = "#1d2330", "#8a5717", "#2b3d77", "#e5e8f4"


def curve_svg(predicate: str, counts: Mapping[Predicate, int] | None = None, *, label: str = "") -> str:
    """Return the official curve of a unit's predicate; `counts` adds bars of how the people really stand.

    "" draws bars without a curve. The tallest bar reaches the top of the curve, so shapes can be compared.
    """
    bars = _bars(counts) if counts is not None else ""
    line = ""
    if predicate:
        points = [
            (_x(place), _y(height)) for place, height in enumerate(CURVES[OrganisationPredicate(predicate)])
        ]
        line = (
            f'<path class="curve-line" d="{_smooth(points)}" fill="none" stroke="{LINE}" stroke-width="2.5"/>'
        )
    axis = f'<path class="curve-axis" d="M16 {TOP}V{BASE}H{WIDTH - 8}" fill="none" stroke="{INK}"/>'
    names = "".join(
        f'<text class="curve-text" x="{_x(place)}" y="{BASE + 16}" text-anchor="middle" font-size="12" '
        f'fill="{INK}">{item.code}</text>'
        for place, item in enumerate(AXIS)
    )
    return _svg(f"{bars}{line}{axis}{names}", WIDTH, HEIGHT, label)


def quadrant_svg(result: str = "", behaviour: str = "", *, label: str = "") -> str:
    """Return the official quadrant (kuadran kinerja) with the cell of these two ratings marked."""
    order: Sequence[Rating] = (Rating.BELOW, Rating.AS_EXPECTED, Rating.ABOVE)
    cells = []
    for row, result_rating in enumerate(reversed(order)):
        for column, behaviour_rating in enumerate(order):
            is_live = (result_rating.value, behaviour_rating.value) == (result, behaviour)
            cells.append(_cell(column, row, MATRIX[result_rating, behaviour_rating], is_live=is_live))
    axes = f'<path class="curve-axis" d="M26 8V152H318" fill="none" stroke="{INK}" stroke-width="1.5"/>'
    return _svg("".join(cells) + axes, 330, 162, label)


def _cell(column: int, row: int, predicate: Predicate, *, is_live: bool) -> str:
    x, y = 30 + column * 96, 10 + row * 47
    css, fill, ink = ("quad-cell is-live", FILL, "#fff") if is_live else ("quad-cell", SOFT, INK)
    return (
        f'<rect class="{css}" x="{x}" y="{y}" width="92" height="43" rx="4" fill="{fill}"/>'
        f'<text class="quad-text{" is-live" if is_live else ""}" x="{x + 46}" y="{y + 27}" '
        f'text-anchor="middle" font-size="15" font-weight="bold" fill="{ink}">{predicate.code}</text>'
    )


def _bars(counts: Mapping[Predicate, int]) -> str:
    most = max([*counts.values(), 1])
    drawn = []
    for place, predicate in enumerate(AXIS):
        people = counts.get(predicate, 0)
        y = _y(people / most * max(max(heights) for heights in CURVES.values()))
        drawn.append(
            f'<rect class="curve-bar" x="{_x(place) - BAR // 2}" y="{plain(y)}" width="{BAR}" '
            f'height="{plain(BASE - y)}" fill="{FILL}" fill-opacity="0.35"/>'
        )
        drawn.append(
            f'<text class="curve-text" x="{_x(place)}" y="{plain(y - 4)}" text-anchor="middle" font-size="11" '
            f'fill="{INK}">{people}</text>'
        )
    return "".join(drawn)


def _x(place: int) -> int:
    return FIRST + place * STEP


def _y(height: float) -> float:
    return BASE - (BASE - TOP) * height / FULL


def _smooth(points: Sequence[tuple[float, float]]) -> str:
    """Return a curve through the points that never swings beyond them: level handles half way to the neighbour."""
    first, *rest = points
    path = f"M{plain(first[0])} {plain(first[1])}"
    before = first
    for point in rest:
        middle = (before[0] + point[0]) / 2
        path += (
            f"C{plain(middle)} {plain(before[1])} {plain(middle)} {plain(point[1])} "
            f"{plain(point[0])} {plain(point[1])}"
        )
        before = point
    return path


def _svg(inside: str, width: int, height: int, label: str) -> str:
    name = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true" focusable="false"'
    return (
        f'<svg class="curve" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f"{name}>{inside}</svg>"
    )

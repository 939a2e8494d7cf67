"""Pictures that the rule draws, ready for a template."""

from django.utils.html import mark_safe
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from performance.rules.curve import curve_svg, quadrant_svg


def curve(predicate: str, counts=None) -> SafeString:
    """Return the curve of a unit's predicate with the real people as bars."""
    label = _("Distribution of predicates; the figures stand in the table below")
    return mark_safe(curve_svg(predicate, counts, label=label))  # noqa: S308 — drawn from figures, no text of people


def quadrant(result: str, behaviour: str) -> SafeString:
    """Return the official quadrant with the live cell."""
    label = _("Quadrant of work result and behaviour; the same as the table below")
    return mark_safe(quadrant_svg(result, behaviour, label=label))  # noqa: S308 — drawn from two codes


def spread_context(spread) -> dict:
    """Return what the partial of the live distribution needs."""
    return {"spread": spread, "spread_svg": curve(spread.organisation_code, spread.spread.counts)}

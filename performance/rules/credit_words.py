"""Credit points in words: how a row came about, what the account leads to, and what a PAK concludes."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from performance.rules.credit import shown
from performance.rules.credit_account import Account, Goal, Line


def two(value: Decimal) -> str:
    """Return points with two decimals in the notation of the active language."""
    return number_format(shown(value), 2)


def formula(months: int, percent: int, coefficient: Decimal, points: Decimal) -> str:
    """Return "12/12 × 150% × 12,50 = 18,75"."""
    return f"{months}/12 × {percent}% × {two(coefficient)} = {two(points)}"


def line_formula(line: Line) -> str:
    """Return the calculation of a conversion, empty for other rows."""
    if line.kind != "conversion":
        return ""
    return formula(line.months, line.percent, line.coefficient, line.points)


def line_words(line: Line) -> str:
    """Return what a row of the account is."""
    words = {
        "floor": _("PAK from outside"),
        "conversion": _("Conversion of the predicate"),
        "base": _("Base credit (AK dasar)"),
        "integration": _("Integration of former credit points"),
        "transfer": _("Appointment by transfer"),
        "education": _("Education bonus"),
        "correction": _("Correction"),
    }
    return words[line.kind]


def line_note(line: Line) -> str:
    """Return the reason of a row that is no conversion."""
    if line.kind == "floor":
        return _("Number %(number)s; it contains everything before.") % {"number": line.note or "–"}
    if line.kind == "base" and line.note.count("/") == 1 and len(line.note) <= len("III/b"):
        return _("You entered the level with %(rank)s; the steps below count as made.") % {"rank": line.note}
    if line.is_cut:
        return _("Only the months after the PAK from outside.")
    return line.note


def hurdle_words(account: Account) -> str:
    """Return why there is no next rank (or no account at all); empty where there is one."""
    level = account.level
    names = {"level": level.name if level else "", "next": level.next_name if level else ""}
    texts = {
        "not_for": _("Credit points count for PNS in functional posts. PPPK get no rank from them."),
        "no_level": _("The level of the functional post is not recorded; ask HR to complete it."),
        "no_rank": _("The present rank is not recorded; ask HR to complete it."),
        "below": _("The rank that belongs to %(level)s comes first; it needs no further points."),
        "above": _("The present rank lies above those of %(level)s; ask HR to check level and rank."),
        "level_first": _(
            "The highest rank of %(level)s is reached: the level %(next)s comes first, with a vacant post (formasi) "
            "and the competence test (uji kompetensi)."
        ),
        "top_skilled": _(
            "Highest level of the skilled category (jenjang tertinggi kategori keterampilan): a transfer to the "
            "expertise category needs S-1 or D-IV."
        ),
        "top_expert": _("Highest rank of the highest level of the expertise category."),
    }
    return texts[account.hurdle] % names if account.hurdle else ""


def goal_rows(account: Account) -> list[tuple[str, Decimal, Decimal]]:
    """Return label, points needed and what exceeds (or misses) them for each goal of a PAK."""
    rows = []
    if account.rank:
        label = _("For the rank %(name)s") % {"name": account.rank.name}
        rows.append((label, account.rank.needed, account.rank.have - account.rank.needed))
    if account.next_level:
        label = _("For the level %(name)s") % {"name": account.next_level.name}
        rows.append((label, account.next_level.needed, account.next_level.have - account.next_level.needed))
    return rows


def conclusion_of(account: Account) -> list[str]:
    """Return the sentences a PAK closes with."""
    found = []
    if account.rank:
        found.append(_conclude(account.rank, _("the rank %(name)s") % {"name": account.rank.name}))
    if account.next_level:
        name = _("the level %(name)s") % {"name": account.next_level.name}
        found.append(_conclude(account.next_level, name))
    if account.hurdle:
        found.append(hurdle_words(account))
    return found


def _conclude(goal: Goal, name: str) -> str:
    if goal.is_reached:
        return _("CAN be considered for %(name)s as far as credit points are concerned.") % {"name": name}
    return _("CANNOT be considered yet for %(name)s: %(missing)s points are missing.") % {
        "name": name,
        "missing": two(goal.missing),
    }

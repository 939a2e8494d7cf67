"""Promotion by choice in a functional post (KP pilihan): credit points of the step, two years in rank.

PermenPANRB 1/2023, Peraturan BKN 3/2023. Above the highest rank of the level comes a promotion of level first.
"""

from datetime import date
from decimal import Decimal

from django.utils.formats import number_format

from asn_portal.core.requirements import Checklist, Requirement, Status
from promotions.rules import shared
from promotions.rules.case import Case, PromotionRules, RankFacts
from promotions.rules.levels import BASIS, CATEGORIES, Level, level_for
from promotions.rules.ranks import RANK_CODES, next_allowed_start, rank_title
from promotions.rules.spans import long_date
from promotions.rules.words import gettext as _
from promotions.rules.words import is_silent

RULE_VERSION = "kp-pilihan-fungsional/2023-01-01"
EXAM_BASIS = "PP 99/2000 jo PP 12/2002"


def functional_promotion_checklist(
    facts: RankFacts, *, as_of: date, target_on: date | None = None, rules: PromotionRules | None = None
) -> Checklist:
    """Return what the next promotion in a functional post asks for and what is there."""
    target = target_on or next_allowed_start(as_of)
    case = Case(facts, as_of, target, rules or PromotionRules(), BASIS)
    closed = shared.not_for(case)
    return Checklist(
        _("Promotion by choice in a functional post"),
        (closed,) if closed else shared.with_pension(case, _conditions(case)),
        RULE_VERSION,
        as_of,
    )


def _conditions(case: Case) -> tuple[Requirement, ...]:
    level = level_for(case.facts.post_level, on=case.target_on)
    return (
        shared.kind(case),
        shared.standing(case),
        shared.start_date(case),
        _level(case, level),
        _credit(case, level),
        shared.years_in_rank(case, case.rules.functional_years),
        *shared.predicates(case),
        _exam(case),
        shared.discipline(case),
    )


def _level(case: Case, level: Level | None) -> Requirement:
    """The next rank belongs to the level of the post, or the level rises first."""
    label, target, rank = (
        _("The level of the post allows the next rank"),
        case.next_code,
        case.facts.rank_code,
    )
    if rank not in RANK_CODES:
        return case.unknown("level", label, _("The present rank is not recorded."))
    if level is None:
        step = _("The personnel office completes the level of the post.")
        evidence = _("The level of the functional post is not recorded.")
        return case.unknown("level", label, evidence, next_step=step)
    evidence = _("%(level)s: %(lowest)s to %(highest)s.") % {
        "level": level.name,
        "lowest": rank_title(level.ranks[0]),
        "highest": rank_title(level.ranks[-1]),
    }
    if target in level.ranks:
        return case.item("level", label, Status.MET, evidence=evidence)
    if level.is_below(rank):
        step = _(
            "More than one step below the lowest rank of the level: the personnel office checks the path."
        )
        return case.unknown("level", label, evidence, next_step=step)
    return case.item("level", label, Status.UNMET, evidence=evidence, next_step=_way_up(level))


def _way_up(level: Level) -> str:
    """Say what comes before the next rank at the top of a level."""
    if level.next_name:
        return _(
            "A promotion to the level %(next)s comes first: a vacant post of that level (formasi), "
            "the credit points of the level and the competence test (uji kompetensi)."
        ) % {"next": level.next_name}
    if level.is_skilled:
        return _(
            "This is the highest level of the skilled category (jenjang tertinggi kategori keterampilan); "
            "a transfer to the expertise category needs S-1 or D-IV."
        )
    return _("This is the highest level of the %(category)s.") % {"category": CATEGORIES[False]}


def _credit(case: Case, level: Level | None) -> Requirement:
    """The points of the present level reach the step; a rank below the level came with the level itself."""
    label, facts = _("Credit points of the step are reached"), case.facts
    if level is None or facts.rank_code not in RANK_CODES:
        return case.unknown("credit", label, _("The level or the rank is not recorded."))
    if level.is_below(facts.rank_code):
        evidence = _("Counted already for the promotion to this level.")
        return case.item("credit", label, Status.NOT_APPLICABLE, evidence=evidence)
    if facts.rank_code not in level.ranks or (facts.rank_code == level.ranks[-1] and not level.next_name):
        evidence = _("There is no further step in this level.")
        return case.item("credit", label, Status.NOT_APPLICABLE, evidence=evidence)
    return _points(case, level, label)


def _points(case: Case, level: Level, label: str) -> Requirement:
    facts, needed = case.facts, level.needed(case.facts.rank_code)
    if facts.credit_points is None:
        evidence = _("No PAK is recorded; %(needed)s points are needed.") % {"needed": _number(needed)}
        step = _("Hand in your newest PAK; the personnel office records it.")
        return case.unknown("credit", label, evidence, next_step=step)
    words = {
        "points": _number(facts.credit_points),
        "needed": _number(needed),
        "day": long_date(facts.credit_on) if facts.credit_on else "–",
    }
    is_stated = facts.pak_on is None or facts.pak_on == facts.credit_on
    if is_stated:
        evidence = _("%(points)s of %(needed)s points, PAK as of %(day)s.") % words
    else:
        evidence = _("%(points)s of %(needed)s points, added up until %(day)s; the PAK is older.") % words
    if facts.credit_on and facts.post_since and facts.credit_on < facts.post_since:
        step = _("The PAK is older than the present post; hand in the newest one.")
        return case.unknown("credit", label, evidence, next_step=step)
    if facts.credit_points >= needed:
        step = (
            "" if is_stated else _("The personnel office sets the PAK of these points before the proposal.")
        )
        return case.item("credit", label, Status.MET, evidence=evidence, next_step=step)
    step = _("%(missing)s points are missing; they come with the next conversion of the predicate.") % {
        "missing": _number(needed - facts.credit_points)
    }
    return case.item("credit", label, Status.UNMET, evidence=evidence, next_step=step)


def _exam(case: Case) -> Requirement:
    evidence = _("Holders of functional posts are exempt.")
    details = {"evidence": evidence, "basis": EXAM_BASIS}
    return case.item("exam", _("Service exam"), Status.NOT_APPLICABLE, **details)


def _number(value: Decimal) -> str:
    return "" if is_silent() else number_format(value.quantize(Decimal("0.01")), 2)

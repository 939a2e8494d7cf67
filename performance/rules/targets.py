"""Reading a result, indicator or target for what the regulation advises against. Warns, never blocks.

PermenPANRB 6/2022 art. 9 (a result, not an activity), annex II (specific, realistic, time-bound; targets of
JA and JF not absolute, except where life, injury, national security or a big loss of money is at stake). The
texts are written in Indonesian, so the words looked for are too.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class LintRules:
    """The words looked for; the regulation names the absolute ones, the activity words are a proposal."""

    absolute: tuple[str, ...] = ("semua", "selalu", "tidak pernah", "setiap")
    activity: tuple[str, ...] = (
        *("rapat", "menghadiri", "mengikuti", "melaksanakan", "melakukan", "membantu", "menyiapkan"),
        *("mengoordinasikan", "koordinasi", "konsultasi", "kunjungan", "perjalanan dinas", "sosialisasi"),
    )
    numbers: tuple[str, ...] = (
        *("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh"),
        *("sebelas", "seratus", "seribu", "nihil", "nol"),
    )


@dataclass(frozen=True)
class TextWarning:
    """One remark about a text and the words it is about."""

    code: str
    message: str
    words: tuple[str, ...] = ()


def lint_result(
    text: str, *, allow_absolute: bool = False, rules: LintRules | None = None
) -> tuple[TextWarning, ...]:
    """Remarks on the wording of a work result or indicator; `allow_absolute` for JPT and heads of units."""
    rules = rules or LintRules()
    remarks = [None if allow_absolute else _absolute(text, rules), _activity(text, rules)]
    return tuple(remark for remark in remarks if remark)


def lint_target(
    text: str, *, needs_number: bool = True, allow_absolute: bool = False, rules: LintRules | None = None
) -> tuple[TextWarning, ...]:
    """Remarks on a target; a quantitative one needs a number (or a range)."""
    rules = rules or LintRules()
    remarks = lint_result(text, allow_absolute=allow_absolute, rules=rules)
    has_number = any(char.isdigit() for char in text) or found_words(text, rules.numbers)
    if needs_number and not has_number:
        message = _("A quantitative target needs a number, for example “12 documents” or “90 to 95 percent”.")
        remarks = (*remarks, TextWarning("missing_number", message))
    return remarks


def lint_evidence(text: str, *, rules: LintRules | None = None) -> tuple[TextWarning, ...]:
    """Remarks on evidence: it shows progress or the final result, not that something was attended."""
    remark = _activity(text, rules or LintRules())
    return (remark,) if remark else ()


def _absolute(text: str, rules: LintRules) -> TextWarning | None:
    words = found_words(text, rules.absolute)
    if not words:
        return None
    message = _(
        "Absolute words (%(words)s) leave no room: use them only where life, injury, national security or a "
        "great loss of money is at stake."
    )
    return TextWarning("absolute", message % {"words": ", ".join(words)}, words)


def _activity(text: str, rules: LintRules) -> TextWarning | None:
    """ "Terlaksananya rapat …" already names a state reached, so a first word in -nya is left alone."""
    first, *_rest = text.split() or [""]
    words = () if first.casefold().endswith("nya") else found_words(text, rules.activity)
    if not words:
        return None
    message = _("This reads like an activity (%(words)s). Say what it brought about.")
    return TextWarning("activity", message % {"words": ", ".join(words)}, words)


def found_words(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the words that stand in a text."""
    folded = " ".join(text.casefold().split())
    return tuple(word for word in words if re.search(rf"\b{re.escape(word)}\b", folded))

"""Short words for the codes of requirements, where a list has no room for the whole checklist."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

WORDS = {
    "kind": pgettext_lazy("requirement", "kind of employee"),
    "standing": pgettext_lazy("requirement", "active service"),
    "post": pgettext_lazy("requirement", "post"),
    "start_date": pgettext_lazy("requirement", "allowed date"),
    "years_in_rank": pgettext_lazy("requirement", "years in rank"),
    "years_in_post": pgettext_lazy("requirement", "years in post"),
    "ceiling": pgettext_lazy("requirement", "ceiling of the diploma"),
    "superior": pgettext_lazy("requirement", "rank of the superior"),
    "exam": pgettext_lazy("requirement", "service exam"),
    "discipline": pgettext_lazy("requirement", "discipline"),
    "pension": pgettext_lazy("requirement", "pension"),
    "range": pgettext_lazy("requirement", "range of the eselon"),
    "level": pgettext_lazy("requirement", "level of the post"),
    "credit": pgettext_lazy("requirement", "credit points"),
    "diploma": pgettext_lazy("requirement", "diploma"),
    "upkp": gettext_lazy("UPKP"),
    "formation": pgettext_lazy("requirement", "formation"),
}
PREDICATE = "predicate_"


def word_of(code: str) -> str:
    """Return a code in words; a code of a later version is shown as it is."""
    if code.startswith(PREDICATE):
        return _("predicate %(year)s") % {"year": code.removeprefix(PREDICATE)}
    return str(WORDS.get(code, code))


def words_of(codes: str) -> list[str]:
    """Return codes that are written with commas between them, in words."""
    return [word_of(code) for code in codes.split(",") if code]

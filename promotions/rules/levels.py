"""Levels of functional posts (jenjang), as performance has them, with the words of promotion.

PermenPANRB 1/2023, Peraturan BKN 3/2023. Points are collected inside one level and begin anew in the next one.
"""

from django.utils.translation import gettext_lazy as _

from performance.rules.credit_levels import BASIS, LEVELS, Level, level_for

CATEGORIES = {True: _("skilled category (keterampilan)"), False: _("expertise category (keahlian)")}
__all__ = ["BASIS", "CATEGORIES", "LEVELS", "Level", "level_for"]

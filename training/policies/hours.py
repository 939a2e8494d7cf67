"""The figures of the hours, and who sees whose."""

from datetime import date

from asn_portal.core.access import Actor, Role
from asn_portal.core.models import AgencyPolicy
from asn_portal.core.policies import PolicyKey, define
from training.rules.hours import BY_END, HoursRules

PNS_FLOOR = define("training.pns_floor_hours", 20, "PP 11/2017 art. 203(4): at least 20 JP a year")
PPPK_CEILING = define(
    "training.pppk_ceiling_hours", 24, "Peraturan LAN 15/2020: at most 24 JP in a year of contract"
)
YEAR_COUNTS_BY = define(
    "training.year_counts_by", BY_END, 'Usual practice: the year of the last day; "start" for the first'
)
JP_MINUTES = define("training.jp_minutes", 45, "Usual unit of training; some agencies use 60")
FIGURES = (PNS_FLOOR, PPPK_CEILING, JP_MINUTES, YEAR_COUNTS_BY)


def hours_rules(*, agency_id: int | None, day: date) -> HoursRules:
    """Return the figures in force for an agency on a day; one query."""
    rows = AgencyPolicy.objects.filter(
        agency_id=agency_id, key__in=[figure.key for figure in FIGURES], starts_on__lte=day
    )
    known = dict(rows.order_by("starts_on").values_list("key", "value"))
    return HoursRules(*(known.get(figure.key, _default(figure)) for figure in FIGURES))


def _default(figure: PolicyKey):
    return figure.default


def can_see_unit_hours(actor: Actor) -> bool:
    """Heads, HR, leaders and inspectors see how far the people of their units are."""
    return actor.has(Role.HR, Role.HEAD, Role.LEADER, Role.INSPECTOR)

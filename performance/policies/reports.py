"""Who orders forms and recaps, reads the dashboards and brings in past years; the figures an agency sets."""

from asn_portal.core.access import Actor, Role
from asn_portal.core.policies import define
from employees.models import Unit
from performance.policies.years import can_manage_cycles

REPORT_DAYS = define(
    "performance.report_days",
    7,
    "UU 27/2022 (limits of storage): days after which ordered files are deleted",
)
FORMS_PER_ORDER = define(
    "performance.forms_per_order", 20_000, "Own setting: the largest ZIP anybody can still unpack"
)
RECAP_AT_ONCE = define(
    "performance.recap_at_once", 2_000, "Own setting: more rows than these are written in the background"
)
SIASN_CODES = define(
    "performance.siasn_codes",
    {
        "rating": {"above": "1", "as": "2", "below": "3"},
        "predicate": {"sb": "1", "b": "2", "bp": "3", "k": "4", "sk": "5"},
        "rank": {
            f"{roman}/{letter}": f"{group}{place}"
            for group, roman in enumerate(("I", "II", "III", "IV"), 1)
            for place, letter in enumerate("abcde", 1)
            if letter != "e" or roman == "IV"
        },
    },
    "SIASN skp22; the codes are not published, adjust to your export (domain/09 §3, UNSURE)",
)


def can_order(actor: Actor) -> bool:
    """HR and heads order forms and recaps of their units."""
    return actor.has(Role.HR, Role.HEAD)


def can_order_for(actor: Actor, unit: Unit) -> bool:
    """The same, for one unit and everything below it."""
    return actor.agency_id == unit.agency_id and actor.covers(unit.path, Role.HR, Role.HEAD)


def can_take_file(actor: Actor, order) -> bool:
    """Who ordered a file takes it, as long as the unit is still theirs."""
    return order.ordered_by_id == actor.user_id and can_order_for(actor, order.unit)


def can_see_dashboard(actor: Actor) -> bool:
    """HR, leaders, inspectors and heads see the figures of their units."""
    return actor.has(Role.HR, Role.LEADER, Role.INSPECTOR, Role.HEAD)


def can_follow_objections(actor: Actor) -> bool:
    """A dispute is the business of HR and inspectors; a leader sees numbers of whole offices."""
    return actor.has(Role.HR, Role.INSPECTOR, Role.LEADER)


def can_import_past(actor: Actor, run=None) -> bool:
    """HR of the whole agency writes past years."""
    return can_manage_cycles(actor) and (run is None or run.agency_id == actor.agency_id)

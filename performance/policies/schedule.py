"""What an agency decides about its own schedule, and who steers it."""

from asn_portal.core.access import Actor
from asn_portal.core.policies import define
from performance.enums import AppraisalStatus, PeriodKind, PlanStatus
from performance.enums.schedule import NextYear
from performance.policies.years import can_manage_cycles

RHYTHM = define(
    "performance.rhythm",
    str(PeriodKind.QUARTER),
    "PermenPANRB 6/2022 art. 24: month or quarter, the agency chooses",
)
REMIND_AFTER = define(
    "performance.remind_days_after", [1, 3, 7, 14], "Own setting: the regulation names no reminder"
)
REMIND_EVIDENCE = define(
    "performance.remind_evidence_days",
    [-3, 0],
    "Own setting: days from the last day of a period on which missing evidence is named",
)
REMIND_ON_HOLIDAYS = define(
    "performance.remind_on_holidays", False, "Own setting: a day of rest is no day to be reminded"
)
WINDOW_MOVES = define(
    "performance.window_moves_off_holidays",
    False,
    "Own setting: the regulation does not say what happens to a last day of rating on a holiday",
)
CLOSE_DAYS = define(
    "performance.close_after_days",
    30,
    "PermenPANRB 6/2022 annex V p. 115: the report is due 30 working days after the end of the rating",
)
PLAN_SILENCE_DAYS = define(
    "performance.plan_silence_days",
    3,
    "PermenPANRB 6/2022 annex II p. 65 names the end of January; the working days after it are an own setting",
)
NEXT_YEAR = define(
    "performance.next_year", str(NextYear.PROPOSE), "Own setting: HR is asked before a year is set up"
)
NEXT_YEAR_FROM = define("performance.next_year_from", "12-01", "Own setting: month and day, from December")


def can_close_period(actor: Actor, period) -> bool:
    """HR of the whole agency closes a period; the schedule does too."""
    return can_manage_cycles(actor) and period.agency_id == actor.agency_id


def can_reopen_appraisal(actor: Actor, appraisal) -> bool:
    """HR of the whole agency opens one appraisal again that was closed without a rating, never the own one."""
    return (
        can_manage_cycles(actor)
        and not actor.is_system
        and appraisal.agency_id == actor.agency_id
        and appraisal.employee_id != actor.employee_id
        and appraisal.state == AppraisalStatus.UNRATED
    )


def can_remind_team(actor: Actor) -> bool:
    """Everybody may remind the people they evaluate; who evaluates nobody reminds nobody."""
    return actor.employee_id is not None


def is_plan_stand_in(actor: Actor, plan) -> bool:
    """The superior to whom a plan was handed because its evaluator stayed silent (annex II p. 65)."""
    return (
        actor.employee_id is not None
        and plan.escalated_to_id == actor.employee_id
        and plan.employee_id != actor.employee_id
        and plan.state == PlanStatus.SUBMITTED
    )

"""Who works with credit points, and the figures that regulations leave to the agency."""

from asn_portal.core.access import Actor, Role
from asn_portal.core.policies import PolicyKey, define
from employees.policies import is_hr_of, is_root_hr
from performance.policies.plans import is_present_evaluator
from performance.rules.credit import CreditRules

ENTRY_METHOD = define(
    "performance.credit_entry_method",
    "base",
    'PermenPANRB 1/2023 Lampiran A: "base" (AK dasar) or "reduced" (threshold in proportion), never both',
)
MONTH_DAY = define(
    "performance.credit_month_day",
    1,
    "Peraturan BKN 3/2023 art. 13 counts whole months; the deciding day is left open",
)
BONUS_PERCENT = define("performance.credit_bonus_percent", 25, "Peraturan BKN 3/2023 art. 14")
RANK_YEARS = define("performance.credit_rank_years", 2, "PermenPANRB 1/2023: two years in the present rank")
TOP_YEARS = define("performance.credit_top_years", 3, "Peraturan BKN 3/2023 art. 7: transfer at the top rank")
SHOW_ESTIMATE = define(
    "performance.credit_estimate", True, "Agency's choice: an estimate at Baik for a year not rated yet"
)
PAK_SETTER = define(
    "performance.credit_pak_setter",
    "hr",
    'Set by the authorised official of the agency: "hr" (whole agency), "office_hr" or "head"',
)
FIGURES: dict[str, PolicyKey] = {
    "entry_method": ENTRY_METHOD,
    "month_day": MONTH_DAY,
    "bonus_percent": BONUS_PERCENT,
    "rank_years": RANK_YEARS,
    "top_years": TOP_YEARS,
}
READERS = (Role.HR, Role.LEADER, Role.INSPECTOR, Role.HEAD)


def rules_from(figures: dict) -> CreditRules:
    """Return the figures in force from rows by policy key; what cannot be is replaced by the default."""
    found = {name: figures.get(policy.key, policy.default) for name, policy in FIGURES.items()}
    if found["entry_method"] not in {"base", "reduced"}:
        found["entry_method"] = ENTRY_METHOD.default
    for name, least, most in (
        ("month_day", 1, 28),
        ("bonus_percent", 0, 100),
        ("rank_years", 0, 10),
        ("top_years", 0, 10),
    ):
        value = found[name]
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            found[name] = FIGURES[name].default
    return CreditRules(**found)


def can_record_credit(actor: Actor, employee) -> bool:
    """HR of the person records credit points; never the own ones."""
    return is_hr_of(actor, employee)


def can_confirm_conversion(actor: Actor, row) -> bool:
    """The evaluator of today (pejabat penilai kinerja) converts the predicate; nobody converts the own one."""
    return is_present_evaluator(actor, row)


def can_revise_conversion(actor: Actor, row) -> bool:
    """Only the clock follows an amended appraisal."""
    return actor.is_system


def can_correct_conversion(actor: Actor, row) -> bool:
    """HR of the person corrects months or takes a conversion back, with the reason."""
    return is_hr_of(actor, row.employee)


def can_convert_periods(actor: Actor, employee) -> bool:
    """The evaluator or HR asks for single periods to be converted when a promotion needs them."""
    is_rater = actor.employee_id is not None and employee.evaluator_id == actor.employee_id
    return (is_rater and employee.pk != actor.employee_id) or is_hr_of(actor, employee)


def can_set_statement(actor: Actor, employee, *, setter: str = "hr") -> bool:
    """The official whom the agency has named sets the PAK; never the own one."""
    if actor.is_system or employee.agency_id != actor.agency_id or employee.pk == actor.employee_id:
        return actor.is_system
    if setter == "office_hr":
        return is_hr_of(actor, employee)
    if setter == "head":
        return employee.unit is not None and actor.covers(employee.unit.path, Role.HEAD)
    return is_root_hr(actor)


def may_set_statements(actor: Actor, *, setter: str = "hr") -> bool:
    """Tell whether the actor sets PAK at all."""
    if setter == "office_hr":
        return actor.has(Role.HR)
    return actor.has(Role.HEAD) if setter == "head" else is_root_hr(actor)


def can_claim_bonus(actor: Actor, employee) -> bool:
    """The person claims the bonus of the own diploma."""
    return actor.employee_id is not None and employee.pk == actor.employee_id


def can_decide_bonus(actor: Actor, entry) -> bool:
    """HR of the person says whether the diploma fits the post."""
    return is_hr_of(actor, entry.employee)


def can_list_credit(actor: Actor) -> bool:
    """Those with people to look after see who reaches what by when."""
    return actor.has(*READERS) or actor.is_evaluator


def can_import_credit(actor: Actor) -> bool:
    """HR brings in the PAK of its people by workbook."""
    return actor.is_system or actor.has(Role.HR)

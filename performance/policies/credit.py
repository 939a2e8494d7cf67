"""Who works with credit points."""

from asn_portal.core.access import Actor
from employees.policies import is_hr_of


def can_record_credit(actor: Actor, employee) -> bool:
    """HR of the person records credit points; never the own ones."""
    return is_hr_of(actor, employee)

"""The next year: HR is asked in December, or it is set up like the last one (a setting of the agency)."""

from datetime import date, datetime

from django.db import transaction

from asn_portal.core.access import system_actor
from asn_portal.core.policies import value_on
from performance.enums import CycleStatus
from performance.enums.schedule import NextYear
from performance.models import Cycle
from performance.notifications import schedule as notices
from performance.policies import schedule as figures
from performance.selectors.standards import hr_of_agency
from performance.services.cycles import set_up_cycle


@transaction.atomic
def prepare_next_year(*, agency_id: int, today: date) -> int:
    """Ask HR about the year to come, or set it up like the newest one; return how many years or people.

    Nothing happens before the day the agency has set (December), while no year is open, or once the year is there.
    """
    choice = value_on(figures.NEXT_YEAR, agency_id=agency_id, day=today)
    newest = Cycle.objects.filter(agency_id=agency_id, is_imported=False).order_by("-year").first()
    if choice == NextYear.NOTHING or newest is None or newest.state == CycleStatus.PLANNED:
        return 0
    if newest.year > today.year or today < asked_from(agency_id, newest.year, today):
        return 0
    system = system_actor(agency_id)
    hr_users = hr_of_agency(actor=system, today=today)
    year = newest.year + 1
    if choice == NextYear.SET_UP:
        cycle = set_up_cycle(year=year, approach=newest.approach, rhythm=newest.rhythm, actor=system)
        Cycle.objects.filter(pk=cycle.pk).update(remind_days_before=newest.remind_days_before)
        notices.next_year_set_up(cycle, before=newest.year, hr_users=hr_users)
        return 1
    return notices.next_year_wanted(agency_id=agency_id, year=year, before=newest.year, hr_users=hr_users)


def asked_from(agency_id: int, year: int, today: date) -> date:
    """Return the day of a year from which the next one is prepared."""
    text = value_on(figures.NEXT_YEAR_FROM, agency_id=agency_id, day=today)
    return datetime.strptime(f"{year}-{text}", "%Y-%m-%d").date()

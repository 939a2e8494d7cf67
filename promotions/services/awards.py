"""Awards: given by a decision, told once, on paper with a code, and on the wall unless the person says no."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, NotAllowed, require, system_actor
from asn_portal.core.models import Agency
from asn_portal.core.policies import value_on
from asn_portal.core.requirements import Checklist
from asn_portal.core.schedule import for_each
from employees.models import Employee
from promotions.models import Award, AwardCandidate, AwardType, Nomination
from promotions.notifications import awards as notices
from promotions.policies import awards as policies
from promotions.rules.spans import add_years
from promotions.selectors.awards import team_accounts, untold_awards
from promotions.services.candidates import refresh_person
from promotions.services.nominations import NominationEntry, NotEligible, Skipped, judge
from promotions.workflow.nominations import NOMINATION_FLOW

CITATION = 300
FIRST_YEAR = 1945


@dataclass(frozen=True)
class Decree:
    """The paper an award rests on, and what it says the award is for."""

    number: str
    awarded_on: date
    citation: str = ""
    override_reason: str = ""


@transaction.atomic
def grant_nomination(*, nomination: Nomination, decree: Decree, actor: Actor) -> Award:
    """Give the award: the checklist is computed anew, so that nobody is honoured on an old record.

    Raises NotAllowed, ValidationError for the decree, NotEligible when something has come up since the nomination,
    Conflict for the second of two decisions.
    """
    require(policies.can_decide_nomination(actor, nomination))
    check_decree(decree, nomination.employee)
    checklist, override = judge_again(nomination, decree, actor)
    NOMINATION_FLOW.apply(
        "grant",
        nomination,
        actor=actor,
        note=decree.override_reason.strip(),
        checklist=checklist.to_dict(),
        override_reason=override,
    )
    award = write_award(
        employee=nomination.employee, award_type=nomination.award_type, decree=decree, nomination=nomination
    )
    notices.nomination_answered(nomination, event="nomination_granted")
    # Told as soon as this is in; should the process die before, the clock does it (A10).
    transaction.on_commit(partial(announce_award, award_id=award.pk), robust=True)
    return award


def judge_again(nomination: Nomination, decree: Decree, actor: Actor) -> tuple[Checklist, str]:
    """Return the checklist of today and the reason to go on; HR's reason at the nomination still counts."""
    kept = nomination.override_reason
    try:
        entry = NominationEntry(reason="", override_reason=decree.override_reason)
        checklist, override = judge(nomination.employee, nomination.award_type, entry, actor)
    except NotEligible as error:
        if not kept or not error.checklist.is_applicable or is_worse(nomination, error.checklist):
            raise
        return error.checklist, kept
    return checklist, override[:CITATION]


def is_worse(nomination: Nomination, checklist: Checklist) -> bool:
    """Tell whether something is open that was not when HR decided to go on."""
    before = {item.code for item in Checklist.from_dict(nomination.checklist).open_items}
    return bool({item.code for item in checklist.open_items} - before)


def check_decree(decree: Decree, employee: Employee) -> None:
    """Refuse a decree without number, of a day to come, or from before the Republic, the person or the service."""
    problems = {}
    if not decree.number.strip():
        problems["decree_number"] = _("Write the number of the decree.")
    if decree.awarded_on > timezone.localdate():
        problems["awarded_on"] = _("This day lies in the future.")
    elif is_before_republic(decree.awarded_on):
        problems["awarded_on"] = before_republic()
    elif employee.birth_date and decree.awarded_on < employee.birth_date:
        problems["awarded_on"] = _("This day lies before the person was born.")
    elif employee.cpns_on and decree.awarded_on < employee.cpns_on:
        problems["awarded_on"] = _("This day lies before the person entered the service.")
    if problems:
        raise ValidationError(problems)


def is_before_republic(day: date) -> bool:
    """Tell of a day that cannot be one of an award, as the year 0001 of a slip of the keys."""
    return day.year < FIRST_YEAR


def before_republic() -> str:
    """Say so."""
    return _("No award is older than the Republic; write a day from %(year)d on.") % {"year": FIRST_YEAR}


def write_award(
    *, employee: Employee, award_type: AwardType, decree: Decree, nomination: Nomination | None = None
) -> Award:
    """Write the award with post and unit of today; the candidate for it, if any, is one no longer."""
    years, unit = award_type.valid_years, employee.unit
    award = Award(
        agency_id=employee.agency_id,
        award_type=award_type,
        employee=employee,
        unit=unit,
        opd_id=unit.opd_id if unit else None,
        nomination=nomination,
        employee_name=employee.full_name,
        position_name=employee.position.name if employee.position else "",
        unit_name=unit.name if unit else "",
        citation=(decree.citation or (nomination.reason if nomination else "")).strip()[:CITATION],
        awarded_on=decree.awarded_on,
        valid_until=add_years(decree.awarded_on, years) if years else None,
        decree_number=decree.number.strip(),
    )
    try:
        with transaction.atomic():
            award.save()
    except IntegrityError:
        raise ValidationError({"awarded_on": _("This award is already recorded for that day.")}) from None
    AwardCandidate.objects.filter(employee=employee, award_type=award_type).delete()
    return award


def grant_many(
    *, nominations: list[Nomination], decree: Decree, actor: Actor
) -> tuple[list[Award], list[Skipped]]:
    """Record one decree for several nominations, each in a transaction of its own; the others are named."""
    given, skipped = [], []
    for nomination in nominations:
        try:
            given.append(grant_nomination(nomination=nomination, decree=decree, actor=actor))
        except NotAllowed:
            skipped.append(Skipped(nomination.employee_name, _("not yours to decide")))
        except Conflict:
            skipped.append(Skipped(nomination.employee_name, _("decided meanwhile")))
        except ValidationError as error:
            skipped.append(Skipped(nomination.employee_name, " ".join(error.messages)))
    return given, skipped


@transaction.atomic
def record_earlier_award(*, employee: Employee, award_type: AwardType, decree: Decree, actor: Actor) -> Award:
    """Record a medal given before the portal: no notice, not on the wall. Raises NotAllowed, ValidationError."""
    require(policies.can_record_award(actor, employee) and award_type.agency_id == employee.agency_id)
    check_decree(decree, employee)
    award = write_award(employee=employee, award_type=award_type, decree=decree)
    Award.objects.filter(pk=award.pk).update(announced_at=timezone.now(), is_on_wall=False)
    refresh_person(employee=employee, actor=actor)
    return award


@transaction.atomic
def hang_award(*, award: Award, is_on_wall: bool, actor: Actor) -> None:
    """Put the own award on the wall or take it down. Raises NotAllowed for anybody else."""
    require(policies.can_hang_award(actor, award))
    Award.objects.filter(pk=award.pk, agency_id=award.agency_id).update(is_on_wall=is_on_wall)


# --- Telling ---


def announce_due(*, agency: Agency, today: date) -> int:
    """Tell of every award that has been given and not told yet; return how many awards were told now."""
    actor = system_actor(agency.pk)
    ids = untold_awards(actor=actor)
    return for_each(ids, lambda pk: announce_award(award_id=pk))


@transaction.atomic
def announce_award(*, award_id: int) -> int:
    """Tell the person and the team, unless it has been told: the mark and the notices are one transaction.

    Two workers cannot both set the mark, and one that is killed before the end leaves none. Returns 1 or 0.
    """
    marked = Award.objects.filter(pk=award_id, announced_at=None).update(announced_at=timezone.now())
    if not marked:
        return 0
    award = Award.objects.select_related("award_type", "employee").get(pk=award_id)
    limit = value_on(policies.TEAM_LIMIT, agency_id=award.agency_id, day=award.awarded_on)
    team = team_accounts(actor=system_actor(award.agency_id), award=award, limit=limit)
    notices.award_given(award, team=team)
    return 1

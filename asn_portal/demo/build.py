"""Builds the demo once: five governments, two years of history and a running year in all its states."""

from datetime import date
from random import Random

from django.db import transaction
from django.utils import timezone

from asn_portal.core.access import Role
from asn_portal.core.models import Agency
from asn_portal.demo.accounts import NEIGHBOUR, NEIGHBOUR_HR, PERSONAS, rename, set_personas
from asn_portal.demo.cascade import add_cascade
from asn_portal.demo.certificates import add_certificates
from asn_portal.demo.credit import add_credit
from asn_portal.demo.dialogue import add_dialogue
from asn_portal.demo.evaluation import add_evaluation
from asn_portal.demo.extras import add_extras
from asn_portal.demo.mentoring import add_mentoring
from asn_portal.demo.names import Registry
from asn_portal.demo.objections import add_objections
from asn_portal.demo.organisation import Organisation, build_organisation
from asn_portal.demo.people import build_people
from asn_portal.demo.plan_changes import add_plan_changes
from asn_portal.demo.plans import Year, at, fill_plans
from asn_portal.demo.proposals import add_proposals
from asn_portal.demo.ranks import add_rank_records
from asn_portal.demo.ratings import rate_year
from asn_portal.demo.recognition import add_recognition
from asn_portal.demo.reports import add_reports
from asn_portal.demo.schedule import add_schedule
from asn_portal.demo.standards import add_standards
from asn_portal.demo.structure import GOVERNMENTS, Government
from asn_portal.demo.training import add_training
from employees.models import Employee, RoleGrant
from performance.enums import AppraisalStatus, CycleStatus, PeriodKind, PlanStatus
from performance.models import Cycle, Period
from performance.rules.year_dates import period_dates
from performance.services.opening import prepare_plans

# In this order: unit predicates before objections and points, certificates after classes, proposals after ranks.
CAREERS = (
    add_standards,
    add_cascade,
    add_plan_changes,
    add_dialogue,
    add_evaluation,
    add_objections,
    add_schedule,
    add_reports,
    add_training,
    add_certificates,
    add_mentoring,
    add_rank_records,
    add_credit,
    add_proposals,
    add_recognition,
)
RATING_DAYS = 14
# This government evaluates every month, the others every quarter (PermenPANRB 6/2022 art. 24).
MONTHLY = "SLK"
APRIL = 4
PAST_YEARS = 2


def is_there() -> bool:
    """Tell whether the demo has been built."""
    return Agency.objects.filter(is_demo=True).count() >= len(GOVERNMENTS)


def build_demo(today: date | None = None) -> list[str]:
    """Build the governments that are missing, each in one transaction; returns their names."""
    today = today or timezone.localdate()
    known = set(Agency.objects.filter(is_demo=True).values_list("code", flat=True))
    registry = Registry(seed=2026)
    built = []
    for government in GOVERNMENTS:
        if government.code not in known:
            with transaction.atomic():
                build_government(government, registry, today)
            built.append(government.name)
    return built


def build_government(government: Government, registry: Registry, today: date) -> None:
    """Build one government with its people and years."""
    organisation = build_organisation(government)
    build_people(government, organisation, registry, today)
    if government.code == "SBG":
        set_personas(organisation.agency)
    else:
        grant_hr(organisation)
    running = running_year(today)
    rng = Random(government.seed)
    for number in range(running - PAST_YEARS, running + 1):
        build_year(organisation.agency, number, rng, today)
    add_extras(organisation.agency, today)
    for add in CAREERS:
        add(organisation.agency, today, rng)


def grant_hr(organisation: Organisation) -> None:
    """Make somebody of BKPSDM the HR officer."""
    unit = organisation.units.get("BKPSDM") or next(iter(organisation.units.values()))
    person = Employee.objects.filter(unit=unit, user__isnull=False).order_by("pk")[1]
    if organisation.agency.code == NEIGHBOUR:
        rename(person, NEIGHBOUR_HR)
    root = min(organisation.units.values(), key=lambda row: row.depth)
    RoleGrant.objects.create(
        agency=organisation.agency, user_id=person.user_id, role=Role.HR, unit=root, starts_on=person.cpns_on
    )


def running_year(today: date) -> int:
    """Return the year that runs in the demo: before April last year's, so that every state exists (B16)."""
    return today.year if today.month >= APRIL else today.year - 1


def build_year(agency: Agency, number: int, rng: Random, today: date) -> None:
    """Build one year: periods, plans by the project's own opening, then content, decisions and ratings."""
    is_running = number == running_year(today)
    rhythm = PeriodKind.MONTH if agency.code == MONTHLY else PeriodKind.QUARTER
    cycle = Cycle.objects.create(
        agency=agency,
        year=number,
        rhythm=rhythm,
        state=CycleStatus.OPEN if is_running else CycleStatus.CLOSED,
        opens_on=date(number, 1, 2),
        starts_on=date(number, 1, 1),
        ends_on=date(number, 12, 31),
        plan_due_on=date(number, 1, 31),
        opened_at=at(date(number, 1, 2)),
        reminded_at=at(date(number, 1, 24)),
    )
    Period.objects.bulk_create(
        Period(agency=agency, cycle=cycle, **vars(dates))
        for dates in period_dates(number, rhythm=rhythm, rating_days=RATING_DAYS)
    )
    prepare_plans(cycle, 0, 2**62)
    people = Employee.objects.filter(agency=agency).select_related("unit__opd").in_bulk()
    year = Year(cycle, rng, is_running, people)
    if is_running:
        year.wanted = wanted_states(agency)
    fill_plans(year)
    rate_year(year, today)


def wanted_states(agency: Agency) -> dict[int, str]:
    """Return what the personas should find: plans by person, appraisals by negative person id."""
    names = {persona.code: persona.name for persona in PERSONAS}
    found = dict(Employee.objects.filter(agency=agency, name__in=names.values()).values_list("name", "pk"))
    if not found:
        return {}
    wanted = {
        found[names["pegawai"]]: PlanStatus.RETURNED,
        found[names["guru"]]: PlanStatus.APPROVED,
        found[names["kepala"]]: PlanStatus.APPROVED,
        found[names["penilai"]]: PlanStatus.APPROVED,
        -found[names["guru"]]: AppraisalStatus.RELEASED,
    }
    for code, waiting in (("penilai", 5), ("kepala", 2)):
        team = list(
            Employee.objects.filter(agency=agency, evaluator_id=found[names[code]])
            .exclude(pk__in=wanted)
            .order_by("sort_name")
            .values_list("pk", flat=True)
        )
        wanted |= dict.fromkeys(team[:waiting], PlanStatus.SUBMITTED)
        wanted |= dict.fromkeys((-pk for pk in team[waiting : waiting + 4]), AppraisalStatus.PENDING)
    return wanted

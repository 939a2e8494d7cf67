"""A government of any size for the benchmarks: the demo's own builders, and somebody of each role."""

from dataclasses import dataclass, field
from datetime import date
from unittest.mock import patch

from django.db import connection

from asn_portal.core.access import Role
from asn_portal.core.models import Agency
from asn_portal.demo import build
from asn_portal.demo.names import Registry
from asn_portal.demo.organisation import build_organisation
from asn_portal.demo.people import build_people
from asn_portal.demo.structure import OFFICES, Government
from employees.models import Employee, RoleGrant, Unit, User
from performance.enums import AppraisalStatus, PlanStatus, StandardStatus
from performance.models import Appraisal, Cycle, Plan, Standard
from promotions.models import NominativeList, RankProposal
from training.enums import ClassStatus
from training.models import TrainingClass

SMALL_OFFICES = 4
PAST_YEARS = 1
HEALTH, SECRETARIAT = "Dinas Kesehatan", "Sekretariat Daerah"


@dataclass
class Place:
    """A built government: its people by role, and the rows whose pages are opened."""

    agency: Agency
    size: int
    users: dict[str, User] = field(default_factory=dict)
    rows: dict[str, dict[str, int]] = field(default_factory=dict)


def build_place(code: str, people: int, registry: Registry) -> Place:
    """Build a government with a closed and a running year; the roles find the same states at every size."""
    offices = len(OFFICES) if people >= 1_000 else SMALL_OFFICES
    government = Government(code, f"Pemerintah Kota Contoh {code}", offices, people, len(code))
    organisation, today = build_organisation(government), date.today()
    build_people(government, organisation, registry, today)
    place = Place(organisation.agency, Employee.objects.filter(agency=organisation.agency).count())
    chosen = choose(organisation.agency)
    running = build.running_year(today)
    with patch.object(build, "wanted_states", lambda agency: wanted(chosen)):
        for number in range(running - PAST_YEARS, running + 1):
            build.build_year(organisation.agency, number, registry.random, today)
    grant(organisation.agency, chosen)
    for add in build.CAREERS:
        add(organisation.agency, today, registry.random)
    place.users = {role: person.user for role, person in chosen.items()}
    place.rows = {role: rows_of(person, chosen) for role, person in chosen.items()}
    return place


def choose(agency: Agency) -> dict[str, Employee]:
    """Return an employee, a head of office, an HR officer and an inspector."""
    people = Employee.objects.filter(agency=agency, user__isnull=False).select_related("user", "unit")
    staff = list(people.filter(unit__name=SECRETARIAT, position__is_head=False).order_by("pk")[:3])
    head = people.get(unit__name=HEALTH, position__is_head=True)
    return {"employee": staff[0], "head": head, "HR": staff[1], "inspector": staff[2]}


def wanted(chosen: dict[str, Employee]) -> dict[int, str]:
    """Return the states the roles find: the longest pages, and something to decide for the head."""
    team = list(
        Employee.objects.filter(evaluator=chosen["head"]).order_by("sort_name").values_list("pk", flat=True)
    )
    return {
        chosen["employee"].pk: PlanStatus.RETURNED,
        chosen["head"].pk: PlanStatus.APPROVED,
        chosen["HR"].pk: PlanStatus.APPROVED,
        **dict.fromkeys(team, PlanStatus.APPROVED),
        team[0]: PlanStatus.SUBMITTED,
        **{-pk: AppraisalStatus.PENDING for pk in team[1:-1]},
        -team[-1]: AppraisalStatus.RATED,
    }


def grant(agency: Agency, chosen: dict[str, Employee]) -> None:
    """Give the HR officer and the inspector their roles for the whole government."""
    root = Unit.objects.get(agency=agency, depth=1)
    for name, role in (("HR", Role.HR), ("inspector", Role.INSPECTOR)):
        RoleGrant.objects.create(
            agency=agency, user=chosen[name].user, role=role, unit=root, starts_on=date(2020, 1, 1)
        )


def rows_of(person: Employee, chosen: dict[str, Employee]) -> dict[str, int]:
    """Return the primary keys that the pages of somebody need."""
    head = chosen["head"]
    member = Employee.objects.filter(evaluator=head).order_by("sort_name")[1]
    plans = Plan.objects.filter(cycle__state="open")
    own = plans.filter(employee=person).first()
    rated = Appraisal.objects.filter(evaluator=head, state=AppraisalStatus.PENDING).first()
    return {
        "person": person.pk if person == chosen["employee"] else member.pk,
        "own_plan": own.pk if own else 0,
        "other_plan": plans.get(employee=member).pk,
        "unit": head.unit_id,
        "cycle": Cycle.objects.get(agency=person.agency, state="open").pk,
        "appraisal": rated.pk if rated else 0,
        "period": rated.period_id if rated else 0,
        **career_rows(person.agency),
    }


def career_rows(agency: Agency) -> dict[str, int]:
    """Return the primary keys of training, standards and promotion; 0 where a small government has none."""
    found = {
        "class": TrainingClass.objects.filter(agency=agency, state=ClassStatus.OPEN),
        "standard": Standard.objects.filter(agency=agency, state=StandardStatus.APPROVED),
        "proposal": RankProposal.objects.filter(agency=agency),
        "listing": NominativeList.objects.filter(agency=agency),
    }
    return {
        name: rows.order_by("pk").values_list("pk", flat=True).first() or 0 for name, rows in found.items()
    }


def analyse() -> None:
    """Let the planner know the tables."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

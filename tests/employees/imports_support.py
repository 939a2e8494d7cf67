"""A government to import into, and short ways to import."""

from dataclasses import dataclass

from asn_portal.core.access import Actor, Role, Scope
from asn_portal.core.models import Agency
from employees import models
from employees.services import imports
from tests.employees import rosters
from tests.employees.factories import AgencyFactory, RoleGrantFactory, UnitFactory, UserFactory


@dataclass
class Place:
    """An empty government with three units and its HR officer."""

    agency: Agency
    root: models.Unit
    units: list
    user: models.User
    actor: Actor


def place() -> Place:
    agency = AgencyFactory(national_id="INST-1", name="Kota Contoh")
    root = UnitFactory(agency=agency, name="Kota Contoh", code="ROOT")
    units = [UnitFactory(parent=root, code=f"UNOR-{n:04d}", name=f"Unit {n}") for n in range(3)]
    user = UserFactory(agency=agency, full_name="Yuliana Rumbekwan")
    RoleGrantFactory(user=user, unit=root)
    scope = Scope(Role.HR, root.pk, root.path, True)
    return Place(
        agency, root, units, user, Actor(agency.pk, user_id=user.pk, name="Yuliana", scopes=(scope,))
    )


def row(number=1, **changes):
    """Return one row of an invented person; keywords with _ for blanks: row(1, TMT_GOLONGAN="01-06-2024")."""
    return rosters.person(number, units=3) | {key.replace("_", " "): value for key, value in changes.items()}


def check(here, rows, *, kind="people", headers=None):
    """Upload and check; return the run."""
    run = imports.start_import(kind=kind, file=rosters.workbook(rows, headers), actor=here.actor)
    imports.run_check(job_id=run.job_id)
    run.refresh_from_db()
    return run


def bring_in(here, rows, **options):
    """Upload, check and apply; return the run."""
    run = check(here, rows, **options)
    imports.apply_import(run=run, actor=here.actor)
    imports.run_apply(job_id=run.job_id)
    run.refresh_from_db()
    return run


def verdicts(run):
    """Return row number → verdict."""
    return dict(run.rows.order_by("number").values_list("number", "verdict"))


def codes(run):
    """Return row number → code of the first problem."""
    return {
        item.number: item.problems[0]["code"] for item in run.rows.exclude(problems=[]).order_by("number")
    }

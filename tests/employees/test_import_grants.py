"""Role grants by workbook."""

import datetime as dt

import pytest

from employees.models import RoleGrant
from tests.employees.factories import EmployeeFactory, UserFactory
from tests.employees.imports_support import bring_in, check, codes, place, verdicts

pytestmark = pytest.mark.django_db
HEADERS = ["NIP ATAU NAMA MASUK", "PERAN", "KODE UNIT", "MULAI", "SAMPAI", "ALASAN"]


@pytest.fixture
def here():
    return place()


def grant(*cells):
    return dict(zip(HEADERS, cells, strict=False))


def grants(here, rows, run=bring_in):
    return run(here, rows, kind="grants", headers=HEADERS)


def test_grants_are_given_by_nip_or_login_name(here):
    person = EmployeeFactory(agency=here.agency, unit=here.units[0])
    UserFactory(agency=here.agency, username="pemeriksa")
    rows = [
        grant(f"'{person.nip}", "Pengelola SDM", "UNOR-0000", "01-01-2026", "31-12-2026", "SK 1"),
        grant("pemeriksa", "inspector", "ROOT", "2026-01-01"),
    ]
    grants(here, rows)
    given = RoleGrant.objects.get(user=person.user)
    assert (given.role, given.unit, given.ends_on) == ("hr", here.units[0], dt.date(2026, 12, 31))
    assert given.granted_by == here.user
    assert set(verdicts(grants(here, rows, run=check)).values()) == {"same"}


def test_a_later_end_is_a_change(here):
    UserFactory(agency=here.agency, username="a")
    grants(here, [grant("a", "hr", "ROOT", "01-01-2026")])
    run = grants(here, [grant("a", "hr", "ROOT", "01-01-2026", "31-12-2026")])
    assert run.rows.get().changes == [["ends_on", "", "2026-12-31"]]
    assert RoleGrant.objects.get(user__username="a").ends_on == dt.date(2026, 12, 31)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("tidak-ada", "hr", "ROOT", "01-01-2026"), "account_unknown"),
        (("a", "raja", "ROOT", "01-01-2026"), "not_a_choice"),
        (("a", "hr", "TIDAK-ADA", "01-01-2026"), "unit_unknown"),
        (("a", "hr", "ROOT", ""), "cell_missing"),
        (("a", "hr", "ROOT", "02-01-2026", "01-01-2026"), "ends_before_start"),
        ((198609262015051001.0, "hr", "ROOT", "01-01-2026"), "number_precision"),
    ],
)
def test_impossible_grants_are_refused(here, cells, code):
    UserFactory(agency=here.agency, username="a")
    assert codes(grants(here, [grant(*cells)], run=check)) == {2: code}


def test_accounts_of_another_government_are_unknown(here):
    UserFactory(username="orang-luar")
    run = grants(here, [grant("orang-luar", "hr", "ROOT", "01-01-2026")], run=check)
    assert codes(run) == {2: "account_unknown"}

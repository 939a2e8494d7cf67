"""Units and posts by workbook: top-down, with history, never in a circle."""

import datetime as dt

import pytest

from employees.models import Position, Unit, UnitVersion
from tests.employees.factories import PositionFactory, UnitFactory
from tests.employees.imports_support import bring_in, check, codes, place, verdicts

pytestmark = pytest.mark.django_db
HEADERS = [
    "KODE UNIT", "NAMA UNIT", "JENIS UNIT", "KODE UNIT INDUK", "MULAI BERLAKU", "KODE JABATAN", "NAMA JABATAN",
    "NOMENKLATUR", "RUMPUN JABATAN", "JENJANG", "ESELON", "KODE JABATAN ATASAN", "KEPALA UNIT",
]  # fmt: skip


@pytest.fixture
def here(freeze):
    freeze(2026, 1, 19)
    return place()


def unit(code, name="", parent="", kind="", starts=""):
    cells = (code, name, kind, parent, starts)
    return dict(zip(HEADERS, cells, strict=False))


def post(code, unit_code, name="", superior="", head=""):
    return {
        "KODE UNIT": unit_code, "KODE JABATAN": code, "NAMA JABATAN": name, "NOMENKLATUR": "Kepala",
        "RUMPUN JABATAN": "Pengawas", "KODE JABATAN ATASAN": superior, "KEPALA UNIT": head,
    }  # fmt: skip


def structure(here, rows):
    return bring_in(here, rows, kind="structure", headers=HEADERS)


def test_a_tree_is_made_from_the_top_whatever_the_order_of_rows(here):
    run = structure(
        here,
        [
            post("SEK-1", "SEK", "Kepala Seksi", "DIN-1", 1),
            unit("SEK", "Seksi Gizi", "DIN", "Seksi"),
            unit("DIN", "Dinas Kesehatan", "", "Dinas"),
            post("DIN-1", "DIN", "Kepala Dinas", "", 1),
        ],
    )
    section = Unit.objects.get(code="SEK")
    assert (run.state, run.counts["new"], run.counts["refused"]) == ("applied", 4, 0)
    assert (Unit.objects.get_parent(section).code, section.kind, section.opd.code) == (
        "DIN",
        "section",
        "DIN",
    )
    assert section.head_position.reports_to.name == "Kepala Dinas"


def test_the_same_workbook_again_changes_nothing(here):
    rows = [unit("DIN", "Dinas Kesehatan", "", "Dinas"), post("DIN-1", "DIN", "Kepala Dinas", "", 1)]
    structure(here, rows)
    assert set(verdicts(check(here, rows, kind="structure", headers=HEADERS)).values()) == {"same"}


def test_a_new_name_keeps_the_old_one_in_the_history(here):
    structure(here, [unit("UNOR-0001", "Dinas Baru", "", "", "01-01-2026")])
    version = UnitVersion.objects.get()
    assert Unit.objects.get(code="UNOR-0001").name == "Dinas Baru"
    assert (version.name, version.ends_on) == ("Unit 1", dt.date(2025, 12, 31))


def test_a_unit_moves_with_all_below_it(here):
    child = UnitFactory(parent=here.units[1], code="ANAK")
    structure(here, [unit("UNOR-0001", "", "UNOR-0000")])
    child.refresh_from_db()
    assert child.path.startswith(Unit.objects.get(code="UNOR-0000").path)
    assert child.opd.code == "UNOR-0000"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([unit("A", "A", "B"), unit("B", "B", "A")], {2: "unit_cycle", 3: "unit_cycle"}),
        ([unit("A", "A", "TIDAK-ADA")], {2: "parent_unknown"}),
        ([unit("A", "A", "TIDAK-ADA"), unit("B", "B", "A")], {2: "parent_unknown", 3: "parent_refused"}),
        ([unit("A")], {2: "unit_name_missing"}),
        ([unit("A", "A", "", "istana")], {2: "not_a_choice"}),
        ([unit("A", "A"), unit("A", "B")], {2: "double", 3: "double"}),
        ([post("P", "TIDAK-ADA", "P")], {2: "unit_unknown"}),
        ([post("P", "ROOT", "P", "Q")], {2: "superior_unknown"}),
        (
            [post("P", "ROOT", "P", "Q"), post("Q", "ROOT", "Q", "P")],
            {2: "superior_cycle", 3: "superior_cycle"},
        ),
        ([post("P", "ROOT", "P", "", 1), post("Q", "ROOT", "Q", "", 1)], {3: "two_heads"}),
        ([unit("UNOR-0000", "", "UNOR-0000")], {2: "unit_cycle"}),
    ],
)
def test_impossible_structures_are_refused(here, rows, expected):
    assert codes(check(here, rows, kind="structure", headers=HEADERS)) == expected


def test_a_post_changes_its_superior(here):
    first = PositionFactory(unit=here.root, code="A", name="A")
    PositionFactory(unit=here.units[0], code="B", name="B")
    structure(here, [{"KODE UNIT": "UNOR-0000", "KODE JABATAN": "B", "KODE JABATAN ATASAN": "A"}])
    assert Position.objects.get(code="B").reports_to == first

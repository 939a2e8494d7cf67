"""What the rows of a roster do: new, changed, unchanged, refused, elsewhere; later, same and earlier TMT (B6)."""

import datetime as dt

import pytest

from employees.models import Assignment, Education, Employee, ImportRow, RankRecord, Unit, UnitAlias
from employees.services import imports
from tests.employees.factories import AgencyFactory, EmployeeFactory, UnitFactory
from tests.employees.imports_support import bring_in, check, codes, place, row, verdicts

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(freeze):
    freeze(2026, 1, 19)
    return place()


def test_a_new_person_comes_with_rank_post_and_diploma(here):
    run = bring_in(here, [row(1)])
    person = Employee.objects.get(nip=row(1)["NIP BARU"].strip("'"))
    assert run.state == "applied"
    assert (person.kind, person.rank.code, person.unit.code) == ("pns", "III/b", "UNOR-0001")
    assert person.position.title.name == "Perawat Terampil"
    assert person.education_level == "s1"
    assert person.history.get().history_change_reason == "import"
    post = person.assignments.get()
    assert (post.starts_on, post.ends_on, post.unit_name) == (dt.date(2021, 6, 1), None, "Unit 1")


def test_the_same_file_again_changes_nothing(here):
    bring_in(here, [row(n) for n in range(5)])
    run = check(here, [row(n) for n in range(5)])
    assert set(verdicts(run).values()) == {"same"}
    assert Employee.objects.count() == 5


def test_applying_twice_makes_no_doubles(here):
    run = bring_in(here, [row(1)])
    imports.run_apply(job_id=run.job_id)
    counts = [model.objects.count() for model in (Employee, RankRecord, Assignment, Education)]
    assert counts == [1, 1, 1, 1]


def test_what_was_applied_is_not_kept_a_second_time(here):
    run = bring_in(here, [row(1)])
    assert run.rows.get().values == {}


def test_changed_fields_are_shown_one_by_one(here):
    bring_in(here, [row(1)])
    run = check(here, [row(1, GELAR_BELAKANG="M.Kep.", EMAIL="baru@contoh.test")])
    changes = run.rows.get(verdict="changed").changes
    assert changes == [["back_title", "S.Pd.", "M.Kep."], ["email", "orang1@contoh.test", "baru@contoh.test"]]


def test_a_later_rank_is_added_and_becomes_the_present_one(here):
    bring_in(here, [row(1)])
    run = bring_in(here, [row(1, GOL_AKHIR_NAMA="III/c", TMT_GOLONGAN="01-04-2025")])
    person = Employee.objects.get()
    assert (person.rank.code, person.rank_effective_on) == ("III/c", dt.date(2025, 4, 1))
    assert person.rank_records.count() == 2
    assert run.counts["touched"]["rank"] == 1


def test_another_rank_of_the_same_day_is_a_correction(here):
    bring_in(here, [row(1)])
    bring_in(here, [row(1, GOL_AKHIR_NAMA="III/c")])
    assert Employee.objects.get().rank.code == "III/c"
    assert RankRecord.objects.get().rank.code == "III/c"


def test_an_earlier_rank_goes_to_the_history_only(here):
    bring_in(here, [row(1)])
    bring_in(here, [row(1, GOL_AKHIR_NAMA="III/a", TMT_GOLONGAN="01-04-2017")])
    assert Employee.objects.get().rank.code == "III/b"
    assert RankRecord.objects.count() == 2


def test_a_rank_of_the_future_waits_for_its_day(here):
    bring_in(here, [row(1)])
    bring_in(here, [row(1, GOL_AKHIR_NAMA="III/c", TMT_GOLONGAN="01-04-2026")])
    assert Employee.objects.get().rank.code == "III/b"


def test_a_later_post_ends_the_one_before_the_day_before(here):
    bring_in(here, [row(1)])
    bring_in(here, [row(1, JABATAN_NAMA="Perawat Mahir", JABATAN_ID="P2", TMT_JABATAN="01-02-2025")])
    person = Employee.objects.get()
    posts = list(person.assignments.order_by("starts_on").values_list("position_name", "ends_on"))
    assert posts == [("Perawat Terampil", dt.date(2025, 1, 31)), ("Perawat Mahir", None)]
    assert person.position.name == "Perawat Mahir"


def test_another_unit_of_the_same_day_is_a_correction(here):
    bring_in(here, [row(1)])
    run = bring_in(here, [row(1, UNOR_ID="UNOR-0002", UNOR_NAMA="Unit 2")])
    assert Employee.objects.get().unit.code == "UNOR-0002"
    assert Assignment.objects.get().unit_name == "Unit 2"
    assert run.rows.get(verdict="changed").flags == "up"


def test_an_earlier_post_goes_to_the_history_only(here):
    bring_in(here, [row(1)])
    bring_in(here, [row(1, JABATAN_NAMA="Perawat Pemula", JABATAN_ID="P0", TMT_JABATAN="01-02-2018")])
    person = Employee.objects.get()
    earlier = person.assignments.get(position_name="Perawat Pemula")
    assert earlier.ends_on == dt.date(2021, 5, 31)
    assert person.position.name == "Perawat Terampil"


def test_a_cpns_becomes_pns(here):
    bring_in(here, [row(1, STATUS_CPNS_PNS="C", TMT_PNS="")])
    run = bring_in(here, [row(1)])
    assert Employee.objects.get().kind == "pns"
    assert [change[0] for change in run.rows.get(verdict="changed").changes] == ["kind", "pns_on"]


def test_a_corrected_nip_is_found_by_the_pns_id(here):
    bring_in(here, [row(1)])
    other = row(7)["NIP BARU"]
    bring_in(here, [row(1) | {"NIP BARU": other, "TANGGAL LAHIR": "", "JENIS KELAMIN": ""}])
    assert Employee.objects.get().nip == other.strip("'")


def test_an_unknown_unit_waits_for_mapping_and_moves_once_mapped(here):
    """Y8."""
    run = bring_in(here, [row(1, UNOR_ID="8ae4", UNOR_NAMA="SD Negeri 9")])
    person = Employee.objects.get()
    assert (person.unit.name, codes(run)) == ("Unit belum dipetakan", {2: "unit_unmapped"})
    alias = UnitAlias.objects.get(code="8ae4", unit=None)
    assert imports.map_unit(alias=alias, unit=here.units[2], actor=here.actor) == 1
    person.refresh_from_db()
    assert (person.unit, person.assignments.get().unit_name) == (here.units[2], "Unit 2")
    assert set(verdicts(check(here, [row(1, UNOR_ID="8ae4", UNOR_NAMA="SD Negeri 9")])).values()) == {"same"}


def test_an_unknown_unit_does_not_take_a_known_person_out_of_his_unit(here):
    bring_in(here, [row(1)])
    run = check(here, [row(1, UNOR_ID="8ae4", UNOR_NAMA="SD Negeri 9")])
    assert verdicts(run) == {2: "same"}


@pytest.mark.parametrize(
    ("cells", "verdict", "code"),
    [
        ({"NIP_BARU": 198609262015051001.0}, "refused", "number_precision"),
        ({"NIP_BARU": "198609312015051001"}, "refused", "nip_birth_date"),
        ({"NIP_BARU": "198609262015131001"}, "refused", "nip_month"),
        ({"TMT_GOLONGAN": ""}, "refused", "rank_without_date"),
        ({"TMT_JABATAN": "", "TMT_CPNS": ""}, "refused", "post_without_date"),
        ({"INSTANSI_KERJA_ID": "INST-2"}, "elsewhere", "other_agency"),
        ({"KEDUDUKAN_HUKUM_NAMA": "Pensiun"}, "elsewhere", "left_service"),
    ],
)
def test_rows_that_are_not_taken_say_why(here, cells, verdict, code):
    run = check(here, [row(1, **cells)])
    assert (verdicts(run), codes(run)) == ({2: verdict}, {2: code})


def test_a_nip_in_two_rows_refuses_both_and_names_the_other(here):
    run = check(here, [row(1), row(2), row(1, NAMA="Orang Kedua")])
    assert verdicts(run) == {2: "refused", 3: "new", 4: "refused"}
    others = {item.number: item.problems[0]["params"]["other"] for item in run.rows.filter(verdict="refused")}
    assert others == {2: 4, 4: 2}


def test_a_retired_person_who_is_active_here_is_left_active(here):
    bring_in(here, [row(1)])
    run = check(here, [row(1, KEDUDUKAN_HUKUM_NAMA="Pensiun")])
    assert codes(run) == {2: "left_but_active_here"}
    assert Employee.objects.get().is_active


def test_people_missing_from_the_file_are_listed_and_stay(here):
    bring_in(here, [row(1), row(2)])
    run = bring_in(here, [row(1)])
    assert list(run.rows.filter(verdict="missing").values_list("label", flat=True)) == [row(2)["NAMA"]]
    assert Employee.objects.filter(is_active=True).count() == 2


def test_people_of_another_government_stay_untouched(here):
    nip = row(1)["NIP BARU"].strip("'")
    other = EmployeeFactory(unit=UnitFactory(agency=AgencyFactory()), nip=nip, name="Orang Luar")
    run = check(here, [row(1)])
    other.refresh_from_db()
    assert (codes(run), other.name) == ({2: "active_elsewhere"}, "Orang Luar")
    assert not run.rows.filter(verdict="missing").exists()


def test_an_impossible_row_is_refused_whole_and_the_others_are_applied(here):
    run = check(here, [row(1), row(2), row(3)])
    # What the database refuses for one person comes to light only while the chunk is written.
    bad = ImportRow.objects.get(run=run, number=3)
    bad.values["service_years"] = -1
    bad.save()
    imports.apply_import(run=run, actor=here.actor)
    imports.run_apply(job_id=run.job_id)
    run.refresh_from_db()
    assert (run.state, run.counts["refused"]) == ("applied", 1)
    assert set(Employee.objects.values_list("name", flat=True)) == {row(1)["NAMA"], row(3)["NAMA"]}
    assert RankRecord.objects.count() == 2


def test_a_file_without_codes_matches_units_by_unique_name(here):
    bring_in(here, [row(1, UNOR_ID="")])
    assert Employee.objects.get().unit.code == "UNOR-0001"
    assert not Unit.objects.filter(code="BELUM-DIPETAKAN").exists()

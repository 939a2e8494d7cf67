"""The quirks of the national export (09-systems-and-users §2 and §8)."""

import pytest

from employees.imports import codes as tables
from employees.imports.codes import Codes
from employees.imports.columns import recognise
from employees.imports.parsing import PeopleParser

CODES = Codes(
    standings=tables.STANDING_CODES.default,
    ranks=tables.RANK_CODES.default,
    families=tables.POST_FAMILIES.default,
    educations=tables.EDUCATION_CODES.default,
)


def parse(**cells):
    cells = {"NAMA": "Sitti Aminah", "NIP BARU": "198609262015051001"} | {
        key.replace("_", " "): value for key, value in cells.items()
    }
    headers = list(cells)
    found = recognise("people", {name: index for index, name in enumerate(headers)}, headers)
    return PeopleParser(found.indexes, CODES).parse(list(cells.values()))


@pytest.mark.parametrize(
    ("cells", "key", "value"),
    [
        pytest.param({"NIP_BARU": "'198609262015051001"}, "nip", "198609262015051001", id="Y1"),
        pytest.param({"TMT_GOLONGAN": 45383}, "rank_on", "2024-04-01", id="Y2"),
        pytest.param({"TMT_GOLONGAN": 45383.0}, "rank_on", "2024-04-01", id="Y2-float"),
        pytest.param({"TMT_GOLONGAN": "01-04-2024"}, "rank_on", "2024-04-01", id="Y3"),
        pytest.param({"TMT_GOLONGAN": "2024-04-01"}, "rank_on", "2024-04-01", id="iso"),
        pytest.param({"NIP_BARU": "19860926 201505 1 001"}, "nip", "198609262015051001", id="spaces"),
        pytest.param({"GOL_AKHIR_NAMA": "III/b"}, "rank", "pns:III/b", id="rank"),
        pytest.param({"GOL_AKHIR_NAMA": "Penata Muda Tk. I, III/B"}, "rank", "pns:III/b", id="rank-name"),
        pytest.param({"GOL_AKHIR_ID": "32"}, "rank", "pns:III/b", id="rank-id"),
        pytest.param({"GOL_AKHIR_NAMA": "IX", "STATUS_ASN": "PPPK"}, "rank", "pppk:IX", id="rank-pppk"),
        pytest.param({"STATUS_CPNS_PNS": "C"}, "kind", "cpns", id="cpns"),
        pytest.param({"STATUS_ASN": "PPPK", "STATUS_CPNS_PNS": "P"}, "kind", "pppk", id="pppk"),
        pytest.param({"JENIS_PEGAWAI_NAMA": "PPPK Paruh Waktu"}, "kind", "pppk_part", id="part-time"),
        pytest.param(
            {"KEDUDUKAN_HUKUM_NAMA": "Masa Persiapan Pensiun"}, "standing", "pre_retirement", id="mpp"
        ),
        pytest.param({"KEDUDUKAN_HUKUM_ID": "99"}, "standing", "retired", id="standing-id"),
        pytest.param({"JENIS_JABATAN_ID": "2"}, "family", "functional", id="functional"),
        pytest.param({"JENIS_JABATAN_ID": "1", "JABATAN_NAMA": "Kepala Dinas X"}, "family", "jpt", id="jpt"),
        pytest.param({"TINGKAT_PENDIDIKAN_NAMA": "S-1/Sarjana"}, "education", "s1", id="s1"),
        pytest.param({"TINGKAT_PENDIDIKAN_ID": "50"}, "education", "s3", id="s3-id"),
        pytest.param({"NOMOR_HP": 81234567890.0}, "phone", "081234567890", id="phone-number"),
        pytest.param({"NOMOR_HP": "+62 812-3456-7890"}, "phone", "081234567890", id="phone-plus"),
        pytest.param({"NAMA": "SITTI AMINAH"}, "name", "Sitti Aminah", id="capitals"),
    ],
)
def test_a_cell_is_read_as_it_is_meant(cells, key, value):
    record, problems, _remarks = parse(**cells)
    assert not problems
    assert record[key] == value


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"NIP_BARU": 198609262015051001.0}, "number_precision"),
        ({"NIP_BARU": "1.98609E+17"}, "number_precision"),
        ({"NIP_BARU": "19860926201505100"}, "wrong_length"),
        ({"NIP_BARU": ""}, "nip_missing"),
        ({"NIK": 1273012609860001.0}, "number_precision"),
        ({"TMT_GOLONGAN": "31-02-2024"}, "impossible_date"),
        ({"TMT_JABATAN": "kemarin"}, "not_a_date"),
        ({"NAMA": ""}, "name_missing"),
        ({"NAMA": "x" * 161}, "too_long"),
    ],
)
def test_a_cell_that_cannot_be_meant_refuses_the_row(cells, code):
    assert [item["code"] for item in parse(**cells)[1]] == [code]


@pytest.mark.parametrize(
    "cells", [{"EMAIL": "tidak ada"}, {"NOMOR_HP": "belum punya"}, {"TAHUN_LULUS": "dulu"}]
)
def test_a_contact_that_cannot_be_read_is_only_left_out(cells):
    _record, problems, remarks = parse(**cells)
    assert not problems
    assert remarks[0]["code"] == "left_out"


def test_empty_cells_state_nothing():
    record, problems, remarks = parse(GELAR_DEPAN="", EMAIL="-", NIK="", TMT_CPNS="", NPWP_NOMOR="-")
    assert set(record) == {"nip", "name"}
    assert not problems + remarks


def test_headers_in_any_case_and_order_are_recognised_and_others_named():
    headers = ["Nama", "Warna", "AGAMA ID", "Nip  Baru"]
    columns = {"NAMA": 0, "WARNA": 1, "AGAMA ID": 2, "NIP BARU": 3}
    found = recognise("people", columns, headers)
    assert (found.indexes["nip"], found.indexes["name"]) == (3, 0)
    assert (found.unknown, found.unused, found.missing) == (["Warna"], ["AGAMA ID"], [])


def test_a_missing_required_column_is_named():
    assert recognise("people", {"NAMA": 0}, ["NAMA"]).missing == ["NIP BARU"]

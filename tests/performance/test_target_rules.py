"""Remarks on the wording of results and targets: they warn and never block (E28)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.rules.targets import LintRules, lint_evidence, lint_result, lint_target


def codes(remarks):
    return [remark.code for remark in remarks]


def test_e28_a_meeting_held_is_an_activity_not_a_result():
    (remark,) = lint_evidence("rapat 3 kali")
    assert (remark.code, remark.words) == ("activity", ("rapat",))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Semua pengaduan selesai", ["absolute"]),
        ("Pengaduan tidak  pernah terlambat", ["absolute"]),
        ("Menghadiri rapat setiap minggu", ["absolute", "activity"]),
        ("Terlaksananya rapat koordinasi perizinan", []),
        ("Keterampilan membaca siswa meningkat", []),
        ("Persemaian bibit seluas 3 ha", []),
        ("", []),
    ],
)
def test_results_are_read_for_absolute_words_and_activities(text, found):
    assert codes(lint_result(text)) == found


@pytest.mark.parametrize(
    ("text", "needs_number", "found"),
    [
        ("12 dokumen", True, []),
        ("90-95%", True, []),
        ("dua belas laporan", True, []),
        ("tepat waktu", True, ["missing_number"]),
        ("tepat waktu", False, []),
        ("semua laporan", True, ["absolute", "missing_number"]),
        ("", True, ["missing_number"]),
    ],
)
def test_a_quantitative_target_needs_a_number(text, needs_number, found):
    assert codes(lint_target(text, needs_number=needs_number)) == found


def test_senior_leaders_may_be_absolute_and_the_words_are_parameters():
    assert lint_result("Semua OPD menerapkan SKP", allow_absolute=True) == ()
    assert codes(lint_result("Seluruh OPD", rules=LintRules(absolute=("seluruh",)))) == ["absolute"]


@given(st.text(max_size=60))
def test_any_text_can_be_read(text):
    assert all(remark.message for remark in lint_target(text))

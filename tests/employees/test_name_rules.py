"""Titles come off for sorting, and go back on as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employees.rules.names import NameParts, compose_name, sort_name, split_name


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Dr. H. Ahmad Syukri, S.Pd., M.Si.", NameParts("Dr. H.", "Ahmad Syukri", "S.Pd., M.Si.")),
        ("Prof.Dr.Ir. Budi Santoso", NameParts("Prof.Dr.Ir.", "Budi Santoso", "")),
        ("dr. Maria Simanjuntak, Sp.A", NameParts("dr.", "Maria Simanjuntak", "Sp.A")),
        ("Drs. Abdul Rahman", NameParts("Drs.", "Abdul Rahman", "")),
        ("Hj. Siti Aminah S.Pd.", NameParts("Hj.", "Siti Aminah", "S.Pd.")),
        ("Dr. (H.C.) Ir. Soekarno", NameParts("Dr. (H.C.) Ir.", "Soekarno", "")),
        ("  Rina   Wati , A.Md.Kep ", NameParts("", "Rina Wati", "A.Md.Kep")),
        ("Ali M.Nur", NameParts("", "Ali M.Nur", "")),
        ("Dracula Irawan", NameParts("", "Dracula Irawan", "")),
        ("Hasan", NameParts("", "Hasan", "")),
        ("", NameParts("", "", "")),
    ],
)
def test_titles_are_split_from_the_name(written, parts):
    assert split_name(written) == parts


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Dr. H. Ahmad Syukri, S.Pd., M.Si.", "ahmad syukri"),
        ("H AHMAD SYUKRI", "ahmad syukri"),
        ("Nur'aini", "nuraini"),
        ("NUR’AINI", "nuraini"),
        ("René  d'Hiver", "rene dhiver"),
        ("M. Yusuf", "m yusuf"),
        ("I Gusti Ngurah-Rai", "i gusti ngurah rai"),
        ("H.", "h"),
        ("Irwan", "irwan"),
    ],
)
def test_the_sort_name_has_no_titles_accents_or_capitals(written, key):
    assert sort_name(written) == key


@given(st.text(max_size=40))
def test_any_text_gives_a_tidy_key(text):
    key = sort_name(text)
    assert key == " ".join(key.split())
    assert bool(key) or not any(char.isalpha() and char.isascii() for char in text)


def test_a_composed_name_splits_again():
    written = compose_name("Ahmad Syukri", front="Dr. H.", back="S.Pd., M.Si.")
    assert written == "Dr. H. Ahmad Syukri, S.Pd., M.Si."
    assert split_name(written) == NameParts("Dr. H.", "Ahmad Syukri", "S.Pd., M.Si.")
    assert compose_name("Hasan") == "Hasan"

"""Two versions compared: what came, went or changed, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from performance.rules.plan_diff import Group, Item, Mark, compare, count_changes, marked


def group(lineage, text, *items):
    return Group(lineage, (("Result", text),), items)


def item(lineage, text, target="12"):
    return Item(lineage, (("Indicator", text), ("Target", target)))


def test_words_that_differ_are_marked_and_the_others_stay():
    pieces = [(piece.mark, piece.text) for piece in marked("12 laporan selesai", "24 laporan selesai")]
    assert pieces == [(Mark.GONE, "12"), (Mark.NEW, "24"), (Mark.SAME, "laporan selesai")]


def test_results_are_paired_by_descent_even_when_every_word_changed():
    (change,) = compare([group(1, "Layanan cepat")], [group(1, "Izin terbit tepat waktu")])
    assert change.mark == Mark.CHANGED


def test_without_descent_nearly_the_same_words_are_one_result():
    changes = compare(
        [group(1, "Warga pesisir terlayani baik")], [group(9, "Warga pesisir terlayani sangat baik")]
    )
    assert [change.mark for change in changes] == [Mark.CHANGED]


def test_what_came_and_what_went_are_named_once_each():
    changes = compare([group(1, "Arsip tertata")], [group(2, "Pengaduan selesai")])
    assert [change.mark for change in changes] == [Mark.NEW, Mark.GONE]
    assert count_changes(changes) == 2


def test_a_changed_target_changes_the_result_and_counts_once():
    old = [group(1, "Layanan", item(5, "Berkas", "12"), item(6, "Indeks", "80"))]
    new = [group(1, "Layanan", item(5, "Berkas", "24"), item(6, "Indeks", "80"))]
    (change,) = compare(old, new)
    assert [row.mark for row in change.items] == [Mark.CHANGED, Mark.SAME]
    assert count_changes([change]) == 1


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_new_text_can_be_read_out_of_the_marks(old, new):
    kept = " ".join(piece.text for piece in marked(old, new) if piece.mark != Mark.GONE)
    assert kept.split() == new.split()

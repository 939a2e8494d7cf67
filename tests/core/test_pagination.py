"""Keyset pages: complete, without doubles, forward and backward, also with equal names."""

import pytest

from asn_portal.core.models import Agency
from asn_portal.core.pagination import keyset_page

NAMES = ["Adi"] * 3 + ["Budi"] + ["Citra"] * 4 + ["Dewi"]


@pytest.fixture
def agencies(db):
    """Nine governments, some with the same name."""
    return [Agency.objects.create(name=name, code=f"K{index}") for index, name in enumerate(NAMES)]


def walk(size):
    """Return the ids of all pages forward, and of the way back."""
    rows, token, last = [], "", None
    while True:
        last = keyset_page(Agency.objects.all(), key="name", token=token, size=size)
        rows += [row.pk for row in last]
        token = last.next
        if not token:
            break
    back, token = [], last.previous
    while token:
        page = keyset_page(Agency.objects.all(), key="name", token=token, size=size)
        back = [row.pk for row in page] + back
        token = page.previous
    return rows, back, len(last)


@pytest.mark.parametrize("size", [1, 2, 4, 9, 20])
def test_every_row_comes_once_and_the_way_back_is_the_same(agencies, size):
    rows, back, last = walk(size)
    assert rows == [row.pk for row in Agency.objects.order_by("name", "pk")]
    assert back == rows[: len(rows) - last]


@pytest.mark.parametrize("token", ["x", "%%%", "bnVsbA", "WzEsMl0", "WyJuIiwgW10sIDNd", "🙂"])
def test_a_broken_token_means_the_first_page(agencies, token):
    assert keyset_page(Agency.objects.all(), key="name", token=token, size=3).items[0].name == "Adi"

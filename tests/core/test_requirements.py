"""Checklists: what counts as met, when it will be, and that a stored one reads back the same."""

import json
from datetime import date

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from asn_portal.core.requirements import Checklist, Requirement, Status

TODAY = date(2026, 8, 17)


def item(status: Status, earliest: date | None = None, code: str = "years") -> Requirement:
    return Requirement(code, "Four years in rank", status, "3 years", "SIASN", TODAY, "PP 99/2000", earliest)


def checklist(*items: Requirement) -> Checklist:
    return Checklist("Regular promotion", items, "2025-10", TODAY)


@pytest.mark.parametrize(
    ("statuses", "met"),
    [
        ([Status.MET], True),
        ([Status.MET, Status.NOT_APPLICABLE], True),
        ([Status.MET, Status.UNVERIFIED], False),
        ([Status.MET, Status.UNMET], False),
        ([Status.NOT_APPLICABLE], False),
        ([], False),
    ],
)
def test_only_a_list_that_applies_with_nothing_open_is_met(statuses, met):
    assert checklist(*map(item, statuses)).is_met is met


def test_the_earliest_date_is_the_latest_of_the_unmet_ones():
    early, late = date(2026, 10, 1), date(2027, 4, 1)
    items = item(Status.UNMET, early), item(Status.UNMET, late), item(Status.MET, date(2030, 1, 1))
    assert checklist(*items).earliest == late


def test_the_earliest_date_is_unknown_when_one_open_item_has_none():
    dated = item(Status.UNMET, date(2026, 10, 1))
    assert checklist(dated, item(Status.UNMET)).earliest is None
    assert checklist(dated, item(Status.UNVERIFIED)).earliest is None
    assert checklist(dated, item(Status.UNVERIFIED)).earliest_if_verified == date(2026, 10, 1)
    assert checklist(item(Status.MET)).earliest is None


def test_open_items_show_the_unmet_first():
    unverified, unmet = item(Status.UNVERIFIED, code="a"), item(Status.UNMET, code="b")
    assert checklist(unverified, item(Status.MET), unmet).open_items == (unmet, unverified)
    assert checklist(unverified, unmet).count(Status.UNMET) == 1


requirements = st.builds(
    Requirement,
    code=st.text(max_size=8),
    label=st.text(max_size=20),
    status=st.sampled_from(Status),
    evidence=st.text(max_size=20),
    source_on=st.none() | st.dates(),
    earliest=st.none() | st.dates(),
)


@given(st.lists(requirements, max_size=5))
def test_a_stored_checklist_reads_back_the_same(items):
    stored = checklist(*items)
    assert Checklist.from_dict(json.loads(json.dumps(stored.to_dict()))) == stored


def test_storing_takes_lazy_texts_and_reading_ignores_fields_of_a_later_version():
    lazy = Requirement("a", gettext_lazy("Needs verification"), Status.MET)
    with translation.override("en"):
        data = lazy.to_dict() | {"invented_later": 1}
    assert Requirement.from_dict(data).label == "Needs verification"


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_tone_and_an_icon(status):
    assert status.tone
    assert status.icon

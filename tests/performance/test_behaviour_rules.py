"""The seven values have three guides each, worded as on the official forms."""

import pytest

from performance.enums import BehaviourValue
from performance.rules.behaviour import GUIDES, guides_for


def test_every_value_has_three_different_guides_in_the_order_of_the_form():
    assert list(GUIDES) == list(BehaviourValue)
    assert len({str(guide) for guides in GUIDES.values() for guide in guides}) == 21


@pytest.mark.parametrize("value", BehaviourValue.values)
def test_guides_are_found_by_the_stored_value(value):
    assert len(guides_for(value)) == 3


def test_an_unknown_value_is_refused():
    with pytest.raises(ValueError, match="brave"):
        guides_for("brave")

"""The interface ships complete in Indonesian (A5)."""

import pytest

from tests import catalogue


def test_nothing_is_untranslated_fuzzy_or_uncompiled():
    assert not catalogue.content_problems()


@pytest.mark.skipif(not catalogue.has_gettext(), reason="gettext is not installed")
def test_no_string_is_missing_or_stale():
    assert not catalogue.collection_problems()

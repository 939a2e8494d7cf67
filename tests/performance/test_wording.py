"""The marks of the inbox: periods and predicates in the reader's language, typed text as it is."""

import pytest
from django.utils import translation

from performance.selectors.wording import in_words


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("⟦p:quarter:3:2026⟧", "Quarter III 2026"),
        ("⟦p:month:1:2026⟧", "January 2026"),
        ("⟦p:year:0:2026⟧", "Year 2026"),
        ("⟦p:quarter:3:2026⟧: ⟦v:sb⟧", "Quarter III 2026: Very good"),
        ("⟦v:⟧", ""),
        ("⟦p:quarter:9:2026⟧", "⟦p:quarter:9:2026⟧"),
        ("⟦p:month:0:2026⟧", "⟦p:month:0:2026⟧"),
        ("⟦p:week:1:2026⟧ ⟦p:year:0:0000⟧", "⟦p:week:1:2026⟧ ⟦p:year:0:0000⟧"),
        ("Rapat koordinasi", "Rapat koordinasi"),
    ],
)
def test_a_mark_is_said_in_words_and_anything_else_stays(mark, words):
    with translation.override("en"):
        assert in_words(mark) == words

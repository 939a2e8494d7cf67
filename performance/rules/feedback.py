"""What the tones of feedback say together; weighed beside the words, never instead of them."""

from collections import Counter
from collections.abc import Iterable

from performance.enums.dialogue import FeedbackTone


def is_positive(tones: Iterable[str]) -> bool | None:
    """Tell whether more feedback praises than warns; None where none has a tone or both are alike.

    For `predicate.RatedResult.is_feedback_positive` (PermenPANRB 6/2022 annex IV: "most feedback is positive").
    """
    counted = Counter(tone for tone in tones if tone)
    good, attention = counted[FeedbackTone.POSITIVE], counted[FeedbackTone.ATTENTION]
    return None if good == attention else good > attention

"""The steps of a conversion and of a claimed bonus."""

from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import Transition, Workflow, states
from performance.enums.credit import ConversionState, EntryState
from performance.policies import credit as policies

LIVE = states([ConversionState.PREPARED, ConversionState.CONFIRMED])

CREDIT_FLOW = Workflow(
    "credit_conversion",
    (
        Transition(
            "confirm",
            states([ConversionState.PREPARED]),
            ConversionState.CONFIRMED,
            policies.can_confirm_conversion,
            label=pgettext_lazy("credit", "Confirmed by the evaluator"),
            role="evaluator",
        ),
        # The decision on an objection changed the predicate: it has to be confirmed again.
        Transition(
            "revise",
            LIVE,
            ConversionState.PREPARED,
            policies.can_revise_conversion,
            label=pgettext_lazy("credit", "Converted anew after the appraisal changed"),
            role="system",
        ),
        Transition(
            "correct",
            states(ConversionState.values),
            ConversionState.PREPARED,
            policies.can_correct_conversion,
            label=pgettext_lazy("credit", "Months corrected by HR"),
            note_required=True,
            role="hr",
        ),
        Transition(
            "take_back",
            LIVE,
            ConversionState.VOID,
            policies.can_correct_conversion,
            label=pgettext_lazy("credit", "Taken back by HR"),
            note_required=True,
            role="hr",
        ),
    ),
    url_name="performance:credit_conversion",
)

BONUS_FLOW = Workflow(
    "credit_entry",
    (
        Transition(
            "accept",
            states([EntryState.CLAIMED]),
            EntryState.ACCEPTED,
            policies.can_decide_bonus,
            label=pgettext_lazy("credit", "Bonus accepted"),
            role="hr",
        ),
        Transition(
            "refuse",
            states([EntryState.CLAIMED]),
            EntryState.REFUSED,
            policies.can_decide_bonus,
            label=pgettext_lazy("credit", "Bonus not accepted"),
            note_required=True,
            role="hr",
        ),
    ),
    url_name="performance:credit_bonus",
)

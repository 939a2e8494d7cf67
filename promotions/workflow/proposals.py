"""The way of a rank proposal from desk to desk."""

from dataclasses import replace

from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import Transition, Workflow, states
from promotions.enums import ProposalStatus
from promotions.models.proposals import UNDECIDED
from promotions.policies import proposals as policies

AT_UNIT = states([ProposalStatus.AT_UNIT])
AT_BKPSDM = states([ProposalStatus.AT_BKPSDM])
TO_DECIDE = states([ProposalStatus.TO_DECIDE])
RETURNED = states([ProposalStatus.RETURNED])
# The same act at several desks has a step for each: the policy says who, the source says when.
RETURNS = ("return_unit", "return_bkpsdm", "return_decision")
REFUSALS = ("refuse_bkpsdm", "refuse_decision")
VERIFICATIONS = ("verify_unit", "verify_bkpsdm")

# A proposal has no source state: the row is made, then logged as one of these steps.
PROPOSE = Transition(
    "propose",
    frozenset(),
    ProposalStatus.AT_UNIT,
    policies.can_submit_again,
    pgettext_lazy("proposal", "Proposed"),
)
PROPOSE_STRAIGHT = Transition(
    "propose_straight",
    frozenset(),
    ProposalStatus.AT_BKPSDM,
    policies.can_submit_again,
    pgettext_lazy("proposal", "Proposed, straight to BKPSDM: nobody checks at the office"),
)
OVERRIDE = Transition(
    "override",
    AT_BKPSDM,
    ProposalStatus.AT_BKPSDM,
    policies.can_let_pass,
    pgettext_lazy("proposal", "Let pass although not all is met"),
    note_required=True,
    role="hr",
)
OVERRIDE_DECISION = replace(
    OVERRIDE, name="override_decision", sources=TO_DECIDE, target=ProposalStatus.TO_DECIDE
)

PROPOSAL_FLOW = Workflow(
    "proposal",
    (
        PROPOSE,
        PROPOSE_STRAIGHT,
        OVERRIDE,
        OVERRIDE_DECISION,
        Transition(
            "check_unit",
            AT_UNIT,
            ProposalStatus.AT_BKPSDM,
            policies.checks_unit,
            pgettext_lazy("proposal", "Checked at the office, passed on to BKPSDM"),
            role="unit",
        ),
        Transition(
            "check_bkpsdm",
            AT_BKPSDM,
            ProposalStatus.TO_DECIDE,
            policies.checks_bkpsdm,
            pgettext_lazy("proposal", "Checked at BKPSDM, ready for the decree"),
            role="hr",
        ),
        Transition(
            "decide",
            TO_DECIDE,
            ProposalStatus.DECIDED,
            policies.decides,
            pgettext_lazy("proposal", "Promoted by decree"),
            role="decider",
        ),
        Transition(
            "return_unit",
            AT_UNIT,
            ProposalStatus.RETURNED,
            policies.checks_unit,
            pgettext_lazy("proposal", "Returned by the office"),
            note_required=True,
            role="unit",
        ),
        Transition(
            "return_bkpsdm",
            AT_BKPSDM,
            ProposalStatus.RETURNED,
            policies.checks_bkpsdm,
            pgettext_lazy("proposal", "Returned by BKPSDM"),
            note_required=True,
            role="hr",
        ),
        Transition(
            "return_decision",
            TO_DECIDE,
            ProposalStatus.RETURNED,
            policies.decides,
            pgettext_lazy("proposal", "Returned before the decree"),
            note_required=True,
            role="decider",
        ),
        Transition(
            "refuse_bkpsdm",
            AT_BKPSDM,
            ProposalStatus.REFUSED,
            policies.checks_bkpsdm,
            pgettext_lazy("proposal", "Not granted"),
            note_required=True,
            role="hr",
        ),
        Transition(
            "refuse_decision",
            TO_DECIDE,
            ProposalStatus.REFUSED,
            policies.decides,
            pgettext_lazy("proposal", "Not granted"),
            note_required=True,
            role="decider",
        ),
        Transition(
            "verify_unit",
            AT_UNIT,
            ProposalStatus.AT_UNIT,
            policies.can_verify,
            pgettext_lazy("proposal", "Requirement verified"),
            role="hr",
        ),
        Transition(
            "verify_bkpsdm",
            AT_BKPSDM,
            ProposalStatus.AT_BKPSDM,
            policies.can_verify,
            pgettext_lazy("proposal", "Requirement verified"),
            role="hr",
        ),
        Transition(
            "submit_again",
            RETURNED,
            ProposalStatus.AT_UNIT,
            policies.can_submit_again,
            pgettext_lazy("proposal", "Submitted again"),
        ),
        Transition(
            "submit_straight",
            RETURNED,
            ProposalStatus.AT_BKPSDM,
            policies.can_submit_again,
            pgettext_lazy("proposal", "Submitted again, straight to BKPSDM: nobody checks at the office"),
        ),
        Transition(
            "withdraw",
            states(UNDECIDED),
            ProposalStatus.WITHDRAWN,
            policies.can_withdraw,
            pgettext_lazy("proposal", "Withdrawn"),
        ),
    ),
    url_name="promotions:proposal_detail",
)

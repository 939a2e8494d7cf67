"""The steps of an objection, and those of an appraisal after its release."""

from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import STEP_LABELS, Transition, Workflow, states
from performance.enums import AppraisalStatus
from performance.enums.objections import ObjectionStatus
from performance.policies import objections as policies
from performance.policies.appraisals import can_rate

FILED = states([ObjectionStatus.FILED])

# An objection has no source state: the row is made, then logged as this step.
FILE = Transition(
    "file",
    frozenset(),
    ObjectionStatus.FILED,
    policies.can_withdraw_objection,
    label=pgettext_lazy("objection", "Objection filed"),
    role="person",
)
OBJECTION_FLOW = Workflow(
    "objection",
    (
        FILE,
        Transition(
            "state",
            FILED,
            ObjectionStatus.FILED,
            policies.can_state,
            label=pgettext_lazy("objection", "Statement of the evaluator"),
            role="evaluator",
        ),
        Transition(
            "hear",
            FILED,
            ObjectionStatus.FILED,
            policies.can_examine,
            label=pgettext_lazy("objection", "Heard"),
            role="superior",
        ),
        Transition(
            "redirect",
            FILED,
            ObjectionStatus.FILED,
            policies.can_redirect_objection,
            label=pgettext_lazy("objection", "Handed to another superior"),
            role="hr",
        ),
        Transition(
            "confirm",
            FILED,
            ObjectionStatus.CONFIRMED,
            policies.can_examine,
            label=pgettext_lazy("objection", "Decided: rating confirmed"),
            role="superior",
        ),
        Transition(
            "change",
            FILED,
            ObjectionStatus.CHANGED,
            policies.can_examine,
            label=pgettext_lazy("objection", "Decided: rating changed"),
            role="superior",
        ),
        Transition(
            "withdraw",
            FILED,
            ObjectionStatus.WITHDRAWN,
            policies.can_withdraw_objection,
            label=pgettext_lazy("objection", "Objection withdrawn"),
            role="person",
        ),
    ),
    url_name="performance:objection_detail",
)


def _after_release(name: str, label, policy, role: str) -> Transition:
    """Return a step that leaves a released appraisal released."""
    released = AppraisalStatus.RELEASED
    return Transition(name, states([released]), released, policy, label=label, role=role)


SIGN = _after_release("sign", pgettext_lazy("appraisal", "Signed by the person"), policies.can_sign, "person")
DECLINE = _after_release(
    "decline", pgettext_lazy("appraisal", "The person does not sign"), policies.can_sign, "person"
)
REPORT = _after_release(
    "report",
    pgettext_lazy("appraisal", "Reported to the authorised official"),
    lambda actor, _appraisal: policies.can_report(actor),
    "hr",
)
AMEND = _after_release(
    "amend",
    pgettext_lazy("appraisal", "Changed by the decision on an objection"),
    lambda _actor, _appraisal: True,  # the objection's own step has been checked
    "superior",
)
ESCALATE = Transition(
    "escalate",
    states([AppraisalStatus.PENDING, AppraisalStatus.RETURNED]),
    AppraisalStatus.PENDING,
    can_rate,
    label=pgettext_lazy("appraisal", "Handed to the superior of the evaluator"),
    role="schedule",
)
STEP_LABELS.update(
    {("appraisal", step.name): step.label for step in (SIGN, DECLINE, REPORT, AMEND, ESCALATE)}
)

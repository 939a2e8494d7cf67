"""The states of a certificate; only a verified one counts hours."""

from django.utils.translation import pgettext_lazy

from asn_portal.core.workflow import Transition, Workflow, states
from training.enums import CertificateStatus
from training.policies import certificates as policies

SUBMITTED = states([CertificateStatus.SUBMITTED])
VERIFIED = states([CertificateStatus.VERIFIED])
# What stands in the way of the same proof.
LIVE = states([CertificateStatus.SUBMITTED, CertificateStatus.VERIFIED])

# A certificate has no source state: the row is made, then logged as one of these.
SUBMIT = Transition(
    "submit",
    frozenset(),
    CertificateStatus.SUBMITTED,
    policies.can_withdraw_certificate,
    label=pgettext_lazy("certificate", "Handed in"),
    role="employee",
)
ISSUE = Transition(
    "issue",
    frozenset(),
    CertificateStatus.VERIFIED,
    policies.can_issue,
    label=pgettext_lazy("certificate", "Issued after the class"),
    role="hr",
)

CERTIFICATE_FLOW = Workflow(
    "certificate",
    (
        SUBMIT,
        ISSUE,
        Transition(
            "verify",
            SUBMITTED,
            CertificateStatus.VERIFIED,
            policies.can_verify_certificate,
            label=pgettext_lazy("certificate", "Verified, the hours count"),
            role="hr",
        ),
        Transition(
            "refuse",
            SUBMITTED,
            CertificateStatus.REFUSED,
            policies.can_verify_certificate,
            label=pgettext_lazy("certificate", "Not accepted"),
            note_required=True,
            role="hr",
        ),
        Transition(
            "withdraw",
            SUBMITTED,
            CertificateStatus.WITHDRAWN,
            policies.can_withdraw_certificate,
            label=pgettext_lazy("certificate", "Withdrawn"),
            role="employee",
        ),
        Transition(
            "revoke",
            VERIFIED,
            CertificateStatus.REVOKED,
            policies.can_revoke_certificate,
            label=pgettext_lazy("certificate", "Revoked, the hours no longer count"),
            note_required=True,
            role="hr",
        ),
    ),
    url_name="training:certificate_detail",
)

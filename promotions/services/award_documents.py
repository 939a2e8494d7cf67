"""The certificate of an award with a verification code (architecture A7), issued once."""

from pathlib import Path

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_noop

from asn_portal.core.access import Actor, require
from asn_portal.core.documents.services import IssueRequest, issue_document
from asn_portal.core.models import Document
from promotions.enums import AwardRule
from promotions.models import Award
from promotions.policies import awards as policies
from promotions.policies.awards import RECORDED
from promotions.selectors.nominations import decision_on

KIND = SUBJECT = "award"
TEMPLATE = Path(__file__).resolve().parents[1] / "documents" / "award.typ"
FACTS = (gettext_noop("Award"), gettext_noop("Awarded on"), gettext_noop("Decree number"))


@transaction.atomic
def award_document(*, award: Award, actor: Actor) -> Document:
    """Return the certificate: issued at the first call, the same file afterwards.

    The row is locked, so that two clicks do not make two papers. Raises NotAllowed for colleagues.
    """
    require(policies.can_have_certificate(actor, award))
    # Without a join: after waiting for the lock PostgreSQL reads this row anew, but not the ones joined to it.
    row = Award.objects.select_for_update(of=("self",)).get(pk=award.pk)
    if row.document is not None:
        return row.document
    # Official papers are Indonesian, whatever language the reader has chosen.
    with translation.override("id"):
        document = issue_document(request=request_for(award, actor), actor=actor)
    Award.objects.filter(pk=award.pk).update(document=document)
    return document


def request_for(award: Award, actor: Actor) -> IssueRequest:
    """Return what is issued."""
    decision = decision_on(actor=actor, nomination=award.nomination) if award.nomination else None
    signer = {"name": decision.actor_name, "title": decision.actor_title} if decision else {}
    kind = award.award_type
    values = (kind.name, award.awarded_on.isoformat(), award.decree_number)
    return IssueRequest(
        agency=award.agency,
        kind=KIND,
        subject_type=SUBJECT,
        subject_id=award.pk,
        title=f"{kind.name}: {award.employee_name}",
        holder_name=award.employee_name,
        holder_nip=award.employee.nip or "",
        issuer_name=signer.get("name", ""),
        template=TEMPLATE,
        facts=list(zip(FACTS, values, strict=True)),
        data={
            "agency": award.agency.name,
            "award": kind.name,
            "form": kind.form,
            # What the President or the governor gives is only attested here, never imitated.
            "is_attested": kind.level in RECORDED,
            "is_medal": kind.rule != AwardRule.LOCAL,
            "employee": {
                "name": award.employee_name,
                "nip": award.employee.nip or "",
                "position": award.position_name,
                "unit": award.unit_name,
            },
            "citation": award.citation,
            "decree_number": award.decree_number,
            "awarded_on": award.awarded_on,
            "valid_until": award.valid_until,
            "signer": {"name": "", "title": ""} | signer,
        },
    )

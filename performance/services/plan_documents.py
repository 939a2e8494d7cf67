"""The plan, its attachment and its manual as official forms with a verification code (architecture A7)."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from asn_portal.core.documents.selectors import latest_document
from asn_portal.core.documents.services import IssueRequest, issue_document
from asn_portal.core.models import Document
from performance.documents import SKP_ATTACHMENT, SKP_MANUAL
from performance.enums import PlanStatus
from performance.models import IndicatorManual, Plan
from performance.services.locking import lock_plan
from performance.services.plan_forms import attachment_data, manual_data, plan_data, signing_day, template_of

KIND = "skp"
SET = frozenset({PlanStatus.APPROVED, PlanStatus.SUPERSEDED})


@dataclass(frozen=True)
class Paper:
    """One form of a plan: the kind it is kept as, its title, its template and its data."""

    kind: str
    title: str
    template: Callable[[Plan], Path]
    data: Callable[[Plan, Actor], dict[str, Any]]


PAPERS = {
    "plan": Paper(KIND, "SKP", template_of, plan_data),
    "attachment": Paper("skp_attachment", "Lampiran SKP", lambda plan: SKP_ATTACHMENT, attachment_data),
    "manual": Paper("skp_manual", "Manual indikator SKP", lambda plan: SKP_MANUAL, manual_data),
}


@transaction.atomic
def plan_document(*, plan: Plan, actor: Actor, paper: str = "plan") -> Document:
    """Return a form of a plan that is or was in force: issued at the first call, the same file afterwards.

    `paper` is plan (A.1.1, A.1.2, A.1.6 or A.1.7), attachment (A.1.8) or manual (A.1.3). Raises NotAllowed before
    approval, and for a manual that nobody wrote.
    """
    require(plan.state in SET, _("The plan is not approved yet."))
    if paper == "manual":
        has_manual = IndicatorManual.objects.filter(indicator__result__plan=plan).exists()
        require(has_manual, _("No manual has been written for this plan."))
    lock_plan(plan)
    kind = PAPERS[paper].kind
    issued = latest_document(actor=actor, subject_type="plan", subject_id=plan.pk, kind=kind)
    if issued:
        return issued
    # Official documents are Indonesian, whatever language the reader has chosen.
    with translation.override("id"):
        return issue_document(request=issue_request(plan, actor, paper), actor=actor)


def issue_request(plan: Plan, actor: Actor, paper: str = "plan") -> IssueRequest:
    """Return what is issued."""
    wanted = PAPERS[paper]
    return IssueRequest(
        agency=plan.agency,
        kind=wanted.kind,
        subject_type="plan",
        subject_id=plan.pk,
        title=f"{wanted.title} {plan.cycle.year} {plan.employee_name}",
        holder_name=plan.employee_name,
        holder_nip=plan.employee_nip,
        issuer_name=plan.evaluator_name,
        template=wanted.template(plan),
        data=wanted.data(plan, actor),
        facts=[
            ("Year", str(plan.cycle.year)),
            ("Version", str(plan.number)),
            ("Position", plan.position_name),
            ("Evaluator", plan.evaluator_name),
            ("Approved on", signing_day(plan)),
        ],
    )

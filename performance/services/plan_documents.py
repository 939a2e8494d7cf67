"""The plan as the official form A.1.7 with a verification code (architecture A7)."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from asn_portal.core.documents.selectors import latest_document
from asn_portal.core.documents.services import IssueRequest, issue_document
from asn_portal.core.models import Document
from performance.documents import SKP_QUANTITATIVE
from performance.enums import PlanStatus
from performance.models import Indicator, Plan
from performance.selectors import plans as selectors
from performance.services.locking import lock_plan

KIND = "skp"


@transaction.atomic
def plan_document(*, plan: Plan, actor: Actor) -> Document:
    """Return the PDF of a plan that is or was in force: issued at the first call, the same file afterwards.

    Raises NotAllowed before approval.
    """
    require(plan.state in {PlanStatus.APPROVED, PlanStatus.SUPERSEDED}, _("The plan is not approved yet."))
    lock_plan(plan)
    issued = latest_document(actor=actor, subject_type="plan", subject_id=plan.pk, kind=KIND)
    if issued:
        return issued
    # Official documents are Indonesian, whatever language the reader has chosen.
    with translation.override("id"):
        return issue_document(request=issue_request(plan, actor), actor=actor)


def issue_request(plan: Plan, actor: Actor) -> IssueRequest:
    """Return what is issued."""
    return IssueRequest(
        agency=plan.agency,
        kind=KIND,
        subject_type="plan",
        subject_id=plan.pk,
        title=f"SKP {plan.cycle.year} {plan.employee_name}",
        holder_name=plan.employee_name,
        holder_nip=plan.employee_nip,
        issuer_name=plan.evaluator_name,
        template=SKP_QUANTITATIVE,
        data=form_data(plan, actor),
        facts=[
            ("Year", str(plan.cycle.year)),
            ("Version", str(plan.number)),
            ("Position", plan.position_name),
            ("Evaluator", plan.evaluator_name),
            ("Approved on", plan.approved_at.date().isoformat() if plan.approved_at else ""),
        ],
    )


def form_data(plan: Plan, actor: Actor) -> dict:
    """Return the fields of form A.1.7 (domain/10 §2)."""
    results = selectors.plan_results(actor=actor, plan=plan)
    leader_indicators = indicators_of_leaders(
        plan, [row.leader_result_id for row in results if row.leader_result_id]
    )
    return {
        "agency": plan.agency.name,
        "period_start": plan.cycle.starts_on,
        "period_end": plan.cycle.ends_on,
        "employee": {
            "name": plan.employee_name,
            "nip": plan.employee_nip,
            "rank": plan.rank_name,
            "position": plan.position_name,
            "unit": plan.unit_name,
        },
        "evaluator": {
            "name": plan.evaluator_name,
            "nip": plan.evaluator_nip,
            "rank": plan.evaluator_rank,
            "position": plan.evaluator_position,
            "unit": plan.evaluator_unit,
        },
        "results": [result_data(row, leader_indicators) for row in results],
        "expectations": [row.text for row in selectors.behaviour_rows(plan)],
        "place": "",
        "signed_on": plan.approved_at.date() if plan.approved_at else "",
    }


def result_data(result, leader_indicators: dict[int, list[str]]) -> dict:
    """Return one result with its lines; a leader's result of JPT is printed with its indicators (form A.1.7)."""
    return {
        "kind": result.kind,
        "leader_result": result.leader_result.statement if result.leader_result else "",
        "leader_indicators": leader_indicators.get(result.leader_result_id, []),
        "statement": result.statement,
        "assigned_by": result.assigned_by,
        "indicators": [
            {
                "aspect": row.get_perspective_display() or row.get_aspect_display(),
                "statement": row.statement,
                "target": f"{row.target} {row.target_unit}".strip(),
            }
            for row in result.indicators.all()
        ],
    }


def indicators_of_leaders(plan: Plan, result_ids: list[int]) -> dict[int, list[str]]:
    """Return the indicators of the leader's results where the leader is JPT or head of a unit."""
    rows = Indicator.objects.filter(result__in=result_ids, result__plan__is_leader_form=True).order_by(
        "order"
    )
    found: dict[int, list[str]] = {}
    for result_id, statement in rows.values_list("result_id", "statement"):
        found.setdefault(result_id, []).append(statement)
    return found

"""The data of the planning forms A.1.1–A.1.3 and A.1.6–A.1.8 (domain/10 §2), and which form a plan has."""

import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from asn_portal.core.access import Actor
from asn_portal.core.policies import value_on
from performance.documents import SKP_LEADER_QUANTITATIVE, SKP_QUALITATIVE, SKP_QUANTITATIVE
from performance.enums import Approach, AttachmentKind
from performance.models import Indicator, Plan, WorkResult
from performance.policies.plan_changes import SIGNING_PLACE
from performance.rules.narratives import numbered_lines
from performance.rules.seats import seat_of
from performance.selectors import plans as selectors

LONG_WORD = re.compile(r"\S{28}")
# A place to break that nobody sees and no font has to draw.
BREAK = "\u200b"


def template_of(plan: Plan) -> Path:
    """Return the form by who the person is and by the approach: A.1.1 and A.1.6 share a template."""
    if plan.approach == Approach.QUALITATIVE:
        return SKP_QUALITATIVE
    return SKP_LEADER_QUANTITATIVE if plan.is_leader_form else SKP_QUANTITATIVE


def plan_data(plan: Plan, actor: Actor) -> dict[str, Any]:
    """Return the fields of the SKP itself."""
    results = selectors.plan_results(actor=actor, plan=plan)
    links = [row.leader_result_id for row in results if row.leader_result_id]
    leader_indicators = indicators_of_leaders(links)
    return soft(
        head_data(plan)
        | {
            "is_leader": plan.is_leader_form,
            "results": [result_data(plan, row, leader_indicators) for row in results],
            "expectations": [row.text for row in selectors.behaviour_rows(plan)],
            "contract_terms": plan.contract_terms,
        }
    )


def attachment_data(plan: Plan, actor: Actor) -> dict[str, Any]:
    """Return the fields of A.1.8: each part as numbered lines."""
    texts = selectors.attachment_texts(actor=actor, plan=plan)
    parts = {kind.value: numbered_lines(texts.get(kind.value, "")) for kind in AttachmentKind}
    return soft(head_data(plan) | parts)


def manual_data(plan: Plan, actor: Actor) -> dict[str, Any]:
    """Return the fields of A.1.3, one sheet for each indicator that has a manual."""
    results = selectors.plan_results(actor=actor, plan=plan)
    sheets = [
        manual_sheet(result, row)
        for result in results
        for row in result.indicators.all()
        if hasattr(row, "manual")
    ]
    return soft(head_data(plan) | {"is_leader": plan.is_leader_form, "manuals": sheets})


def head_data(plan: Plan) -> dict[str, Any]:
    """Return what stands on every form: agency, days, both parties, place and day of signing."""
    return {
        "agency": plan.agency.name,
        "period_start": plan.first_day.isoformat(),
        "period_end": plan.last_day.isoformat(),
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
        "place": signing_place(plan),
        "signed_on": signing_day(plan),
    }


def signing_place(plan: Plan) -> str:
    """Return where it is signed: the setting of the agency, otherwise the seat in its name."""
    stated = value_on(SIGNING_PLACE, agency_id=plan.agency_id, day=timezone.localdate())
    return str(stated).strip() or seat_of(plan.agency.name)


def signing_day(plan: Plan) -> str:
    """Return the day it was set, as it was where the agency is."""
    if plan.approved_at is None:
        return ""
    return timezone.localtime(plan.approved_at, ZoneInfo(plan.agency.time_zone)).date().isoformat()


def result_data(plan: Plan, result: WorkResult, leader_indicators: dict[int, list[str]]) -> dict[str, Any]:
    """Return one result with its lines; a leader's result of JPT is printed with its indicators (form A.1.7)."""
    return {
        "kind": result.kind,
        "leader_result": result.leader_result.statement if result.leader_result else "",
        "leader_indicators": leader_indicators.get(result.leader_result_id or 0, []),
        "statement": result.statement,
        "assigned_by": result.assigned_by,
        "is_study": result.study_id is not None,
        "indicators": [
            {
                "aspect": row.get_aspect_display(),
                "perspective": row.get_perspective_display(),
                "statement": row.statement,
                "target": target_of(row) if plan.approach == Approach.QUANTITATIVE else "",
            }
            for row in result.indicators.all()
        ],
    }


def manual_sheet(result: WorkResult, row: Indicator) -> dict[str, str]:
    """Return the manual of one indicator."""
    manual = row.manual
    is_narrative = result.plan.approach == Approach.QUALITATIVE
    return {
        "result": result.statement,
        "indicator": row.statement,
        "target": "" if is_narrative else target_of(row),
        "purpose": manual.purpose,
        "definition": manual.definition,
        "formula": manual.formula,
        "unit": manual.measure_unit,
        "control": manual.control,
        "source": manual.data_source,
        "reporting": manual.reporting,
    }


def target_of(row: Indicator) -> str:
    """Return a target with its unit."""
    return f"{row.target} {row.target_unit}".strip()


def indicators_of_leaders(result_ids: list[int]) -> dict[int, list[str]]:
    """Return the indicators of the leader's results where the leader is JPT or head of a unit."""
    if not result_ids:
        return {}
    rows = Indicator.objects.filter(result__in=result_ids, result__plan__is_leader_form=True)
    found: dict[int, list[str]] = {}
    for result_id, statement in rows.order_by("order", "id").values_list("result_id", "statement"):
        found.setdefault(result_id, []).append(statement)
    return found


def soft(data: Any) -> Any:
    """Let very long words break anywhere, so that no cell runs over the edge of the page."""
    if isinstance(data, dict):
        return {name: soft(value) for name, value in data.items()}
    if isinstance(data, list):
        return [soft(value) for value in data]
    return LONG_WORD.sub(lambda found: found[0] + BREAK, data) if isinstance(data, str) else data

"""What the evaluation forms (C) and the feedback records (B.1.3 to B.1.5) say, for many people at once.

Seven queries for any number of appraisals, so that a thousand forms cost what one does.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from asn_portal.core.access import Actor
from employees.models import Employee
from performance.enums import (
    Aspect,
    BehaviourValue,
    OrganisationPredicate,
    PeriodKind,
    Perspective,
    PlanStatus,
    Predicate,
    Rating,
)
from performance.models import (
    Appraisal,
    BehaviourExpectation,
    Evidence,
    Feedback,
    Indicator,
    Plan,
    WorkResult,
)
from performance.rules.distribution import CURVES
from performance.rules.official_words import (
    ASPECTS,
    PERSPECTIVES,
    PREDICATES,
    RATINGS,
    form_code,
    giver_name,
    period_name,
)

SET = [PlanStatus.APPROVED, PlanStatus.SUPERSEDED]
LONGEST = 1_000


def forms_of(*, actor: Actor) -> QuerySet[Appraisal]:
    """Return appraisals in scope with what the forms say of the people."""
    return Appraisal.objects.visible_to(actor).select_related(
        "agency",
        "period__cycle",
        "plan",
        *(f"employee__{name}" for name in ("rank", "position", "unit")),
        *(f"rated_by__{name}" for name in ("rank", "position", "unit")),
        *(f"evaluator__{name}" for name in ("rank", "position", "unit")),
    )


@dataclass
class Parts:
    """The rows behind a batch of forms, by plan, indicator and person."""

    plans: dict[int, Plan] = field(default_factory=dict)
    results: dict[int, list[WorkResult]] = field(default_factory=lambda: defaultdict(list))
    leader: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    expectations: dict[int, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    evidence: dict[int, list[Evidence]] = field(default_factory=lambda: defaultdict(list))
    feedback: dict[int, list[Feedback]] = field(default_factory=lambda: defaultdict(list))


def form_data(*, actor: Actor, appraisals: Sequence[Appraisal], letter: str = "C") -> dict[int, dict]:
    """Return the data of evaluation_form.typ by appraisal; they are from `forms_of` and of one period."""
    if not appraisals:
        return {}
    parts = read_parts(actor, appraisals)
    return {appraisal.pk: one_form(appraisal, parts, letter) for appraisal in appraisals}


def read_parts(actor: Actor, appraisals: Sequence[Appraisal]) -> Parts:
    """Read what a batch of forms needs."""
    parts = Parts(plans=plans_of(appraisals))
    plan_ids = {plan.pk for plan in parts.plans.values()}
    results = WorkResult.objects.filter(plan__in=plan_ids).select_related("leader_result")
    for result in results.order_by("-kind", "order", "id").prefetch_related("indicators"):
        parts.results[result.plan_id].append(result)
    leaders = [
        row.leader_result_id for rows in parts.results.values() for row in rows if row.leader_result_id
    ]
    served = Indicator.objects.filter(result__in=leaders, result__plan__is_leader_form=True)
    for result_id, statement in served.order_by("order", "id").values_list("result_id", "statement"):
        parts.leader[result_id].append(statement)
    for row in BehaviourExpectation.objects.filter(plan__in=plan_ids):
        parts.expectations[row.plan_id][row.value] = row.text
    read_reactions(appraisals, plan_ids, parts, actor=actor)
    return parts


def read_reactions(
    appraisals: Sequence[Appraisal], plan_ids: Iterable[int], parts: Parts, *, actor: Actor
) -> None:
    """Read evidence and feedback: of the period, or of the whole year for the year itself."""
    period = appraisals[0].period
    evidence = Evidence.objects.filter(
        agency_id=period.agency_id,
        indicator__result__plan__in=plan_ids,
        period__cycle_id=period.cycle_id,
    )
    remarks = Feedback.objects.visible_to(actor).filter(
        cycle_id=period.cycle_id, employee__in=[row.employee_id for row in appraisals]
    )
    if period.kind != PeriodKind.YEAR:
        evidence = evidence.filter(period_id=period.pk)
        remarks = remarks.filter(given_at__date__gte=period.starts_on, given_at__date__lte=period.ends_on)
    for entry in evidence.select_related("period").order_by("period__ends_on", "id"):
        parts.evidence[entry.indicator_id].append(entry)
    for remark in remarks.order_by("given_at", "id"):
        parts.feedback[remark.employee_id].append(remark)


def plans_of(appraisals: Sequence[Appraisal]) -> dict[int, Plan]:
    """Return by appraisal the version of the plan that was in force when it was rated."""
    wanted = Q(cycle_id=appraisals[0].period.cycle_id, agency_id=appraisals[0].agency_id)
    versions: dict[int, list[Plan]] = defaultdict(list)
    people = [row.employee_id for row in appraisals]
    for plan in Plan.objects.filter(wanted, employee__in=people, state__in=SET).order_by("number"):
        versions[plan.employee_id].append(plan)
    found = {}
    for row in appraisals:
        known = [
            plan
            for plan in versions[row.employee_id]
            if row.rated_at is None or (plan.approved_at and plan.approved_at <= row.rated_at)
        ]
        chosen = known[-1] if known else row.plan
        if chosen is not None:
            found[row.pk] = chosen
    return found


def one_form(appraisal: Appraisal, parts: Parts, letter: str) -> dict[str, Any]:
    """Return the data of one form."""
    plan, period = parts.plans.get(appraisal.pk), appraisal.period
    is_leader = bool(plan and plan.is_leader_form)
    approach = plan.approach if plan else period.cycle.approach
    code = form_code(letter, is_leader_form=is_leader, approach=approach)
    remarks = parts.feedback[appraisal.employee_id]
    expectations = parts.expectations[plan.pk] if plan else {}
    return {
        "form": code,
        "is_leader_form": is_leader,
        "is_qualitative": code.endswith(".1.1") or code == "B.1.3",
        "agency": appraisal.agency.name,
        "period_start": period.cycle.starts_on,
        "period_end": period.cycle.ends_on,
        "period_name": period_name(period.kind, period.number),
        **people_of(appraisal),
        "results": [result_data(row, parts, remarks) for row in (parts.results[plan.pk] if plan else [])],
        "behaviours": [
            {
                "expectation": expectations.get(value, ""),
                "feedback": [told(row) for row in remarks if row.behaviour == value],
            }
            for value in BehaviourValue
        ],
        **(judgement_of(appraisal) if letter == "C" else {}),
    }


def judgement_of(appraisal: Appraisal) -> dict[str, Any]:
    """Return what was decided, as printed."""
    organisation = appraisal.organisation_predicate
    day = timezone.localtime(appraisal.rated_at).date().isoformat() if appraisal.rated_at else ""
    return {
        "organisation_predicate": organisation,
        "curve": list(CURVES[OrganisationPredicate(organisation)]) if organisation else [],
        "result_rating": RATINGS[Rating(appraisal.result_rating)],
        "behaviour_rating": RATINGS[Rating(appraisal.behaviour_rating)],
        "predicate": PREDICATES[Predicate(appraisal.predicate)],
        "signed_on": day,
    }


def people_of(appraisal: Appraisal) -> dict[str, dict]:
    """Return person and evaluator as they were at the rating, as they are today where nobody wrote it down."""
    rater = appraisal.rated_by or appraisal.evaluator
    kept = appraisal.parties or {}
    return {
        "employee": kept.get("employee") or identity(appraisal.employee),
        "evaluator": kept.get("evaluator") or identity(rater),
    }


def identity(person: Employee | None) -> dict[str, str]:
    """Return the five lines of a person on a form."""
    if person is None:
        return dict.fromkeys(("name", "nip", "rank", "position", "unit"), "")
    return {
        "name": person.full_name,
        "nip": person.nip or "",
        "rank": str(person.rank or ""),
        "position": str(person.position or ""),
        "unit": str(person.unit or ""),
    }


def result_data(result: WorkResult, parts: Parts, remarks: list[Feedback]) -> dict[str, Any]:
    """Return one result with what was reached and said."""
    leader = result.leader_result
    return {
        "kind": result.kind,
        "leader_result": leader.statement if leader else "",
        "leader_indicators": parts.leader.get(result.leader_result_id or 0, []),
        "statement": result.statement,
        "assigned_by": result.assigned_by,
        "feedback": [told(row) for row in remarks if row.result_id == result.pk],
        "indicators": [
            {
                "aspect": ASPECTS[Aspect(row.aspect)] if row.aspect else "",
                "perspective": PERSPECTIVES[Perspective(row.perspective)] if row.perspective else "",
                "statement": row.statement,
                "target": f"{row.target} {row.target_unit}".strip(),
                "realisation": [reached(entry) for entry in parts.evidence.get(row.pk, [])],
            }
            for row in result.indicators.all()
        ],
    }


def told(remark: Feedback) -> str:
    """Return feedback as the form has it: who as what, never the name."""
    return f"{giver_name(remark.role)}: {remark.text}"[:LONGEST]


def reached(entry: Evidence) -> str:
    """Return what was reached and in which period."""
    note = f" – {entry.note}" if entry.note else ""
    name = period_name(entry.period.kind, entry.period.number).capitalize()
    return f"{entry.value}{note} ({name})"[:LONGEST]

"""Copying the content of one plan into another: last year's text, or a new version."""

from performance.models import (
    BehaviourExpectation,
    Indicator,
    IndicatorManual,
    Plan,
    PlanAttachment,
    WorkResult,
)

INDICATOR_FIELDS = (
    "order",
    "aspect",
    "perspective",
    "statement",
    "target",
    "target_unit",
    "standard_indicator_id",
)
MANUAL_FIELDS = (
    "purpose",
    "definition",
    "formula",
    "measure_unit",
    "control",
    "data_source",
    "reporting",
)


def copy_content(*, source: Plan, target: Plan, with_links: bool = True) -> int:
    """Copy results, indicators, expectations and attachments; return the number of results.

    Links to the leader's results go with a new version of the same year only: last year's leader plan is over.
    """
    originals = list(
        WorkResult.objects.filter(plan=source).prefetch_related("indicators").order_by("order", "id")
    )
    copies = WorkResult.objects.bulk_create(
        WorkResult(
            plan=target,
            kind=row.kind,
            order=row.order,
            statement=row.statement,
            assigned_by=row.assigned_by,
            basis=row.basis,
            **(ties_of(row) if with_links else {}),
        )
        for row in originals
    )
    Indicator.objects.bulk_create(
        Indicator(
            result=copy,
            lineage=(row.lineage or row.pk) if with_links else None,
            **{name: getattr(row, name) for name in INDICATOR_FIELDS},
        )
        for original, copy in zip(originals, copies, strict=True)
        for row in original.indicators.all()
    )
    copy_manuals(source, target)
    copy_attachments(source, target)
    if with_links:
        copy_expectations(source, target)
    return len(copies)


def ties_of(row: WorkResult) -> dict:
    """Return what ties a result to its year: the leader's result, acting post, study, and its first version."""
    return {
        "leader_result_id": row.leader_result_id,
        "acting_id": row.acting_id,
        "study_id": row.study_id,
        "lineage": row.lineage or row.pk,
    }


def copy_manuals(source: Plan, target: Plan) -> None:
    """Copy the manuals; results and indicators stand in the same order in both plans."""
    order = ("result__order", "result__id", "order", "id")
    pairs = zip(
        Indicator.objects.filter(result__plan=source).order_by("result__kind", *order),
        Indicator.objects.filter(result__plan=target).order_by("result__kind", *order),
        strict=True,
    )
    twins = {original.pk: copy.pk for original, copy in pairs}
    manuals = IndicatorManual.objects.filter(indicator__in=list(twins)) if twins else []
    IndicatorManual.objects.bulk_create(
        IndicatorManual(
            indicator_id=twins[row.indicator_id], **{name: getattr(row, name) for name in MANUAL_FIELDS}
        )
        for row in manuals
    )


def copy_attachments(source: Plan, target: Plan) -> None:
    """Copy the attachments that the target does not have yet."""
    PlanAttachment.objects.bulk_create(
        [PlanAttachment(plan=target, kind=row.kind, text=row.text) for row in source.attachments.all()],
        ignore_conflicts=True,
    )


def copy_expectations(source: Plan, target: Plan) -> None:
    """Copy the leader's special expectations."""
    BehaviourExpectation.objects.bulk_create(
        [
            BehaviourExpectation(plan=target, value=row.value, text=row.text, set_by_id=row.set_by_id)
            for row in source.expectations.all()
        ],
        ignore_conflicts=True,
    )

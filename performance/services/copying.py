"""Copying the content of one plan into another: last year's text, or a new version."""

from performance.models import BehaviourExpectation, Indicator, Plan, PlanAttachment, WorkResult

INDICATOR_FIELDS = (
    "order",
    "aspect",
    "perspective",
    "statement",
    "target",
    "target_unit",
    "standard_indicator_id",
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
            leader_result_id=row.leader_result_id if with_links else None,
        )
        for row in originals
    )
    Indicator.objects.bulk_create(
        Indicator(result=copy, **{name: getattr(row, name) for name in INDICATOR_FIELDS})
        for original, copy in zip(originals, copies, strict=True)
        for row in original.indicators.all()
    )
    copy_attachments(source, target)
    if with_links:
        copy_expectations(source, target)
    return len(copies)


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

"""Writing results once for many people."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from employees.models import Employee
from performance.models import Plan, ResultTemplate, StandardIndicator, TemplateIndicator, WorkResult
from performance.policies import cascade as policies
from performance.rules.standards import plain

MOST_INDICATORS = 12


@dataclass(frozen=True)
class TemplateText:
    """What is written about a template; `leader_result_id` is one of the author's own results."""

    statement: str
    kind: str
    assigned_by: str = ""
    leader_result_id: int | None = None


@dataclass(frozen=True)
class TemplateMeasure:
    """What is written about one indicator of a template."""

    statement: str
    aspect: str = ""
    target: str = ""
    target_unit: str = ""


@transaction.atomic
def write_template(
    *, text: TemplateText, actor: Actor, template: ResultTemplate | None = None
) -> ResultTemplate:
    """Start a template, or change one; what was handed out keeps its words. Raises NotAllowed, ValidationError."""
    require(policies.can_write_templates(actor) and actor.agency_id is not None)
    require(template is None or policies.can_write_template(actor, template))
    check_own_result(text.leader_result_id, actor, template)
    if template is None:
        me = Employee.objects.filter(pk=actor.employee_id).select_related("unit").first()
        template = ResultTemplate(
            agency_id=actor.agency_id,
            unit=me.unit if me else None,
            author_id=actor.user_id,
            author_name=actor.name,
        )
    for name, value in vars(text).items():
        setattr(template, name, value)
    template.changed_at = timezone.now()
    template.save()
    return template


def check_own_result(result_id: int | None, actor: Actor, template: ResultTemplate | None) -> None:
    """Refuse a link to anything but a result of the actor's own plans; one that stands already may stay."""
    if result_id is None or (template is not None and template.leader_result_id == result_id):
        return
    plans = Plan.objects.filter(
        employee_id=actor.employee_id or 0, agency_id=actor.agency_id, is_current=True
    )
    if not WorkResult.objects.filter(pk=result_id, plan__in=plans).exists():
        raise ValidationError({"leader_result": _("Choose one of your own results.")})


@transaction.atomic
def add_measure(
    *,
    template: ResultTemplate,
    measure: TemplateMeasure,
    standard: StandardIndicator | None = None,
    actor: Actor,
) -> TemplateIndicator:
    """Add an indicator at the end, perhaps one of a standard. Raises NotAllowed, ValidationError."""
    require(policies.can_write_template(actor, template))
    row = ResultTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    rows = TemplateIndicator.objects.filter(template=row)
    if rows.count() >= MOST_INDICATORS:
        raise ValidationError(_("A template has at most %(count)d indicators.") % {"count": MOST_INDICATORS})
    if standard is not None and rows.filter(standard_indicator__lineage=standard.lineage).exists():
        raise ValidationError(_("This standard stands in the template already."))
    last = rows.aggregate(last=Max("order"))["last"] or 0
    return TemplateIndicator.objects.create(
        template=row, order=last + 1, standard_indicator=standard, **vars(measure)
    )


def measure_of(standard: StandardIndicator) -> TemplateMeasure:
    """Return an indicator of a standard in the words of a plan."""
    target = f"{standard.get_direction().sign} {plain(standard.target)}"
    return TemplateMeasure(standard.statement, standard.aspect, target, standard.target_unit)


@transaction.atomic
def delete_measure(*, template: ResultTemplate, pk: int, actor: Actor) -> None:
    """Take an indicator out; what was handed out keeps it."""
    require(policies.can_write_template(actor, template))
    TemplateIndicator.objects.filter(template=template, pk=pk).delete()


def measures(template: ResultTemplate) -> Sequence[dict]:
    """Return the indicators as a role carries them."""
    rows = TemplateIndicator.objects.filter(template=template).order_by("order", "id")
    names = ("aspect", "statement", "target", "target_unit", "standard_indicator_id")
    return list(rows.values(*names))

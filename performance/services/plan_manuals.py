"""Writing the manual of indicators (form A.1.3)."""

from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor
from performance.enums import Approach
from performance.models import Indicator, IndicatorManual, Plan
from performance.services.locking import lock_for_writing
from performance.services.plan_content import mark_saved


@dataclass(frozen=True)
class ManualText:
    """What is written about one indicator."""

    purpose: str
    definition: str
    control: str
    data_source: str
    reporting: str
    formula: str = ""
    measure_unit: str = ""

    @property
    def words(self) -> str:
        """Return everything as one text, for the page of a conflict."""
        parts = (self.purpose, self.definition, self.formula, self.measure_unit, self.data_source)
        return "\n".join(part for part in parts if part)


@transaction.atomic
def write_manual(*, plan: Plan, indicator: Indicator, text: ManualText, actor: Actor) -> IndicatorManual:
    """Write the manual of an indicator of a plan that is being written.

    Formula and unit are optional in the qualitative approach only (annex II p. 38). Raises ValidationError,
    NotAllowed, and Conflict with what was typed once the plan is submitted or set.
    """
    lock_for_writing(plan, actor=actor, note=text.words)
    problems = {}
    if plan.approach == Approach.QUANTITATIVE:
        for name in ("formula", "measure_unit"):
            if not getattr(text, name).strip():
                problems[name] = _("The quantitative approach asks for this.")
    if problems:
        raise ValidationError(problems)
    manual, _created = IndicatorManual.objects.update_or_create(indicator=indicator, defaults=asdict(text))
    mark_saved(plan)
    return manual

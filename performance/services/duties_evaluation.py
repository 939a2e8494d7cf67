"""What the clock does for evaluation: after January, last year's unit predicates count where none was set."""

from django.utils.translation import gettext_lazy as _

from asn_portal.core.schedule import Duty, register
from performance.services.unit_predicates import carry_predicates_over

register(
    Duty(
        code="performance.carry_predicates",
        label=_("Carry unit predicates over"),
        explanation=_(
            "From February: where no predicate of a unit was set for the year, last year's counts "
            "(PermenPANRB 6/2022 annex IV p. 94)."
        ),
        work=carry_predicates_over,
        every="day",
        url_name="performance:unit_predicate_list",
    )
)

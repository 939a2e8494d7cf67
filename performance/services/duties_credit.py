"""What the clock does for credit points: conversions of released years, amended ones anew, sums once a day."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import system_actor
from asn_portal.core.models import Agency
from asn_portal.core.schedule import Duty, for_each, register
from performance.models import CreditConversion
from performance.services import credit_conversions
from performance.services.credit_accounts import refresh_accounts

EARLY = 4


def prepare_credit(*, agency: Agency, today: date) -> int:
    """Prepare conversions of released years and work amended ones out anew; returns rows."""
    actor = system_actor(agency.pk)

    def revise(row: CreditConversion) -> None:
        credit_conversions.revise_conversion(row=row, actor=actor)

    fresh = credit_conversions.prepare_conversions(agency_id=agency.pk, today=today)
    return fresh + for_each(credit_conversions.amended(agency_id=agency.pk), revise)


def refresh_credit(*, agency: Agency, today: date) -> int:
    """Write the sums of everybody in a functional post anew: ranks, posts and the calendar have moved on."""
    return refresh_accounts(agency_id=agency.pk, today=today)


register(
    Duty(
        code="performance.prepare_credit",
        label=_("Convert predicates to credit points"),
        explanation=_(
            "As soon as the year of somebody in a functional post is released, the conversion is prepared for the "
            "evaluator; an appraisal changed by an objection is converted anew."
        ),
        work=prepare_credit,
        every="tick",
        url_name="performance:credit_list",
    )
)
register(
    Duty(
        code="performance.refresh_credit",
        label=_("Add up credit points"),
        explanation=_(
            "Every morning the sums, the next rank and the next level of everybody in a functional post."
        ),
        work=refresh_credit,
        hour=EARLY,
        url_name="performance:credit_list",
    )
)

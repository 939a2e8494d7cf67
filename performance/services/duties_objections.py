"""What the clock does for objections and signatures, every morning."""

from django.utils.translation import gettext_lazy as _

from asn_portal.core.schedule import Duty, register
from performance.services.objection_reminders import remind_objections, remind_signatures

MORNING = 6

register(
    Duty(
        code="performance.remind_objections",
        label=_("Remind superiors of objections"),
        explanation=_(
            "Every morning: one digest to each superior whose decisions are due soon or overdue, and one to HR "
            "while any is overdue."
        ),
        work=remind_objections,
        hour=MORNING,
        url_name="performance:objection_list",
    )
)
register(
    Duty(
        code="performance.remind_signatures",
        label=_("Remind people to sign their evaluation document"),
        explanation=_(
            "Every morning: one reminder to those who read their document and have three working days or less "
            "to sign it."
        ),
        work=remind_signatures,
        hour=MORNING,
        url_name="performance:appraisal_list",
    )
)

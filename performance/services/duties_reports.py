"""What the clock does for reports (A10)."""

from django.utils.translation import gettext_lazy as _

from asn_portal.core.schedule import Duty, register
from performance.services.form_orders import expire_files

register(
    Duty(
        code="performance.expire_reports",
        label=_("Delete ordered files"),
        explanation=_(
            "Deletes ZIP files and recaps some days after they were made; the documents in them stay. How many days "
            "is a setting."
        ),
        work=expire_files,
        hour=2,
        url_name="performance:report_home",
    )
)

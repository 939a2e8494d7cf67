"""Files that somebody ordered: official forms of a unit as ZIP, and recaps as workbook."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.models import Agency, Document, Job
from employees.models import Unit
from performance.enums.reports import FormKind, OrderKind, OrderStatus
from performance.models.cycles import Cycle, Period


class ReportOrderQuerySet(models.QuerySet):
    """Row scope of ordered files."""

    def visible_to(self, actor: Actor):
        """Only who ordered a file sees it; whether the unit is still theirs is asked at the download."""
        if actor.is_system:
            return self.filter(agency_id=actor.agency_id)
        if actor.agency_id is None or actor.user_id is None:
            return self.none()
        return self.filter(agency_id=actor.agency_id, ordered_by_id=actor.user_id)


class ReportOrder(models.Model):
    """One ordered file: which unit and period, what is in it, and until when it is kept.

    The file lies outside the web root and is deleted after some days (setting `performance.report_days`); the
    documents in it stay, each under its own code.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    kind = models.CharField(_("kind"), max_length=10, choices=OrderKind)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="+", db_index=False)
    period = models.ForeignKey(
        Period, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    forms = models.JSONField(default=list, help_text=_("Codes of FormKind."))
    purpose = models.CharField(_("purpose"), max_length=200)
    state = models.CharField(max_length=10, choices=OrderStatus, default=OrderStatus.WAITING)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    file = models.FileField(upload_to="reports/%Y/%m/", max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    counts = models.JSONField(default=dict, help_text=_("How many files, how many not, and why."))
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    orderer_name = models.CharField(max_length=160)
    created_at = models.DateTimeField(default=timezone.now)
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(_("deleted on"), null=True, blank=True)
    objects = ReportOrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("ordered file")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="reportorder_ready_complete",
                condition=~Q(state=OrderStatus.READY)
                | (~Q(file="") & Q(ready_at__isnull=False, expires_on__isnull=False)),
            )
        ]
        indexes = [
            models.Index(fields=["agency", "ordered_by", "-id"], name="reportorder_own"),
            models.Index(
                fields=["agency", "expires_on"], name="reportorder_kept", condition=Q(state=OrderStatus.READY)
            ),
        ]

    def __str__(self):
        return self.file_name or f"{self.kind} {self.pk}"

    def get_state(self) -> OrderStatus:
        """Return the state as an enum member."""
        return OrderStatus(self.state)

    @property
    def form_labels(self) -> list[str]:
        """Return the names of the ordered forms."""
        return [str(FormKind(code).label) for code in self.forms if code in FormKind.values]


class ReportItem(models.Model):
    """One form of an order: whose, under which name in the ZIP, and the document or the reason why there is none."""

    order = models.ForeignKey(ReportOrder, on_delete=models.CASCADE, related_name="items", db_index=False)
    number = models.PositiveIntegerField()
    form = models.CharField(max_length=4, choices=FormKind)
    subject_id = models.BigIntegerField(help_text=_("The plan or the appraisal."))
    path = models.CharField(max_length=300)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "number"], name="reportitem_once")]

    def __str__(self):
        return self.path

"""Who may rise at a coming date: worked out in the background, row by row explained."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.models import Agency, Job
from employees.models import Employee, Rank, Unit
from promotions.enums import ListStatus, PromotionKind, Verdict
from training.models.scopes import AboutEmployeeQuerySet, AgencyQuerySet


class NominativeList(models.Model):
    """The list for one TMT (daftar nominatif); working it out again replaces its entries."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    target_on = models.DateField(_("TMT"))
    state = models.CharField(max_length=10, choices=ListStatus, default=ListStatus.BUILDING)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    built_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("nominative list")
        ordering = ["-target_on"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "target_on"], name="nominativelist_once_a_date")
        ]

    def __str__(self):
        return f"{self.target_on}"

    def get_state(self) -> ListStatus:
        """Return the state as an enum member."""
        return ListStatus(self.state)


class NominativeEntry(models.Model):
    """One person on a list: the path, the verdict, and the codes of what is open."""

    nominative_list = models.ForeignKey(NominativeList, on_delete=models.CASCADE, related_name="entries")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    opd = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    sort_name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=PromotionKind)
    from_rank = models.ForeignKey(Rank, on_delete=models.PROTECT, related_name="+")
    to_rank = models.ForeignKey(Rank, null=True, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=12, choices=Verdict)
    open_codes = models.CharField(max_length=200, blank=True, help_text=_("Codes of what is open, by comma."))
    earliest_on = models.DateField(null=True, blank=True)
    objects = AboutEmployeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a nominative list")
        constraints = [
            models.UniqueConstraint(fields=["nominative_list", "employee"], name="nominativeentry_once")
        ]
        indexes = [
            models.Index(
                fields=["nominative_list", "verdict", "sort_name", "id"], name="nominative_by_verdict"
            ),
            models.Index(fields=["nominative_list", "sort_name", "id"], name="nominative_by_name"),
        ]

    def __str__(self):
        return f"{self.sort_name} {self.verdict}"

    def get_verdict(self) -> Verdict:
        """Return the verdict as an enum member."""
        return Verdict(self.verdict)

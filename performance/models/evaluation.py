"""The predicate of a unit, on which the distribution of its people's predicates leans."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from asn_portal.core.access import Actor
from asn_portal.core.models import Agency
from employees.models import Employee, Unit
from performance.enums import OrganisationPredicate
from performance.models.cycles import Period


class UnitPredicateQuerySet(models.QuerySet):
    """Row scope of unit predicates."""

    def visible_to(self, actor: Actor):
        """Everybody sees the predicates of the own agency: they are on everybody's evaluation form."""
        return self.filter(agency_id=actor.agency_id) if actor.agency_id else self.none()


class UnitPredicate(models.Model):
    """Predicate of a unit for a period (predikat kinerja organisasi), set by the leader above it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="unit_predicates")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    predicate = models.CharField(_("predicate of the unit"), max_length=10, choices=OrganisationPredicate)
    reason = models.TextField(_("basis"), help_text=_("The figures and reports it rests on."))
    paper = models.CharField(
        _("number of the paper"),
        max_length=80,
        blank=True,
        db_default="",
        help_text=_("Where HR records what was set on paper."),
    )
    revision = models.PositiveIntegerField(default=1, db_default=1)
    is_carried_over = models.BooleanField(
        default=False, db_default=False, help_text=_("Taken from the year before (annex IV p. 94).")
    )
    set_by = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    setter_name = models.CharField(max_length=200, blank=True, db_default="")
    set_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()
    objects = UnitPredicateQuerySet.as_manager()

    class Meta:
        verbose_name = _("predicate of a unit")
        constraints = [models.UniqueConstraint(fields=["period", "unit"], name="unitpredicate_once")]

    def __str__(self):
        return f"{self.unit_id}: {self.predicate}"

    def get_predicate(self) -> OrganisationPredicate:
        """Return the predicate as an enum member."""
        return OrganisationPredicate(self.predicate)

"""Credit points of functional posts (angka kredit, PAK)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.models import Agency
from employees.models import Employee, Unit


class CreditStatementQuerySet(models.QuerySet):
    """Row scope of credit statements."""

    def visible_to(self, actor: Actor):
        """Own statements, those of the people one evaluates, and the subtree of every role or post."""
        if actor.agency_id is None:
            return self.none()
        rows = self.filter(agency_id=actor.agency_id)
        if actor.is_system or any(scope.is_root for scope in actor.scopes):
            return rows
        allowed = Q(pk__in=[])
        if actor.employee_id is not None:
            allowed = Q(employee_id=actor.employee_id) | Q(employee__evaluator_id=actor.employee_id)
        if actor.scopes:
            units = Unit.objects.in_scopes(actor.scopes).order_by().values("id")
            allowed |= Q(employee__unit_id__in=units)
        return rows.filter(allowed)


class CreditStatement(models.Model):
    """The credit points of somebody's present level on a day, as the decree (PAK) states them."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="credit_statements")
    points = models.DecimalField(_("credit points"), max_digits=8, decimal_places=4)
    as_of = models.DateField(_("as of"))
    number = models.CharField(_("number of the PAK"), max_length=80)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    objects = CreditStatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("credit statement (PAK)")
        ordering = ["-as_of"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "as_of"],
                name="creditstatement_once_per_day",
                violation_error_message=_("There is a statement of this day already."),
            ),
            models.CheckConstraint(
                name="creditstatement_not_negative",
                condition=Q(points__gte=0),
                violation_error_message=_("Credit points are not negative."),
            ),
        ]

    def __str__(self):
        return f"{self.points} ({self.as_of})"

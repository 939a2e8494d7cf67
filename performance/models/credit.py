"""Credit points of functional posts: what a decree states (angka kredit, PAK)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from asn_portal.core.access import Actor
from asn_portal.core.models import Agency
from employees.models import Employee, Unit
from performance.enums.credit import StatementSource, StatementState


class AboutEmployeeQuerySet(models.QuerySet):
    """Row scope of what is recorded about the credit points of a person."""

    def visible_to(self, actor: Actor):
        """Own rows, those of the people one evaluates, and the subtree of every role or post."""
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
    """The credit points of somebody's present level on a day, as the decree (PAK) states them.

    One set in the portal carries the rows it was added up from; one from outside is the floor of what follows.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="credit_statements")
    state = models.CharField(
        max_length=8,
        choices=StatementState,
        default=StatementState.SET,
        db_default=StatementState.SET.value,
    )
    source = models.CharField(
        _("source"),
        max_length=12,
        choices=StatementSource,
        default=StatementSource.OUTSIDE,
        db_default=StatementSource.OUTSIDE.value,
    )
    points = models.DecimalField(_("credit points"), max_digits=8, decimal_places=4)
    new_points = models.DecimalField(
        _("new credit points"), max_digits=8, decimal_places=4, default=0, db_default=0
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    as_of = models.DateField(_("as of"))
    number = models.CharField(_("number of the PAK"), max_length=80)
    set_on = models.DateField(_("date of the PAK"), null=True, blank=True)
    level = models.CharField(_("level"), max_length=16, blank=True, db_default="")
    rank_code = models.CharField(_("group"), max_length=6, blank=True, db_default="")
    elements = models.JSONField(
        default=dict, db_default={}, help_text=_("Old and new points by element, and the rows added up.")
    )
    note = models.CharField(_("note"), max_length=300, blank=True, db_default="")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorder_name = models.CharField(max_length=200, blank=True, db_default="")
    recorded_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()
    objects = AboutEmployeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("credit statement (PAK)")
        ordering = ["-as_of"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "as_of"],
                name="creditstatement_once_per_day",
                condition=Q(state="set"),
                violation_error_message=_("There is a statement of this day already."),
            ),
            models.CheckConstraint(
                name="creditstatement_not_negative",
                condition=Q(points__gte=0),
                violation_error_message=_("Credit points are not negative."),
            ),
            models.CheckConstraint(
                name="creditstatement_revoked_has_time",
                condition=Q(state="revoked", revoked_at__isnull=False) | Q(state="set", revoked_at=None),
            ),
        ]
        indexes = [models.Index(fields=["agency", "as_of", "id"], name="creditstatement_by_day")]

    def __str__(self):
        return f"{self.points} ({self.as_of})"

    def get_state(self) -> StatementState:
        """Return the state as an enum member."""
        return StatementState(self.state)

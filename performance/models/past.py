"""Evaluations of past years that come from a workbook in SIASN fields."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor, Role
from asn_portal.core.models import Agency, Job
from performance.enums import Predicate
from performance.enums.reports import PastKind, PastStatus, PastVerdict


class PastImportQuerySet(models.QuerySet):
    """Row scope of imports of past years."""

    def visible_to(self, actor: Actor):
        """They write into everybody's history: HR of the whole agency sees them."""
        is_root = any(scope.is_root for scope in actor.scopes_for(Role.HR))
        if actor.agency_id is None or not (actor.is_system or is_root):
            return self.none()
        return self.filter(agency_id=actor.agency_id)


class PastImport(models.Model):
    """One uploaded workbook of past years: checked, previewed, applied; an applied one can be undone."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    kind = models.CharField(_("kind"), max_length=10, choices=PastKind)
    state = models.CharField(max_length=10, choices=PastStatus, default=PastStatus.CHECKING)
    revision = models.PositiveIntegerField(default=1)
    file = models.FileField(upload_to="imports/%Y/%m/", max_length=200)
    file_name = models.CharField(_("file"), max_length=200)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=timezone.now)
    counts = models.JSONField(default=dict, help_text=_("Rows by verdict."))
    problem = models.CharField(max_length=300, blank=True)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    objects = PastImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of past years")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency"],
                condition=Q(state=PastStatus.APPLYING),
                name="pastimport_one_applying",
                violation_error_message=_("Another import is being applied; wait until it is finished."),
            )
        ]
        indexes = [models.Index(fields=["agency", "-id"], name="pastimport_newest")]

    def __str__(self):
        return self.file_name

    def get_state(self) -> PastStatus:
        """Return the state as an enum member."""
        return PastStatus(self.state)


class PastRow(models.Model):
    """One row of a workbook: what it says, what it would do, and what stood there before it was applied."""

    run = models.ForeignKey(PastImport, on_delete=models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveIntegerField()
    verdict = models.CharField(max_length=10, choices=PastVerdict)
    label = models.CharField(max_length=200, blank=True, help_text=_("NIP and name as in the workbook."))
    employee_id = models.BigIntegerField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    period_kind = models.CharField(max_length=8, blank=True)
    period_number = models.PositiveSmallIntegerField(default=0)
    values = models.JSONField(default=dict)
    before = models.JSONField(
        null=True, blank=True, help_text=_("What a correction replaced, for undoing it.")
    )
    problems = models.JSONField(default=list, help_text=_("Pairs of message and remedy."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="pastrow_once")]
        indexes = [models.Index(fields=["run", "verdict", "number"], name="pastrow_verdict")]

    def __str__(self):
        return f"{self.number} {self.verdict}"

    def get_predicate(self) -> Predicate | None:
        """Return the predicate the row states, None for a refused one."""
        code = self.values.get("predicate", "")
        return Predicate(code) if code else None

    def get_verdict(self) -> PastVerdict:
        """Return the verdict as an enum member."""
        return PastVerdict(self.verdict)

"""Imports by workbook: the run and its rows."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor, Role
from asn_portal.core.models import Agency, Job
from employees.enums import ImportKind, ImportStatus, RowVerdict
from employees.models.organisation import Unit


class ImportRunQuerySet(models.QuerySet):
    """Row scope of imports."""

    def visible_to(self, actor: Actor):
        """Imports change a whole agency: HR of the root sees them."""
        scopes = actor.scopes_for(Role.HR)
        if not actor.is_system and not any(scope.is_root for scope in scopes):
            return self.none()
        return self.filter(agency_id=actor.agency_id)


class ImportRun(models.Model):
    """One uploaded workbook: checked, previewed, applied."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE)
    kind = models.CharField(_("kind"), max_length=12, choices=ImportKind)
    state = models.CharField(max_length=12, choices=ImportStatus, default=ImportStatus.UPLOADED)
    revision = models.PositiveIntegerField(default=1)
    file = models.FileField(upload_to="imports/%Y/%m/")
    file_name = models.CharField(_("file"), max_length=200)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    columns = models.JSONField(default=dict, help_text="Recognised, unknown and missing headers.")
    counts = models.JSONField(default=dict, help_text="Rows by verdict, and people missing from the file.")
    problem = models.CharField(max_length=300, blank=True)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        ordering = ["-id"]

    def __str__(self):
        return self.file_name

    def get_state(self) -> ImportStatus:
        """Return the state as an enum member."""
        return ImportStatus(self.state)


class ImportRow(models.Model):
    """One row of a workbook: what it says, what it would change, and whether it has been applied."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=64, blank=True)
    label = models.CharField(max_length=200, blank=True)
    verdict = models.CharField(max_length=10, choices=RowVerdict)
    values = models.JSONField(default=dict)
    changes = models.JSONField(default=list, help_text="Triples of field, now, becomes.")
    problems = models.JSONField(default=list, help_text="Code, message, remedy and value of each problem.")
    flags = models.CharField(
        max_length=8, blank=True, help_text="Letters of what the row touches: r rank, p post, u unit."
    )
    employee_id = models.BigIntegerField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="importrow_once")]
        indexes = [models.Index(fields=["run", "verdict", "number"], name="importrow_verdict")]

    def __str__(self):
        return f"{self.number} {self.verdict}"

    def get_verdict(self) -> RowVerdict:
        """Return the verdict as an enum member."""
        return RowVerdict(self.verdict)


class UnitAliasQuerySet(models.QuerySet):
    """Row scope of mapped unit codes."""

    def visible_to(self, actor: Actor):
        """Mapping changes where people stand: HR of the root sees it."""
        scopes = actor.scopes_for(Role.HR)
        if not actor.is_system and not any(scope.is_root for scope in scopes):
            return self.none()
        return self.filter(agency_id=actor.agency_id)


class UnitAlias(models.Model):
    """A unit code of the national export and the unit it means; without a unit it waits to be mapped."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, db_index=False)
    code = models.CharField(_("UNOR ID"), max_length=64)
    name = models.CharField(_("name in the export"), max_length=200, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    mapped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    mapped_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    objects = UnitAliasQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit code of the export")
        ordering = ["name", "code"]
        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="unitalias_once_per_agency")]

    def __str__(self):
        return f"{self.code} → {self.unit_id or '?'}"

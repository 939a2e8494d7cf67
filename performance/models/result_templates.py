"""Results that are written once and handed to many people, and what happened when they were."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor, Role
from asn_portal.core.models import Agency
from employees.models import Unit
from performance.enums import Aspect, ResultKind
from performance.models.cycles import Cycle
from performance.models.plans import WorkResult


class ResultTemplateQuerySet(models.QuerySet):
    """Row scope of templates."""

    def visible_to(self, actor: Actor):
        """The own ones, and those of the units one heads or is HR of."""
        if actor.agency_id is None:
            return self.none()
        rows = self.filter(agency_id=actor.agency_id)
        scopes = actor.scopes_for(Role.HR, Role.HEAD)
        if actor.is_system or any(scope.is_root for scope in scopes):
            return rows
        allowed = Q(author_id=actor.user_id, author__isnull=False)
        if scopes:
            allowed |= Q(unit_id__in=Unit.objects.in_scopes(scopes).order_by().values("id"))
        return rows.filter(allowed)


class ResultTemplate(models.Model):
    """A work result with its indicators, written once for many people of like posts."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    author_name = models.CharField(max_length=200, blank=True, db_default="")
    statement = models.TextField(_("work result"))
    kind = models.CharField(_("kind"), max_length=10, choices=ResultKind, default=ResultKind.MAIN)
    assigned_by = models.CharField(_("assigned by (post or team)"), max_length=200, blank=True, db_default="")
    leader_result = models.ForeignKey(
        WorkResult,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("serves this result of yours"),
    )
    changed_at = models.DateTimeField(default=timezone.now)
    objects = ResultTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("result template")
        ordering = ["-changed_at", "-id"]
        indexes = [models.Index(fields=["agency", "-changed_at", "-id"], name="resulttemplate_newest")]

    def __str__(self):
        return self.statement[:80]


class TemplateIndicator(models.Model):
    """An indicator of a template, perhaps taken from a standard."""

    template = models.ForeignKey(ResultTemplate, on_delete=models.CASCADE, related_name="indicators")
    order = models.PositiveSmallIntegerField(default=1)
    aspect = models.CharField(_("aspect"), max_length=10, choices=Aspect, blank=True)
    statement = models.CharField(_("indicator"), max_length=300)
    target = models.CharField(_("target"), max_length=160, blank=True)
    target_unit = models.CharField(_("unit of measure"), max_length=60, blank=True)
    standard_indicator = models.ForeignKey(
        "performance.StandardIndicator", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("indicator of a template")
        ordering = ["order", "id"]

    def __str__(self):
        return self.statement


class Handout(models.Model):
    """One handing out of a template: how many got it, who was left out and why."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    template = models.ForeignKey(ResultTemplate, on_delete=models.CASCADE, related_name="handouts")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    giver_name = models.CharField(max_length=200, blank=True, db_default="")
    given_at = models.DateTimeField(default=timezone.now)
    offered = models.PositiveIntegerField(default=0)
    written = models.PositiveIntegerField(default=0)
    skipped = models.JSONField(default=list, help_text=_("Name, post and reason of each who was left out."))

    class Meta:
        verbose_name = _("handing out")
        ordering = ["-given_at", "-id"]

    def __str__(self):
        return f"{self.template_id} {self.given_at:%Y-%m-%d}"

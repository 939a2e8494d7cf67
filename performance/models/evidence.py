"""What was achieved, and what others say about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.models import Agency
from employees.models import Employee, Unit
from performance.enums import BehaviourValue, FeedbackRole
from performance.enums.dialogue import FeedbackTone
from performance.models.cycles import Cycle, Period
from performance.models.plans import Indicator, WorkResult


class EvidenceQuerySet(models.QuerySet):
    """Row scope of evidence."""

    def visible_to(self, actor: Actor):
        """Own evidence, that of the people one rates today, and the subtree of every role or post (B4)."""
        if actor.agency_id is None:
            return self.none()
        rows = self.filter(agency_id=actor.agency_id)
        if actor.is_system or any(scope.is_root for scope in actor.scopes):
            return rows
        me = actor.employee_id
        if me is None and not actor.scopes:
            return rows.none()
        person = "indicator__result__plan__employee"
        allowed = Q(**{f"{person}_id": me}) | Q(
            **{f"{person}__evaluator_id": me, f"{person}__evaluator__isnull": False}
        )
        if actor.scopes:
            units = Unit.objects.in_scopes(actor.scopes).order_by().values("id")
            allowed |= Q(**{f"{person}__unit_id__in": units})
        return rows.filter(allowed)


class Evidence(models.Model):
    """What was reached on one indicator in one period (realisasi), with an optional file outside the web root."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, db_index=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="evidence")
    value = models.CharField(_("reached"), max_length=160)
    note = models.TextField(_("explanation"), blank=True)
    file = models.FileField(_("file"), upload_to="evidence/%Y/%m/", max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file_type = models.CharField(max_length=80, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        ordering = ["-recorded_at", "-id"]
        indexes = [models.Index(fields=["period", "indicator"], name="evidence_period")]

    def __str__(self):
        return self.value


class FeedbackQuerySet(models.QuerySet):
    """Row scope of feedback."""

    def visible_to(self, actor: Actor):
        """What one gave or received, what concerns those one rates, and the subtree of every role or post."""
        if actor.agency_id is None:
            return self.none()
        rows = self.filter(agency_id=actor.agency_id)
        if actor.is_system or any(scope.is_root for scope in actor.scopes):
            return rows
        me = actor.employee_id
        if me is None and not actor.scopes:
            return rows.none()
        # Feedback of service receivers has no author: an account without a person must not match it.
        allowed = (
            Q(employee_id=me)
            | Q(author_id=me, author__isnull=False)
            | Q(employee__evaluator_id=me, employee__evaluator__isnull=False)
        )
        if actor.scopes:
            allowed |= Q(unit_id__in=Unit.objects.in_scopes(actor.scopes).order_by().values("id"))
        return rows.filter(allowed)


class Feedback(models.Model):
    """Continuous feedback (umpan balik berkelanjutan) on a result or a behaviour, at any time."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="feedback_received")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="feedback_given"
    )
    author_name = models.CharField(
        _("name of the service receiver"), max_length=80, blank=True, default="", db_default=""
    )
    role = models.CharField(_("given as"), max_length=12, choices=FeedbackRole)
    request = models.ForeignKey(
        "performance.FeedbackRequest",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="answers",
    )
    result = models.ForeignKey(
        WorkResult, null=True, blank=True, on_delete=models.SET_NULL, related_name="feedback"
    )
    behaviour = models.CharField(_("behaviour"), max_length=14, choices=BehaviourValue, blank=True)
    text = models.TextField(_("feedback"))
    tone = models.CharField(
        _("tone"), max_length=10, choices=FeedbackTone, blank=True, default="", db_default=""
    )
    link = models.URLField(_("link to the evidence"), max_length=300, blank=True, default="", db_default="")
    file = models.FileField(_("file"), upload_to="feedback/%Y/%m/", max_length=200, blank=True, db_default="")
    file_name = models.CharField(max_length=200, blank=True, default="", db_default="")
    file_type = models.CharField(max_length=80, blank=True, default="", db_default="")
    given_at = models.DateTimeField(default=timezone.now)
    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback")
        ordering = ["-given_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="feedback_about_somebody_else",
                condition=~Q(author=models.F("employee")),
                violation_error_message=_("Feedback is about somebody else."),
            ),
            models.CheckConstraint(
                name="feedback_author_unless_receiver",
                condition=Q(role=FeedbackRole.RECEIVER, author=None)
                | (~Q(role=FeedbackRole.RECEIVER) & Q(author__isnull=False)),
            ),
            models.UniqueConstraint(fields=["request"], name="feedback_one_answer_a_request"),
        ]

    def __str__(self):
        return self.text[:80]

    @property
    def giver(self) -> str:
        """Return who says it: a person of the portal, the name a service receiver left, or what they are."""
        if self.author is not None:
            return self.author.full_name
        return self.author_name or str(FeedbackRole.RECEIVER.label)

    def get_tone(self) -> FeedbackTone | None:
        """Return the tone as an enum member."""
        return FeedbackTone(self.tone) if self.tone else None

"""The performance plan (SKP) and its parts."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.models import Agency
from employees.models import Assignment, Employee, Position, Unit
from performance.enums import (
    Approach,
    Aspect,
    AttachmentKind,
    BehaviourValue,
    Perspective,
    PlanStatus,
    ResultKind,
)
from performance.enums.plan_changes import PlanOrigin, ResultBasis
from performance.models.cycles import Cycle


class AboutPersonQuerySet(models.QuerySet):
    """Row scope of plans: while somebody evaluates a person today, the plan is theirs to see."""

    def visible_to(self, actor: Actor):
        """Own rows, those of the people one evaluates today or has evaluated, and the subtree of every role (B4)."""
        if actor.agency_id is None:
            return self.none()
        rows = self.filter(agency_id=actor.agency_id)
        if actor.is_system or any(scope.is_root for scope in actor.scopes):
            return rows
        me = actor.employee_id
        if me is None and not actor.scopes:
            return rows.none()
        allowed = Q(employee_id=me) | Q(evaluator_id=me, evaluator__isnull=False)
        allowed |= Q(employee__evaluator_id=me, employee__evaluator__isnull=False)
        allowed |= Q(escalated_to_id=me, escalated_to__isnull=False)
        if actor.scopes:
            allowed |= Q(unit_id__in=Unit.objects.in_scopes(actor.scopes).order_by().values("id"))
        return rows.filter(allowed)


class Plan(models.Model):
    """One version of one person's plan for one year (SKP), with the person as they were (snapshot)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="plans")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    evaluator = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("version"), default=1, db_default=1)
    is_current = models.BooleanField(default=True, db_default=True)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    change_reason = models.CharField(_("reason of the change"), max_length=300, blank=True, db_default="")
    origin = models.CharField(
        max_length=10, choices=PlanOrigin, default=PlanOrigin.YEAR, db_default=PlanOrigin.YEAR.value
    )
    position = models.ForeignKey(
        Position,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text=_("The post it was made for; a move is seen by it."),
    )
    starts_on = models.DateField(
        _("first day"), null=True, blank=True, help_text=_("Empty: with the year. Set after a move.")
    )
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Empty: with the year. Set by a move.")
    )
    set_by_on = models.DateField(
        _("to be set by"), null=True, blank=True, help_text=_("Empty: the date of the year.")
    )
    contract_terms = models.TextField(
        _("what the work contract says about results"), blank=True, db_default=""
    )
    approach = models.CharField(
        max_length=14,
        choices=Approach,
        default=Approach.QUANTITATIVE,
        db_default=Approach.QUANTITATIVE.value,
    )
    is_leader_form = models.BooleanField(
        default=False, db_default=False, help_text=_("Form for JPT and heads of independent units.")
    )
    state = models.CharField(
        max_length=12, choices=PlanStatus, default=PlanStatus.DRAFT, db_default=PlanStatus.DRAFT.value
    )
    revision = models.PositiveIntegerField(default=1, db_default=1)
    employee_name = models.CharField(max_length=200, blank=True, db_default="")
    employee_nip = models.CharField(max_length=18, blank=True, db_default="")
    rank_name = models.CharField(max_length=80, blank=True, db_default="")
    position_name = models.CharField(max_length=200, blank=True, db_default="")
    unit_name = models.CharField(max_length=200, blank=True, db_default="")
    evaluator_name = models.CharField(max_length=200, blank=True, db_default="")
    evaluator_nip = models.CharField(max_length=18, blank=True, db_default="")
    evaluator_rank = models.CharField(max_length=80, blank=True, db_default="")
    evaluator_position = models.CharField(max_length=200, blank=True, db_default="")
    evaluator_unit = models.CharField(max_length=200, blank=True, db_default="")
    is_unlinked = models.BooleanField(
        default=False, db_default=False, help_text=_("Submitted before the leader's plan was approved (B5).")
    )
    expectations_read_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    escalated_at = models.DateTimeField(null=True, blank=True)
    escalated_to = models.ForeignKey(
        Employee,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The superior of an evaluator who stayed silent after the last day for plans."),
    )
    checklist = models.JSONField(
        null=True, blank=True, help_text=_("The checklist the submission was decided on.")
    )
    saved_at = models.DateTimeField(null=True, blank=True)
    objects = AboutPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("performance plan")
        constraints = [
            models.UniqueConstraint(fields=["cycle", "employee", "number"], name="plan_version_once"),
            models.UniqueConstraint(
                fields=["cycle", "employee"],
                condition=Q(state__in=["draft", "submitted", "returned"]),
                name="plan_one_open_version",
                violation_error_message=_("A version of this plan is already being changed."),
            ),
            models.CheckConstraint(
                name="plan_approval_coherent",
                condition=Q(state__in=["approved", "superseded"], approved_at__isnull=False)
                | Q(state__in=["draft", "submitted", "returned"], approved_at=None),
            ),
            models.CheckConstraint(
                name="plan_dates_in_order",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="plan_not_self_approved",
                condition=Q(approved_by=None) | ~Q(approved_by=F("employee")),
                violation_error_message=_("Nobody approves their own plan."),
            ),
            models.CheckConstraint(
                name="plan_escalated_has_time",
                condition=Q(escalated_to=None) | Q(escalated_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["cycle", "agency", "state", "id"], name="plan_by_state"),
            # The dashboards count from the index alone.
            models.Index(
                fields=["cycle", "agency", "unit", "state"],
                name="plan_dashboard",
                condition=Q(is_current=True),
            ),
        ]

    def __str__(self):
        return f"SKP {self.cycle_id} {self.employee_name} v{self.number}"

    def get_state(self) -> PlanStatus:
        """Return the state as an enum member."""
        return PlanStatus(self.state)

    @property
    def first_day(self) -> date:
        """Return the first day it is about: that of the year, or of the post after a move."""
        return self.starts_on or self.cycle.starts_on

    @property
    def last_day(self) -> date:
        """Return the last day it is about."""
        return self.ends_on or self.cycle.ends_on

    @property
    def deadline(self) -> date:
        """Return the day by which it is to be set."""
        return self.set_by_on or self.cycle.plan_due_on

    @property
    def is_open(self) -> bool:
        """Tell whether the person may still write."""
        return self.state in {PlanStatus.DRAFT, PlanStatus.RETURNED}


class WorkResult(models.Model):
    """A result the person promises (hasil kerja), and the leader's result it serves."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="results")
    kind = models.CharField(_("kind"), max_length=10, choices=ResultKind, default=ResultKind.MAIN)
    order = models.PositiveSmallIntegerField(default=1)
    statement = models.TextField(_("work result"))
    leader_result = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    assigned_by = models.CharField(_("assigned by (post or team)"), max_length=200, blank=True)
    basis = models.CharField(
        _("comes from"), max_length=12, choices=ResultBasis, blank=True, help_text=_("JPT and UKM only.")
    )
    acting = models.ForeignKey(
        Assignment,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The acting post (Plt, Plh) it belongs to: always a main result."),
    )
    study = models.ForeignKey(
        "performance.StudyAssignment", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    lineage = models.PositiveBigIntegerField(
        null=True, blank=True, help_text=_("The first version of this result; empty: this one.")
    )

    class Meta:
        verbose_name = _("work result")
        ordering = ["-kind", "order", "id"]
        constraints = [
            models.CheckConstraint(
                name="workresult_acting_is_main",
                condition=Q(acting=None) | Q(kind="main"),
                violation_error_message=_("An acting post is always a main work result."),
            )
        ]

    def __str__(self):
        return self.statement[:80]


class Indicator(models.Model):
    """How a result is measured: aspect, indicator, target and unit."""

    result = models.ForeignKey(WorkResult, on_delete=models.CASCADE, related_name="indicators")
    order = models.PositiveSmallIntegerField(default=1)
    aspect = models.CharField(_("aspect"), max_length=10, choices=Aspect, blank=True)
    perspective = models.CharField(_("perspective"), max_length=10, choices=Perspective, blank=True)
    lineage = models.PositiveBigIntegerField(
        null=True, blank=True, help_text=_("The first version of this indicator; empty: this one.")
    )
    statement = models.CharField(_("indicator"), max_length=1_000)
    target = models.CharField(_("target"), max_length=160, blank=True)
    target_unit = models.CharField(_("unit of measure"), max_length=60, blank=True)
    standard_indicator = models.ForeignKey(
        "performance.StandardIndicator",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The standard it was taken from."),
    )

    class Meta:
        verbose_name = _("indicator")
        ordering = ["order", "id"]

    def __str__(self):
        return self.statement


class BehaviourExpectation(models.Model):
    """The leader's special expectation for one of the seven values; a row only where one was written (B7)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="expectations")
    value = models.CharField(_("value"), max_length=14, choices=BehaviourValue)
    text = models.TextField(_("special expectation"))
    set_by = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "value"], name="behaviourexpectation_once")]

    def __str__(self):
        return f"{self.value}: {self.text[:60]}"


class PlanAttachment(models.Model):
    """One line of the three attachments (form A.1.8)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="attachments")
    kind = models.CharField(_("part"), max_length=16, choices=AttachmentKind)
    text = models.TextField(_("text"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "kind"], name="planattachment_once")]

    def __str__(self):
        return f"{self.kind}: {self.text[:60]}"

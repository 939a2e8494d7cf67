"""The judgement of a period and of the year."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.models import Agency
from employees.models import Employee, Unit
from performance.enums import AppraisalStatus, OrganisationPredicate, Predicate, Rating
from performance.models.cycles import Period
from performance.models.plans import Plan

OPEN_STATES = [AppraisalStatus.PENDING, AppraisalStatus.RETURNED]


class AppraisalQuerySet(models.QuerySet):
    """Row scope of appraisals: while one is to be rated, it belongs to the evaluator of today."""

    def visible_to(self, actor: Actor):
        """Own rows, those the actor is to rate today or has rated, and the subtree of every role or post (B4)."""
        if actor.agency_id is None:
            return self.none()
        rows = self.filter(agency_id=actor.agency_id)
        if actor.is_system or any(scope.is_root for scope in actor.scopes):
            return rows
        me = actor.employee_id
        if me is None and not actor.scopes:
            return rows.none()
        allowed = Q(employee_id=me) | Q(rated_by_id=me, rated_by__isnull=False)
        allowed |= Q(employee__evaluator_id=me, employee__evaluator__isnull=False)
        allowed |= Q(escalated_to_id=me, escalated_to__isnull=False)
        if actor.scopes:
            allowed |= Q(unit_id__in=Unit.objects.in_scopes(actor.scopes).order_by().values("id"))
        return rows.filter(allowed)

    def without_own_secret(self, actor: Actor):
        """Leave out the actor's own rating until it is released, also for somebody who oversees everybody."""
        return self.exclude(Q(employee_id=actor.employee_id or 0) & ~Q(state=AppraisalStatus.RELEASED))

    def to_rate_by(self, actor: Actor):
        """Rows that wait for the actor: as the evaluator of today, or as the superior of one who stayed silent."""
        if actor.employee_id is None:
            return self.none()
        mine = Q(employee__evaluator_id=actor.employee_id) | Q(escalated_to_id=actor.employee_id)
        return self.filter(mine, agency_id=actor.agency_id, state__in=OPEN_STATES)


class Appraisal(models.Model):
    """One person's evaluation for one period (evaluasi kinerja); the year is its own judgement, no average.

    rated (evaluator) → released by the head of the office (B2); until then the person does not see the ratings.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="appraisals")
    plan = models.ForeignKey(
        Plan, null=True, on_delete=models.PROTECT, related_name="appraisals", db_index=False
    )
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    opd = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    evaluator = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10,
        choices=AppraisalStatus,
        default=AppraisalStatus.PENDING,
        db_default=AppraisalStatus.PENDING.value,
    )
    revision = models.PositiveIntegerField(default=1, db_default=1)
    result_rating = models.CharField(
        _("work result"), max_length=8, choices=Rating, blank=True, db_default=""
    )
    result_reason = models.TextField(_("reason for the result rating"), blank=True, db_default="")
    behaviour_rating = models.CharField(
        _("behaviour"), max_length=8, choices=Rating, blank=True, db_default=""
    )
    behaviour_reason = models.TextField(_("reason for the behaviour rating"), blank=True, db_default="")
    behaviour_values = models.JSONField(
        default=dict, db_default={}, help_text=_("Rating of each of the seven values, as far as given.")
    )
    predicate = models.CharField(_("predicate"), max_length=4, choices=Predicate, blank=True, db_default="")
    organisation_predicate = models.CharField(
        _("predicate of the unit"),
        max_length=10,
        choices=OrganisationPredicate,
        blank=True,
        db_default="",
        help_text=_("That of the evaluator's unit when the rating was made."),
    )
    dropped_out = models.BooleanField(_("study assignment not completed"), default=False, db_default=False)
    parties = models.JSONField(
        default=dict,
        db_default={},
        help_text=_(
            "Person, evaluator and superior as they were at the rating: name, NIP, rank, post, unit."
        ),
    )
    rule_version = models.CharField(max_length=20, blank=True, db_default="")
    recommendation = models.TextField(_("notes and recommendation"), blank=True, db_default="")
    rated_at = models.DateTimeField(null=True, blank=True)
    rated_by = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    approved_by = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    released_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(
        _("signed by the person"), null=True, blank=True, help_text=_("The person's own signature.")
    )
    declined_at = models.DateTimeField(
        null=True, blank=True, help_text=_("The person stated not to sign; no clock stops for it.")
    )
    declined_reason = models.TextField(_("why not signed"), blank=True, db_default="")
    reported_on = models.DateField(
        _("reported to the authorised official"), null=True, blank=True, help_text=_("PyB, annex V p. 115.")
    )
    escalated_at = models.DateTimeField(null=True, blank=True)
    escalated_to = models.ForeignKey(
        Employee,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The superior of an evaluator who stayed silent."),
    )
    amended_at = models.DateTimeField(
        null=True, blank=True, help_text=_("Changed by the decision on an objection.")
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    imported_from = models.ForeignKey(
        "performance.PastImport",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text=_("The workbook of past years it came from; empty: rated in the portal."),
    )
    objects = AppraisalQuerySet.as_manager()

    class Meta:
        verbose_name = _("appraisal")
        constraints = [
            models.UniqueConstraint(fields=["period", "employee"], name="appraisal_once_per_period"),
            models.CheckConstraint(
                name="appraisal_rated_complete",
                condition=Q(state__in=["pending", "unrated"])
                | (
                    ~Q(result_rating="")
                    & ~Q(behaviour_rating="")
                    & ~Q(predicate="")
                    # SIASN does not hand out the day on which somebody was rated.
                    & (Q(rated_at__isnull=False) | Q(imported_from__isnull=False))
                ),
            ),
            models.CheckConstraint(
                name="appraisal_released_has_time",
                condition=Q(state="released", released_at__isnull=False)
                | (~Q(state="released") & Q(released_at=None)),
            ),
            models.CheckConstraint(
                name="appraisal_not_self_rated",
                condition=(Q(rated_by=None) | ~Q(rated_by=F("employee")))
                & (Q(approved_by=None) | ~Q(approved_by=F("employee"))),
                violation_error_message=_("Nobody rates or approves themselves."),
            ),
        ]
        indexes = [
            models.Index(fields=["period", "agency", "state", "id"], name="appraisal_by_state"),
            # The dashboards count from the index alone (scale D14).
            models.Index(
                fields=["period", "agency", "opd", "unit", "state", "predicate", "signed_at"],
                name="appraisal_dashboard",
            ),
            models.Index(
                fields=["period", "agency", "opd", "evaluator"],
                name="appraisal_waiting",
                condition=Q(state__in=["pending", "returned"]),
            ),
            models.Index(
                fields=["imported_from"],
                name="appraisal_imported",
                condition=Q(imported_from__isnull=False),
            ),
            # Few are not reported yet; the list of HR asks for those only.
            models.Index(
                fields=["period", "agency", "id"],
                name="appraisal_unreported",
                condition=Q(state="released", reported_on=None),
            ),
        ]

    def __str__(self):
        return f"{self.period_id} {self.employee_id} {self.predicate}"

    def get_state(self) -> AppraisalStatus:
        """Return the state as an enum member."""
        return AppraisalStatus(self.state)

    def get_predicate(self) -> Predicate | None:
        """Return the predicate as an enum member."""
        return Predicate(self.predicate) if self.predicate else None

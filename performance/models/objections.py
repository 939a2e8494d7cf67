"""Objections to a rating (keberatan atas hasil evaluasi), and who was heard about them."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor, Role
from asn_portal.core.models import Agency
from employees.models import Employee, Unit
from performance.enums import Predicate, Rating
from performance.enums.objections import HeardParty, ObjectionStatus
from performance.models.appraisals import Appraisal

OPEN, DECIDED = ["filed"], ["confirmed", "changed"]


class ObjectionQuerySet(models.QuerySet):
    """Row scope of objections: narrower than that of appraisals, a dispute is nobody else's business."""

    def visible_to(self, actor: Actor):
        """The person, who rated, who decides; HR and inspectors for their units. Heads and leaders do not."""
        if actor.agency_id is None:
            return self.none()
        rows = self.filter(agency_id=actor.agency_id)
        scopes = actor.scopes_for(Role.HR, Role.INSPECTOR)
        if actor.is_system or any(scope.is_root for scope in scopes):
            return rows
        me = actor.employee_id or 0
        allowed = Q(employee_id=me) | Q(evaluator_id=me, evaluator__isnull=False) | Q(decider_id=me)
        if scopes:
            allowed |= Q(unit_id__in=Unit.objects.in_scopes(scopes).order_by().values("id"))
        return rows.filter(allowed)


class Objection(models.Model):
    """Somebody objects to a released rating; the superior of the evaluator decides (annex V p. 117-119).

    What was rated is frozen in `original` on the day of filing; the decision changes the appraisal, never this.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    appraisal = models.ForeignKey(Appraisal, on_delete=models.PROTECT, related_name="objections")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="objections")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    evaluator = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decider = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="+", verbose_name=_("superior of the evaluator")
    )
    state = models.CharField(max_length=10, choices=ObjectionStatus, default=ObjectionStatus.FILED)
    revision = models.PositiveIntegerField(default=1)
    reasons = models.TextField(_("reasons"))
    file = models.FileField(_("file"), upload_to="objections/%Y/%m/", max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file_type = models.CharField(max_length=80, blank=True)
    original = models.JSONField(help_text=_("The rating as it was when the objection was filed."))
    received_on = models.DateField(_("document received on"))
    last_day = models.DateField(_("last day of the objection"))
    filed_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField(_("decision due by"))
    is_due_tentative = models.BooleanField(default=False)
    statement = models.TextField(_("statement of the evaluator"), blank=True)
    statement_at = models.DateTimeField(null=True, blank=True)
    result_rating = models.CharField(_("work result"), max_length=8, choices=Rating, blank=True)
    result_reason = models.TextField(_("reason for the result rating"), blank=True)
    behaviour_rating = models.CharField(_("behaviour"), max_length=8, choices=Rating, blank=True)
    behaviour_reason = models.TextField(_("reason for the behaviour rating"), blank=True)
    predicate = models.CharField(_("predicate"), max_length=4, choices=Predicate, blank=True)
    decision_reason = models.TextField(_("grounds of the decision"), blank=True)
    recommendation = models.TextField(_("recommendation"), blank=True)
    unheard_reason = models.CharField(_("why without hearing the evaluator"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decider_parties = models.JSONField(
        default=dict, blank=True, help_text=_("Who decided, as of that day: name, NIP, rank, post, unit.")
    )
    signed_at = models.DateTimeField(_("decision signed by the person"), null=True, blank=True)
    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("objection")
        indexes = [models.Index(fields=["agency", "state", "due_on", "id"], name="objection_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["appraisal"],
                condition=~Q(state="withdrawn"),
                name="objection_once_per_appraisal",
                violation_error_message=_("There already is an objection to this rating."),
            ),
            models.CheckConstraint(
                name="objection_decided_complete",
                condition=Q(state__in=["filed", "withdrawn"], decided_at=None, decided_by=None)
                | (
                    Q(state__in=DECIDED, decided_at__isnull=False, decided_by__isnull=False)
                    & ~Q(decision_reason="")
                ),
            ),
            models.CheckConstraint(
                name="objection_changed_has_ratings",
                condition=(
                    Q(state="changed")
                    & ~Q(result_rating="")
                    & ~Q(behaviour_rating="")
                    & ~Q(predicate="")
                    & ~Q(recommendation="")
                )
                | (~Q(state="changed") & Q(result_rating="", behaviour_rating="", predicate="")),
            ),
            models.CheckConstraint(
                name="objection_decided_by_a_third",
                condition=~Q(decider=F("employee")) & (Q(evaluator=None) | ~Q(decider=F("evaluator"))),
                violation_error_message=_("Nobody decides on the own rating or the own judgement."),
            ),
        ]

    def __str__(self):
        return f"{self.appraisal_id} {self.state}"

    def get_state(self) -> ObjectionStatus:
        """Return the state as an enum member."""
        return ObjectionStatus(self.state)

    def get_predicate(self) -> Predicate | None:
        """Return the predicate that was decided."""
        return Predicate(self.predicate) if self.predicate else None

    def get_old_predicate(self) -> Predicate:
        """Return the predicate objected to."""
        return Predicate(self.original["predicate"])


class ObjectionHearing(models.Model):
    """The superior heard the person or the evaluator, and wrote down what was said."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    objection = models.ForeignKey(Objection, on_delete=models.CASCADE, related_name="hearings")
    party = models.CharField(_("heard"), max_length=10, choices=HeardParty)
    held_on = models.DateField(_("on"))
    notes = models.TextField(_("what was said"))
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("hearing")
        ordering = ["held_on", "id"]

    def __str__(self):
        return f"{self.objection_id} {self.party} {self.held_on}"

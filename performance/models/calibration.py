"""Calibration of a department: a session, and every change of a rating that was proposed in it."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.models import Agency
from employees.models import Employee, Unit
from performance.enums import Predicate, Rating
from performance.enums.evaluation import ChangeStatus, SessionStatus
from performance.models.appraisals import Appraisal
from performance.models.cycles import Period


class CalibrationQuerySet(models.QuerySet):
    """Row scope of sessions."""

    def visible_to(self, actor: Actor):
        """Sessions of units inside a role or post, and those in which people of the actor's are judged."""
        if actor.agency_id is None:
            return self.none()
        rows = self.filter(agency_id=actor.agency_id)
        if actor.is_system or any(scope.is_root for scope in actor.scopes):
            return rows
        allowed = Q(pk__in=[])
        if actor.scopes:
            allowed |= Q(unit_id__in=Unit.objects.in_scopes(actor.scopes).order_by().values("id"))
        if actor.employee_id:
            mine = CalibrationChange.objects.filter(appraisal__employee__evaluator_id=actor.employee_id)
            taking_part = CalibrationSession.participants.through.objects.filter(
                employee_id=actor.employee_id
            )
            allowed |= Q(pk__in=taking_part.values("calibrationsession_id"))
            allowed |= Q(pk__in=mine.values("session_id"))
        return rows.filter(allowed)


class CalibrationSession(models.Model):
    """People of one unit and period are laid side by side, so that the same work gets the same rating (kalibrasi)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="calibrations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=SessionStatus, default=SessionStatus.OPEN)
    revision = models.PositiveIntegerField(default=1, db_default=1)
    purpose = models.TextField(_("why"), blank=True)
    participants = models.ManyToManyField(Employee, related_name="+", help_text=_("Who rates here."))
    opened_by = models.ForeignKey(
        Employee, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    opener_name = models.CharField(max_length=200, blank=True, db_default="")
    opened_at = models.DateTimeField(default=timezone.now)
    closer_name = models.CharField(max_length=200, blank=True, db_default="")
    closed_at = models.DateTimeField(null=True, blank=True)
    conclusion = models.TextField(_("what was agreed"), blank=True, db_default="")
    before = models.JSONField(default=dict, db_default={}, help_text=_("People by predicate at the opening."))
    after = models.JSONField(default=dict, db_default={}, help_text=_("People by predicate at the closing."))
    objects = CalibrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("calibration session")
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "unit"],
                condition=Q(state="open"),
                name="calibrationsession_one_open",
                violation_error_message=_("A session of this unit is already running."),
            ),
            models.CheckConstraint(
                name="calibrationsession_closed_has_time",
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at=None)),
            ),
        ]

    def __str__(self):
        return f"{self.period_id} {self.unit_id}"

    def get_state(self) -> SessionStatus:
        """Return the state as an enum member."""
        return SessionStatus(self.state)


class CalibrationChangeQuerySet(models.QuerySet):
    """Row scope of changes."""

    def visible_to(self, actor: Actor):
        """Changes of sessions in scope on people in scope: an evaluator sees the own people's, nobody else's."""
        people = Appraisal.objects.visible_to(actor).exclude(employee_id=actor.employee_id or 0)
        return self.filter(agency_id=actor.agency_id, appraisal_id__in=people.values("pk"))


class CalibrationChange(models.Model):
    """One change of a rating with its reason; it counts once the evaluator agrees."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    session = models.ForeignKey(CalibrationSession, on_delete=models.PROTECT, related_name="changes")
    appraisal = models.ForeignKey(Appraisal, on_delete=models.PROTECT, related_name="calibrations")
    state = models.CharField(max_length=8, choices=ChangeStatus, default=ChangeStatus.PROPOSED)
    revision = models.PositiveIntegerField(default=1, db_default=1)
    old_result = models.CharField(max_length=8, choices=Rating)
    old_behaviour = models.CharField(max_length=8, choices=Rating)
    old_predicate = models.CharField(max_length=4, choices=Predicate)
    result_rating = models.CharField(_("work result"), max_length=8, choices=Rating)
    behaviour_rating = models.CharField(_("behaviour"), max_length=8, choices=Rating)
    predicate = models.CharField(_("predicate"), max_length=4, choices=Predicate)
    reason = models.TextField(_("reason"))
    proposed_by = models.ForeignKey(
        Employee, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    proposer_name = models.CharField(max_length=200, blank=True, db_default="")
    proposed_at = models.DateTimeField(default=timezone.now)
    answerer_name = models.CharField(max_length=200, blank=True, db_default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True, db_default="")
    objects = CalibrationChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change in calibration")
        ordering = ["proposed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["appraisal"],
                condition=Q(state="proposed"),
                name="calibrationchange_one_open",
                violation_error_message=_("A change for this person already waits for the evaluator."),
            ),
            models.CheckConstraint(
                name="calibrationchange_changes_something",
                condition=~Q(result_rating=F("old_result"), behaviour_rating=F("old_behaviour")),
                violation_error_message=_("Choose another rating than before."),
            ),
            models.CheckConstraint(name="calibrationchange_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="calibrationchange_answered_has_time",
                condition=Q(state="proposed", answered_at=None)
                | (~Q(state="proposed") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.old_predicate} → {self.predicate}"

    def get_state(self) -> ChangeStatus:
        """Return the state as an enum member."""
        return ChangeStatus(self.state)

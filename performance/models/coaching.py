"""Guidance when results are behind (bimbingan kinerja, PermenPANRB 6/2022 annex III p. 78-85)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.models import Agency
from employees.models import Employee, Unit
from performance.enums.dialogue import CoachingOutcome, CoachingStatus
from performance.models.cycles import Cycle
from performance.models.plans import Indicator, WorkResult


class CoachingQuerySet(models.QuerySet):
    """Row scope of coaching records."""

    def visible_to(self, actor: Actor):
        """The person, the coach, the evaluator of today, and who started it; no role opens it."""
        me = actor.employee_id
        if actor.agency_id is None or me is None:
            return self.none()
        allowed = Q(employee_id=me) | Q(coach_id=me) | Q(started_by_id=me)
        allowed |= Q(employee__evaluator_id=me, employee__evaluator__isnull=False)
        return self.filter(allowed, agency_id=actor.agency_id)


class Coaching(models.Model):
    """A coaching record (form B.1.6): goal and facts by the person, steps by the coach, agreed by both."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="coachings")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    coach = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="coachings_led")
    started_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(_("why this coaching"))
    opportunities = models.TextField(_("opportunities"), blank=True)
    state = models.CharField(max_length=10, choices=CoachingStatus, default=CoachingStatus.WRITING)
    revision = models.PositiveIntegerField(default=1)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    objection = models.TextField(_("what does not fit"), blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    review_on = models.DateField(_("look again on"), null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=CoachingOutcome, blank=True)
    outcome_note = models.TextField(_("what came of it"), blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    objects = CoachingQuerySet.as_manager()

    class Meta:
        verbose_name = _("coaching")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="coaching_of_two_people", condition=~Q(employee=F("coach"))),
            models.UniqueConstraint(
                fields=["employee", "coach"],
                condition=~Q(state="closed"),
                name="coaching_one_at_a_time",
                violation_error_message=_("A coaching of these two is running already."),
            ),
            models.CheckConstraint(
                name="coaching_closed_has_outcome",
                condition=(Q(state="closed", closed_at__isnull=False) & ~Q(outcome=""))
                | (~Q(state="closed") & Q(closed_at=None, outcome="")),
            ),
        ]

    def __str__(self):
        return f"{self.employee_id} {self.state}"

    def get_state(self) -> CoachingStatus:
        """Return the state as an enum member."""
        return CoachingStatus(self.state)

    def get_outcome(self) -> CoachingOutcome | None:
        """Return what came of it as an enum member."""
        return CoachingOutcome(self.outcome) if self.outcome else None


class CoachingLine(models.Model):
    """One indicator through the parts of the form: goal, facts, and the step ahead."""

    coaching = models.ForeignKey(Coaching, on_delete=models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField(default=1)
    indicator = models.ForeignKey(
        Indicator, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    statement = models.CharField(_("indicator"), max_length=300)
    target = models.CharField(_("target"), max_length=240, blank=True)
    baseline = models.CharField(_("baseline"), max_length=160, blank=True)
    strategy = models.TextField(_("how the target is to be reached"), blank=True)
    progress = models.TextField(_("progress so far"), blank=True)
    problem = models.TextField(_("problem or obstacle"), blank=True)
    cause = models.TextField(_("cause"), blank=True)
    step = models.TextField(_("how the obstacle is overcome"), blank=True)
    adjusts = models.BooleanField(_("measure and target need adjusting"), default=False)

    class Meta:
        verbose_name = _("line of a coaching")
        ordering = ["order", "id"]

    def __str__(self):
        return self.statement[:80]


class GuidanceFeedbackQuerySet(models.QuerySet):
    """Row scope of what people say about the guidance."""

    def visible_to(self, actor: Actor):
        """The person who wrote it and the leader's superior it is addressed to; never the leader."""
        me = actor.employee_id
        if actor.agency_id is None or me is None:
            return self.none()
        allowed = Q(coaching__employee_id=me) | Q(recipient_id=me, recipient__isnull=False)
        return self.filter(allowed, agency_id=actor.agency_id).exclude(coaching__coach_id=me)


class GuidanceFeedback(models.Model):
    """The person's feedback on the guidance (form B.1.8), handed to the superior of the leader."""

    coaching = models.OneToOneField(Coaching, on_delete=models.CASCADE, related_name="guidance_feedback")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    recipient = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    marks = models.JSONField(default=list, help_text="Nine marks in the order of the form.")
    comment = models.TextField(_("what else the superior should know"), blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    objects = GuidanceFeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback on guidance")

    def __str__(self):
        return f"{self.coaching_id}"


class CompetenceEvaluation(models.Model):
    """What the coach thinks of the person's competences after the guidance (form B.1.9)."""

    coaching = models.OneToOneField(Coaching, on_delete=models.CASCADE, related_name="competences")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    rows = models.JSONField(default=list, help_text="Name, mark 1–5 and reason of each competence.")
    recommendation = models.TextField(_("recommendation"))
    written_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("competence evaluation")

    def __str__(self):
        return f"{self.coaching_id}"


class TakeOverQuerySet(models.QuerySet):
    """Row scope of results taken over."""

    def visible_to(self, actor: Actor):
        """The person, who took it over, the evaluator of today, and who rates in that one's place."""
        me = actor.employee_id
        if actor.agency_id is None or me is None:
            return self.none()
        allowed = Q(employee_id=me) | Q(taken_by_id=me)
        allowed |= Q(employee__evaluator_id=me, employee__evaluator__isnull=False)
        allowed |= Q(employee__evaluator__evaluator_id=me, employee__evaluator__evaluator__isnull=False)
        return self.filter(allowed, agency_id=actor.agency_id)


class TakeOver(models.Model):
    """A result the leader took over after guidance without progress, with the note weighed at the evaluation."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    coaching = models.ForeignKey(Coaching, on_delete=models.PROTECT, related_name="takeovers")
    result = models.ForeignKey(WorkResult, null=True, on_delete=models.SET_NULL, related_name="+")
    statement = models.TextField(_("work result"))
    taken_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    taken_on = models.DateField(_("taken over on"))
    note = models.TextField(_("note for the evaluation"))
    objects = TakeOverQuerySet.as_manager()

    class Meta:
        verbose_name = _("result taken over")
        constraints = [
            models.CheckConstraint(name="takeover_by_somebody_else", condition=~Q(employee=F("taken_by"))),
            models.UniqueConstraint(fields=["cycle", "result"], name="takeover_once"),
        ]

    def __str__(self):
        return self.statement[:80]

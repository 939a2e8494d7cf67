"""A senior shares experience with a junior."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.models import Agency
from employees.models import Employee, Unit
from training.enums import PairStatus


class PairQuerySet(models.QuerySet):
    """Row scope of pairs."""

    def visible_to(self, actor: Actor):
        """The two people, their evaluators, and the subtree of every role; notes are for the pair alone."""
        if actor.agency_id is None:
            return self.none()
        rows = self.filter(agency_id=actor.agency_id)
        if actor.is_system or any(scope.is_root for scope in actor.scopes):
            return rows
        me = actor.employee_id
        if me is None and not actor.scopes:
            return rows.none()
        allowed = Q(senior_id=me) | Q(junior_id=me)
        allowed |= Q(junior__evaluator_id=me, junior__evaluator__isnull=False)
        if actor.scopes:
            allowed |= Q(unit_id__in=Unit.objects.in_scopes(actor.scopes).order_by().values("id"))
        return rows.filter(allowed)


class MentoringPair(models.Model):
    """A senior and a junior; it runs once both have accepted and ends with a review. `unit` is the junior's."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    senior = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="mentoring_given")
    junior = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="mentoring_received")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(_("purpose"), max_length=300)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    proposed_by = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    senior_accepted_at = models.DateTimeField(null=True, blank=True)
    junior_accepted_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=PairStatus, default=PairStatus.PROPOSED)
    revision = models.PositiveIntegerField(default=1)
    review = models.TextField(_("closing review"), blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)  # both were told that the agreed end has passed
    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = _("mentoring pair")
        constraints = [
            models.CheckConstraint(
                name="pair_of_two_people",
                condition=~Q(senior=F("junior")),
                violation_error_message=_("Nobody mentors themselves."),
            ),
            models.CheckConstraint(
                name="pair_dates_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The end lies before the start."),
            ),
            models.UniqueConstraint(
                fields=["junior"],
                condition=Q(state__in=["proposed", "active"]),
                name="pair_one_mentor_at_a_time",
                violation_error_message=_("This person already has a mentor."),
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "id"], name="pair_by_state"),
            models.Index(
                fields=["ends_on"],
                condition=Q(state="active", reminded_at=None),
                name="pair_to_remind",
            ),
        ]

    def __str__(self):
        return f"{self.senior_id} → {self.junior_id}"

    def get_state(self) -> PairStatus:
        """Return the state as an enum member."""
        return PairStatus(self.state)


class MentoringGoal(models.Model):
    """What the two want to reach, and whether it is reached."""

    pair = models.ForeignKey(MentoringPair, on_delete=models.CASCADE, related_name="goals")
    order = models.PositiveSmallIntegerField(default=1)
    text = models.CharField(_("goal"), max_length=200)
    reached_on = models.DateField(_("reached on"), null=True, blank=True)

    class Meta:
        verbose_name = _("mentoring goal")
        ordering = ["order", "id"]

    def __str__(self):
        return self.text


class MentoringSession(models.Model):
    """One meeting; `notes` are read by the pair alone, topic and minutes count for the record."""

    pair = models.ForeignKey(MentoringPair, on_delete=models.CASCADE, related_name="sessions")
    held_on = models.DateField(_("date"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    topic = models.CharField(_("topic"), max_length=160)
    agreed = models.CharField(_("agreed until next time"), max_length=300, blank=True)
    notes = models.TextField(_("notes of the two of you"), blank=True)
    written_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("mentoring session")
        ordering = ["-held_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="session_has_minutes",
                condition=Q(minutes__gte=1, minutes__lte=600),
                violation_error_message=_("A session lasts between 1 and 600 minutes."),
            )
        ]

    def __str__(self):
        return f"{self.held_on} {self.topic}"

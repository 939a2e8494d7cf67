"""Feedback rounds from all sides: who is asked stands apart from what was answered, with nothing between them.

An answer has no respondent, no time and no number of its own: a random key, the person it is about and the side it
comes from. The ledger of respondents knows only whether somebody has answered, and on which day.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor, Role
from asn_portal.core.models import Agency
from employees.models import Employee, Unit
from performance.enums.rounds import RoundGroup, RoundStatus
from performance.models.cycles import Cycle


class RoundQuerySet(models.QuerySet):
    """Row scope of rounds: how far they are, never what was said."""

    def visible_to(self, actor: Actor):
        """Who started it, and HR of the units."""
        if actor.agency_id is None:
            return self.none()
        rows = self.filter(agency_id=actor.agency_id)
        scopes = actor.scopes_for(Role.HR)
        if actor.is_system or any(scope.is_root for scope in scopes):
            return rows
        if actor.user_id is None:
            return rows.none()
        allowed = Q(started_by_id=actor.user_id)
        if scopes:
            allowed |= Q(unit_id__in=Unit.objects.in_scopes(scopes).order_by().values("id"))
        return rows.filter(allowed)


class FeedbackRound(models.Model):
    """One round for a person or the people of a unit. Thresholds are those of the day it was started."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, db_index=False)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=120)
    opens_on = models.DateField(_("from"))
    closes_on = models.DateField(_("last day for answers"))
    minimum = models.PositiveSmallIntegerField(_("answers needed in all"))
    group_minimum = models.PositiveSmallIntegerField(_("answers needed per side"))
    shows_leader = models.BooleanField(_("the leader's answer stands apart"), default=False)
    state = models.CharField(max_length=10, choices=RoundStatus, default=RoundStatus.OPEN)
    revision = models.PositiveIntegerField(default=1)
    started_by = models.ForeignKey("employees.User", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    reminded_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback round")
        constraints = [
            models.CheckConstraint(
                name="feedbackround_dates_in_order",
                condition=Q(closes_on__gte=F("opens_on")),
                violation_error_message=_("The end lies before the start."),
            ),
            models.CheckConstraint(
                name="feedbackround_thresholds",
                condition=Q(minimum__gte=F("group_minimum"), group_minimum__gte=2),
            ),
            models.CheckConstraint(
                name="feedbackround_ended_has_day",
                condition=Q(state="open", closed_on=None) | (~Q(state="open") & Q(closed_on__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["agency", "state", "closes_on"], name="feedbackround_by_state")]

    def __str__(self):
        return self.title

    def get_state(self) -> RoundStatus:
        """Return the state as an enum member."""
        return RoundStatus(self.state)


class RoundSubjectQuerySet(models.QuerySet):
    """Row scope of what a round says about one person."""

    def visible_to(self, actor: Actor):
        """The person and the evaluator of today, and only once the round is closed; no role opens it."""
        me = actor.employee_id
        if actor.agency_id is None or me is None:
            return self.none()
        mine = Q(employee_id=me) | Q(employee__evaluator_id=me, employee__evaluator__isnull=False)
        return self.filter(mine, agency_id=actor.agency_id, round__state=RoundStatus.CLOSED)


class RoundSubject(models.Model):
    """One person a round is about."""

    round = models.ForeignKey(FeedbackRound, on_delete=models.CASCADE, related_name="subjects")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    objects = RoundSubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("person of a feedback round")
        constraints = [models.UniqueConstraint(fields=["round", "employee"], name="roundsubject_once")]

    def __str__(self):
        return f"{self.round_id} {self.employee_id}"


class RoundRespondentQuerySet(models.QuerySet):
    """Row scope of the ledger."""

    def visible_to(self, actor: Actor):
        """One's own line; others see how many have answered, not who."""
        if actor.agency_id is None or actor.employee_id is None:
            return self.none()
        return self.filter(agency_id=actor.agency_id, employee_id=actor.employee_id)


class RoundRespondent(models.Model):
    """Somebody who is asked about one person, and the day on which they answered (no time) or declined."""

    subject = models.ForeignKey(RoundSubject, on_delete=models.CASCADE, related_name="respondents")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(_("side"), max_length=12, choices=RoundGroup)
    answered_on = models.DateField(null=True, blank=True)
    declined_on = models.DateField(null=True, blank=True)
    objects = RoundRespondentQuerySet.as_manager()

    class Meta:
        verbose_name = _("respondent")
        constraints = [
            models.UniqueConstraint(fields=["subject", "employee"], name="roundrespondent_once"),
            models.CheckConstraint(
                name="roundrespondent_one_answer", condition=Q(answered_on=None) | Q(declined_on=None)
            ),
        ]

    def __str__(self):
        return f"{self.subject_id} {self.group}"

    @property
    def is_waiting(self) -> bool:
        """Tell whether nothing has been answered yet."""
        return self.answered_on is None and self.declined_on is None


class RoundAnswer(models.Model):
    """What one of the respondents of a side said. Nothing here leads to who it was or when (see the module)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(RoundSubject, on_delete=models.CASCADE, related_name="answers")
    group = models.CharField(max_length=12, choices=RoundGroup)
    scores = models.JSONField(default=dict, help_text="Behaviour → 1 to 5; left out where not seen.")
    strength = models.TextField(blank=True)
    wish = models.TextField(blank=True)

    class Meta:
        verbose_name = _("anonymous answer")
        ordering = ["id"]

    def __str__(self):
        return self.group

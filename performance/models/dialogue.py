"""Performance dialogue (dialog kinerja): what the two talked about and what they agreed to do."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.models import Agency
from employees.models import Employee
from performance.enums.dialogue import DialogueKind, DialogueStatus
from performance.models.cycles import Cycle
from performance.models.plans import WorkResult


class DialogueQuerySet(models.QuerySet):
    """Row scope of dialogue notes."""

    def visible_to(self, actor: Actor):
        """The two alone, whatever role somebody else has."""
        me = actor.employee_id
        if actor.agency_id is None or me is None:
            return self.none()
        return self.filter(Q(employee_id=me) | Q(leader_id=me), agency_id=actor.agency_id)


class Dialogue(models.Model):
    """The note of one talk between a person and the leader; it stands once the other one has confirmed it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="dialogues")
    leader = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="dialogues_led")
    topic = models.CharField(_("about"), max_length=12, choices=DialogueKind)
    held_on = models.DateField(_("held on"))
    notes = models.TextField(_("what you talked about"))
    results = models.ManyToManyField(WorkResult, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=DialogueStatus, default=DialogueStatus.WRITTEN)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(_("remark of the other one"), blank=True)
    objects = DialogueQuerySet.as_manager()

    class Meta:
        verbose_name = _("performance dialogue")
        ordering = ["-held_on", "-id"]
        constraints = [
            models.CheckConstraint(name="dialogue_of_two_people", condition=~Q(employee=F("leader"))),
            models.CheckConstraint(
                name="dialogue_written_by_one_of_the_two",
                condition=Q(written_by=F("employee")) | Q(written_by=F("leader")),
            ),
            models.CheckConstraint(
                name="dialogue_confirmed_has_time",
                condition=Q(state="confirmed", confirmed_at__isnull=False)
                | Q(state="written", confirmed_at=None),
            ),
        ]

    def __str__(self):
        return f"{self.held_on} {self.topic}"

    def get_state(self) -> DialogueStatus:
        """Return the state as an enum member."""
        return DialogueStatus(self.state)


class DialogueAction(models.Model):
    """Something one of the two promised to do by a day."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="actions")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    text = models.CharField(_("action"), max_length=300)
    owner = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("by"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    overdue_told_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("agreed action")
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["agency", "due_on"], condition=Q(done_on=None), name="dialogueaction_open")
        ]

    def __str__(self):
        return self.text[:80]

"""What a class was worth: the reaction at its end and the promise to apply it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.models import Agency
from employees.models import Employee, Unit
from training.enums import FollowUpStatus
from training.models.enrolments import Enrolment
from training.models.scopes import AboutEmployeeQuerySet


def score(label) -> models.PositiveSmallIntegerField:
    """Return a field for a mark from 1 to 5."""
    return models.PositiveSmallIntegerField(label, validators=[MinValueValidator(1), MaxValueValidator(5)])


class Reaction(models.Model):
    """The short questionnaire at the end of a class (Kirkpatrick level 1); shown to others as averages only."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="reaction")
    content = score(_("The content helps me in my work"))
    teaching = score(_("It was taught well"))
    organisation = score(_("It was organised well"))
    comment = models.TextField(_("comment"), blank=True)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reaction")

    def __str__(self):
        return f"{self.enrolment_id}: {self.content}/{self.teaching}/{self.organisation}"


class FollowUp(models.Model):
    """A promise to apply what was learnt (rencana tindak lanjut); the superior is asked on `due_on`."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="follow_up")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="follow_ups")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    promise = models.TextField(_("what I will apply"))
    due_on = models.DateField(_("to be confirmed on"))
    state = models.CharField(max_length=12, choices=FollowUpStatus, default=FollowUpStatus.PROMISED)
    revision = models.PositiveIntegerField(default=1)
    promised_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_times = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("answer of the superior"), blank=True)
    objects = AboutEmployeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        indexes = [
            models.Index(fields=["agency", "state", "due_on"], name="followup_due"),
            models.Index(fields=["employee", "state"], name="followup_of_person"),
        ]

    def __str__(self):
        return self.promise[:80]

    def get_state(self) -> FollowUpStatus:
        """Return the state as an enum member."""
        return FollowUpStatus(self.state)

"""Asking somebody for feedback: a colleague by the inbox, a service receiver by a link that works once."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.models import Agency
from employees.models import Employee
from performance.enums import BehaviourValue
from performance.enums.dialogue import RequestStatus
from performance.models.cycles import Cycle
from performance.models.plans import WorkResult


class FeedbackRequestQuerySet(models.QuerySet):
    """Row scope of requests."""

    def visible_to(self, actor: Actor):
        """Only who asked and who was asked; the answer itself is feedback and has its own scope."""
        if actor.agency_id is None or actor.employee_id is None:
            return self.none()
        mine = Q(asked_by_id=actor.employee_id) | Q(asked_id=actor.employee_id, asked__isnull=False)
        return self.filter(mine, agency_id=actor.agency_id)


class FeedbackRequest(models.Model):
    """One question about one result or one behaviour; `asked` is empty where a service receiver has the link.

    Of a link only the digest of its code is kept: nobody who reads the database can use it.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="+", db_index=False)
    result = models.ForeignKey(WorkResult, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    behaviour = models.CharField(_("behaviour"), max_length=14, choices=BehaviourValue, blank=True)
    question = models.CharField(_("question"), max_length=300)
    asked_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="feedback_asked_for")
    asked = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="feedback_requests"
    )
    code_digest = models.CharField(max_length=64, blank=True)
    due_on = models.DateField(_("answer by"))
    state = models.CharField(max_length=10, choices=RequestStatus, default=RequestStatus.OPEN)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    answered_on = models.DateField(null=True, blank=True)
    decline_reason = models.CharField(_("reason"), max_length=300, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    objects = FeedbackRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for feedback")
        constraints = [
            models.CheckConstraint(
                name="feedbackrequest_person_or_link",
                condition=Q(asked__isnull=False, code_digest="") | (Q(asked=None) & ~Q(code_digest="")),
            ),
            models.CheckConstraint(
                name="feedbackrequest_of_somebody_else",
                condition=Q(asked=None) | (~Q(asked=F("employee")) & ~Q(asked=F("asked_by"))),
                violation_error_message=_("Feedback is about somebody else."),
            ),
            models.UniqueConstraint(
                fields=["code_digest"], condition=~Q(code_digest=""), name="feedbackrequest_code_once"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "due_on"], condition=Q(state="open"), name="feedbackrequest_open"),
        ]

    def __str__(self):
        return self.question[:80]

    @property
    def is_public(self) -> bool:
        """Tell whether a service receiver answers by a link."""
        return self.asked_id is None

    def get_state(self) -> RequestStatus:
        """Return the state as an enum member."""
        return RequestStatus(self.state)

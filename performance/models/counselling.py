"""Problems of work behaviour and counselling (form B.1.10, annex III p. 85-88): confidential throughout.

No role opens these rows: only who reported, the personnel unit of the whole agency, the counsellor who was appointed,
and for the points agreed in the own sessions the person. Their steps are kept here and not in the common log.
"""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor, Role
from asn_portal.core.models import Agency
from employees.models import Employee
from performance.enums import BehaviourValue
from performance.enums.dialogue import CaseStatus
from performance.models.cycles import Cycle
from performance.models.evidence import Feedback


def is_personnel_unit(actor: Actor) -> bool:
    """Tell whether the actor is HR of the whole agency."""
    return any(scope.is_root for scope in actor.scopes_for(Role.HR))


class BehaviourReportQuerySet(models.QuerySet):
    """Row scope of reports."""

    def visible_to(self, actor: Actor):
        """Who reported, the personnel unit, the counsellor; never the person it is about."""
        me = actor.employee_id
        if actor.agency_id is None or (me is None and not actor.scopes):
            return self.none()
        rows = self.filter(agency_id=actor.agency_id)
        if me is not None:
            rows = rows.exclude(employee_id=me)
        if is_personnel_unit(actor):
            return rows
        if me is None:
            return rows.none()
        return rows.filter(Q(reported_by_id=me) | Q(counsellor_id=me, counsellor__isnull=False))

    def of_person(self, actor: Actor):
        """Return the cases in which the actor is being counselled; read only for what was agreed."""
        if actor.employee_id is None:
            return self.none()
        return self.filter(
            agency_id=actor.agency_id,
            employee_id=actor.employee_id,
            state__in=[CaseStatus.OPEN, CaseStatus.CLOSED],
            counsellor__isnull=False,
        )


class BehaviourReport(models.Model):
    """What a rater reports to the personnel unit, and the counselling that follows."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    reported_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(default=timezone.now)
    value = models.CharField(_("core value"), max_length=14, choices=BehaviourValue)
    expectation = models.TextField(_("special expectation"), blank=True)
    problem = models.TextField(_("the problem"))
    others_too = models.BooleanField(_("others as well"), default=False)
    tried = models.TextField(_("what was done so far"))
    told_on = models.DateField(_("told to the person on"))
    proofs = models.ManyToManyField(Feedback, related_name="+")
    state = models.CharField(max_length=10, choices=CaseStatus, default=CaseStatus.REPORTED)
    revision = models.PositiveIntegerField(default=1)
    counsellor = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    meets_at = models.DateTimeField(_("first meeting"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=160, blank=True)
    decision = models.TextField(_("decision of the personnel unit"), blank=True)
    record = models.TextField(_("record of the counselling"), blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    objects = BehaviourReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("behaviour report")
        constraints = [
            models.CheckConstraint(
                name="behaviourreport_parties_differ",
                condition=~Q(employee=F("reported_by"))
                & (Q(counsellor=None) | (~Q(counsellor=F("employee")) & ~Q(counsellor=F("reported_by")))),
                violation_error_message=_("The counsellor is neither the person nor who reported."),
            ),
            models.CheckConstraint(
                name="behaviourreport_open_has_counsellor",
                condition=~Q(state="open") | Q(counsellor__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["employee"],
                condition=Q(state__in=["reported", "open"]),
                name="behaviourreport_one_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["agency", "state", "id"], name="behaviourreport_by_state")]

    def __str__(self):
        return f"{self.pk} {self.state}"

    def get_state(self) -> CaseStatus:
        """Return the state as an enum member."""
        return CaseStatus(self.state)


class CounsellingSession(models.Model):
    """One session: the counsellor's own notes, and what the two agreed, which the person reads."""

    report = models.ForeignKey(BehaviourReport, on_delete=models.CASCADE, related_name="sessions")
    held_on = models.DateField(_("held on"))
    notes = models.TextField(_("notes of the counsellor"), blank=True)
    agreed = models.TextField(_("what was agreed"))
    written_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("counselling session")
        ordering = ["-held_on", "-id"]

    def __str__(self):
        return f"{self.report_id} {self.held_on}"


class CaseStep(models.Model):
    """Who did what in a case, kept with the case so that it is read by those who may read the case."""

    report = models.ForeignKey(BehaviourReport, on_delete=models.CASCADE, related_name="steps")
    to_state = models.CharField(max_length=10, choices=CaseStatus)
    what = models.CharField(max_length=20)
    actor_name = models.CharField(max_length=160)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.report_id} {self.what}"

"""Exams passed, and proposals for a higher rank."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.models import Agency
from employees.models import Employee, Rank, RankRecord, Unit
from promotions.enums import ExamKind, PromotionKind, ProposalStatus
from training.models.scopes import AboutEmployeeQuerySet

UNDECIDED = [
    ProposalStatus.AT_UNIT,
    ProposalStatus.AT_BKPSDM,
    ProposalStatus.TO_DECIDE,
    ProposalStatus.RETURNED,
]


class ExamRecord(models.Model):
    """An exam passed, recorded by HR."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="exam_records")
    exam = models.CharField(_("exam"), max_length=16, choices=ExamKind)
    target_rank = models.ForeignKey(
        Rank, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text=_("For UPKP.")
    )
    passed_on = models.DateField(_("passed on"))
    number = models.CharField(_("certificate number"), max_length=80, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("exam")
        ordering = ["-passed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "exam", "passed_on"],
                name="examrecord_once",
                violation_error_message=_("This exam is already recorded."),
            )
        ]

    def __str__(self):
        return f"{self.exam} {self.passed_on}"


class RankProposal(models.Model):
    """A proposal for the next rank (usul kenaikan pangkat), with the person as they were (snapshot)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="rank_proposals")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    opd = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    employee_name = models.CharField(max_length=200)
    employee_nip = models.CharField(max_length=18, blank=True)
    position_name = models.CharField(max_length=200, blank=True)
    unit_name = models.CharField(max_length=200, blank=True)
    path = models.CharField(_("path"), max_length=12, choices=PromotionKind)
    from_rank = models.ForeignKey(Rank, on_delete=models.PROTECT, related_name="+")
    to_rank = models.ForeignKey(Rank, on_delete=models.PROTECT, related_name="+")
    target_on = models.DateField(_("TMT aimed at"))
    state = models.CharField(max_length=12, choices=ProposalStatus, default=ProposalStatus.AT_UNIT)
    revision = models.PositiveIntegerField(default=1)
    checklist = models.JSONField(help_text=_("The checklist the proposal was made on."))
    override_reason = models.CharField(_("why although not all is met"), max_length=300, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(default=timezone.now)
    desk_since = models.DateTimeField(default=timezone.now)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Who checked it at BKPSDM."),
    )
    decree_number = models.CharField(_("decree number"), max_length=80, blank=True)
    decree_on = models.DateField(_("decree date"), null=True, blank=True)
    effective_on = models.DateField(_("TMT"), null=True, blank=True)
    rank_record = models.ForeignKey(
        RankRecord, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    objects = AboutEmployeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("rank proposal")
        constraints = [
            models.UniqueConstraint(
                fields=["employee"],
                condition=models.Q(state__in=["at_unit", "at_bkpsdm", "to_decide", "returned"]),
                name="rankproposal_one_at_a_time",
                violation_error_message=_("A proposal for this person is already on its way."),
            ),
            models.CheckConstraint(
                name="rankproposal_decree_coherent",
                condition=~models.Q(state="decided")
                | (
                    models.Q(decree_on__isnull=False, effective_on__isnull=False)
                    & ~models.Q(decree_number="")
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "desk_since", "id"], name="rankproposal_by_desk"),
            models.Index(fields=["opd", "state", "desk_since"], name="rankproposal_by_office"),
        ]

    def __str__(self):
        return f"{self.employee_name} → {self.to_rank_id}"

    def get_state(self) -> ProposalStatus:
        """Return the state as an enum member."""
        return ProposalStatus(self.state)

    @property
    def office_id(self) -> int | None:
        """Return the office (OPD) whose desk checks it: the unit itself where it lies under none."""
        return self.opd_id or self.unit_id

    @property
    def is_open(self) -> bool:
        """Tell whether it is still on its way."""
        return self.state in UNDECIDED

"""Recognition: kinds of award, who may be proposed, nominations, and awards given."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.models import Agency
from asn_portal.core.models.documents import Document
from employees.models import Employee, Unit
from promotions.enums import AwardLevel, AwardRule, NominationStatus
from training.models.scopes import AboutEmployeeQuerySet, AgencyQuerySet

# What the night may find open about a candidate, by the codes of the checklist.
OPEN_WORDS = {
    "service": _("day of CPNS"),
    "standing": _("legal standing"),
    "discipline": _("statement on discipline"),
    "leave": _("unpaid leave"),
    "conduct": _("good conduct"),
    "not_held": _("earlier medal"),
}


class NominationQuerySet(AboutEmployeeQuerySet):
    """Row scope of nominations."""

    def visible_to(self, actor: Actor):
        """As for everything about a person, and who nominated follows the matter to its end."""
        rows = super().visible_to(actor)
        if actor.user_id is None or actor.agency_id is None:
            return rows
        return rows | self.filter(agency_id=actor.agency_id, nominated_by_id=actor.user_id)


class AwardQuerySet(AboutEmployeeQuerySet):
    """Row scope of awards."""

    def visible_to(self, actor: Actor):
        """What hangs on the wall is for everybody of the government; what somebody took down only for its scope."""
        if actor.agency_id is None:
            return self.none()
        return super().visible_to(actor) | self.filter(agency_id=actor.agency_id, is_on_wall=True)


class AwardType(models.Model):
    """A kind of award with its criteria; `valid_years` empty: for ever. `points` are for the talent score."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    name = models.CharField(_("name"), max_length=160)
    level = models.CharField(_("level"), max_length=10, choices=AwardLevel)
    rule = models.CharField(_("checklist"), max_length=16, choices=AwardRule, default=AwardRule.LOCAL)
    form = models.CharField(
        _("form"), max_length=160, blank=True, help_text=_("Medal, certificate, study tour …")
    )
    criteria = models.TextField(_("criteria"), blank=True)
    valid_years = models.PositiveSmallIntegerField(_("counts for (years)"), null=True, blank=True)
    points = models.PositiveSmallIntegerField(_("points"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)
    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("award type")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                name="awardtype_once",
                violation_error_message=_("There already is an award of this name."),
            ),
            models.UniqueConstraint(
                fields=["agency", "rule"],
                condition=~Q(rule="local"),
                name="awardtype_one_per_medal",
                violation_error_message=_("There already is an award type for this medal."),
            ),
        ]

    def __str__(self):
        return self.name


class AwardCandidate(models.Model):
    """Somebody whose service reached 10, 20 or 30 years; found at night, kept true every night."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    # The unique constraint below serves both lookups; every index more costs the night a tenth.
    employee = models.ForeignKey(
        Employee, on_delete=models.CASCADE, related_name="award_candidacies", db_index=False
    )
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    award_type = models.ForeignKey(
        AwardType, on_delete=models.CASCADE, related_name="candidates", db_index=False
    )
    sort_name = models.CharField(max_length=160)
    is_met = models.BooleanField()
    open_codes = models.CharField(max_length=200, blank=True)
    reached_on = models.DateField(_("years of service reached on"))
    checked_on = models.DateField(_("checked on"))
    papers_checked_on = models.DateField(_("papers checked on"), null=True, blank=True)
    papers_checked_by_name = models.CharField(max_length=200, blank=True)
    objects = AboutEmployeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidate for an award")
        constraints = [models.UniqueConstraint(fields=["employee", "award_type"], name="awardcandidate_once")]
        indexes = [
            models.Index(
                fields=["agency", "award_type", "is_met", "sort_name", "id"], name="candidate_by_name"
            )
        ]

    def __str__(self):
        return f"{self.sort_name}: {self.award_type_id}"

    @property
    def still_open(self) -> list[str]:
        """Return what needs verification, in words."""
        return [str(OPEN_WORDS.get(code, code)) for code in self.open_codes.split(",") if code]


class Nomination(models.Model):
    """A head or HR proposes somebody for an award, with reasons and evidence."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    award_type = models.ForeignKey(AwardType, on_delete=models.PROTECT, related_name="nominations")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="nominations")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    employee_name = models.CharField(max_length=200)
    employee_nip = models.CharField(max_length=18, blank=True)
    position_name = models.CharField(max_length=200, blank=True)
    unit_name = models.CharField(max_length=200, blank=True)
    reason = models.TextField(_("what was done well"))
    evidence_link = models.URLField(_("link to evidence"), max_length=300, blank=True)
    file = models.FileField(_("file"), upload_to="nominations/%Y/%m/", max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file_type = models.CharField(max_length=80, blank=True)
    checklist = models.JSONField(help_text=_("The checklist the nomination was made on."))
    override_reason = models.CharField(_("why although not all is met"), max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=NominationStatus, default=NominationStatus.SUBMITTED)
    revision = models.PositiveIntegerField(default=1)
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    nominated_by_name = models.CharField(max_length=200, blank=True)
    nominated_at = models.DateTimeField(default=timezone.now)
    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = _("nomination")
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "award_type"],
                condition=Q(state__in=["submitted", "returned"]),
                name="nomination_one_at_a_time",
                violation_error_message=_(
                    "A nomination of this person for this award is already on its way."
                ),
            )
        ]
        indexes = [models.Index(fields=["agency", "state", "nominated_at", "id"], name="nomination_by_state")]

    def __str__(self):
        return f"{self.employee_name}: {self.award_type_id}"

    def get_state(self) -> NominationStatus:
        """Return the state as an enum member."""
        return NominationStatus(self.state)


class Award(models.Model):
    """An award given; shown on the wall of the office, in the career, and behind the QR of its certificate."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    award_type = models.ForeignKey(AwardType, on_delete=models.PROTECT, related_name="awards")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="awards")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    opd = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    nomination = models.OneToOneField(
        Nomination, null=True, blank=True, on_delete=models.PROTECT, related_name="award"
    )
    employee_name = models.CharField(max_length=200)
    position_name = models.CharField(max_length=200, blank=True)
    unit_name = models.CharField(max_length=200, blank=True)
    citation = models.CharField(_("for"), max_length=300, blank=True)
    awarded_on = models.DateField(_("awarded on"))
    valid_until = models.DateField(null=True, blank=True)
    decree_number = models.CharField(_("decree number"), max_length=80, blank=True)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_on_wall = models.BooleanField(_("shown on the wall"), default=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("award")
        ordering = ["-awarded_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "award_type", "awarded_on"],
                name="award_once_a_day",
                violation_error_message=_("This award is already recorded for that day."),
            )
        ]
        indexes = [
            models.Index(fields=["agency", "-awarded_on", "-id"], name="award_newest"),
            # The clock looks every few minutes for what has not been said yet; nearly all has.
            models.Index(fields=["agency", "id"], name="award_untold", condition=Q(announced_at=None)),
        ]

    def __str__(self):
        return f"{self.award_type_id} {self.employee_name}"

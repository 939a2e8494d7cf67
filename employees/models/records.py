"""Histories of a person: posts, ranks, education, discipline, unpaid leave, temporary evaluators."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from asn_portal.core.models import Agency
from employees.enums import AssignmentKind, DisciplineLevel, EducationLevel, RankChangeKind
from employees.models.organisation import Position, Rank, Unit
from employees.models.people import Employee

ends_after_start = Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))


class AssignmentQuerySet(models.QuerySet):
    """Who held what when."""

    def on(self, day):
        """Assignments that count on a day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class Assignment(models.Model):
    """Somebody holds a post between dates: definitive, Plt or Plh."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="assignments")
    position = models.ForeignKey(
        Position, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments"
    )
    position_name = models.CharField(_("post"), max_length=200)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(_("unit"), max_length=200, blank=True)
    kind = models.CharField(
        _("kind"), max_length=12, choices=AssignmentKind, default=AssignmentKind.DEFINITIVE
    )
    starts_on = models.DateField(_("from (TMT)"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    decree_number = models.CharField(_("decree number"), max_length=80, blank=True)
    decree_on = models.DateField(_("decree date"), null=True, blank=True)
    source = models.CharField(max_length=20, blank=True)
    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="assignment_dates_in_order",
                condition=ends_after_start,
                violation_error_message=_("The end lies before the start."),
            ),
            models.UniqueConstraint(
                fields=["employee"],
                condition=Q(ends_on=None, kind="definitive"),
                name="assignment_one_open_definitive",
                violation_error_message=_("This person already holds a definitive post."),
            ),
        ]

    def __str__(self):
        return f"{self.position_name} {self.starts_on}–{self.ends_on or ''}"


class RankRecord(models.Model):
    """A rank held from a date (riwayat pangkat)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="rank_records")
    rank = models.ForeignKey(Rank, on_delete=models.PROTECT, related_name="+")
    effective_on = models.DateField(_("TMT"))
    kind = models.CharField(_("kind"), max_length=10, choices=RankChangeKind, default=RankChangeKind.IMPORTED)
    decree_number = models.CharField(_("decree number"), max_length=80, blank=True)
    decree_on = models.DateField(_("decree date"), null=True, blank=True)
    service_years = models.PositiveSmallIntegerField(_("service years in the group"), null=True, blank=True)
    service_months = models.PositiveSmallIntegerField(_("service months in the group"), null=True, blank=True)
    source = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = _("rank record")
        ordering = ["-effective_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "effective_on"],
                name="rankrecord_once_a_day",
                violation_error_message=_("There already is a rank from that day."),
            )
        ]

    def __str__(self):
        return f"{self.rank_id} {self.effective_on}"


class Education(models.Model):
    """A diploma (riwayat pendidikan)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="educations")
    level = models.CharField(_("level"), max_length=10, choices=EducationLevel)
    programme = models.CharField(_("programme"), max_length=160, blank=True)
    institution = models.CharField(_("school"), max_length=160, blank=True)
    graduated_year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    source = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = _("education")
        ordering = ["-graduated_year", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "level", "programme", "graduated_year"],
                name="education_once",
                violation_error_message=_("This diploma is already recorded."),
            )
        ]

    def __str__(self):
        return f"{self.level} {self.programme}"


class DisciplineRecord(models.Model):
    """A punishment (PP 94/2021); shown only to named roles (A13)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="discipline_records")
    level = models.CharField(_("level"), max_length=8, choices=DisciplineLevel)
    description = models.CharField(_("punishment"), max_length=200)
    decree_number = models.CharField(_("decree number"), max_length=80, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("discipline record")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(name="disciplinerecord_dates_in_order", condition=ends_after_start)
        ]

    def __str__(self):
        return f"{self.level} {self.starts_on}"


class UnpaidLeave(models.Model):
    """Leave outside state responsibility (CLTN)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="unpaid_leaves")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    decree_number = models.CharField(_("decree number"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("unpaid leave")
        ordering = ["-starts_on"]
        constraints = [models.CheckConstraint(name="unpaidleave_dates_in_order", condition=ends_after_start)]

    def __str__(self):
        return f"{self.starts_on}–{self.ends_on or ''}"


class EvaluatorOverride(models.Model):
    """HR sets a temporary evaluator, with reason and dates."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="evaluator_overrides")
    evaluator = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=200)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("temporary evaluator")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="evaluatoroverride_dates_in_order",
                condition=ends_after_start,
                violation_error_message=_("The end lies before the start."),
            ),
            models.CheckConstraint(
                name="evaluatoroverride_somebody_else",
                condition=~Q(evaluator=F("employee")),
                violation_error_message=_("Nobody rates themselves."),
            ),
        ]

    def __str__(self):
        return f"{self.employee_id} → {self.evaluator_id}"

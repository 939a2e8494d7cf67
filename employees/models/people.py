"""People."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from asn_portal.core.access import Actor
from asn_portal.core.models import Agency
from employees.enums import EducationLevel, EmployeeKind, Sex, Standing
from employees.models.organisation import Position, Rank, Unit


class EmployeeQuerySet(models.QuerySet):
    """Row scope of people."""

    def visible_to(self, actor: Actor):
        """Own row, direct reports, and the subtree of every role or post (B4); the root scope needs no unit test."""
        if actor.agency_id is None:
            return self.none()
        rows = self.filter(agency_id=actor.agency_id)
        if actor.is_system or any(scope.is_root for scope in actor.scopes):
            return rows
        allowed = Q(pk=actor.employee_id) | Q(evaluator_id=actor.employee_id, evaluator__isnull=False)
        if actor.scopes:
            allowed |= Q(unit_id__in=Unit.objects.in_scopes(actor.scopes).order_by().values("id"))
        return rows.filter(allowed)

    def employed(self):
        """People who belong to the agency today."""
        return self.filter(is_active=True)

    def planning(self):
        """People who get a performance plan: employed civil servants, not officials."""
        return self.filter(is_active=True, standing__in=Standing.planning()).exclude(
            kind=EmployeeKind.OFFICIAL
        )


class Employee(models.Model):
    """One person at one agency (pegawai). Rank, post, unit and evaluator are maintained from the histories."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="employees"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=EmployeeKind)
    standing = models.CharField(_("legal standing"), max_length=16, choices=Standing, default=Standing.ACTIVE)
    is_active = models.BooleanField(default=True)
    # Unique among the active, and an official has none: NULL, not "".
    nip = models.CharField(_("NIP"), max_length=18, null=True, blank=True)  # noqa: DJ001
    national_id = models.CharField(_("PNS ID of SIASN"), max_length=64, blank=True)
    name = models.CharField(_("name"), max_length=160)
    front_title = models.CharField(_("title before the name"), max_length=40, blank=True)
    back_title = models.CharField(_("title after the name"), max_length=80, blank=True)
    sort_name = models.CharField(max_length=160)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex, blank=True)
    birth_place = models.CharField(_("place of birth"), max_length=100, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    nik = models.CharField(_("NIK"), max_length=16, blank=True)
    npwp = models.CharField(_("NPWP"), max_length=24, blank=True)
    phone = models.CharField(_("phone"), max_length=24, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    cpns_on = models.DateField(_("CPNS since"), null=True, blank=True)
    pns_on = models.DateField(_("PNS since"), null=True, blank=True)
    education_level = models.CharField(_("education"), max_length=10, choices=EducationLevel, blank=True)
    rank = models.ForeignKey(Rank, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rank_effective_on = models.DateField(_("rank since (TMT)"), null=True, blank=True)
    position = models.ForeignKey(Position, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    position_effective_on = models.DateField(_("post since (TMT)"), null=True, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    evaluator = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    evaluator_source = models.CharField(max_length=20, blank=True)
    discipline_checked_on = models.DateField(
        _("discipline stated by HR on"),
        null=True,
        blank=True,
        help_text=_("Without it, discipline is unknown."),
    )
    history = HistoricalRecords(excluded_fields=["sort_name"])
    objects = EmployeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("employee")
        indexes = [
            models.Index(fields=["agency", "sort_name", "id"], name="employee_by_name"),
            models.Index(fields=["agency", "nip"], name="employee_agency_nip"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["nip"],
                condition=Q(is_active=True),
                name="employee_nip_once_among_active",
                violation_error_message=_("This NIP already belongs to an active employee."),
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(is_active=True), name="employee_one_active_per_user"
            ),
            models.CheckConstraint(
                name="employee_nip_unless_official",
                condition=Q(kind=EmployeeKind.OFFICIAL) | Q(nip__isnull=False),
                violation_error_message=_("Only an official has no NIP."),
            ),
            models.CheckConstraint(
                name="employee_not_own_evaluator", condition=Q(evaluator=None) | ~Q(evaluator=F("id"))
            ),
        ]

    def __str__(self):
        return self.full_name

    @property
    def full_name(self) -> str:
        """Return the name with its titles."""
        name = f"{self.front_title} {self.name}".strip()
        return f"{name}, {self.back_title}" if self.back_title else name

    def get_standing(self) -> Standing:
        """Return the standing as an enum member."""
        return Standing(self.standing)

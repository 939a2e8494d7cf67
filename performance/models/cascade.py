"""Handing results on: work teams across units, the roles of the matrix (form A.1.5), and how a column is divided."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.models import Agency
from employees.models import Employee, Unit
from performance.enums import ResultKind
from performance.enums.cascade import DivisionMethod, MemberSource, MemberState, RoleState
from performance.models.cycles import Cycle
from performance.models.plans import Indicator, WorkResult


class WorkTeamQuerySet(models.QuerySet):
    """Row scope of teams."""

    def visible_to(self, actor: Actor):
        """Those of one's units; the own teams and those of the people one evaluates; and what is open to all."""
        if actor.agency_id is None:
            return self.none()
        rows = self.filter(agency_id=actor.agency_id)
        if actor.is_system or any(scope.is_root for scope in actor.scopes):
            return rows
        allowed = Q(is_open=True)
        if actor.employee_id is not None:
            members = TeamMember.objects.filter(team=OuterRef("pk"))
            mine = Q(employee_id=actor.employee_id) | Q(employee__evaluator_id=actor.employee_id)
            allowed |= Q(leader_id=actor.employee_id) | Q(Exists(members.filter(mine)))
        if actor.scopes:
            allowed |= Q(unit_id__in=Unit.objects.in_scopes(actor.scopes).order_by().values("id"))
        return rows.filter(allowed)


class WorkTeam(models.Model):
    """A team (tim kerja) of a unit with its leader (ketua tim) and members from any unit, for a time."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    leader = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="led_teams")
    name = models.CharField(_("name of the team"), max_length=160)
    purpose = models.TextField(_("what the team is to reach"), blank=True, db_default="")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    is_open = models.BooleanField(_("anybody may volunteer"), default=False, db_default=False)
    revision = models.PositiveIntegerField(default=1, db_default=1)
    formed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    formed_at = models.DateTimeField(default=timezone.now)
    objects = WorkTeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("work team")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "unit", "name"],
                name="workteam_name_once",
                violation_error_message=_("The unit has a team of this name already."),
            ),
            models.CheckConstraint(
                name="workteam_dates_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The dates are not in order."),
            ),
        ]

    def __str__(self):
        return self.name

    def is_at_work(self, day) -> bool:
        """Tell whether the team has not ended by a day."""
        return day <= self.ends_on


class TeamMemberQuerySet(models.QuerySet):
    """Row scope of memberships."""

    def visible_to(self, actor: Actor):
        """Those of the teams one sees, and those of the people of one's units wherever they work."""
        if actor.agency_id is None:
            return self.none()
        teams = WorkTeam.objects.visible_to(actor).order_by().values("pk")
        allowed = Q(team_id__in=teams)
        if actor.scopes:
            units = Unit.objects.in_scopes(actor.scopes).order_by().values("id")
            allowed |= Q(employee__unit_id__in=units)
        return self.filter(allowed, agency_id=actor.agency_id)


class TeamMember(models.Model):
    """One person in one team; where the leader is not the evaluator, the evaluator agrees first (annex II p. 46)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    team = models.ForeignKey(WorkTeam, on_delete=models.PROTECT, related_name="members")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="team_memberships")
    source = models.CharField(max_length=10, choices=MemberSource, default=MemberSource.APPOINTED)
    state = models.CharField(max_length=10, choices=MemberState, default=MemberState.PROPOSED)
    revision = models.PositiveIntegerField(default=1, db_default=1)
    reason = models.CharField(_("why this person"), max_length=300, blank=True, db_default="")
    asked_by_name = models.CharField(max_length=200, blank=True, db_default="")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    objects = TeamMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("team member")
        constraints = [
            models.UniqueConstraint(
                fields=["team", "employee"],
                condition=Q(state__in=["proposed", "active"]),
                name="teammember_once_at_a_time",
                violation_error_message=_("This person is in the team or has been asked already."),
            ),
            models.CheckConstraint(
                name="teammember_decided_has_time",
                condition=Q(state="proposed", decided_at=None)
                | (~Q(state="proposed") & Q(decided_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["employee", "state"], name="teammember_of_person")]

    def __str__(self):
        return f"{self.team_id} {self.employee_id}"

    def get_state(self) -> MemberState:
        """Return the state as an enum member."""
        return MemberState(self.state)


class MatrixRoleQuerySet(models.QuerySet):
    """Row scope of roles."""

    def visible_to(self, actor: Actor):
        """The own roles, those one writes as leader, those of the own people, and the subtree of every role."""
        if actor.agency_id is None:
            return self.none()
        rows = self.filter(agency_id=actor.agency_id)
        if actor.is_system or any(scope.is_root for scope in actor.scopes):
            return rows
        me = actor.employee_id
        allowed = Q(pk__in=[])
        if me is not None:
            allowed = Q(employee_id=me) | Q(leader_id=me) | Q(employee__evaluator_id=me)
        if actor.scopes:
            allowed |= Q(unit_id__in=Unit.objects.in_scopes(actor.scopes).order_by().values("id"))
        return rows.filter(allowed)

    def live(self):
        """Roles that serve their column or are offered."""
        return self.filter(state__in=RoleState.live())


class MatrixRole(models.Model):
    """One result a leader gives one person (peran hasil): an entry of a cell, or a template handed out.

    The column is an indicator of the leader of a unit, or a result of the leader of a team; `column_text` keeps its
    words when a later version of the leader's plan drops it.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, db_index=False)
    leader = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    team = models.ForeignKey(WorkTeam, null=True, blank=True, on_delete=models.PROTECT, related_name="roles")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", db_index=False)
    column_result = models.ForeignKey(
        WorkResult, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    column_indicator = models.ForeignKey(
        Indicator, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    column_text = models.TextField(blank=True, db_default="")
    text = models.TextField(_("role, as a result"), blank=True, db_default="")
    share = models.DecimalField(_("share"), max_digits=14, decimal_places=3, null=True, blank=True)
    part = models.CharField(_("region or aspect"), max_length=120, blank=True, db_default="")
    result_kind = models.CharField(max_length=10, choices=ResultKind, default=ResultKind.MAIN)
    assigned_by = models.CharField(max_length=200, blank=True, db_default="")
    indicators = models.JSONField(default=list, db_default=[], help_text=_("Indicators a template brings."))
    template = models.ForeignKey(
        "performance.ResultTemplate", null=True, blank=True, on_delete=models.PROTECT, related_name="roles"
    )
    state = models.CharField(max_length=10, choices=RoleState, default=RoleState.OFFERED)
    revision = models.PositiveIntegerField(default=1, db_default=1)
    writer_name = models.CharField(max_length=200, blank=True, db_default="")
    written_at = models.DateTimeField(default=timezone.now)
    work_result = models.ForeignKey(
        WorkResult, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    objects = MatrixRoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("role in the matrix")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "employee", "cycle"],
                condition=Q(template__isnull=False) & ~Q(state="withdrawn"),
                name="matrixrole_template_once",
            ),
            models.UniqueConstraint(
                fields=["leader", "employee", "column_indicator"],
                condition=Q(state="none", team=None),
                name="matrixrole_no_role_once_in_unit",
            ),
            models.UniqueConstraint(
                fields=["team", "employee", "column_result"],
                condition=Q(state="none", team__isnull=False),
                name="matrixrole_no_role_once_in_team",
            ),
            models.CheckConstraint(
                name="matrixrole_says_something",
                condition=Q(state="none", text="") | (~Q(state="none") & ~Q(text="")),
            ),
            models.CheckConstraint(
                name="matrixrole_not_for_oneself",
                condition=Q(leader=None) | ~Q(leader=F("employee")),
                violation_error_message=_("Nobody hands a result to themselves."),
            ),
            models.CheckConstraint(
                name="matrixrole_share_positive", condition=Q(share=None) | Q(share__gt=0)
            ),
        ]
        indexes = [
            models.Index(fields=["leader", "cycle", "state"], name="matrixrole_of_leader"),
            models.Index(fields=["employee", "cycle", "state"], name="matrixrole_of_person"),
            models.Index(fields=["agency", "cycle", "state"], name="matrixrole_of_agency"),
        ]

    def __str__(self):
        return self.text[:80]

    def get_state(self) -> RoleState:
        """Return the state as an enum member."""
        return RoleState(self.state)


class ColumnDivision(models.Model):
    """How the leader divides one column, and into which regions or aspects."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    indicator = models.OneToOneField(Indicator, on_delete=models.CASCADE, related_name="division")
    method = models.CharField(_("divided"), max_length=8, choices=DivisionMethod, blank=True, db_default="")
    parts = models.JSONField(_("regions or aspects"), default=list, db_default=[])

    class Meta:
        verbose_name = _("division of a column")

    def __str__(self):
        return f"{self.indicator_id} {self.method}"

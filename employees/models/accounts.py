"""Accounts, activation, role grants and API tokens."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from asn_portal.core.access import Actor, Role
from asn_portal.core.models import Agency, Job


class UserManager(BaseUserManager):
    """Makes accounts; there is no sign-up (B9)."""

    def get_queryset(self):
        """Join the agency: every page shows its name, so the login costs one query and not two."""
        return super().get_queryset().select_related("agency")

    def create_user(self, username: str, password: str | None = None, **fields):
        """Return a new account; without a password it cannot log in until activated."""
        user: Any = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str, **fields):
        """Return an account for technicians."""
        return self.create_user(username, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """An account. The login name is the NIP, or any name for officials and technicians (A4)."""

    username = models.CharField(_("login name"), max_length=60, unique=True)
    email = models.EmailField(_("e-mail"), blank=True)
    full_name = models.CharField(_("name"), max_length=160, blank=True)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT)
    language = models.CharField(_("language"), max_length=5, default="id")
    is_active = models.BooleanField(_("may log in"), default=True)
    is_staff = models.BooleanField(_("technician"), default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []
    objects = UserManager()

    class Meta:
        verbose_name = _("account")

    def __str__(self):
        return self.full_name or self.username

    def get_full_name(self) -> str:
        """Return the name shown to others."""
        return self.full_name or self.username


class InvitationQuerySet(models.QuerySet):
    """Who may see a batch."""

    def visible_to(self, actor: Actor):
        """HR of the whole agency sees every batch, HR of a unit its own."""
        if not actor.has(Role.HR):
            return self.none()
        rows = self.filter(agency_id=actor.agency_id)
        if actor.is_system or any(scope.is_root for scope in actor.scopes_for(Role.HR)):
            return rows
        return rows.filter(created_by_id=actor.user_id)


class Invitation(models.Model):
    """A batch of people invited together, by mail or by printed letter; `employee_ids` is the choice that was made."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    by_letter = models.BooleanField(_("printed letters"), default=False)
    employee_ids = models.JSONField(default=list)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    prepared_at = models.DateTimeField(null=True, blank=True)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        indexes = [models.Index(fields=["agency", "-id"], name="invitation_newest")]

    def __str__(self):
        return f"{self.pk}: {len(self.employee_ids)}"


class Activation(models.Model):
    """A one-time code that lets a person set the password; only its keyed hash is kept.

    The code comes into being when the mail is sent or the letter printed: until then there is no hash, and a new
    mail or letter puts a new hash in place of the old one.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, on_delete=models.PROTECT, related_name="activations"
    )
    code_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)  # noqa: DJ001 — unique where known
    by_letter = models.BooleanField(_("printed letter"), default=False)
    address = models.EmailField(_("e-mail"), blank=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(_("mail due"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    issued_at = models.DateTimeField(_("sent or printed"), null=True, blank=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="activation_due", condition=Q(due_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(used_at=None, voided_at=None),
                name="activation_one_open_per_user",
            ),
        ]

    def __str__(self):
        return f"{self.user} {self.expires_at:%Y-%m-%d}"


class ApiToken(models.Model):
    """A token of the API: only its hash is kept, and it expires."""

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    name = models.CharField(_("name"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return self.name


class RoleGrantQuerySet(models.QuerySet):
    """Who may see grants."""

    def visible_to(self, actor: Actor):
        """Grants of the agency, for HR of the whole agency and inspectors."""
        scopes = actor.scopes_for(Role.HR, Role.INSPECTOR)
        if not actor.is_system and not any(scope.is_root for scope in scopes):
            return self.none()
        return self.filter(agency_id=actor.agency_id)

    def in_force(self, today):
        """Grants that count on a day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today, revoked_at=None)


class RoleGrant(models.Model):
    """This account holds this role for this unit and all below it, from–until."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, db_index=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=12, choices=Role.granted())
    unit = models.ForeignKey("employees.Unit", on_delete=models.PROTECT)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("ended at once"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    granted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    history = HistoricalRecords()
    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("role grant")
        constraints = [
            models.CheckConstraint(
                name="rolegrant_dates_in_order",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The end lies before the start."),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "unit", "starts_on"],
                name="rolegrant_once",
                violation_error_message=_("This person already holds this role for this unit from that day."),
            ),
        ]
        indexes = [models.Index(fields=["agency", "role"], name="rolegrant_agency")]

    def __str__(self):
        return f"{self.user} {self.role} {self.unit_id}"

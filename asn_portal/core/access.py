"""Who acts, in which roles and over which units (ADR 0002)."""

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody may do for a unit and everything below it."""

    HR = "hr", _("HR officer")
    LEADER = "leader", _("Leader")
    INSPECTOR = "inspector", _("Inspector")
    HEAD = "head", _("Head of unit")

    @classmethod
    def granted(cls) -> list[tuple[str, str]]:
        """Return the roles that are granted; a head follows from the post held that day."""
        return [choice for choice in cls.choices if choice[0] != cls.HEAD]


class NotAllowed(Exception):
    """The actor sees the object but may not do this (403)."""


class Conflict(Exception):
    """Somebody else was faster: the object moved on meanwhile (409).

    `subject` is the object acted on, `last` the newest TransitionLog row or None, `note` what the actor had typed.
    """

    def __init__(self, subject, last=None, note: str = ""):
        super().__init__(f"{subject.__class__.__name__} {subject.pk} has moved on")
        self.subject = subject
        self.last = last
        self.note = note


@dataclass(frozen=True, slots=True)
class Scope:
    """One role over one subtree; `path` is the tree path of its top unit."""

    role: str
    unit_id: int
    path: str
    is_root: bool


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind a request, or the system of one agency; built once per request by employees."""

    agency_id: int | None
    user_id: int | None = None
    employee_id: int | None = None
    name: str = ""
    title: str = ""
    scopes: tuple[Scope, ...] = field(default=())
    is_evaluator: bool = False
    is_system: bool = False

    def has(self, *roles: str) -> bool:
        """Tell whether the actor holds one of the roles anywhere; the system holds every role."""
        return self.is_system or any(scope.role in roles for scope in self.scopes)

    def scopes_for(self, *roles: str) -> tuple[Scope, ...]:
        """Return the scopes of these roles."""
        return tuple(scope for scope in self.scopes if scope.role in roles)

    def covers(self, path: str, *roles: str) -> bool:
        """Tell whether a unit path lies inside a scope of one of these roles."""
        return self.is_system or any(path.startswith(scope.path) for scope in self.scopes_for(*roles))


NOBODY = Actor(agency_id=None)


def system_actor(agency_id: int) -> Actor:
    """Return the actor of background work for one agency."""
    return Actor(agency_id=agency_id, name="Sistem", is_system=True)


def require(is_allowed: bool, message: str = "") -> None:
    """Raise NotAllowed (403) unless allowed."""
    if not is_allowed:
        raise NotAllowed(message)

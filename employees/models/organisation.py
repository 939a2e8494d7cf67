"""The unit tree, ranks, titles and posts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from asn_portal.core.access import Actor, Scope
from asn_portal.core.models import Agency
from employees.enums import PostFamily, RankScheme, UnitKind


def path_range(path: str) -> tuple[str, str]:
    """Return the half-open range of tree paths of a subtree (scale D3): works in any collation and on SQLite."""
    return path, path[:-7] + str(int(path[-7:]) + 1).zfill(7)


class UnitQuerySet(MP_NodeQuerySet):
    """Scopes over the tree."""

    def under(self, path: str):
        """Units of one subtree, its top included."""
        first, beyond = path_range(path)
        return self.filter(path__gte=first, path__lt=beyond)

    def in_scopes(self, scopes: tuple[Scope, ...]):
        """Units of all these subtrees."""
        wanted = Q(pk__in=[])
        for scope in scopes:
            first, beyond = path_range(scope.path)
            wanted |= Q(path__gte=first, path__lt=beyond)
        return self.filter(wanted)

    def visible_to(self, actor: Actor):
        """The tree of the actor's agency: no secret inside a government."""
        return self.filter(agency_id=actor.agency_id) if actor.agency_id else self.none()


class UnitManager(MP_NodeManager.from_queryset(UnitQuerySet)):
    """Tree manager in path order."""

    def get_queryset(self):
        """Return units in tree order."""
        return UnitQuerySet(self.model, using=self._db).order_by("path")


class Unit(MP_Node):
    """One organisational unit (OPD, bidang, UPTD, kecamatan …); any depth, the root is the government itself."""

    steplen = 7
    alphabet = "0123456789"
    node_order_by: list[str] = []

    path = models.CharField(max_length=80, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units", db_index=False)
    code = models.CharField(
        _("unit code"), max_length=64, help_text=_("UNOR ID of SIASN or the agency's own code.")
    )
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=16, choices=UnitKind, default=UnitKind.OTHER)
    head_position = models.ForeignKey(
        "employees.Position", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    opd = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Ancestor below the root."),
    )
    starts_on = models.DateField(_("since"), null=True, blank=True)
    ends_on = models.DateField(_("closed on"), null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    history = HistoricalRecords()
    objects = UnitManager()

    class Meta:
        verbose_name = _("unit")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "code"],
                name="unit_code_once_per_agency",
                violation_error_message=_("This unit code is already in use."),
            )
        ]

    def __str__(self):
        return self.name


class UnitVersion(models.Model):
    """What a unit was called and to whom it belonged, between dates (B8)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="versions")
    name = models.CharField(_("name"), max_length=200)
    parent = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        ordering = ["starts_on", "id"]

    def __str__(self):
        return f"{self.name} ({self.starts_on}–{self.ends_on})"


class Rank(models.Model):
    """A rank of PNS (I/a–IV/e) or a pay group of PPPK (I–XVII); the same for everybody."""

    scheme = models.CharField(_("scheme"), max_length=4, choices=RankScheme)
    code = models.CharField(_("group"), max_length=6)
    name = models.CharField(_("rank"), max_length=60, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("rank")
        ordering = ["scheme", "order"]
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="rank_code_once")]

    def __str__(self):
        return f"{self.name}, {self.code}" if self.name else self.code


class PositionTitle(models.Model):
    """A kind of post (nama jabatan) with its family, level and retirement age."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, db_index=False)
    code = models.CharField(_("code"), max_length=64, blank=True, help_text=_("JABATAN ID of SIASN."))
    name = models.CharField(_("title"), max_length=200)
    family = models.CharField(_("family"), max_length=16, choices=PostFamily)
    level = models.CharField(_("level"), max_length=40, blank=True)
    eselon = models.CharField(_("eselon"), max_length=6, blank=True)
    retirement_age = models.PositiveSmallIntegerField(_("retirement age"), null=True, blank=True)
    field = models.CharField(_("field of service"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("position title")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="positiontitle_once_per_agency")
        ]

    def __str__(self):
        return self.name


class Position(models.Model):
    """One post in one unit; several people may hold a post of staff, one a post of a head."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    code = models.CharField(_("post code"), max_length=64)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="positions")
    title = models.ForeignKey(PositionTitle, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    reports_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_head = models.BooleanField(_("heads the unit"), default=False)
    is_open = models.BooleanField(_("in use"), default=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("post")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "code"],
                name="position_code_once_per_agency",
                violation_error_message=_("This post code is already in use."),
            ),
            models.CheckConstraint(
                name="position_not_its_own_superior",
                condition=Q(reports_to=None) | ~Q(reports_to=models.F("id")),
                violation_error_message=_("A post cannot be its own superior."),
            ),
        ]

    def __str__(self):
        return self.name

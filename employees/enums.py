"""Words of the employees app; each status knows its colour and icon, so that it looks the same everywhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EmployeeKind(models.TextChoices):
    """Kinds of person (B1); an OFFICIAL rates others but is no civil servant."""

    PNS = "pns", _("PNS")
    CPNS = "cpns", _("CPNS")
    PPPK = "pppk", _("PPPK")
    PPPK_PART = "pppk_part", _("PPPK part-time")
    OFFICIAL = "official", _("State or regional official")


class Standing(models.TextChoices):
    """Legal standing (kedudukan hukum)."""

    ACTIVE = "active", _("Active")
    STUDY = "study", _("Study assignment")
    SECONDED = "seconded", _("Seconded")
    SUSPENDED = "suspended", _("Suspended")
    UNPAID_LEAVE = "unpaid_leave", _("Unpaid leave")
    PRE_RETIREMENT = "pre_retirement", _("Pre-retirement")
    RETIRED = "retired", _("Retired")
    MOVED = "moved", _("Moved to another government")
    DIED = "died", _("Died")
    DISMISSED = "dismissed", _("Dismissed")

    @property
    def tone(self) -> str:
        """Return the colour of the state."""
        return {"active": "ok", "study": "info", "seconded": "info", "suspended": "bad"}.get(
            self.value, "mute"
        )

    @classmethod
    def employed(cls) -> list[str]:
        """Return the standings of people who still belong to the agency."""
        return [cls.ACTIVE, cls.STUDY, cls.SECONDED, cls.SUSPENDED, cls.UNPAID_LEAVE, cls.PRE_RETIREMENT]

    @classmethod
    def planning(cls) -> list[str]:
        """Return the standings with a performance plan (PermenPANRB 6/2022 annex p. 65-66)."""
        return [cls.ACTIVE, cls.STUDY, cls.SECONDED]


class Sex(models.TextChoices):
    """Sex, as digit 15 of the NIP has it."""

    MALE = "male", _("Male")
    FEMALE = "female", _("Female")


class UnitKind(models.TextChoices):
    """Kinds of unit in a regional government."""

    AGENCY = "agency", _("Government")
    SECRETARIAT = "secretariat", _("Regional secretariat")
    INSPECTORATE = "inspectorate", _("Inspectorate")
    OFFICE = "office", _("Office (dinas)")
    BOARD = "board", _("Board (badan)")
    HOSPITAL = "hospital", _("Hospital")
    DISTRICT = "district", _("District (kecamatan)")
    VILLAGE = "village", _("Urban village (kelurahan)")
    DIVISION = "division", _("Division (bidang)")
    SECTION = "section", _("Section")
    TECHNICAL = "technical", _("Technical unit (UPTD)")
    SCHOOL = "school", _("School")
    TEAM = "team", _("Team")
    OTHER = "other", _("Other")


class RankScheme(models.TextChoices):
    """PNS have ranks, PPPK pay groups."""

    PNS = "pns", _("PNS rank")
    PPPK = "pppk", _("PPPK pay group")


class PostFamily(models.TextChoices):
    """Families of posts (UU 20/2023, PP 11/2017)."""

    JPT = "jpt", _("Senior leader (JPT)")
    ADMINISTRATOR = "administrator", _("Administrator")
    SUPERVISOR = "supervisor", _("Supervisor (Pengawas)")
    IMPLEMENTER = "implementer", _("Implementer (Pelaksana)")
    FUNCTIONAL = "functional", _("Functional (JF)")


class AssignmentKind(models.TextChoices):
    """How somebody holds a post."""

    DEFINITIVE = "definitive", _("Definitive")
    ACTING = "plt", _("Acting (Plt)")
    DAILY = "plh", _("Daily acting (Plh)")


class EducationLevel(models.TextChoices):
    """Levels of a diploma, in rising order."""

    SD = "sd", "SD"
    SLTP = "sltp", "SLTP"
    SLTP_VOC = "sltp_voc", _("SLTP vocational")
    SLTA = "slta", "SLTA"
    D1 = "d1", "D-I"
    D2 = "d2", "D-II"
    D3 = "d3", "D-III"
    D4 = "d4", "D-IV"
    S1 = "s1", "S-1"
    PROFESSION = "profesi", _("Profession")
    S2 = "s2", "S-2"
    S3 = "s3", "S-3"


class DisciplineLevel(models.TextChoices):
    """Levels of punishment (PP 94/2021)."""

    LIGHT = "light", _("Light")
    MEDIUM = "medium", _("Medium")
    HEAVY = "heavy", _("Heavy")


class RankChangeKind(models.TextChoices):
    """Why somebody got a rank."""

    FIRST = "first", _("First appointment")
    REGULAR = "regular", _("Regular promotion")
    CHOICE = "choice", _("Promotion by choice")
    DIPLOMA = "diploma", _("Diploma adjustment")
    IMPORTED = "imported", _("From the national record")


class CorrectionStatus(models.TextChoices):
    """How far a request to correct data is."""

    OPEN = "open", _("Waiting for HR")
    ACCEPTED = "accepted", _("Corrected")
    REFUSED = "refused", _("Not changed")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    @property
    def tone(self) -> str:
        """Return the colour of the state."""
        return {"open": "wait", "accepted": "ok", "refused": "bad", "withdrawn": "mute"}[self.value]


class ImportKind(models.TextChoices):
    """What a workbook brings."""

    STRUCTURE = "structure", _("Units and posts")
    PEOPLE = "people", _("People (SIASN data utama)")
    GRANTS = "grants", _("Role grants")


class ImportStatus(models.TextChoices):
    """How far an import is."""

    UPLOADED = "uploaded", _("Uploaded")
    CHECKING = "checking", _("Being checked")
    PREVIEW = "preview", _("Ready to apply")
    APPLYING = "applying", _("Being applied")
    APPLIED = "applied", _("Applied")
    CANCELLED = "cancelled", _("Cancelled")
    FAILED = "failed", _("Not readable")

    @property
    def tone(self) -> str:
        """Return the colour of the state."""
        return {
            "preview": "wait",
            "applied": "ok",
            "failed": "bad",
            "checking": "info",
            "applying": "info",
        }.get(self.value, "mute")


class RowVerdict(models.TextChoices):
    """What the preview says about a row."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    SAME = "same", _("Unchanged")
    REFUSED = "refused", _("Refused")
    ELSEWHERE = "elsewhere", _("Other government")
    MISSING = "missing", _("Not in the file")

    @property
    def tone(self) -> str:
        """Return the colour of the verdict."""
        return {"new": "info", "changed": "wait", "same": "mute", "refused": "bad", "elsewhere": "ask"}.get(
            self.value, "ask"
        )

"""The people of the demo whom a visitor may be: one for each persona (ui.md)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from asn_portal.core.access import Role
from employees.models import Employee, RoleGrant, Unit, User

PASSWORD = "peragaan-2026"
NEIGHBOUR, NEIGHBOUR_HR = "LGS", "Lukas Marbun Nasution"


@dataclass(frozen=True)
class Persona:
    """A kind of visitor: where in the big government to find one, and the first question on opening the portal."""

    code: str
    role: str
    question: str
    unit: str
    post: str
    grant: str = ""
    name: str = ""


PERSONAS = (
    Persona(
        "pegawai",
        gettext_lazy("Employee, administration"),
        gettext_lazy("When is my next promotion?"),
        "UPTD Puskesmas Bahari",
        "Pengadministrasi Layanan Kesehatan",
        name="Ratih Kusumawardani",
    ),
    Persona(
        "kepala",
        gettext_lazy("Head of the health office"),
        gettext_lazy("What is waiting for me?"),
        "Dinas Kesehatan",
        "Kepala Dinas Kesehatan",
        name="Benyamin Tarigan",
    ),
    Persona(
        "penilai",
        gettext_lazy("Evaluator, head of a community health centre"),
        gettext_lazy("Whom do I still have to rate?"),
        "UPTD Puskesmas Bahari",
        "Kepala UPTD Puskesmas Bahari",
        name="Hendra Wijaya",
    ),
    Persona(
        "bkpsdm",
        gettext_lazy("HR officer, BKPSDM"),
        gettext_lazy("Where is the process stuck?"),
        "BKPSDM",
        "Penelaah Teknis Kebijakan",
        grant=Role.HR,
        name="Yuliana Rumbekwan",
    ),
    Persona(
        "sekda",
        gettext_lazy("Regional secretary"),
        gettext_lazy("How is the city doing?"),
        "Sekretariat Daerah",
        "Sekretaris Daerah",
        grant=Role.LEADER,
        name="Markus Haluk",
    ),
    Persona(
        "inspektorat",
        gettext_lazy("Inspectorate"),
        gettext_lazy("Who decided what, on which grounds?"),
        "Inspektorat Daerah",
        "Penelaah Teknis Kebijakan",
        grant=Role.INSPECTOR,
        name="Hasan Basri",
    ),
    Persona(
        "guru",
        gettext_lazy("PPPK, teacher"),
        gettext_lazy("What do I have to do?"),
        "SD Negeri 1",
        "Guru Ahli Pertama",
        name="Meilani Lestari",
    ),
)


def set_personas(agency) -> None:
    """Give each persona a fixed login name, a name and the role; the person is one of the invented ones."""
    root = Unit.objects.get(agency=agency, depth=1)
    for persona in PERSONAS:
        person = candidate(agency, persona)
        rename(person, persona.name)
        if persona.grant:
            RoleGrant.objects.create(
                agency=agency, user_id=person.user_id, role=persona.grant, unit=root, starts_on=person.cpns_on
            )


def rename(person: Employee, name: str) -> None:
    """Give an invented person a fixed name, so that the readme can speak of them."""
    Employee.objects.filter(pk=person.pk).update(name=name, sort_name=name.lower())
    User.objects.filter(pk=person.user_id).update(full_name=name)


def candidate(agency, persona: Persona) -> Employee:
    """Return the person of the unit and post, a PPPK for the teacher and a PNS otherwise."""
    rows = Employee.objects.filter(
        agency=agency, unit__name=persona.unit, position__name=persona.post, user__isnull=False
    )
    kind = "pppk" if persona.code == "guru" else "pns"
    youngest = "-birth_date" if persona.code == "pegawai" else "pk"
    return rows.filter(kind=kind).order_by(youngest).first() or rows.order_by("pk")[0]


def demo_people() -> list[dict]:
    """Return the persona cards of the login page and of the command line."""
    return [
        {
            "user_id": user.pk,
            "name": user.full_name,
            "login": user.username,
            "role": str(role),
            "question": question,
        }
        for user, role, question in listed()
    ]


def demo_user_ids() -> set[int]:
    """Return the accounts that may log in without a password in demo mode."""
    return {user.pk for user, *_ in listed()}


def listed() -> list[tuple[User, str, str]]:
    """Return accounts with role and question: the personas, and one HR officer of another government."""
    found = []
    for persona in PERSONAS:
        rows = User.objects.filter(agency__code="SBG", agency__is_demo=True, full_name=persona.name)
        user = rows.order_by("pk").first()
        if user:
            found.append((user, str(persona.role), str(persona.question)))
    other = RoleGrant.objects.filter(
        agency__code=NEIGHBOUR, agency__is_demo=True, role=Role.HR
    ).select_related("user")
    for grant in other[:1]:
        found.append(
            (grant.user, _("HR officer of another government"), _("Do I really see only my own city?"))
        )
    return found

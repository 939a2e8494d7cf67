"""Factories of people and organisation, one per model with traits; `office()` builds a small government.

EmployeeFactory()                        a PNS with account, rank III/a and a definitive post in a unit
EmployeeFactory(official=True)           the mayor: no NIP, no plan
EmployeeFactory(without_account=True)    nobody can log in as this person
"""

import datetime as dt
from dataclasses import dataclass

import factory
from factory.django import DjangoModelFactory

from asn_portal.core.access import Role
from asn_portal.core.models import Agency
from employees import models
from employees.enums import AssignmentKind, EmployeeKind, PostFamily, UnitKind

LONG_AGO = dt.date(2020, 1, 1)


class AgencyFactory(DjangoModelFactory):
    """A government."""

    class Meta:
        model = Agency

    name = factory.Sequence(lambda n: f"Pemerintah Kota Contoh {n}")
    code = factory.Sequence(lambda n: f"C{n}")


class UserFactory(DjangoModelFactory):
    """An account that may log in with the password "rahasia-sekali"."""

    class Meta:
        model = models.User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"pengguna{n}")
    full_name = factory.Sequence(lambda n: f"Pengguna {n}")
    password = factory.django.Password("rahasia-sekali")


class UnitFactory(DjangoModelFactory):
    """A unit under `parent`; without one the root of the agency (made once)."""

    class Meta:
        model = models.Unit

    agency = factory.SubFactory(AgencyFactory)
    code = factory.Sequence(lambda n: f"U{n}")
    name = factory.Sequence(lambda n: f"Unit {n}")
    kind = UnitKind.OFFICE

    @classmethod
    def _create(cls, model_class, *args, parent=None, **kwargs):
        agency = kwargs["agency"] if parent is None else parent.agency
        root = model_class.objects.filter(agency=agency, depth=1).first()
        if parent is None and root is None:
            return model_class.objects.add_root({**kwargs, "agency": agency, "kind": UnitKind.AGENCY})
        above = parent or root
        unit = model_class.objects.add_child(above, {**kwargs, "agency": agency})
        unit.opd = unit if unit.depth == 2 else above.opd  # noqa: PLR2004
        unit.save(update_fields=["opd"])
        return unit


class PositionTitleFactory(DjangoModelFactory):
    """A kind of post."""

    class Meta:
        model = models.PositionTitle

    agency = factory.SubFactory(AgencyFactory)
    name = factory.Sequence(lambda n: f"Jabatan {n}")
    family = PostFamily.IMPLEMENTER


class PositionFactory(DjangoModelFactory):
    """A post in a unit; `is_head=True` makes it the head's post of the unit."""

    class Meta:
        model = models.Position
        skip_postgeneration_save = True

    unit = factory.SubFactory(UnitFactory)
    agency = factory.SelfAttribute("unit.agency")
    title = factory.SubFactory(PositionTitleFactory, agency=factory.SelfAttribute("..agency"))
    code = factory.Sequence(lambda n: f"J{n}")
    name = factory.SelfAttribute("title.name")

    @factory.post_generation
    def heads(self, create, value, **kwargs):
        """Make the post of a head known to its unit."""
        if create and self.is_head:
            self.unit.head_position = self
            self.unit.save(update_fields=["head_position"])


class EmployeeFactory(DjangoModelFactory):
    """A PNS in a definitive post, with an account."""

    class Meta:
        model = models.Employee
        skip_postgeneration_save = True

    class Params:
        official = factory.Trait(kind=EmployeeKind.OFFICIAL, nip=None, rank=None)
        without_account = factory.Trait(user=None)

    agency = factory.SubFactory(AgencyFactory)
    kind = EmployeeKind.PNS
    nip = factory.Sequence(lambda n: f"19860926201505{1 + n % 2}{1 + n % 999:03d}")
    name = factory.Sequence(lambda n: f"Pegawai Contoh {n:03d}")
    sort_name = factory.LazyAttribute(lambda me: me.name.lower())
    user = factory.SubFactory(
        UserFactory,
        agency=factory.SelfAttribute("..agency"),
        full_name=factory.SelfAttribute("..name"),
    )
    rank = factory.LazyFunction(lambda: models.Rank.objects.get(scheme="pns", code="III/a"))
    rank_effective_on = LONG_AGO
    unit = factory.SubFactory(UnitFactory, agency=factory.SelfAttribute("..agency"))
    position = factory.SubFactory(PositionFactory, unit=factory.SelfAttribute("..unit"))
    position_effective_on = LONG_AGO

    @factory.post_generation
    def assignment(self, create, value, **kwargs):
        """Write the definitive assignment of the post."""
        if create and self.position_id:
            assign(self, self.position, starts_on=LONG_AGO)


class RoleGrantFactory(DjangoModelFactory):
    """A role for a subtree."""

    class Meta:
        model = models.RoleGrant

    user = factory.SubFactory(UserFactory)
    unit = factory.SubFactory(UnitFactory)
    agency = factory.SelfAttribute("unit.agency")
    role = Role.HR
    starts_on = LONG_AGO


def assign(employee, position, *, kind=AssignmentKind.DEFINITIVE, starts_on=LONG_AGO, ends_on=None):
    """Write an assignment of a person to a post."""
    return models.Assignment.objects.create(
        agency=employee.agency,
        employee=employee,
        position=position,
        position_name=position.name,
        unit=position.unit,
        unit_name=position.unit.name,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
    )


@dataclass
class Office:
    """A small government: what most tests need."""

    agency: Agency
    root: models.Unit
    dinas: models.Unit
    bidang: models.Unit
    other_dinas: models.Unit
    mayor: models.Employee
    head: models.Employee
    evaluator: models.Employee
    staff: list
    colleague: models.Employee
    hr: models.Employee
    inspector: models.Employee
    leader: models.Employee
    outsider: models.Employee


def member(unit, name, *, is_head=False, evaluator=None, family=PostFamily.IMPLEMENTER, **fields):
    """Return somebody in a post of a unit, rated by `evaluator`."""
    agency = unit.agency
    title = PositionTitleFactory(agency=agency, family=family)
    position = PositionFactory(unit=unit, title=title, name=f"{title.name} {unit.name}", is_head=is_head)
    return EmployeeFactory(
        agency=agency, unit=unit, position=position, name=name, evaluator=evaluator, **fields
    )


def office() -> Office:
    """Build a government with two offices, and an outsider of another government."""
    agency = AgencyFactory()
    root = UnitFactory(agency=agency, name="Pemerintah Kota")
    dinas = UnitFactory(parent=root, name="Dinas Kesehatan")
    bidang = UnitFactory(parent=dinas, name="Bidang Kesehatan Masyarakat", kind=UnitKind.DIVISION)
    other_dinas = UnitFactory(parent=root, name="Dinas Pendidikan")
    bkpsdm = UnitFactory(parent=root, name="BKPSDM", kind=UnitKind.BOARD)
    mayor = member(root, "Wali Kota", is_head=True, official=True, family=PostFamily.JPT)
    head = member(dinas, "Kepala Dinas", is_head=True, evaluator=mayor, family=PostFamily.JPT)
    evaluator = member(bidang, "Kepala Bidang", is_head=True, evaluator=head, family=PostFamily.ADMINISTRATOR)
    staff = [
        member(bidang, name, evaluator=evaluator) for name in ("Ani Lestari", "Budi Santoso", "Citra Dewi")
    ]
    people = {name: member(bkpsdm, name.title(), evaluator=mayor) for name in ("hr", "inspector", "leader")}
    for name, person in people.items():
        RoleGrantFactory(user=person.user, unit=root, role=Role(name))
    colleague = member(other_dinas, "Rekan Dinas Lain", evaluator=mayor)
    outsider = member(UnitFactory(agency=AgencyFactory()), "Orang Luar")
    return Office(
        agency=agency,
        root=root,
        dinas=dinas,
        bidang=bidang,
        other_dinas=other_dinas,
        mayor=mayor,
        head=head,
        evaluator=evaluator,
        staff=staff,
        colleague=colleague,
        outsider=outsider,
        **people,
    )

"""Education, discipline and unpaid leave as HR records them, and masked data opened for a purpose."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from asn_portal.core.access import Actor, require
from asn_portal.core.audit import record_access
from employees import policies
from employees.enums import EducationLevel
from employees.models import DisciplineRecord, Education, Employee, UnpaidLeave
from employees.services.posts import refresh_person


@dataclass(frozen=True)
class NewEducation:
    """A diploma."""

    level: str
    programme: str = ""
    institution: str = ""
    graduated_year: int | None = None


@dataclass(frozen=True)
class NewDiscipline:
    """A punishment by PP 94/2021."""

    level: str
    description: str
    starts_on: date
    ends_on: date | None = None
    decree_number: str = ""


@dataclass(frozen=True)
class NewLeave:
    """Leave outside state responsibility between days (both included)."""

    starts_on: date
    ends_on: date | None = None
    decree_number: str = ""


@transaction.atomic
def record_education(*, employee: Employee, new: NewEducation, actor: Actor) -> Education:
    """Record a diploma; the highest one is the person's level.

    Raises ValidationError for one already recorded, NotAllowed without the right.
    """
    require(policies.can_edit_records(actor, employee))
    row = _create(Education, employee, new, source="portal")
    levels = EducationLevel.values
    if not employee.education_level or levels.index(new.level) > levels.index(employee.education_level):
        employee.education_level = new.level
        employee.save(update_fields=["education_level"])
    return row


@transaction.atomic
def record_discipline(*, employee: Employee, new: NewDiscipline, actor: Actor) -> DisciplineRecord:
    """Record a punishment. Raises ValidationError for dates out of order, NotAllowed without the right."""
    require(policies.can_edit_records(actor, employee))
    return _create(DisciplineRecord, employee, new)


@transaction.atomic
def record_leave(*, employee: Employee, new: NewLeave, actor: Actor) -> UnpaidLeave:
    """Record unpaid leave; who is away rates nobody meanwhile.

    Raises ValidationError for dates out of order, NotAllowed without the right.
    """
    require(policies.can_edit_records(actor, employee))
    row = _create(UnpaidLeave, employee, new)
    refresh_person(employee)
    return row


@transaction.atomic
def state_discipline_checked(*, employee: Employee, actor: Actor) -> Employee:
    """State that the discipline records are complete today; without it discipline is unknown."""
    require(policies.can_edit_records(actor, employee))
    employee.discipline_checked_on = timezone.localdate()
    employee.save(update_fields=["discipline_checked_on"])
    return employee


@transaction.atomic
def reveal_field(*, employee: Employee, field: str, purpose: str, actor: Actor) -> str:
    """Log the opening of a masked field and return its value. Nothing is logged for one's own data."""
    require(policies.can_reveal(actor, employee))
    if employee.pk != actor.employee_id:
        record_access(
            actor=actor, subject_type="employee", subject_id=employee.pk, what=field, purpose=purpose
        )
    return getattr(employee, field)


@transaction.atomic(savepoint=False)
def open_discipline(*, employee: Employee, actor: Actor) -> None:
    """Log that somebody else opened the discipline records."""
    require(policies.can_see_discipline(actor, employee))
    record_access(actor=actor, subject_type="employee", subject_id=employee.pk, what="discipline")


def _create(model: type, employee: Employee, new: object, **more):
    row = model(agency_id=employee.agency_id, employee=employee, **vars(new), **more)
    row.full_clean()
    row.save()
    return row

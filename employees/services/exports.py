"""Lists that leave the portal; every one is logged."""

from typing import BinaryIO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from asn_portal.core.audit import record_access
from asn_portal.core.spreadsheets import Column, write_workbook
from employees import policies
from employees.enums import EmployeeKind, Standing
from employees.models import Employee
from employees.selectors.people import PeopleFilter, list_people


@transaction.atomic
def export_people(*, wanted: PeopleFilter, words: str, target: BinaryIO, actor: Actor) -> int:
    """Write exactly the people of a filter, by name, without NIK; returns how many. `words` says what was chosen.

    Raises NotAllowed without a role.
    """
    require(policies.can_export(actor))
    rows = list_people(actor=actor, wanted=wanted).order_by("sort_name", "pk")
    count = write_workbook(
        target,
        columns=people_columns(),
        rows=(person_line(person) for person in rows.iterator(chunk_size=2_000)),
        title=str(_("People")),
        notes=[
            _("Exported by %(name)s on %(day)s.")
            % {"name": actor.name, "day": timezone.localdate().strftime("%d-%m-%Y")},
            words or _("All people in scope."),
        ],
    )
    record_access(
        actor=actor,
        subject_type="people",
        subject_id=0,
        what="export",
        purpose=_("%(count)s rows: %(words)s")
        % {"count": count, "words": words or _("All people in scope.")},
    )
    return count


def people_columns() -> list[Column]:
    """Return the columns of the list; national identity numbers stay inside."""
    return [
        Column(_("NIP"), "digits", 22),
        Column(_("Name"), width=36),
        Column(_("Rank"), width=8),
        Column(_("Rank since (TMT)"), "date", 14),
        Column(_("Post"), width=40),
        Column(_("Unit"), width=40),
        Column(_("Office"), width=32),
        Column(_("Kind of employee"), width=14),
        Column(_("Legal standing"), width=18),
        Column(_("Evaluator"), width=36),
    ]


def person_line(person: Employee) -> list:
    """Return the cells of one person."""
    unit = person.unit
    return [
        person.nip,
        person.full_name,
        person.rank.code if person.rank else "",
        person.rank_effective_on,
        person.position.name if person.position else "",
        unit.name if unit else "",
        unit.opd.name if unit and unit.opd else "",
        str(EmployeeKind(person.kind).label),
        str(Standing(person.standing).label),
        person.evaluator.full_name if person.evaluator else "",
    ]

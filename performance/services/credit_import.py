"""PAK from outside by workbook: a preview with what is wrong in which row, then everything at once.

The preview is not stored: what it found travels with the page, signed for this person.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import BinaryIO

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from asn_portal.core.history import bulk_create_fast
from asn_portal.core.templatetags.formats import longdate
from employees.models import Employee
from performance.enums.credit import StatementState
from performance.models import CreditStatement
from performance.policies import credit as policies
from performance.rules.credit import collects_credit
from performance.rules.credit_words import two
from performance.selectors.credit import credit_people
from performance.services.credit import NewCreditStatement, check_statement
from performance.services.credit_accounts import refresh_accounts
from performance.services.credit_conversions import lock_people
from performance.services.credit_sheets import KINDS, SheetRow, read_sheet

REASON, SALT, VALID_SECONDS = "workbook", "credit-statements", 3_600
Key = tuple[int, date]


@dataclass
class PreviewRow:
    """A row of the workbook and what applying it would do: new, same or refused."""

    number: int
    verdict: str
    name: str = ""
    pak: str = ""
    until: str = ""
    points: str = ""
    problems: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Preview:
    """What a workbook brings; `token` carries the good rows to the next step."""

    rows: list[PreviewRow]
    token: str = ""

    @property
    def counts(self) -> dict[str, int]:
        """Return how many rows have each verdict."""
        return {name: sum(row.verdict == name for row in self.rows) for name in ("new", "same", "refused")}


def preview_workbook(*, file: BinaryIO, actor: Actor) -> Preview:
    """Read a workbook and say what each row would do; nothing is written.

    Raises NotAllowed, SpreadsheetError for a file that is no workbook, ValidationError for one without points.
    """
    require(policies.can_import_credit(actor))
    rows = read_sheet(file)
    if not rows:
        raise ValidationError({"file": _("No row holds points. Fill in the column ANGKA KREDIT first.")})
    people = {
        str(person.nip): person
        for person in credit_people(actor=actor).filter(nip__in={row.nip for row in rows if row.nip})
    }
    known = recorded(person.pk for person in people.values())
    shown, good = [], []
    seen: set[Key] = set()
    for row in rows:
        line, new = judge(row, people.get(row.nip), actor, known, seen)
        shown.append(line)
        if new is not None:
            good.append((people[row.nip].pk, new))
    return Preview(shown, signed(good, actor) if good else "")


def recorded(people) -> dict[Key, CreditStatement]:
    """Return the PAK in force of these people by person and day."""
    rows = CreditStatement.objects.filter(employee_id__in=list(people), state=StatementState.SET)
    return {(row.employee_id, row.as_of): row for row in rows}


def judge(
    row: SheetRow,
    person: Employee | None,
    actor: Actor,
    known: dict[Key, CreditStatement],
    seen: set[Key],
) -> tuple[PreviewRow, NewCreditStatement | None]:
    """Return how a row reads and the PAK it brings, None when it is refused or there already."""
    refuse_person(row, person, actor)
    new = None if row.problems else as_statement(row)
    if new is None or person is None:
        return PreviewRow(row.number, "refused", problems=row.problems), None
    key = (person.pk, new.as_of)
    old = known.get(key)
    if old is not None and (old.points, old.number) != (new.points, new.number):
        row.refuse(
            _("Another PAK of this day is in force: %(number)s.") % {"number": old.number},
            _("Correct it on the page of the person, with the reason."),
        )
    if key in seen:
        row.refuse(_("The workbook has another row for the same."), _("Keep one of the two rows."))
    seen.add(key)
    if row.problems:
        return PreviewRow(row.number, "refused", problems=row.problems), None
    line = PreviewRow(
        number=row.number,
        verdict="same" if old else "new",
        name=person.full_name,
        pak=new.number,
        until=longdate(new.as_of),
        points=two(new.points),
    )
    return line, None if old else new


def refuse_person(row: SheetRow, person: Employee | None, actor: Actor) -> None:
    """Refuse rows about people the actor does not record for, or who collect no credit points."""
    if row.problems:
        return
    if person is None or not policies.can_record_credit(actor, person):
        text = _("Nobody of your people has the NIP %(nip)s.") % {"nip": row.nip}
        row.refuse(text, _("Check the NIP."))
        return
    family = person.position.title.family if person.position else ""
    if not collects_credit(person.kind, family):
        row.refuse(
            _("%(name)s is no PNS in a functional post.") % {"name": person.name}, _("Take the row out.")
        )


def as_statement(row: SheetRow) -> NewCreditStatement | None:
    """Return the PAK of a row; what the form would refuse is refused here as well."""
    if row.as_of is None or row.points is None:
        return None
    source = KINDS[row.kind.lower()]
    new = NewCreditStatement(row.points, row.as_of, row.pak[:80], row.set_on, source, row.note)
    try:
        check_statement(new, today=timezone.localdate())
    except ValidationError as error:
        for message in error.messages:
            row.refuse(message)
        return None
    return new


def signed(good: list[tuple[int, NewCreditStatement]], actor: Actor) -> str:
    """Return the good rows as text that the next step trusts."""
    rows = [
        [
            pk,
            str(new.points),
            new.as_of.isoformat(),
            new.number,
            new.set_on.isoformat() if new.set_on else "",
            new.source,
            new.note,
        ]
        for pk, new in good
    ]
    return signing.dumps(rows, salt=f"{SALT}:{actor.user_id}", compress=True)


@transaction.atomic
def apply_workbook(*, token: str, actor: Actor) -> int:
    """Record the good rows of a preview; returns how many. A second click records nothing.

    Raises NotAllowed, and ValidationError for a preview that is too old or no longer fits.
    """
    require(policies.can_import_credit(actor))
    try:
        rows = signing.loads(token, salt=f"{SALT}:{actor.user_id}", max_age=VALID_SECONDS)
    except signing.BadSignature:
        raise ValidationError(_("This preview is too old. Upload the workbook again.")) from None
    ids = {row[0] for row in rows}
    lock_people(ids)
    people = credit_people(actor=actor).in_bulk(ids)
    known = recorded(ids)
    fresh = []
    for pk, points, as_of, number, set_on, source, note in rows:
        person = people.get(pk)
        if person is None or not policies.can_record_credit(actor, person):
            raise ValidationError(_("Something has changed since the preview. Upload the workbook again."))
        if (pk, date.fromisoformat(as_of)) not in known:
            fresh.append(
                CreditStatement(
                    agency_id=person.agency_id,
                    employee_id=pk,
                    points=Decimal(points),
                    as_of=date.fromisoformat(as_of),
                    number=number,
                    set_on=date.fromisoformat(set_on) if set_on else None,
                    source=source,
                    note=note,
                    recorded_by_id=actor.user_id,
                    recorder_name=actor.name,
                )
            )
    bulk_create_fast(fresh, CreditStatement, reason=REASON, user_id=actor.user_id)
    refresh_accounts(
        agency_id=actor.agency_id or 0, today=timezone.localdate(), ids=[row.employee_id for row in fresh]
    )
    return len(fresh)

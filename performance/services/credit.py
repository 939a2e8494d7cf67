"""Recording credit points of functional posts that a decree from outside states (PAK, integration)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, Conflict, require
from asn_portal.core.documents.selectors import list_documents
from asn_portal.core.documents.services import revoke_document
from employees.models import Employee
from performance.enums.credit import StatementSource, StatementState
from performance.models import CreditStatement
from performance.policies import credit as policies
from performance.services.credit_accounts import refresh_accounts
from performance.services.credit_papers import PAK

MOST_POINTS = Decimal(10_000)


@dataclass(frozen=True)
class NewCreditStatement:
    """What a decree on credit points states: the points of the present level, the day and its number."""

    points: Decimal
    as_of: date
    number: str
    set_on: date | None = None
    source: str = StatementSource.OUTSIDE
    note: str = ""


def check_statement(new: NewCreditStatement, *, today: date) -> None:
    """Raise ValidationError, at the field, for points or days that cannot be."""
    problems = {}
    if not 0 <= new.points < MOST_POINTS:
        problems["points"] = _("Credit points lie between 0 and 9,999.")
    if new.as_of > today:
        problems["as_of"] = _("This day lies in the future.")
    if not new.number.strip():
        problems["number"] = _("Write the number of the PAK.")
    if new.set_on is not None and new.set_on > today:
        problems["set_on"] = _("This day lies in the future.")
    if new.source not in dict(StatementSource.recorded()):
        problems["source"] = _("Choose where the points are from.")
    if problems:
        raise ValidationError(problems)


@transaction.atomic
def record_credit_statement(*, employee: Employee, new: NewCreditStatement, actor: Actor) -> CreditStatement:
    """Record the credit points that a decree states; what is converted later is added to them.

    Raises NotAllowed for anybody but HR of the person, ValidationError for points or days that cannot be and for a
    second statement of the same day.
    """
    require(policies.can_record_credit(actor, employee))
    check_statement(new, today=timezone.localdate())
    statement = CreditStatement(
        agency_id=employee.agency_id,
        employee=employee,
        recorded_by_id=actor.user_id,
        recorder_name=actor.name,
        **vars(new),
    )
    try:
        with transaction.atomic():
            statement.save()
    except IntegrityError:
        raise ValidationError({"as_of": _("There is a statement of this day already.")}) from None
    refresh_accounts(agency_id=employee.agency_id, today=timezone.localdate(), ids=[employee.pk])
    return statement


@transaction.atomic
def revoke_credit_statement(*, statement: CreditStatement, reason: str, actor: Actor) -> CreditStatement:
    """Take a statement out of force, with its form; the row stays to be seen.

    Raises NotAllowed for anybody but HR of the person, ValidationError without a reason, Conflict the second time.
    """
    require(policies.can_record_credit(actor, statement.employee))
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("Write why; the reason stays with the PAK.")})
    live = CreditStatement.objects.filter(pk=statement.pk, state=StatementState.SET)
    if not live.update(state=StatementState.REVOKED, revoked_at=timezone.now()):
        raise Conflict(statement, note=reason)
    statement.refresh_from_db()
    statement.note = reason[:300]
    statement.save()
    papers = list_documents(actor=actor, subject_type=PAK, subject_id=statement.pk)
    for document in papers.filter(revoked_at=None):
        revoke_document(document=document, reason=reason, actor=actor)
    refresh_accounts(agency_id=statement.agency_id, today=timezone.localdate(), ids=[statement.employee_id])
    return statement


@transaction.atomic
def correct_credit_statement(
    *, statement: CreditStatement, new: NewCreditStatement, actor: Actor
) -> CreditStatement:
    """Correct a statement from outside by a new row; `new.note` is the reason and the old row stays revoked.

    Raises NotAllowed, ValidationError without a reason or for figures that cannot be, Conflict the second time. What
    was set here is revoked and set anew instead.
    """
    require(statement.source != StatementSource.PORTAL)
    revoke_credit_statement(statement=statement, reason=new.note, actor=actor)
    return record_credit_statement(employee=statement.employee, new=new, actor=actor)

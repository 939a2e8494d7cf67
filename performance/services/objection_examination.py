"""Hearing both sides of an objection: the evaluator's statement, notes of hearings, another superior."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from performance.enums.objections import HeardParty
from performance.models import Objection, ObjectionHearing
from performance.notifications import objections as notices
from performance.policies import objections as policies
from performance.selectors.objections import decider_of
from performance.workflow.objections import OBJECTION_FLOW


@dataclass(frozen=True)
class Hearing:
    """Who was heard on which day, and what was said."""

    party: str
    held_on: date
    notes: str


@transaction.atomic
def give_statement(*, objection: Objection, text: str, actor: Actor) -> Objection:
    """Write or correct the evaluator's statement until the decision; it is printed on form D.1.3.

    Raises NotAllowed for anybody but who rated, ValidationError without text, Conflict once it is decided.
    """
    require(policies.can_state(actor, objection))
    if not text.strip():
        raise ValidationError({"statement": _("Explain what the rating rests on.")})
    OBJECTION_FLOW.apply("state", objection, actor=actor, statement=text.strip(), statement_at=timezone.now())
    notices.objection_stated(objection)
    return objection


@transaction.atomic
def record_hearing(*, objection: Objection, hearing: Hearing, actor: Actor) -> ObjectionHearing:
    """Keep what one side said to the superior. Raises NotAllowed, ValidationError, Conflict once it is decided."""
    require(policies.can_examine(actor, objection))
    check_hearing(objection, hearing)
    label = str(HeardParty(hearing.party).label)
    OBJECTION_FLOW.apply("hear", objection, actor=actor, note=label)
    return ObjectionHearing.objects.create(
        agency_id=objection.agency_id,
        objection=objection,
        party=hearing.party,
        held_on=hearing.held_on,
        notes=hearing.notes.strip(),
        recorded_by_id=actor.employee_id,
    )


def check_hearing(objection: Objection, hearing: Hearing) -> None:
    """Raise ValidationError, at the field: somebody unknown, nothing written, a day before the filing or to come."""
    problems = {}
    filed_on = timezone.localtime(objection.filed_at).date()
    if hearing.party not in HeardParty.values:
        problems["party"] = _("Choose who was heard.")
    if not hearing.notes.strip():
        problems["notes"] = _("Write what was said.")
    if hearing.held_on < filed_on:
        problems["held_on"] = _("The objection had not been filed on that day.")
    elif hearing.held_on > timezone.localdate():
        problems["held_on"] = _("That day is still to come.")
    if problems:
        raise ValidationError(problems)


@transaction.atomic
def redirect_objection(*, objection: Objection, actor: Actor) -> Objection:
    """Look up the superior of the evaluator as of today and hand the objection on; the clock goes on running.

    For a superior who has left meanwhile. Raises NotAllowed for anybody but HR of the person, ValidationError where
    nobody else is found, Conflict once it is decided.
    """
    require(policies.can_redirect_objection(actor, objection))
    found = decider_of(actor=actor, appraisal=objection.appraisal, day=timezone.localdate())
    if found is None:
        raise ValidationError(_("Nobody stands above the evaluator today."))
    if found.pk == objection.decider_id:
        raise ValidationError(
            _("%(name)s is still the superior of the evaluator today.") % {"name": found.full_name}
        )
    note = f"{objection.decider.full_name} → {found.full_name}"
    OBJECTION_FLOW.apply("redirect", objection, actor=actor, note=note, decider=found)
    notices.objection_handed_on(objection)
    return objection

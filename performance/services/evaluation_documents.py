"""Evaluation documents of released ratings, of periods and years (PermenPANRB 6/2022 annex V p. 114-119).

D.1.1 the evaluator signs; D.1.2 the superior of a silent evaluator; D.1.3 after an objection. A document is issued
once; when somebody signs later or the result changes, a new one replaces it, and the check page of the old one says so.
"""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone, translation

from asn_portal.core.access import Actor, require
from asn_portal.core.documents.selectors import latest_document
from asn_portal.core.documents.services import issue_document, revoke_document
from asn_portal.core.models import Document
from asn_portal.core.policies import value_on
from performance import policies
from performance.enums import AppraisalStatus
from performance.enums.objections import ObjectionStatus
from performance.models import Appraisal, Objection
from performance.policies.objections import CONFIRMED_ON_FORM
from performance.services.evaluation_forms import KIND, KIND_DECISION, decision_request, request_for

SUBJECT = "appraisal"
SIGNED_SINCE = "Diganti dokumen yang memuat tanggal tanda tangan pegawai."
RESULT_CHANGED = "Hasil evaluasi diubah dengan keputusan atas keberatan."


def find_evaluation(*, appraisal: Appraisal, actor: Actor) -> Document | None:
    """Return the document in force that the actor may read, None before it is issued: D.1.3 after a change."""
    if not policies.sees_ratings(actor, appraisal):
        return None
    if not may_read_form(appraisal, actor):
        return None
    kind = KIND_DECISION if appraisal.amended_at else KIND
    return latest_document(actor=actor, subject_type=SUBJECT, subject_id=appraisal.pk, kind=kind)


def may_read_form(appraisal: Appraisal, actor: Actor) -> bool:
    """Tell whether the form in force is open to the actor: D.1.3 holds the objection, which is not everybody's."""
    if not appraisal.amended_at:
        return True
    changed = Objection.objects.visible_to(actor).filter(appraisal=appraisal, state=ObjectionStatus.CHANGED)
    return changed.exists()


@transaction.atomic
def issue_evaluation(*, appraisal: Appraisal, actor: Actor) -> Document:
    """Issue the document of a released rating, or return the one that is there, also before the person signs.

    The row is locked, so that two clicks do not make two documents. Raises NotAllowed before the release.
    """
    require(appraisal.state == AppraisalStatus.RELEASED and appraisal.imported_from_id is None)
    row = locked(appraisal)
    require(may_read_form(row, actor))
    issued = find_evaluation(appraisal=row, actor=actor)
    if issued is not None:
        return issued
    if row.amended_at:
        return issue(lambda: decision_request(deciding(row)), actor)
    return issue(lambda: request_for(row), actor)


@transaction.atomic
def renew_evaluation(*, appraisal: Appraisal, actor: Actor) -> Document | None:
    """Replace an issued document after the person signed; None where none had been issued."""
    row = locked(appraisal)
    old = latest_document(actor=actor, subject_type=SUBJECT, subject_id=row.pk, kind=KIND)
    if old is None or row.amended_at:
        return None
    new = issue(lambda: request_for(row), actor)
    revoke_document(document=old, reason=SIGNED_SINCE, successor=new, actor=actor)
    return new


def find_decision(*, objection: Objection, actor: Actor) -> Document | None:
    """Return form D.1.3 of a decided objection, None before it is issued; who sees the objection is checked before."""
    return latest_document(
        actor=actor, subject_type=SUBJECT, subject_id=objection.appraisal_id, kind=KIND_DECISION
    )


def has_form(objection: Objection) -> bool:
    """Tell whether there is a form D.1.3: for a changed result by law, for a confirmed one by the agency's choice."""
    if objection.state == ObjectionStatus.CHANGED:
        return True
    wanted = value_on(CONFIRMED_ON_FORM, agency_id=objection.agency_id, day=timezone.localdate())
    return objection.state == ObjectionStatus.CONFIRMED and bool(wanted)


@transaction.atomic
def issue_decision(*, objection: Objection, actor: Actor) -> Document:
    """Issue form D.1.3 of a decided objection, or return the one that is there; NotAllowed before the decision."""
    require(has_form(objection))
    locked(objection.appraisal)
    issued = find_decision(objection=objection, actor=actor)
    return issued or issue(lambda: decision_request(loaded(objection.pk)), actor)


def renew_after_decision(*, objection: Objection, actor: Actor) -> None:
    """Replace what a decision, or the signature below it, made out of date; nothing where nothing was issued.

    A changed result revokes D.1.1 at once, with D.1.3 as its successor; a confirmed one leaves it in force.
    """
    old = find_decision(objection=objection, actor=actor)
    reason = SIGNED_SINCE
    if old is None and objection.state == ObjectionStatus.CHANGED:
        reason = RESULT_CHANGED
        old = latest_document(actor=actor, subject_type=SUBJECT, subject_id=objection.appraisal_id, kind=KIND)
    if old is not None:
        new = issue(lambda: decision_request(loaded(objection.pk)), actor)
        revoke_document(document=old, reason=reason, successor=new, actor=actor)


def issue(request: Callable, actor: Actor) -> Document:
    """Issue what a request says, in the official language."""
    with translation.override("id"):
        made = request()
    return issue_document(request=made, actor=actor)


def locked(appraisal: Appraisal) -> Appraisal:
    """Lock the rating and return it with everything a form names."""
    rows = Appraisal.objects.select_for_update(of=("self",)).select_related(
        "agency",
        "period__cycle",
        *[f"employee__{part}" for part in ("rank", "position", "unit")],
        *[f"rated_by__{part}" for part in ("rank", "position", "unit")],
        *[f"rated_by__evaluator__{part}" for part in ("rank", "position", "unit")],
    )
    return rows.get(pk=appraisal.pk, agency_id=appraisal.agency_id)


def deciding(appraisal: Appraisal) -> Objection:
    """Return the objection that changed a rating."""
    found = Objection.objects.filter(
        agency_id=appraisal.agency_id, appraisal=appraisal, state=ObjectionStatus.CHANGED
    )
    return loaded(found.values_list("pk", flat=True).get())


def loaded(pk: int) -> Objection:
    """Return an objection with everything its form names."""
    parts = ("rank", "position", "unit")
    return Objection.objects.select_related(
        "appraisal__agency",
        "appraisal__period__cycle",
        *[f"appraisal__employee__{part}" for part in parts],
        *[f"appraisal__rated_by__{part}" for part in parts],
        *[f"appraisal__rated_by__evaluator__{part}" for part in parts],
        "decided_by",
    ).get(pk=pk)

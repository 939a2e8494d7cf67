"""The documents of one chunk of an order: issued ones are used again, the others are made together."""

import logging
from collections.abc import Callable, Iterable, Sequence

from django.utils import translation

from asn_portal.core.access import Actor, system_actor
from asn_portal.core.documents.services import IssueRequest, Refused, issue_documents, revoke_document
from asn_portal.core.models import Document
from performance.enums.reports import FormKind
from performance.models import Appraisal, Plan, ReportItem, ReportOrder
from performance.selectors.evaluation_forms import forms_of
from performance.services import evaluation_documents, evaluation_forms, evaluation_prints, plan_documents

log = logging.getLogger(__name__)
# Builds what is to be issued for subjects of one form, in their order; None where it cannot be built.
Builder = Callable[[Sequence, Actor], "list[IssueRequest | None]"]


def make_documents(order: ReportOrder, first: int, last: int) -> int:
    """Give the items of a range their documents; runs inside the transaction of the chunk."""
    items = list(
        ReportItem.objects.filter(order=order, number__gte=first, number__lte=last).order_by("number")
    )
    actor = system_actor(order.agency_id)
    for form in FormKind:
        own = [item for item in items if item.form == form]
        if own:
            fill(form, own, actor)
    ReportItem.objects.bulk_update(items, ["document", "problem"])
    return len(items)


def fill(form: FormKind, items: list[ReportItem], actor: Actor) -> None:
    """Set document or problem of the items of one form."""
    subjects = {row.pk: row for row in lock(form, [item.subject_id for item in items], actor)}
    known = issued(form, subjects, actor)
    wanted = [subjects[item.subject_id] for item in items if item.subject_id in subjects]
    missing = [row for row in wanted if row.pk not in known or is_outdated(form, known[row.pk], row)]
    made = make(form, missing, actor)
    for row in missing:
        new, old = made[row.pk], known.get(row.pk)
        if old is not None and isinstance(new, Document):
            revoke_document(document=old, reason=evaluation_prints.REPLACED, successor=new, actor=actor)
    for item in items:
        found = made.get(item.subject_id) or known.get(item.subject_id)
        item.document = found if isinstance(found, Document) else None
        item.problem = "" if item.document else problem_of(found)


def problem_of(found: Document | Refused | None) -> str:
    """Return why there is no document, in the language of the forms."""
    if isinstance(found, Refused):
        return f"gagal dibuat ({found.cause})"
    return "data sudah tidak ada atau belum ditetapkan"


def lock(form: FormKind, ids: Iterable[int], actor: Actor) -> list:
    """Lock the subjects, so that a click at the same time does not issue a second document, then read them."""
    model = Plan if form == FormKind.PLAN else Appraisal
    own = model.objects.filter(pk__in=list(ids), agency_id=actor.agency_id)
    list(own.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    if form == FormKind.PLAN:
        return list(own.select_related("agency", "cycle", "employee"))
    return list(forms_of(actor=actor).filter(pk__in=own.values("pk")))


def kind_of(form: FormKind, subject) -> str:
    """Return the kind of the document that counts: after a changed result form D is D.1.3."""
    if form == FormKind.PLAN:
        return plan_documents.KIND
    if form == FormKind.EVALUATION:
        return evaluation_prints.KIND
    return evaluation_forms.KIND_DECISION if subject.amended_at else evaluation_forms.KIND


def issued(form: FormKind, subjects: dict, actor: Actor) -> dict[int, Document]:
    """Return the newest valid document of each subject."""
    rows = Document.objects.filter(
        agency_id=actor.agency_id,
        subject_type="plan" if form == FormKind.PLAN else evaluation_prints.SUBJECT,
        subject_id__in=list(subjects),
        kind__in={kind_of(form, row) for row in subjects.values()},
        revoked_at=None,
    )
    return {
        row.subject_id: row
        for row in rows.order_by("id")
        if row.kind == kind_of(form, subjects[row.subject_id])
    }


def is_outdated(form: FormKind, document: Document, subject) -> bool:
    """Tell whether an objection has changed what form C says; form D is replaced where the objection is decided."""
    return form == FormKind.EVALUATION and not evaluation_prints.is_fresh(document, subject)


def make(form: FormKind, subjects: Sequence, actor: Actor) -> dict[int, Document | Refused]:
    """Issue the documents of these subjects together."""
    if not subjects:
        return {}
    with translation.override("id"):
        requests = BUILDERS[form](subjects, actor)
        good = [(row, request) for row, request in zip(subjects, requests, strict=True) if request]
        documents = issue_documents(requests=[request for _row, request in good], actor=actor)
    found: dict[int, Document | Refused] = {row.pk: Refused("data") for row in subjects}
    return found | {row.pk: document for (row, _request), document in zip(good, documents, strict=True)}


def evaluation_requests(subjects: Sequence, actor: Actor) -> list[IssueRequest | None]:
    """Build form C for all at once; one by one where something in a row is wrong."""
    try:
        return list(evaluation_prints.requests_for(subjects, actor=actor))
    except (ValueError, KeyError):
        return one_by_one(lambda row, who: evaluation_prints.requests_for([row], actor=who)[0])(
            subjects, actor
        )


def document_request(row: Appraisal, _actor: Actor) -> IssueRequest:
    """Build form D: D.1.1 or D.1.2, D.1.3 after a changed result."""
    if row.amended_at:
        return evaluation_forms.decision_request(evaluation_documents.deciding(row))
    return evaluation_forms.request_for(row)


def one_by_one(build: Callable[..., IssueRequest]) -> Builder:
    """Return a builder that goes through the subjects; the trouble of one does not hold up the others."""

    def build_all(subjects: Sequence, actor: Actor) -> list[IssueRequest | None]:
        found: list[IssueRequest | None] = []
        for row in subjects:
            try:
                found.append(build(row, actor))
            except Exception:
                log.exception("form of %s %s", type(row).__name__, row.pk)
                found.append(None)
        return found

    return build_all


BUILDERS: dict[FormKind, Builder] = {
    FormKind.PLAN: one_by_one(plan_documents.issue_request),
    FormKind.EVALUATION: evaluation_requests,
    FormKind.DOCUMENT: one_by_one(document_request),
}

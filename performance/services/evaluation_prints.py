"""Forms C.1.1 to C.1.3 of released appraisals (PermenPANRB 6/2022 annex IV): issued once, and anew after an objection.

The feedback record (B.1.3 to B.1.5) is a working print of the moment and gets no code.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from asn_portal.core.documents.render import render_pdf
from asn_portal.core.documents.selectors import latest_document
from asn_portal.core.documents.services import IssueRequest, issue_document, revoke_document
from asn_portal.core.models import Document
from performance import policies
from performance.documents import EVALUATION_FORM
from performance.enums import AppraisalStatus
from performance.models import Appraisal
from performance.selectors.evaluation_forms import form_data

KIND, SUBJECT = "evaluation_form", "appraisal"
# In the language of the forms, like every reason on the check page of a form.
REPLACED = "Hasil evaluasi diubah dengan keputusan atas keberatan."


def find_form(*, appraisal: Appraisal, actor: Actor) -> Document | None:
    """Return the issued form that still says what was decided, for those who see the ratings."""
    if not policies.sees_ratings(actor, appraisal):
        return None
    found = latest_document(actor=actor, subject_type=SUBJECT, subject_id=appraisal.pk, kind=KIND)
    return found if found and is_fresh(found, appraisal) else None


def is_fresh(document: Document, appraisal: Appraisal) -> bool:
    """Tell whether nothing was changed on an objection since a document was issued."""
    return appraisal.amended_at is None or document.issued_at >= appraisal.amended_at


@transaction.atomic
def issue_form(*, appraisal: Appraisal, actor: Actor) -> Document:
    """Issue form C of a released appraisal, or return the one that is there; an outdated one is revoked.

    `appraisal` comes from selectors.evaluation_forms.forms_of. Raises NotAllowed before the release and for past
    years that were brought in: their form was issued elsewhere.
    """
    require(
        appraisal.state == AppraisalStatus.RELEASED and appraisal.imported_from_id is None,
        _("The form is issued once the rating has been released in the portal."),
    )
    Appraisal.objects.select_for_update(of=("self",)).get(pk=appraisal.pk, agency_id=appraisal.agency_id)
    issued = latest_document(actor=actor, subject_type=SUBJECT, subject_id=appraisal.pk, kind=KIND)
    if issued and is_fresh(issued, appraisal):
        return issued
    document = issue_document(request=requests_for([appraisal], actor=actor)[0], actor=actor)
    if issued:
        revoke_document(document=issued, reason=REPLACED, successor=document, actor=actor)
    return document


def requests_for(appraisals: Sequence[Appraisal], *, actor: Actor) -> list[IssueRequest]:
    """Return what the forms of appraisals of one period say, in their order."""
    with translation.override("id"):
        data = form_data(actor=actor, appraisals=appraisals)
        return [as_request(appraisal, data[appraisal.pk]) for appraisal in appraisals]


def as_request(appraisal: Appraisal, data: dict) -> IssueRequest:
    """Return what is issued for one appraisal."""
    person, rater = data["employee"], data["evaluator"]
    words = f"{data['period_name'].title()} {appraisal.period.cycle.year}"
    return IssueRequest(
        agency=appraisal.agency,
        kind=KIND,
        subject_type=SUBJECT,
        subject_id=appraisal.pk,
        title=f"Hasil Evaluasi Kinerja {words} ({data['form']})",
        holder_name=person["name"],
        holder_nip=person["nip"],
        issuer_name=rater["name"],
        template=EVALUATION_FORM,
        facts=[("Period", words), ("Predicate", data["predicate"].capitalize())],
        data=data,
    )


def feedback_record(*, appraisal: Appraisal, actor: Actor) -> bytes:
    """Return form B.1.3, B.1.4 or B.1.5 of a period as PDF: what was reached and said so far, without ratings."""
    require(appraisal.imported_from_id is None)
    with translation.override("id"):
        data = form_data(actor=actor, appraisals=[appraisal], letter="B")
        return render_pdf(EVALUATION_FORM, data[appraisal.pk])

"""The evaluation document of a released year (form D.1.1, PermenPANRB 6/2022 annex V), issued once."""

from pathlib import Path

from django.db import transaction
from django.utils import timezone, translation

from asn_portal.core.access import Actor, require
from asn_portal.core.documents.selectors import latest_document
from asn_portal.core.documents.services import IssueRequest, issue_document
from asn_portal.core.models import Document
from employees.models import Employee
from performance import policies
from performance.enums import AppraisalStatus, PeriodKind
from performance.models import Appraisal

KIND = "evaluation"
SUBJECT = "appraisal"
TEMPLATE = Path(__file__).resolve().parents[1] / "documents" / "evaluation_document.typ"


def find_evaluation(*, appraisal: Appraisal, actor: Actor) -> Document | None:
    """Return the document of an appraisal that the actor may read, None before it is issued."""
    if not policies.sees_ratings(actor, appraisal):
        return None
    return latest_document(actor=actor, subject_type=SUBJECT, subject_id=appraisal.pk, kind=KIND)


@transaction.atomic
def issue_evaluation(*, appraisal: Appraisal, actor: Actor) -> Document:
    """Issue the document of a released year, or return the one that is there.

    The row is locked, so that two clicks do not make two documents. Raises NotAllowed for a period or before the
    release.
    """
    require(appraisal.state == AppraisalStatus.RELEASED and appraisal.period.kind == PeriodKind.YEAR)
    Appraisal.objects.select_for_update(of=("self",)).get(pk=appraisal.pk, agency_id=appraisal.agency_id)
    issued = find_evaluation(appraisal=appraisal, actor=actor)
    if issued is not None:
        return issued
    with translation.override("id"):
        request = request_for(appraisal)
    return issue_document(request=request, actor=actor)


def request_for(appraisal: Appraisal) -> IssueRequest:
    """Return what the form says, in the official language."""
    person, predicate = appraisal.employee, appraisal.get_predicate()
    words = str(predicate.label) if predicate else ""
    rater = appraisal.rated_by
    return IssueRequest(
        agency=appraisal.agency,
        kind=KIND,
        subject_type=SUBJECT,
        subject_id=appraisal.pk,
        title=f"Dokumen Evaluasi Kinerja {appraisal.period.cycle.year}",
        holder_name=person.full_name,
        holder_nip=person.nip or "",
        issuer_name=rater.full_name if rater else "",
        template=TEMPLATE,
        facts=[("Predicate", words)],
        data={
            "agency": appraisal.agency.name,
            "period_start": appraisal.period.starts_on,
            "period_end": appraisal.period.ends_on,
            "period_name": "AKHIR",
            "employee": identity(person),
            "evaluator": identity(rater),
            "superior": identity(rater.evaluator if rater else None),
            "organisation_predicate": "",
            "predicate": words,
            "notes": appraisal.recommendation,
            "evaluator_signed_on": local_day(appraisal.rated_at),
            "employee_signed_on": local_day(appraisal.read_at),
        },
    )


def identity(person: Employee | None) -> dict[str, str]:
    """Return the five lines of a person on the form."""
    if person is None:
        return {"name": "", "nip": "", "rank": "", "position": "", "unit": ""}
    return {
        "name": person.full_name,
        "nip": person.nip or "",
        "rank": str(person.rank or ""),
        "position": str(person.position or ""),
        "unit": str(person.unit or ""),
    }


def local_day(moment) -> str:
    """Return the day of a moment where the agency is, empty for none."""
    return timezone.localtime(moment).date().isoformat() if moment else ""

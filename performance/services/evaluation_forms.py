"""What forms D.1.1, D.1.2 and D.1.3 say (10-forms §5), from the snapshot of the parties taken at the rating."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop

from asn_portal.core.documents.services import IssueRequest
from asn_portal.core.policies import value_on
from employees.models import Employee
from performance.enums import OrganisationPredicate, PeriodKind, Predicate
from performance.enums.objections import ObjectionStatus
from performance.models import Appraisal, Objection
from performance.policies.objections import DOCUMENT_PLACE
from performance.rules.form_words import period_words, place_of, title_words
from performance.selectors.receipts import is_by_superior
from performance.services.parties import Party, party

KIND, KIND_DECISION = "evaluation", "evaluation_objection"
TEMPLATE = Path(__file__).resolve().parents[1] / "documents" / "evaluation_document.typ"
SIGNERS = {"D.1.2": "superior", "D.1.3": "superior"}
NO_STATEMENT = "Pejabat penilai kinerja tidak memberikan penjelasan tertulis sampai keputusan ditetapkan."


def request_for(appraisal: Appraisal) -> IssueRequest:
    """Return form D.1.1, or D.1.2 where the superior rated, in the official language."""
    form = "D.1.2" if is_by_superior(appraisal) else "D.1.1"
    predicate = predicate_words(appraisal.predicate)
    data = common(appraisal) | {
        "form": form,
        "predicate": predicate,
        "notes": appraisal.recommendation,
        "employee_signed_on": local_day(appraisal.signed_at),
    }
    return wrap(appraisal, KIND, data, [("Predicate", predicate)])


def decision_request(objection: Objection) -> IssueRequest:
    """Return form D.1.3 of a decided objection: the old and the new result, both sides, the decision."""
    appraisal = objection.appraisal
    old, new = results_of(objection)
    data = common(appraisal) | {
        "form": "D.1.3",
        "superior": objection.decider_parties,
        "predicate": f"{new} (semula {old})" if old != new else new,
        "notes": objection.original["recommendation"],
        "objection": objection.reasons,
        "statement": objection.statement or NO_STATEMENT,
        "decision": decision_words(objection, old, new),
        "employee_signed_on": local_day(objection.signed_at),
        "evaluator_signed_on": local_day(objection.statement_at or appraisal.rated_at),
        "superior_place": place(appraisal),
        "superior_signed_on": local_day(objection.decided_at),
    }
    return wrap(appraisal, KIND_DECISION, data, [("Predicate", new), (gettext_noop("Predicate before"), old)])


def results_of(objection: Objection) -> tuple[str, str]:
    """Return the predicate objected to and the one that counts after the decision, in words."""
    old = predicate_words(objection.original["predicate"])
    return old, predicate_words(objection.predicate) if objection.predicate else old


def decision_words(objection: Objection, old: str, new: str) -> str:
    """Return part 8 of the form: what was decided, on which grounds, and the recommendation."""
    if objection.state == ObjectionStatus.CHANGED:
        first = f"Mengubah hasil evaluasi kinerja dari {old} menjadi {new}."
    else:
        first = f"Menguatkan hasil evaluasi kinerja: {old}."
    lines = [first, objection.decision_reason]
    if objection.unheard_reason:
        lines.append(f"Penjelasan pejabat penilai tidak diperoleh: {objection.unheard_reason}")
    if objection.recommendation:
        lines.append(f"Rekomendasi: {objection.recommendation}")
    return "\n".join(lines)


def common(appraisal: Appraisal) -> dict[str, Any]:
    """Return what all three forms have in common."""
    parties, where = parties_for(appraisal), place(appraisal)
    return {
        "agency": appraisal.agency.name,
        "period_start": appraisal.period.starts_on,
        "period_end": appraisal.period.ends_on,
        "period_name": period_words(appraisal.period.kind, appraisal.period.number),
        **parties,
        "organisation_predicate": organisation_words(appraisal.organisation_predicate),
        "evaluator_place": where,
        "evaluator_signed_on": local_day(appraisal.rated_at),
        "employee_place": where,
    }


def parties_for(appraisal: Appraisal) -> dict[str, Party]:
    """Return the snapshot of the rating; for ratings older than it the people as they are today."""
    if appraisal.parties:
        return {name: appraisal.parties[name] for name in ("employee", "evaluator", "superior")}
    rater: Employee | None = appraisal.rated_by
    return {
        "employee": party(appraisal.employee),
        "evaluator": party(rater),
        "superior": party(rater.evaluator if rater else None),
    }


def wrap(appraisal: Appraisal, kind: str, data: dict[str, Any], facts: list[tuple[str, str]]) -> IssueRequest:
    """Return the request for a form; its issuer is who signs it for the government."""
    person, signer = data["employee"], SIGNERS.get(data["form"], "evaluator")
    year, period = appraisal.period.ends_on.year, appraisal.period
    name = (
        f"{year}" if period.kind == PeriodKind.YEAR else f"{title_words(period.kind, period.number)} {year}"
    )
    return IssueRequest(
        agency=appraisal.agency,
        kind=kind,
        subject_type="appraisal",
        subject_id=appraisal.pk,
        title=f"Dokumen Evaluasi Kinerja {name}",
        holder_name=person["name"],
        holder_nip=person["nip"],
        issuer_name=data[signer].get("name", ""),
        template=TEMPLATE,
        facts=facts,
        data=data,
    )


def place(appraisal: Appraisal) -> str:
    """Return where the documents of the agency are signed."""
    setting = value_on(DOCUMENT_PLACE, agency_id=appraisal.agency_id, day=timezone.localdate())
    return str(setting or place_of(appraisal.agency.name))


def predicate_words(code: str) -> str:
    """Return a predicate in words, empty for none."""
    return str(Predicate(code).label) if code else ""


def organisation_words(code: str) -> str:
    """Return the predicate of the unit in words, empty for none."""
    return str(OrganisationPredicate(code).label) if code else ""


def local_day(moment: datetime | None) -> str:
    """Return the day of a moment where the agency is, empty for none."""
    return timezone.localtime(moment).date().isoformat() if moment else ""

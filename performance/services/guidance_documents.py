"""Forms B.1.6, B.1.8, B.1.9 and B.1.10 as PDF: prints for those who may read the record.

They get no public verification code: the check page would tell anybody with the code that such a form exists.
"""

from datetime import datetime
from pathlib import Path

from django.utils import timezone, translation

from asn_portal.core.access import Actor, require
from asn_portal.core.documents.render import render_pdf
from employees.models import Employee
from performance.models import BehaviourReport, Coaching, CompetenceEvaluation, GuidanceFeedback
from performance.rules.guidance import CRITERIA, MANAGERIAL

FOLDER = Path(__file__).resolve().parents[1] / "documents"
COACHING, GUIDANCE = FOLDER / "coaching.typ", FOLDER / "guidance_feedback.typ"
COMPETENCES, REPORT = FOLDER / "competence_evaluation.typ", FOLDER / "behaviour_report.typ"


def identity(person: Employee | None) -> dict[str, str]:
    """Return the five lines of a person on a form."""
    if person is None:
        return {"name": "", "nip": "", "rank": "", "position": "", "unit": ""}
    return {
        "name": person.full_name,
        "nip": person.nip or "",
        "rank": str(person.rank or ""),
        "position": str(person.position or ""),
        "unit": str(person.unit or ""),
    }


def day_of(moment: datetime | None) -> str:
    """Return the day of a moment where the agency is, empty for none."""
    return timezone.localtime(moment).date().isoformat() if moment else ""


def printed(template: Path, data: dict, actor: Actor) -> bytes:
    """Return the PDF, in the official language whatever the reader has chosen."""
    with translation.override("id"):
        stamp = {"printed_on": timezone.localdate(), "printed_by": actor.name}
        return render_pdf(template, data | stamp)


def coaching_form(*, coaching: Coaching, actor: Actor) -> bytes:
    """Return form B.1.6 of a coaching that the caller has found in scope."""
    require(coaching.agency_id == actor.agency_id)
    lines = [
        {
            "statement": line.statement,
            "baseline": line.baseline,
            "target": line.target,
            "strategy": line.strategy,
            "progress": line.progress,
            "problem": line.problem,
            "cause": line.cause,
            "step": line.step,
            "adjusts": "YA" if line.adjusts else "TIDAK" if line.step else "",
        }
        for line in coaching.lines.all()
    ]
    data = {
        "agency": coaching.agency.name,
        "period_start": coaching.cycle.starts_on,
        "period_end": coaching.cycle.ends_on,
        "employee": identity(coaching.employee),
        "evaluator": identity(coaching.employee.evaluator),
        "coach": identity(coaching.coach),
        "lines": lines,
        "opportunities": coaching.opportunities,
        "signed_on": day_of(coaching.agreed_at),
    }
    return printed(COACHING, data, actor)


def guidance_form(*, feedback: GuidanceFeedback, actor: Actor) -> bytes:
    """Return form B.1.8 of what a person said about the guidance."""
    require(feedback.agency_id == actor.agency_id)
    coaching = feedback.coaching
    data = {
        "employee": identity(coaching.employee),
        "evaluator": identity(coaching.employee.evaluator),
        "rows": [[text, str(mark)] for text, mark in zip(CRITERIA, feedback.marks, strict=False)],
        "comment": feedback.comment,
        "signed_on": day_of(feedback.written_at),
    }
    return printed(GUIDANCE, data, actor)


def competence_form(*, coaching: Coaching, evaluation: CompetenceEvaluation, actor: Actor) -> bytes:
    """Return form B.1.9 of a coaching that the caller has found in scope."""
    require(coaching.agency_id == actor.agency_id)
    plain = [row for row in evaluation.rows if not row["is_technical"]]
    groups = [
        ("Manajerial", plain[:MANAGERIAL]),
        ("Sosio Kultural", plain[MANAGERIAL:]),
        ("Teknis", [row for row in evaluation.rows if row["is_technical"]]),
    ]
    data = {
        "employee": identity(coaching.employee),
        "evaluator": identity(coaching.employee.evaluator),
        "coach": identity(coaching.coach),
        "groups": [
            {"name": name, "rows": [[row["name"], str(row["mark"]), row["reason"]] for row in rows]}
            for name, rows in groups
        ],
        "recommendation": evaluation.recommendation,
        "signed_on": day_of(evaluation.written_at),
    }
    return printed(COMPETENCES, data, actor)


def report_form(*, case: BehaviourReport, actor: Actor) -> bytes:
    """Return form B.1.10 of a case that the caller has found in scope."""
    require(case.agency_id == actor.agency_id)
    data = {
        "employee": identity(case.employee),
        "evaluator": identity(case.reported_by),
        "value": str(case.get_value_display()),
        "expectation": case.expectation,
        "problem": case.problem,
        "others_too": case.others_too,
        "tried": case.tried,
        "signed_on": day_of(case.reported_at),
    }
    return printed(REPORT, data, actor)

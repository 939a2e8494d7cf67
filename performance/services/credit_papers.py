"""The three forms on credit points as PDF: conversion, accumulation, PAK (official forms, in Indonesian)."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone, translation
from django.utils.formats import number_format

from asn_portal.core.access import Actor, require
from asn_portal.core.documents.selectors import latest_document, list_documents
from asn_portal.core.documents.services import IssueRequest, issue_document, revoke_document
from asn_portal.core.models import Document
from asn_portal.core.templatetags.formats import longdate
from employees.models import Employee
from performance.enums.credit import ConversionState, StatementSource, StatementState
from performance.models import CreditConversion, CreditStatement
from performance.rules.credit import shown
from performance.rules.credit_account import Account
from performance.rules.credit_levels import LEVEL_CODES
from performance.rules.credit_words import conclusion_of, formula, goal_rows, line_words

CONVERSION, ACCUMULATION, PAK = "credit_conversion", "credit_accumulation", "credit_statement"
FOLDER = Path(__file__).resolve().parents[1] / "documents"
RATER, SETTER = "Pejabat Penilai Kinerja", "Pejabat yang Menetapkan Angka Kredit"


def lock_row(row: Model) -> None:
    """Lock a row until the end of the transaction: two clicks make one form."""
    type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)


def points_text(value: Decimal) -> str:
    """Return points as the forms write them: two decimals, half up, with a comma."""
    with translation.override("id"):
        return number_format(shown(Decimal(value)), 2)


def holder(person: Employee, level: str) -> dict[str, str]:
    """Return the particulars of the holder as the forms have them."""
    since = f", {longdate(person.rank_effective_on)}" if person.rank_effective_on else ""
    held = f", {longdate(person.position_effective_on)}" if person.position_effective_on else ""
    born = longdate(person.birth_date) if person.birth_date else ""
    return {
        "name": person.full_name,
        "nip": person.nip or "",
        "born": ", ".join(part for part in (person.birth_place, born) if part),
        "sex": str(person.get_sex_display()),
        "rank": f"{person.rank}{since}" if person.rank else "",
        "position": f"{person.position}{held}" if person.position else "",
        "level": LEVEL_CODES[level].name if level in LEVEL_CODES else "",
        "unit": str(person.unit or ""),
    }


@dataclass(frozen=True)
class Paper:
    """One form: what it is about and what it says."""

    kind: str
    subject_id: int
    title: str
    template: str
    data: dict[str, Any]
    facts: list[tuple[str, str]]


def issue(paper: Paper, person: Employee, signer: str, actor: Actor) -> Document:
    """Render and store a form about a person."""
    request = IssueRequest(
        agency=person.agency,
        kind=paper.kind,
        subject_type=paper.kind,
        subject_id=paper.subject_id,
        title=paper.title,
        holder_name=person.full_name,
        holder_nip=person.nip or "",
        issuer_name=signer,
        template=FOLDER / paper.template,
        facts=paper.facts,
        data={"agency": person.agency.name, **paper.data},
    )
    return issue_document(request=request, actor=actor)


def find_paper(*, kind: str, subject_id: int, actor: Actor) -> Document | None:
    """Return the form in force about something the actor sees; None before it is issued."""
    return latest_document(actor=actor, subject_type=kind, subject_id=subject_id, kind=kind)


@transaction.atomic
def issue_conversion(*, row: CreditConversion, actor: Actor) -> Document:
    """Issue the conversion form of a confirmed row, once. Raises NotAllowed before it is confirmed."""
    require(row.state == ConversionState.CONFIRMED)
    lock_row(row)
    found = find_paper(kind=CONVERSION, subject_id=row.pk, actor=actor)
    if found is not None:
        return found
    rater = row.confirmed_by
    name, nip = (rater.full_name, rater.nip or "") if rater else ("", "")
    with translation.override("id"):
        period = f"{longdate(row.starts_on)} s.d. {longdate(row.ends_on)}"
        data = {
            "period": period,
            "holder": holder(row.employee, row.level),
            "predicate": str(row.get_predicate().label),
            "percent": f"{row.percent}%",
            "coefficient": points_text(row.coefficient),
            "months": str(row.month_count),
            "points": points_text(row.points),
            "formula": formula(row.month_count, row.percent, row.coefficient, row.points),
            "signer": {"name": name, "nip": nip},
            "signer_title": RATER,
            "signed_on": day_of(row.confirmed_at),
        }
        facts = [("Period", period), ("Credit points", points_text(row.points))]
        title = f"Konversi Predikat Kinerja ke Angka Kredit {row.ends_on.year}"
        paper = Paper(CONVERSION, row.pk, title, "credit_conversion.typ", data, facts)
        return issue(paper, row.employee, name, actor)


@transaction.atomic
def issue_accumulation(*, person: Employee, account: Account, actor: Actor) -> Document:
    """Issue the accumulation of somebody's present level; a newer sum revokes the earlier form.

    Raises NotAllowed where nothing is counted.
    """
    require(account.level is not None and bool(account.lines))
    lock_row(person)
    found = find_paper(kind=ACCUMULATION, subject_id=person.pk, actor=actor)
    with translation.override("id"):
        paper = accumulation_paper(person, account)
        if found is not None and [list(pair) for pair in paper.facts] == found.facts:
            return found
        rater = person.evaluator
        paper.data["signer"] = {
            "name": rater.full_name if rater else "",
            "nip": (rater.nip or "") if rater else "",
        }
        fresh = issue(paper, person, rater.full_name if rater else "", actor)
    if found is not None:
        revoke_document(document=found, reason="Akumulasi telah bertambah.", successor=fresh, actor=actor)
    return fresh


def accumulation_paper(person: Employee, account: Account) -> Paper:
    """Return the rows of the accumulation and their sum."""
    until = longdate(account.counted_until) if account.counted_until else "-"
    data = {
        "period": f"s.d. {until}",
        "holder": holder(person, account.level.code if account.level else ""),
        "rows": [
            {
                "label": line_words(line),
                "period": f"{longdate(line.starts_on)} s.d. {longdate(line.ends_on)}"
                if line.starts_on
                else longdate(line.ends_on),
                "months": str(line.months or ""),
                "predicate": str(predicate.label) if (predicate := line.get_predicate()) else "",
                "percent": f"{line.percent}%" if line.percent else "",
                "coefficient": points_text(line.coefficient) if line.months else "",
                "points": points_text(line.points),
            }
            for line in account.lines
        ],
        "total": points_text(account.total),
        "signer_title": RATER,
        "signed_on": timezone.localdate(),
    }
    facts = [
        ("Credit points", points_text(account.total)),
        ("Counted until", str(account.counted_until or "-")),
    ]
    return Paper(ACCUMULATION, person.pk, "Akumulasi Angka Kredit", "credit_accumulation.typ", data, facts)


@transaction.atomic
def issue_pak(*, statement: CreditStatement, actor: Actor) -> Document:
    """Issue the PAK of a statement set in the portal, once. Raises NotAllowed for others and after revocation."""
    require(statement.state == StatementState.SET and statement.source == StatementSource.PORTAL)
    lock_row(statement)
    found = find_paper(kind=PAK, subject_id=statement.pk, actor=actor)
    if found is not None:
        return found
    with translation.override("id"):
        paper = pak_paper(statement)
        return issue(paper, statement.employee, statement.recorder_name, actor)


def pak_paper(statement: CreditStatement) -> Paper:
    """Return what a PAK says, from what was stored when it was set."""
    stored = statement.elements
    rows = [
        {"label": row["label"], **{name: points_text(Decimal(row[name])) for name in ("old", "new", "total")}}
        for row in stored["elements"]
    ]
    total = {
        "old": points_text(statement.points - statement.new_points),
        "new": points_text(statement.new_points),
        "total": points_text(statement.points),
    }
    first = f"{longdate(statement.starts_on)} s.d. " if statement.starts_on else "s.d. "
    data = {
        "number": statement.number,
        "period": first + longdate(statement.as_of),
        "holder": stored["holder"],
        "elements": rows,
        "total": total,
        "goals": stored["goals"],
        "conclusion": stored["conclusion"],
        "signer": {"name": statement.recorder_name, "nip": stored.get("setter_nip", "")},
        "signer_title": SETTER,
        "signed_on": statement.set_on,
    }
    facts = [("Number", statement.number), ("Credit points", total["total"])]
    return Paper(
        PAK, statement.pk, f"Penetapan Angka Kredit {statement.number}", "credit_pak.typ", data, facts
    )


def goals_of(account: Account) -> dict[str, Any]:
    """Return thresholds and conclusion of a PAK in the official language."""
    with translation.override("id"):
        return {
            "goals": [
                {"label": label, "needed": points_text(needed), "balance": points_text(balance)}
                for label, needed, balance in goal_rows(account)
            ],
            "conclusion": conclusion_of(account),
        }


def revoke_papers(*, row: CreditConversion, reason: str, actor: Actor) -> None:
    """Revoke the conversion form of a row that changed."""
    rows = list_documents(actor=actor, subject_type=CONVERSION, subject_id=row.pk).filter(revoked_at=None)
    for document in rows:
        revoke_document(document=document, reason=reason, actor=actor)


def day_of(moment) -> str:
    """Return the day of a moment where the agency is, empty for none."""
    return timezone.localtime(moment).date().isoformat() if moment else ""

"""Objections of the small world: one that is being examined, with a file and a hearing, and one that is decided."""

import datetime as dt

from django.core.files.base import ContentFile

from performance.models import Objection, ObjectionHearing
from tests.performance.factories import moment
from tests.performance.objection_help import rated_quarter


def objection_things(place, owner) -> dict:
    """Return the objections of the owner; the head of the office decides."""
    filed = objection_of(place.head, rated_quarter(owner, 1))
    filed.file.save("bukti.pdf", ContentFile(b"%PDF-1.7"), save=False)
    filed.file_name, filed.file_type = "bukti.pdf", "application/pdf"
    filed.save()
    ObjectionHearing.objects.create(
        agency=owner.agency,
        objection=filed,
        party="person",
        held_on=dt.date(2026, 2, 27),
        notes="Menjelaskan hasil kedua.",
        recorded_by=place.head,
    )
    over = objection_of(
        place.head,
        rated_quarter(owner, 2),
        state="confirmed",
        decided_by=place.head,
        decided_at=moment(2026, 3, 1),
        decision_reason="Bukti mendukung rating.",
        decider_parties={"name": "Kepala Dinas"},
    )
    over.save()
    return {"objection": [filed.pk], "objection-over": [over.pk]}


def objection_of(decider, appraisal, **fields) -> Objection:
    """Return an objection to a rating, not saved."""
    return Objection(
        agency=appraisal.agency,
        appraisal=appraisal,
        employee=appraisal.employee,
        unit=appraisal.unit,
        evaluator=appraisal.rated_by,
        decider=decider,
        reasons="Hasil kedua selesai pada November.",
        original={
            "result_rating": "as",
            "result_reason": "Target tercapai.",
            "behaviour_rating": "as",
            "behaviour_reason": "Umpan balik baik.",
            "predicate": "b",
            "recommendation": "",
            "rule_version": "predicate/2022-02-07",
        },
        received_on=dt.date(2026, 2, 20),
        last_day=dt.date(2026, 3, 12),
        filed_at=moment(2026, 2, 26),
        due_on=dt.date(2026, 3, 9),
        **fields,
    )

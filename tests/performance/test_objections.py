"""Filing an objection: in time, late, final, to whom, what is frozen, once, withdrawn."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from asn_portal.core.access import Conflict, NotAllowed
from asn_portal.core.models import AgencyPolicy, Notice
from employees.enums import AssignmentKind, Standing
from employees.models import Assignment, EvaluatorOverride
from performance.enums.objections import ObjectionStatus
from performance.models import Objection
from performance.services.objections import (
    NotPossible,
    ObjectionEntry,
    file_objection,
    withdraw_objection,
)
from tests.employees.factories import LONG_AGO, assign, office
from tests.performance.appraisal_help import actor, fresh
from tests.performance.objection_help import again, handed_out, loaded, objection

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return office()


def setting(place, key, value):
    AgencyPolicy.objects.create(
        agency=place.agency, key=f"performance.{key}", value=value, starts_on=LONG_AGO
    )


def test_it_goes_to_the_superior_of_the_evaluator_and_both_are_told(place, freeze):
    freeze(2026, 2, 10)
    row = objection(handed_out(place.staff[0], read=(2026, 2, 5)))
    assert (row.state, row.decider, row.evaluator) == ("filed", place.head, place.evaluator)
    assert (row.received_on.isoformat(), row.last_day.isoformat()) == ("2026-02-05", "2026-02-27")
    assert row.due_on.isoformat() == "2026-02-23"
    told = Notice.objects.values_list("event", "user_id")
    assert ("objection_filed", place.head.user_id) in told
    assert ("objection_statement_asked", place.evaluator.user_id) in told


@pytest.mark.parametrize(
    "today", [pytest.param((2026, 2, 27), id="last-day"), pytest.param((2026, 2, 6), id="first-day")]
)
def test_within_fourteen_working_days_it_is_taken(place, freeze, today):
    appraisal = handed_out(place.staff[0], read=(2026, 2, 5))
    freeze(*today)
    assert objection(appraisal).state == ObjectionStatus.FILED


@pytest.mark.parametrize(
    "today", [pytest.param((2026, 2, 28), id="first-day-after"), pytest.param((2026, 3, 2), id="E11")]
)
def test_a_late_one_is_refused_with_the_day_on_which_it_would_have_been_in_time(place, freeze, today):
    appraisal = handed_out(place.staff[0], read=(2026, 2, 5))
    freeze(*today)
    with pytest.raises(NotPossible) as refused:
        objection(appraisal)
    assert "27 Februari 2026" in refused.value.messages[0] or "27 February 2026" in refused.value.messages[0]
    assert not Objection.objects.exists()


def test_a_unit_with_six_working_days_has_less_time(place, freeze):
    setting(place, "six_day_units", [place.dinas.code])
    appraisal = handed_out(place.staff[0], read=(2026, 2, 5))
    freeze(2026, 2, 24)
    row = objection(appraisal)
    assert (row.last_day.isoformat(), row.due_on.isoformat()) == ("2026-02-24", "2026-03-04")


def test_calendar_days_where_the_agency_follows_pp_30_2019(place, freeze):
    setting(place, "objection_day_kind", "calendar")
    appraisal = handed_out(place.staff[0], read=(2026, 2, 5))
    freeze(2026, 2, 20)
    with pytest.raises(NotPossible):
        objection(appraisal)
    freeze(2026, 2, 19)
    assert objection(appraisal).last_day.isoformat() == "2026-02-19"


def test_a_deemed_receipt_begins_the_clock(place, freeze):
    setting(place, "deemed_receipt_days", 8)
    appraisal = handed_out(place.staff[0])
    freeze(2026, 3, 30)
    with pytest.raises(NotPossible):
        objection(appraisal)


def test_who_objects_has_received_the_document(place, freeze):
    appraisal = handed_out(place.staff[0])
    freeze(2026, 3, 30)
    assert objection(appraisal).received_on.isoformat() == "2026-03-30"
    assert fresh(appraisal).read_at is not None


def test_e18_the_head_of_an_office_rated_by_the_regional_head_cannot_object(place, freeze):
    freeze(2026, 2, 10)
    with pytest.raises(NotPossible) as refused:
        objection(handed_out(place.head, read=(2026, 2, 5)))
    codes = [item.code for item in refused.value.checklist.open_items]
    assert codes == ["not_final", "superior"]


def test_e18_even_where_the_agency_allows_it_somebody_must_stand_above(place, freeze):
    setting(place, "objection_to_final", True)
    freeze(2026, 2, 10)
    with pytest.raises(NotPossible) as refused:
        objection(handed_out(place.head, read=(2026, 2, 5)))
    assert [item.code for item in refused.value.checklist.open_items] == ["superior"]


def test_a_rating_by_the_superior_of_a_silent_evaluator_is_final_unless_the_agency_allows(place, freeze):
    freeze(2026, 2, 10)
    fields = {"escalated_to": place.head, "rated_by": place.head, "read": (2026, 2, 5)}
    appraisal = handed_out(place.staff[0], **fields)
    with pytest.raises(NotPossible):
        objection(appraisal)
    setting(place, "objection_to_final", True)
    assert objection(appraisal).decider == place.mayor


def test_an_acting_superior_decides(place, freeze):
    assign(place.colleague, place.dinas.head_position, kind=AssignmentKind.ACTING)
    freeze(2026, 2, 10)
    assert objection(handed_out(place.staff[0], read=(2026, 2, 5))).decider == place.colleague


@pytest.mark.parametrize("why", ["suspended", "vacant"])
def test_an_absent_superior_is_passed_over(place, freeze, why):
    if why == "vacant":
        Assignment.objects.filter(employee=place.head).update(ends_on=LONG_AGO)
    else:
        place.head.standing = Standing.SUSPENDED
        place.head.save(update_fields=["standing"])
    freeze(2026, 2, 10)
    assert objection(handed_out(place.staff[0], read=(2026, 2, 5))).decider == place.mayor


def test_an_evaluator_who_moved_since_does_not_take_the_objection_along(place, freeze):
    freeze(2026, 2, 10)
    appraisal = handed_out(place.staff[0], read=(2026, 2, 5))
    Assignment.objects.filter(employee=place.evaluator).update(ends_on="2026-02-01")
    assign(place.evaluator, place.colleague.position, starts_on="2026-02-02")
    assert objection(appraisal).decider == place.head


def test_the_superior_whom_hr_named_for_the_time_being_decides_unless_it_is_the_person(place, freeze):
    freeze(2026, 2, 10)
    named = {"agency": place.agency, "employee": place.evaluator, "reason": "Cuti", "starts_on": LONG_AGO}
    EvaluatorOverride.objects.create(evaluator=place.staff[0], **named)
    assert objection(handed_out(place.staff[0], read=(2026, 2, 5))).decider == place.head
    EvaluatorOverride.objects.update(evaluator=place.colleague)
    assert objection(handed_out(place.staff[1], read=(2026, 2, 5))).decider == place.colleague


def test_the_rating_is_frozen_as_it_was(place, freeze):
    freeze(2026, 2, 10)
    appraisal = handed_out(place.staff[0], read=(2026, 2, 5), parties={"employee": {"name": "Ani"}})
    kept = objection(appraisal).original
    assert (kept["predicate"], kept["result_rating"], kept["behaviour_rating"]) == ("b", "as", "as")
    assert (kept["result_reason"], kept["rule_version"]) == (
        "Target tercapai dengan bukti.",
        "predicate/2022-02-07",
    )
    assert kept["parties"] == {"employee": {"name": "Ani"}}


def test_reasons_are_required_and_a_bad_file_is_refused(place, freeze):
    freeze(2026, 2, 10)
    appraisal = handed_out(place.staff[0], read=(2026, 2, 5))
    with pytest.raises(ValidationError) as refused:
        objection(appraisal, reasons="  ")
    assert "reasons" in refused.value.message_dict
    with pytest.raises(ValidationError) as refused:
        objection(appraisal, file=SimpleUploadedFile("bukti.pdf", b"MZ program"))
    assert "file" in refused.value.message_dict
    assert not Objection.objects.exists()


def test_only_the_person_objects_and_only_once(place, freeze):
    freeze(2026, 2, 10)
    appraisal = handed_out(place.staff[0], read=(2026, 2, 5))
    with pytest.raises(NotAllowed):
        file_objection(
            appraisal=loaded(appraisal), entry=ObjectionEntry("Tidak adil."), actor=actor(place.evaluator)
        )
    objection(appraisal)
    with pytest.raises(Conflict) as second:
        objection(appraisal, reasons="Klik kedua")
    assert second.value.note == "Klik kedua"
    assert Objection.objects.count() == 1


def test_a_withdrawn_one_does_not_count(place, freeze):
    freeze(2026, 2, 10)
    appraisal = handed_out(place.staff[0], read=(2026, 2, 5))
    row = objection(appraisal)
    with pytest.raises(NotAllowed):
        withdraw_objection(objection=again(row), actor=actor(place.head))
    withdraw_objection(objection=again(row), actor=actor(place.staff[0]))
    assert again(row).state == ObjectionStatus.WITHDRAWN
    assert objection(appraisal).pk != row.pk

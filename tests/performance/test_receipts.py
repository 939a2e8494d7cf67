"""After the release: read, signed or not, reported to the authorised official; the page with its clocks."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from asn_portal.core.access import NotAllowed
from asn_portal.core.models import AgencyPolicy, Document, Notice, TransitionLog
from performance.selectors.receipts import get_receipt
from performance.services.duties_objections import remind_signatures
from performance.services.evaluation_documents import find_evaluation, issue_evaluation
from performance.services.receipts import decline_signature, report_appraisals, sign_appraisal
from tests.employees.factories import LONG_AGO, office
from tests.performance.appraisal_help import actor, fresh
from tests.performance.objection_help import handed_out, loaded, objection, year_2025

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(freeze):
    freeze(2026, 2, 10)
    return office()


def page(visitor, appraisal):
    with translation.override("en"):
        url = reverse("performance:appraisal_detail", args=[appraisal.pk])
        return visitor.get(url, headers={"accept-language": "en"}).content.decode()


def sign(appraisal, by):
    return sign_appraisal(appraisal=loaded(appraisal), actor=actor(by))


def test_signing_counts_once_and_confirms_the_receipt(place):
    appraisal = handed_out(place.staff[0])
    assert sign(appraisal, place.staff[0])
    assert not sign(appraisal, place.staff[0])
    stored = fresh(appraisal)
    assert stored.signed_at == stored.read_at
    assert TransitionLog.objects.filter(transition="sign").count() == 1


@pytest.mark.parametrize("who", ["evaluator", "head", "hr", "colleague"])
def test_nobody_signs_for_somebody_else(place, who):
    with pytest.raises(NotAllowed):
        sign(handed_out(place.staff[0]), getattr(place, who))


def test_a_signature_replaces_the_issued_document_by_one_that_bears_its_day(place):
    appraisal = handed_out(place.staff[0])
    old = issue_evaluation(appraisal=loaded(appraisal), actor=actor(place.evaluator))
    sign(appraisal, place.staff[0])
    new = find_evaluation(appraisal=loaded(appraisal), actor=actor(place.evaluator))
    old.refresh_from_db()
    assert (old.successor, old.revoked_at is None, new != old) == (new, False, True)


def test_who_does_not_sign_says_why_and_may_still_sign(place):
    appraisal = handed_out(place.staff[0], read=(2026, 2, 5))
    me = actor(place.staff[0])
    with pytest.raises(ValidationError):
        decline_signature(appraisal=loaded(appraisal), reason=" ", actor=me)
    assert decline_signature(appraisal=loaded(appraisal), reason="Saya keberatan.", actor=me)
    assert fresh(appraisal).declined_reason == "Saya keberatan."
    assert get_receipt(actor=me, appraisal=loaded(appraisal)).can_object
    sign(appraisal, place.staff[0])
    assert fresh(appraisal).declined_at is None


def test_an_agency_may_not_offer_it(place):
    AgencyPolicy.objects.create(
        agency=place.agency, key="performance.may_decline_signature", value=False, starts_on=LONG_AGO
    )
    with pytest.raises(NotAllowed):
        decline_signature(
            appraisal=loaded(handed_out(place.staff[0])), reason="Tidak.", actor=actor(place.staff[0])
        )


def test_the_page_shows_clocks_to_both_sides_and_the_objection_to_the_person(place, client_for):
    appraisal = handed_out(place.staff[0], read=(2026, 2, 5))
    own, theirs = (page(client_for(who.user), appraisal) for who in (place.staff[0], place.evaluator))
    address = reverse("performance:objection_new", args=[appraisal.pk])
    assert 'id="clocks"' in own
    assert 'id="clocks"' in theirs
    assert address in own
    assert address not in theirs


def test_a_leader_reads_the_rating_without_its_clocks(place, client_for):
    assert 'id="clocks"' not in page(client_for(place.leader.user), handed_out(place.staff[0]))


def test_e16_the_clash_is_shown_early(place):
    appraisal = handed_out(place.staff[0], signed=(2026, 1, 30), released=(2026, 2, 23))
    clash = get_receipt(actor=actor(place.hr), appraisal=loaded(appraisal)).timetable.clash
    assert (clash.report_due_on, clash.decision_due_on) == (dt.date(2026, 3, 17), dt.date(2026, 3, 31))


def test_while_it_is_examined_the_rating_is_marked_and_the_predicate_stays(place, client_for):
    appraisal = handed_out(place.staff[0], read=(2026, 2, 5))
    row = objection(appraisal)
    link = reverse("performance:objection_detail", args=[row.pk])
    leader = get_receipt(actor=actor(place.leader), appraisal=loaded(appraisal))
    assert (leader.is_pending, leader.objection) == (True, None)
    assert link in page(client_for(place.evaluator.user), appraisal)
    assert link not in page(client_for(place.leader.user), appraisal)
    assert fresh(appraisal).predicate == "b"


# --- The report to the authorised official (D11) ---


def report(place, period, *, ids=(), day=dt.date(2026, 2, 10), by=None, office_id=None):
    return report_appraisals(
        period=period, ids=list(ids), office_id=office_id, day=day, actor=actor(by or place.hr)
    )


def test_hr_records_all_that_are_not_in_dispute_with_one_click(place):
    period = year_2025(place.agency)
    rows = [handed_out(person, period=period, read=(2026, 2, 5)) for person in place.staff]
    objection(rows[0])
    assert report(place, period) == 2
    assert [fresh(row).reported_on for row in rows] == [None, dt.date(2026, 2, 10), dt.date(2026, 2, 10)]
    assert TransitionLog.objects.filter(transition="report").count() == 2


def test_ticked_documents_are_recorded_alone_and_once(place):
    period = year_2025(place.agency)
    rows = [handed_out(person, period=period) for person in place.staff]
    assert report(place, period, ids=[rows[0].pk]) == 1
    with pytest.raises(ValidationError):
        report(place, period, ids=[rows[0].pk])
    assert fresh(rows[1]).reported_on is None


@pytest.mark.parametrize(
    "day", [dt.date(2026, 2, 11), dt.date(2026, 1, 27)], ids=["to-come", "before-it-was-out"]
)
def test_a_day_that_cannot_be_is_refused(place, day):
    period = year_2025(place.agency)
    handed_out(place.staff[0], period=period)
    with pytest.raises(ValidationError):
        report(place, period, day=day)


def test_only_hr_reports_and_only_for_its_units(place):
    period = year_2025(place.agency)
    handed_out(place.staff[0], period=period)
    for who in (place.head, place.leader, place.inspector):
        with pytest.raises(NotAllowed):
            report(place, period, by=who)
    with pytest.raises(ValidationError):
        report(place, period, office_id=place.other_dinas.pk)


def test_a_refused_day_comes_back_with_what_was_ticked(place, client_for):
    period = year_2025(place.agency)
    row = handed_out(place.staff[0], period=period)
    typed = {"periode": period.pk, "appraisal": row.pk, "reported_on": "2026-03-01"}
    answer = client_for(place.hr.user).post(reverse("performance:reporting_record"), typed)
    assert answer.status_code == 422
    assert f'value="{row.pk}" checked' in answer.content.decode()


def test_recording_leads_back_to_the_same_list(place, client_for):
    period = year_2025(place.agency)
    row = handed_out(place.staff[0], period=period)
    typed = {"periode": period.pk, "kantor": place.dinas.pk, "reported_on": "2026-02-10"}
    answer = client_for(place.hr.user).post(reverse("performance:reporting_record"), typed)
    assert answer.url.endswith(f"?periode={period.pk}&kantor={place.dinas.pk}")
    assert fresh(row).reported_on == dt.date(2026, 2, 10)


# --- Reminders ---


@pytest.mark.parametrize(
    ("today", "told"),
    [((2026, 2, 23), 0), ((2026, 2, 24), 1), ((2026, 2, 27), 1), ((2026, 2, 28), 0)],
    ids=["early", "three-days-before", "last-day", "after"],
)
def test_people_are_reminded_to_sign_once_before_the_last_day(place, freeze, today, told):
    handed_out(place.staff[0], read=(2026, 2, 5))
    freeze(*today)
    for _twice in range(2):
        remind_signatures(agency=place.agency, today=dt.date(*today))
    assert Notice.objects.filter(event="appraisal_sign_due").count() == told


def test_no_document_is_issued_twice_by_two_clicks(place):
    appraisal = handed_out(place.staff[0])
    for _click in range(2):
        issue_evaluation(appraisal=loaded(appraisal), actor=actor(place.staff[0]))
    assert Document.objects.count() == 1

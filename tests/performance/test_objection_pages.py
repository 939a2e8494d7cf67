"""The pages of objections: who sees what, forms that come back, the desk, the inbox, reminders."""

import datetime as dt

import pytest
from django.urls import reverse

from asn_portal.core.access import Role
from asn_portal.core.models import Notice
from performance.models import Objection
from performance.selectors.inbox_objections import objection_inbox, receipt_inbox
from performance.selectors.objections import get_desk
from performance.services.objection_examination import Hearing, give_statement, record_hearing
from performance.services.objection_reminders import remind_objections
from tests.employees.factories import RoleGrantFactory, office
from tests.performance.appraisal_help import actor
from tests.performance.objection_help import again, handed_out, objection

pytestmark = pytest.mark.django_db
DECISION = {"outcome": "confirm", "reason": "Bukti mendukung.", "unheard_reason": "Sedang cuti."}


@pytest.fixture
def place(freeze):
    freeze(2026, 2, 10)
    return office()


@pytest.fixture
def row(place):
    return again(objection(handed_out(place.staff[0], read=(2026, 2, 5))))


def url(name, subject):
    return reverse(f"performance:{name}", args=[subject.pk])


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("owner", 200),
        ("evaluator", 200),
        ("head", 200),
        ("hr", 200),
        ("inspector", 200),
        ("second_colleague", 404),
        ("colleague", 404),
        ("mayor", 404),
        ("leader", 404),
        ("outsider", 404),
    ],
)
def test_a_dispute_is_nobody_elses_business(place, row, client_for, who, expected):
    person = {"owner": place.staff[0], "second_colleague": place.staff[1]}.get(who) or getattr(place, who)
    assert client_for(person.user).get(url("objection_detail", row)).status_code == expected


def test_hr_of_another_office_sees_nothing(place, row, client_for):
    RoleGrantFactory(user=place.colleague.user, unit=place.other_dinas, role=Role.HR)
    assert client_for(place.colleague.user).get(url("objection_detail", row)).status_code == 404


def test_each_side_reads_only_the_own_hearing(place, row, client_for):
    for party, notes in (("person", "Kata pegawai."), ("evaluator", "Kata penilai.")):
        hearing = Hearing(party=party, held_on=dt.date(2026, 2, 10), notes=notes)
        record_hearing(objection=again(row), hearing=hearing, actor=actor(place.head))
    pages = {
        name: client_for(person.user).get(url("objection_detail", row)).content.decode()
        for name, person in (("own", place.staff[0]), ("rater", place.evaluator), ("head", place.head))
    }
    assert [("Kata pegawai." in text, "Kata penilai." in text) for text in pages.values()] == [
        (True, False),
        (False, True),
        (True, True),
    ]


def test_a_late_objection_comes_back_with_everything_typed(place, freeze, client_for):
    appraisal = handed_out(place.staff[0], read=(2026, 2, 5))
    freeze(2026, 3, 2)
    answer = client_for(place.staff[0].user).post(url("objection_new", appraisal), {"reasons": "Tidak adil."})
    assert answer.status_code == 422
    assert not Objection.objects.exists()


def test_filing_leads_to_the_objection(place, client_for):
    appraisal = handed_out(place.staff[0], read=(2026, 2, 5))
    visitor = client_for(place.staff[0].user)
    assert visitor.get(url("objection_new", appraisal)).status_code == 200
    answer = visitor.post(url("objection_new", appraisal), {"reasons": "Tidak adil."})
    assert answer.url == url("objection_detail", Objection.objects.get())


def test_a_double_click_is_a_conflict_that_keeps_the_text(place, row, client_for):
    answer = client_for(place.staff[0].user).post(
        url("objection_new", row.appraisal), {"reasons": "Klik kedua"}
    )
    assert answer.status_code == 409
    assert "Klik kedua" in answer.content.decode()


def test_a_decision_without_grounds_comes_back_with_what_was_typed(place, row, client_for):
    typed = DECISION | {"reason": "", "recommendation": "Dampingi tiga bulan."}
    answer = client_for(place.head.user).post(url("objection_decide", row), typed)
    assert answer.status_code == 422
    assert "Dampingi tiga bulan." in answer.content.decode()


def test_what_came_in_meanwhile_is_shown_and_the_second_try_decides(place, row, client_for):
    visitor, typed = client_for(place.head.user), DECISION | {"seen_revision": row.revision}
    give_statement(objection=again(row), text="Target Januari.", actor=actor(place.evaluator))
    first = visitor.post(url("objection_decide", row), typed)
    assert first.status_code == 422
    assert "Target Januari." in first.content.decode()
    now = again(row).revision
    assert f'value="{now}"' in first.content.decode()
    assert visitor.post(url("objection_decide", row), typed | {"seen_revision": now}).status_code == 302


def test_two_tabs_decide_once(place, row, client_for):
    visitor = client_for(place.head.user)
    answers = [visitor.post(url("objection_decide", row), DECISION).status_code for _tab in range(2)]
    assert answers == [302, 409]


@pytest.mark.parametrize(
    ("who", "part", "count"), [("head", "putuskan", 1), ("evaluator", "penjelasan", 1), ("hr", "semua", 1)]
)
def test_the_desk_opens_where_something_waits(place, row, who, part, count):
    desk = get_desk(actor=actor(getattr(place, who)))
    assert (desk.part, desk.counts[f"{part}_open"], len(desk.page)) == (part, count, 1)


def test_the_part_of_hr_is_for_hr(place, row):
    desk = get_desk(actor=actor(place.evaluator), part="semua")
    assert (desk.part, "semua" in desk.counts) == ("penjelasan", False)


def test_the_inbox_names_who_decides_and_who_explains(place, row):
    found = {who: list(objection_inbox(actor=actor(getattr(place, who)))) for who in ("head", "evaluator")}
    assert [one["kind"] for one in found["head"]] == ["objection_decide"]
    assert found["head"][0]["due_on"] == row.due_on
    assert [one["kind"] for one in found["evaluator"]] == ["objection_statement"]
    give_statement(objection=again(row), text="Sudah.", actor=actor(place.evaluator))
    assert not objection_inbox(actor=actor(place.evaluator))


def test_a_document_waits_for_its_signature_some_weeks(place):
    appraisal = handed_out(place.staff[0])
    assert [one["subject_id"] for one in receipt_inbox(actor=actor(place.staff[0]))] == [appraisal.pk]
    assert not receipt_inbox(actor=actor(place.evaluator))


@pytest.mark.parametrize(
    ("today", "events"),
    [
        ((2026, 2, 18), set()),
        ((2026, 2, 19), {"objection_due"}),
        ((2026, 2, 23), {"objection_due"}),
        ((2026, 2, 24), {"objection_due", "objection_overdue"}),
    ],
    ids=["early", "two-days-before", "last-day", "overdue"],
)
def test_superiors_are_reminded_and_hr_hears_of_the_overdue(place, row, today, events):
    for _twice in range(2):
        remind_objections(agency=place.agency, today=dt.date(*today))
    told = list(Notice.objects.filter(event__in=["objection_due", "objection_overdue"]))
    assert {notice.event for notice in told} == events
    assert len(told) == len(events)

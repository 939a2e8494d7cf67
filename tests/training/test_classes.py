"""The life of a class: planned, opened, changed, cancelled, finished; attendance."""

import datetime as dt

import pytest
from django.urls import reverse

from asn_portal.core.models import Notice, TransitionLog
from tests.employees.factories import EmployeeFactory, RoleGrantFactory, office
from tests.support.pages import soup, texts
from tests.training.factories import ClassFactory, EnrolmentFactory, ProgrammeFactory
from tests.training.help import state_of, taken
from tests.training.test_waiting_list import edit
from training.models import Enrolment, TrainingClass

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


@pytest.fixture
def course(place):
    return ClassFactory(programme__provider__agency=place.agency, seats=5)


@pytest.fixture
def hr(place, client_for):
    return client_for(place.hr.user)


def url(name, *args):
    return reverse(f"training:{name}", args=args)


def written(programme, **changes):
    days = {"starts_on": "2026-04-06", "ends_on": "2026-04-08", "enrol_until": "2026-03-31"}
    return {"programme": programme.pk, **days, "seats": "20", "place": "Aula", "label": "", **changes}


def test_hr_plans_a_class_that_nobody_else_sees_before_it_is_open(place, hr, client_for):
    programme = ProgrammeFactory(provider__agency=place.agency)
    response = hr.post(url("class_new"), written(programme))
    row = TrainingClass.objects.get()
    assert (response.url, row.state, row.seats) == (url("class_detail", row.pk), "draft", 20)
    assert client_for(place.staff[0].user).get(response.url).status_code == 404
    hr.post(url("class_open", row.pk))
    assert client_for(place.staff[0].user).get(response.url).status_code == 200
    assert TransitionLog.objects.get(subject_type="class").transition == "open"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_on": "2026-02-02", "enrol_until": "2026-02-01"}, "starts_on"),
        ({"ends_on": "2026-04-05"}, "ends_on"),
        ({"enrol_until": "2026-04-07"}, "enrol_until"),
        ({"enrol_until": "31 Februari"}, "enrol_until"),
        ({"seats": "0"}, "seats"),
        ({"seats": "-3"}, "seats"),
        ({"programme": "999999"}, "programme"),
        ({"link": "bukan tautan"}, "link"),
    ],
    ids=["past", "order", "enrolment late", "no date", "no seats", "negative", "unknown", "link"],
)
def test_wrong_input_is_named_at_its_field_and_keeps_what_was_typed(place, hr, changes, field):
    programme = ProgrammeFactory(provider__agency=place.agency)
    response = hr.post(url("class_new"), written(programme, label="Angkatan Istimewa") | changes)
    assert response.status_code == 422
    page = soup(response)
    assert page.select_one(f"#id_{field}_error")
    assert page.select_one("#id_label")["value"] == "Angkatan Istimewa"
    assert not TrainingClass.objects.exists()


def test_a_programme_of_another_government_cannot_be_chosen(place, hr):
    assert hr.post(url("class_new"), written(ProgrammeFactory())).status_code == 422
    assert not TrainingClass.objects.exists()


@pytest.mark.parametrize(
    "changes", [{"place": ""}, {"enrol_until": dt.date(2026, 3, 1)}], ids=["place", "past"]
)
def test_a_class_without_place_or_with_past_days_is_not_opened(place, hr, changes):
    row = ClassFactory(programme__provider__agency=place.agency, draft=True, **changes)
    response = hr.post(url("class_open", row.pk))
    assert response.status_code == 422
    assert TrainingClass.objects.get().state == "draft"


def test_new_days_are_told_to_everybody_enrolled_once(place, course, hr):
    for person, state in zip(place.staff, ("requested", "waiting", "placed"), strict=True):
        EnrolmentFactory(
            training_class=course, employee=person, state=state, queued_at=dt.datetime.now(dt.UTC)
        )
    hr.post(url("class_edit", course.pk), edit(course, seats=1, starts_on="2026-04-07"))
    hr.post(url("class_edit", course.pk), edit(course, label="Angkatan I"))
    told = Notice.objects.filter(event="class_changed")
    assert set(told.values_list("user_id", flat=True)) == {person.user_id for person in place.staff}
    assert told.count() == 3


def test_of_two_officers_who_change_a_class_the_second_learns_of_it(place, course, hr):
    data = edit(course, label="Angkatan I")
    hr.post(url("class_edit", course.pk), data)
    assert hr.post(url("class_edit", course.pk), data | {"label": "Angkatan II"}).status_code == 409
    assert TrainingClass.objects.get().label == "Angkatan I"


def test_cancelling_needs_a_reason_and_tells_everybody_enrolled(place, course, hr):
    rows = [EnrolmentFactory(training_class=course, employee=place.staff[0], placed=True)]
    rows.append(EnrolmentFactory(training_class=course, employee=place.staff[1]))
    EnrolmentFactory(training_class=course, employee=place.staff[2], returned=True)
    assert hr.post(url("class_cancel", course.pk), {"note": " "}).status_code == 422
    hr.post(url("class_cancel", course.pk), {"note": "Narasumber berhalangan"})
    assert [state_of(row) for row in rows] == ["cancelled", "cancelled"]
    assert (TrainingClass.objects.get().state, taken(course)) == ("cancelled", 0)
    told = Notice.objects.filter(event="class_cancelled")
    assert set(told.values_list("user_id", flat=True)) == {person.user_id for person in place.staff[:2]}
    assert told[0].params["note"] == "Narasumber berhalangan"
    assert hr.post(url("class_cancel", course.pk), {"note": "Lagi"}).status_code == 409


def test_attendance_is_marked_with_tick_boxes_from_the_first_day(place, course, hr, client_for, freeze):
    rows = [EnrolmentFactory(training_class=course, employee=person, placed=True) for person in place.staff]
    ids = [row.pk for row in rows]
    assert hr.get(url("class_attendance", course.pk)).status_code == 403
    freeze(2026, 4, 6)
    hr = client_for(place.hr.user)
    assert len(soup(hr.get(url("class_attendance", course.pk))).select("input[name=came][checked]")) == 3
    hr.post(url("class_attendance", course.pk), {"shown": ids, "came": ids[:2]})
    assert [state_of(row) for row in rows] == ["attended", "attended", "absent"]
    hr.post(url("class_attendance", course.pk), {"shown": ids, "came": ids[1:]})
    assert [state_of(row) for row in rows] == ["absent", "attended", "attended"]
    assert TransitionLog.objects.filter(subject_type="enrolment").count() == 5
    assert taken(course) == 3


def test_nobody_marks_the_own_attendance(place, course, client_for, freeze):
    own = EnrolmentFactory(training_class=course, employee=place.hr, placed=True)
    freeze(2026, 4, 6)
    client_for(place.hr.user).post(url("class_attendance", course.pk), {"shown": [own.pk], "came": [own.pk]})
    assert state_of(own) == "placed"


def test_ids_of_another_class_are_not_marked(place, course, client_for, freeze):
    other = EnrolmentFactory(employee=place.staff[0], placed=True)
    freeze(2026, 4, 6)
    data = {"shown": [other.pk, "x", "9" * 30], "came": [other.pk]}
    assert client_for(place.hr.user).post(url("class_attendance", course.pk), data).status_code == 302
    assert state_of(other) == "placed"


def test_a_class_is_finished_when_everybody_is_marked(place, course, client_for, freeze):
    row = EnrolmentFactory(training_class=course, employee=place.staff[0], placed=True)
    waiting = EnrolmentFactory(training_class=course, employee=place.staff[1])
    freeze(2026, 4, 8)
    hr = client_for(place.hr.user)
    assert hr.post(url("class_finish", course.pk)).status_code == 422
    hr.post(url("class_attendance", course.pk), {"shown": [row.pk], "came": [row.pk]})
    hr.post(url("class_finish", course.pk))
    assert TrainingClass.objects.get().state == "finished"
    assert (state_of(row), state_of(waiting)) == ("attended", "cancelled")
    assert hr.post(url("class_finish", course.pk)).status_code == 409


def test_a_class_whose_attendance_is_marked_is_not_cancelled(place, course, client_for, freeze):
    EnrolmentFactory(training_class=course, employee=place.staff[0], attended=True)
    freeze(2026, 4, 8)
    response = client_for(place.hr.user).post(url("class_cancel", course.pk), {"note": "Salah"})
    assert response.status_code == 422
    assert "Salah" in response.content.decode()


@pytest.mark.parametrize("name", ["class_open", "class_finish"])
@pytest.mark.parametrize("who", ["staff", "evaluator", "leader", "inspector", "office_hr"])
def test_only_hr_of_the_government_keeps_classes(place, course, client_for, who, name):
    if who == "office_hr":
        RoleGrantFactory(user=place.colleague.user, unit=place.other_dinas)
    person = {"staff": place.staff[0], "office_hr": place.colleague}.get(who) or getattr(place, who)
    client = client_for(person.user)
    assert client.post(url(name, course.pk)).status_code == 403
    for page in ("class_edit", "class_cancel", "class_attendance"):
        assert client.get(url(page, course.pk)).status_code == 403
    assert client.get(url("class_new")).status_code == 403


def test_another_government_never_sees_a_class(course, place, client_for):
    client = client_for(place.outsider.user)
    for name in ("class_detail", "class_enrol", "class_people"):
        assert client.get(url(name, course.pk)).status_code == 404


def test_hr_of_an_office_sees_the_own_people_in_a_class_only(place, course, client_for):
    RoleGrantFactory(user=place.colleague.user, unit=place.dinas)
    EnrolmentFactory(training_class=course, employee=place.staff[0], placed=True)
    EnrolmentFactory(training_class=course, employee=place.leader, placed=True)
    page = client_for(place.colleague.user).get(url("class_detail", course.pk))
    assert texts(page, "tbody .cell-main") == [place.staff[0].full_name]


def test_the_waiting_list_stands_in_its_order(place, course, hr):
    for hour, person in ((3, place.staff[0]), (1, place.staff[1]), (2, place.staff[2])):
        at = dt.datetime(2026, 3, 1, hour, tzinfo=dt.UTC)
        EnrolmentFactory(training_class=course, employee=person, waiting=True, queued_at=at)
    page = hr.get(url("class_detail", course.pk), {"tampil": "waiting"})
    assert texts(page, "tbody .cell-main") == [place.staff[n].full_name for n in (1, 2, 0)]


def test_the_page_of_a_class_costs_the_same_for_many_people(place, course, hr, count_queries):
    EnrolmentFactory(training_class=course, employee=place.staff[0], placed=True)
    TrainingClass.objects.update(seats=40)
    few = count_queries(hr, "training:class_detail", args=[course.pk])
    for _number in range(25):
        person = EmployeeFactory(agency=place.agency, unit=place.bidang, without_account=True)
        EnrolmentFactory(training_class=course, employee=person, placed=True)
    assert count_queries(hr, "training:class_detail", args=[course.pk]) == few <= 12
    assert Enrolment.objects.count() == 26

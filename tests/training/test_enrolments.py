"""Asking for a place, and the superior's decision."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from asn_portal.core.models import Notice, TransitionLog
from employees.models import Employee
from tests.employees.factories import EmployeeFactory, member, office
from tests.support.pages import soup
from tests.training.factories import ClassFactory, EnrolmentFactory
from tests.training.help import ask, state_of, taken
from training.models import Enrolment, TrainingClass

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


@pytest.fixture
def course(place):
    return ClassFactory(programme__provider__agency=place.agency, seats=2)


def url(name, *args):
    return reverse(f"training:{name}", args=args)


def test_a_person_asks_and_the_superior_is_told_once(place, course, client_for):
    response = client_for(place.staff[0].user).post(url("class_enrol", course.pk), {"reason": "Tugas baru"})
    enrolment = Enrolment.objects.get()
    assert response.url == url("enrolment_detail", enrolment.pk)
    assert (enrolment.state, enrolment.reason) == ("requested", "Tugas baru")
    assert enrolment.employee_name == place.staff[0].full_name
    assert list(Notice.objects.values_list("event", "user_id")) == [
        ("enrolment_asked", place.evaluator.user_id)
    ]
    assert taken(course) == 0


def test_approval_gives_the_place_and_tells_the_person(place, course, client_for):
    enrolment = ask(course, place.staff[0])
    client = client_for(place.evaluator.user)
    assert client.get(url("enrolment_detail", enrolment.pk)).status_code == 200
    response = client.post(url("enrolment_approve", enrolment.pk), {"next": "/persetujuan/"})
    assert response.url == "/persetujuan/"
    assert (state_of(enrolment), taken(course)) == ("placed", 1)
    assert Enrolment.objects.get().checklist["items"][0]["evidence"] == "0 JP + 12 JP = 12 JP"
    assert Notice.objects.filter(event="enrolment_placed", user=place.staff[0].user).count() == 1


def test_a_full_class_means_the_waiting_list(place, course, client_for):
    for person in place.staff[:2]:
        EnrolmentFactory(training_class=course, employee=person, placed=True)
    enrolment = ask(course, place.staff[2])
    client_for(place.evaluator.user).post(url("enrolment_approve", enrolment.pk))
    assert (state_of(enrolment), taken(course)) == ("waiting", 2)
    page = client_for(place.staff[2].user).get(url("class_detail", course.pk))
    assert "1" in soup(page).select_one(".card-gold .small").text
    assert Notice.objects.filter(event="enrolment_queued", user=place.staff[2].user).exists()


def test_returning_needs_a_reason_which_the_person_reads(place, course, client_for):
    enrolment = ask(course, place.staff[0])
    client = client_for(place.evaluator.user)
    assert client.post(url("enrolment_return", enrolment.pk), {"note": " "}).status_code == 422
    client.post(url("enrolment_return", enrolment.pk), {"note": "Tahun depan, stok vaksin dahulu."})
    assert state_of(enrolment) == "returned"
    page = client_for(place.staff[0].user).get(url("enrolment_detail", enrolment.pk))
    assert "stok vaksin" in page.content.decode()
    assert Notice.objects.get(event="enrolment_returned").params["note"].startswith("Tahun depan")


def test_after_a_return_one_may_ask_again(place, course):
    EnrolmentFactory(training_class=course, employee=place.staff[0], returned=True)
    assert ask(course, place.staff[0]).state == "requested"


def test_the_owner_sees_but_does_not_decide(place, course, client_for):
    enrolment = ask(course, place.staff[0])
    client = client_for(place.staff[0].user)
    assert client.get(url("enrolment_detail", enrolment.pk)).status_code == 200
    assert client.post(url("enrolment_approve", enrolment.pk)).status_code == 403
    assert client.post(url("enrolment_return", enrolment.pk), {"note": "x"}).status_code == 403


@pytest.mark.parametrize("who", ["colleague", "outsider"])
def test_somebody_elsewhere_gets_404(place, course, client_for, who):
    enrolment = ask(course, place.staff[0])
    client = client_for(getattr(place, who).user)
    assert client.get(url("enrolment_detail", enrolment.pk)).status_code == 404
    assert client.post(url("enrolment_approve", enrolment.pk)).status_code == 404


@pytest.mark.parametrize("who", ["hr", "leader", "inspector", "head"])
def test_who_oversees_reads_but_only_the_evaluator_decides(place, course, client_for, who):
    enrolment = ask(course, place.staff[0])
    client = client_for(getattr(place, who).user)
    assert client.get(url("enrolment_detail", enrolment.pk)).status_code == 200
    assert client.post(url("enrolment_approve", enrolment.pk)).status_code == 403
    assert state_of(enrolment) == "requested"


def test_a_second_click_is_a_conflict(place, course, client_for):
    enrolment = ask(course, place.staff[0])
    client = client_for(place.evaluator.user)
    client.post(url("enrolment_approve", enrolment.pk))
    assert client.post(url("enrolment_approve", enrolment.pk)).status_code == 409
    assert client.post(url("enrolment_return", enrolment.pk), {"note": "Terlambat"}).status_code == 409
    assert taken(course) == 1


def test_a_new_evaluator_decides_and_the_former_one_no_longer(place, course, client_for):
    enrolment = ask(course, place.staff[0])
    place.staff[0].evaluator = place.head
    place.staff[0].save()
    assert client_for(place.evaluator.user).post(url("enrolment_approve", enrolment.pk)).status_code == 403
    client_for(place.head.user).post(url("enrolment_approve", enrolment.pk))
    assert state_of(enrolment) == "placed"


def test_the_superior_enrols_and_has_approved_with_it(place, course, client_for):
    client = client_for(place.evaluator.user)
    assert place.staff[1].name in client.get(url("class_people", course.pk)).content.decode()
    client.post(url("class_enrol_person", course.pk, place.staff[1].pk), {"reason": "Perlu"})
    assert (Enrolment.objects.get().state, taken(course)) == ("placed", 1)
    steps = list(TransitionLog.objects.order_by("id").values_list("transition", flat=True))
    assert steps == ["enrol", "place"]


def test_what_hr_puts_forward_goes_to_the_superior(place, course, client_for):
    client = client_for(place.hr.user)
    found = client.get(url("class_people", course.pk), {"cari": "Ani Les"})
    assert "Ani Lestari" in found.content.decode()
    client.post(url("class_enrol_person", course.pk, place.staff[0].pk), {"reason": ""})
    assert Enrolment.objects.get().state == "requested"
    assert Notice.objects.get().user_id == place.evaluator.user_id


def test_hr_decides_for_somebody_without_an_evaluator(place, course, client_for):
    alone = member(place.other_dinas, "Tanpa Atasan")
    enrolment = ask(course, alone)
    assert client_for(place.hr.user).post(url("enrolment_approve", enrolment.pk)).status_code == 302
    assert state_of(enrolment) == "placed"
    other = member(place.other_dinas, "Juga Tanpa Atasan")
    client_for(place.hr.user).post(url("class_enrol_person", course.pk, other.pk), {})
    assert Enrolment.objects.get(employee=other).state == "placed"


def test_nobody_enrols_people_outside_the_own_scope(place, course, client_for):
    assert (
        client_for(place.evaluator.user)
        .get(url("class_enrol_person", course.pk, place.colleague.pk))
        .status_code
        == 404
    )
    assert (
        client_for(place.hr.user).get(url("class_enrol_person", course.pk, place.outsider.pk)).status_code
        == 404
    )
    # The head sees the staff of the division but neither evaluates nor administers them.
    assert (
        client_for(place.head.user).get(url("class_enrol_person", course.pk, place.staff[0].pk)).status_code
        == 403
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"state": "cancelled"}, "dibatalkan|cancelled"),
        ({"state": "finished"}, "tidak dibuka|not open"),
        ({"enrol_until": "2026-03-01"}, "ditutup|closed"),
    ],
    ids=["cancelled", "finished", "enrolment closed"],
)
def test_a_closed_class_takes_nobody_and_keeps_what_was_typed(place, course, client_for, change, words):
    type(course).objects.filter(pk=course.pk).update(**change)
    response = client_for(place.staff[0].user).post(
        url("class_enrol", course.pk), {"reason": "Ingin belajar"}
    )
    text = response.content.decode()
    assert response.status_code == 422
    assert any(word in text for word in words.split("|"))
    assert "Ingin belajar" in text
    assert not Enrolment.objects.exists()


def test_the_same_person_twice_is_refused(place, course, client_for):
    ask(course, place.staff[0])
    response = client_for(place.staff[0].user).post(url("class_enrol", course.pk), {"reason": "Sekali lagi"})
    assert response.status_code == 422
    assert "Sekali lagi" in response.content.decode()
    assert Enrolment.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [{"is_active": False, "standing": "retired"}, {"kind": "official", "nip": None}],
    ids=["retired", "official"],
)
def test_somebody_who_has_left_or_is_no_civil_servant_is_refused(place, course, client_for, fields):
    person = EmployeeFactory(agency=place.agency, unit=place.bidang, evaluator=place.evaluator, **fields)
    response = client_for(place.hr.user).post(
        url("class_enrol_person", course.pk, person.pk), {"reason": "Perlu"}
    )
    assert response.status_code == 422
    assert not Enrolment.objects.exists()


def test_a_request_made_in_time_may_be_decided_until_the_class_begins(place, course, client_for, freeze):
    enrolment = ask(course, place.staff[0])
    freeze(2026, 4, 7)
    late = client_for(place.evaluator.user).post(url("enrolment_approve", enrolment.pk))
    assert (late.status_code, state_of(enrolment)) == (422, "requested")
    freeze(2026, 4, 6)
    client_for(place.evaluator.user).post(url("enrolment_approve", enrolment.pk))
    assert state_of(enrolment) == "placed"


def test_nobody_who_has_left_meanwhile_is_given_a_place(place, course, client_for):
    enrolment = ask(course, place.staff[0])
    Employee.objects.filter(pk=place.staff[0].pk).update(is_active=False, standing="retired")
    response = client_for(place.evaluator.user).post(url("enrolment_approve", enrolment.pk))
    assert response.status_code == 422
    assert (state_of(enrolment), taken(course)) == ("requested", 0)
    url_back = url("enrolment_return", enrolment.pk)
    assert client_for(place.evaluator.user).post(url_back, {"note": "Sudah pensiun"}).status_code == 302


def test_no_request_slips_into_a_class_that_has_just_been_cancelled(place, course):
    TrainingClass.objects.filter(pk=course.pk).update(state="cancelled")
    with pytest.raises(ValidationError, match="dibatalkan"):
        ask(course, place.staff[0])
    assert not Enrolment.objects.exists()


def test_a_reason_that_is_missing_is_said_by_the_portal_not_by_the_browser(place, course, client_for):
    asked, held = ask(course, place.staff[0]), ask(course, place.staff[1], by=place.evaluator)
    client = client_for(place.evaluator.user)
    for row, step in ((asked, "approve"), (asked, "return"), (held, "cancel")):
        page = soup(client.get(url("enrolment_detail", row.pk)))
        form = page.select_one(f'form[action="{url(f"enrolment_{step}", row.pk)}"]')
        assert form.has_attr("novalidate")

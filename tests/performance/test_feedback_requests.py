"""Asking for feedback: of colleagues by the inbox, of service receivers by a link that works once."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.models import Notice
from employees.actors import actor_of
from performance.models import Feedback, FeedbackRequest
from performance.rules.feedback import is_positive
from performance.selectors.inbox_dialogue import request_inbox
from performance.services.duties_dialogue import follow_requests
from tests.employees.factories import office
from tests.performance.factories_dialogue import RequestFactory, in_days, plan_of, remark
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return office()


@pytest.fixture
def person(place):
    plan_of(place.staff[0])
    cache.clear()
    return place.staff[0]


QUESTION = {"about": "behaviour:service", "question": "Bagaimana pelayanan saya?"}


def ask(visitor, person, asked, **data):
    address = reverse("performance:request_new", args=[person.pk, asked.pk])
    return visitor.post(address, QUESTION | {"due_on": in_days(7)} | data)


def make_link(visitor, person, **data):
    """Make a link and return the public address on its page."""
    address = reverse("performance:request_link", args=[person.pk])
    page = visitor.post(address, QUESTION | {"due_on": in_days(7)} | data)
    return soup(page).select_one("#link").text.strip().replace("http://localhost:8000", "")


def test_a_person_asks_a_colleague_who_answers_from_the_inbox(place, person, client_for):
    other = place.staff[1]
    assert ask(client_for(person.user), person, other).status_code == 302
    item = FeedbackRequest.objects.get()
    waiting = request_inbox(actor=actor_of(other.user, today=timezone.localdate()))
    assert [(row["kind"], row["subject_id"]) for row in waiting] == [("feedback_request", item.pk)]
    page = client_for(other.user).post(
        reverse("performance:request_detail", args=[item.pk]), {"text": "Cepat dan ramah.", "tone": "good"}
    )
    assert page.status_code == 302
    feedback = Feedback.objects.get()
    assert (feedback.author, feedback.role, feedback.behaviour, feedback.tone) == (
        other,
        "peer",
        "service",
        "good",
    )


def test_the_evaluator_asks_a_colleague_about_one_result(place, person, client_for):
    result = person.plans.get().results.get()
    response = ask(client_for(place.evaluator.user), person, place.staff[2], about=f"result:{result.pk}")
    assert response.status_code == 302
    assert FeedbackRequest.objects.get().result == result


@pytest.mark.parametrize("who", ["colleague", "outsider", "staff1"])
def test_nobody_else_asks_about_somebody(place, person, client_for, who):
    asker = place.staff[1] if who == "staff1" else getattr(place, who)
    assert ask(client_for(asker.user), person, place.staff[2]).status_code in {403, 404}
    assert not FeedbackRequest.objects.exists()


def test_somebody_of_another_office_cannot_be_asked(place, person, client_for):
    assert ask(client_for(person.user), person, place.colleague).status_code == 404


@pytest.mark.parametrize(("days", "status"), [(-1, 422), (0, 302), (92, 302), (93, 422)])
def test_the_day_is_not_past_and_not_too_far(place, person, client_for, days, status):
    response = ask(client_for(person.user), person, place.staff[1], due_on=in_days(days))
    assert response.status_code == status


def test_the_same_question_to_the_same_person_waits_only_once(place, person, client_for):
    visitor = client_for(person.user)
    ask(visitor, person, place.staff[1])
    response = ask(visitor, person, place.staff[1])
    assert response.status_code == 422
    assert "Bagaimana pelayanan saya?" in response.content.decode()


def test_the_asked_one_may_decline_and_the_asker_is_told(place, person, client_for):
    item = RequestFactory(employee=person, asked=place.staff[1])
    address = reverse("performance:request_decline", args=[item.pk])
    assert client_for(place.staff[1].user).post(address, {"reason": "Belum melihat"}).status_code == 302
    assert Notice.objects.get(event="feedback_declined").user_id == person.user_id
    page = client_for(place.staff[1].user).post(
        reverse("performance:request_detail", args=[item.pk]), {"text": "Terlambat menjawab"}
    )
    assert page.status_code == 409
    assert "Terlambat menjawab" in page.content.decode()


@pytest.mark.parametrize("who", ["evaluator", "hr", "head", "inspector"])
def test_a_question_is_read_by_the_two_alone(place, person, client_for, who):
    item = RequestFactory(employee=person, asked=place.staff[1])
    address = reverse("performance:request_detail", args=[item.pk])
    assert client_for(getattr(place, who).user).get(address).status_code == 404


# --- Links for service receivers ---


def test_a_service_receiver_answers_without_an_account(place, person, client_for, client):
    address = make_link(client_for(person.user), person)
    page = client.get(address)
    assert page.status_code == 200
    assert person.full_name in page.content.decode()
    data = {"text": "Puas sekali.", "tone": "good", "name": "Bu Ida"}
    assert client.post(address, data).status_code == 200
    feedback = Feedback.objects.get()
    assert (feedback.author, feedback.role, feedback.author_name) == (None, "receiver", "Bu Ida")
    received = client_for(person.user).get(reverse("performance:feedback_list"))
    assert "Bu Ida" in received.content.decode()


def test_the_public_page_tells_the_name_and_the_question_and_nothing_else(place, person, client_for, client):
    page = client.get(make_link(client_for(person.user), person))
    text = page.content.decode()
    for secret in (person.nip, person.email, person.position.name, person.unit.name, place.evaluator.name):
        assert not secret or secret not in text
    assert page["Referrer-Policy"] == "strict-origin"
    assert "noindex" in page["X-Robots-Tag"]
    assert "no-store" in page["Cache-Control"]


def test_the_code_is_nowhere_in_the_database(place, person, client_for):
    code = make_link(client_for(person.user), person).rstrip("/").rsplit("/", 1)[1]
    item = FeedbackRequest.objects.get()
    assert len(code) >= 24
    assert code not in "".join(str(value) for value in vars(item).values())


def test_looking_does_not_use_the_link_up_and_one_answer_does(place, person, client_for, client):
    address = make_link(client_for(person.user), person)
    assert [client.get(address).status_code for _look in range(3)] == [200] * 3
    assert client.post(address, {"text": "Baik"}).status_code == 200
    assert client.post(address, {"text": "Lagi"}).status_code == 410
    assert client.get(address).status_code == 410
    assert Feedback.objects.count() == 1


@pytest.mark.parametrize(("day", "status"), [(9, 200), (10, 410)])
def test_the_last_day_works_and_the_day_after_does_not(
    place, person, client_for, client, freeze, day, status
):
    freeze(2026, 3, 2)
    address = make_link(client_for(person.user), person, due_on=dt.date(2026, 3, 9))
    freeze(2026, 3, day, 12, 0)
    assert client.get(address).status_code == status


def test_a_link_works_fourteen_days_at_most(place, person, client_for):
    address = reverse("performance:request_link", args=[person.pk])
    response = client_for(person.user).post(address, QUESTION | {"due_on": in_days(15)})
    assert response.status_code == 422


def test_a_withdrawn_or_renewed_link_stops_working(place, person, client_for, client):
    visitor = client_for(person.user)
    first = make_link(visitor, person)
    item = FeedbackRequest.objects.get()
    page = visitor.post(reverse("performance:request_renew", args=[item.pk]))
    second = soup(page).select_one("#link").text.strip().replace("http://localhost:8000", "")
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    visitor.post(reverse("performance:request_withdraw", args=[item.pk]))
    assert client.get(second).status_code == 410


def test_the_person_cannot_answer_the_own_link_while_logged_in(place, person, client_for):
    visitor = client_for(person.user)
    address = make_link(visitor, person)
    assert visitor.post(address, {"text": "Saya hebat"}).status_code == 403
    assert not Feedback.objects.exists()


def test_an_unknown_code_is_not_found_and_guessing_is_slowed_down(client):
    cache.clear()
    address = reverse("performance:feedback_public", args=["x" * 24])
    answers = {client.get(address).status_code for _try in range(35)}
    assert answers == {404, 429}


def test_more_than_twenty_open_links_are_refused(place, person, client_for):
    for number in range(19):
        RequestFactory(employee=person, code_digest=f"d{number}")
    visitor = client_for(person.user)
    make_link(visitor, person)
    address = reverse("performance:request_link", args=[person.pk])
    assert visitor.post(address, QUESTION | {"due_on": in_days(7)}).status_code == 422


# --- The clock, tones, lists ---


def test_the_clock_reminds_once_and_ends_links(place, person):
    RequestFactory(employee=person, asked=place.staff[1], due_on=in_days(3))
    link = RequestFactory(employee=person, code_digest="d", due_on=in_days(-1))
    today = timezone.localdate()
    assert follow_requests(agency=place.agency, today=today) == 2
    assert follow_requests(agency=place.agency, today=today) == 0
    link.refresh_from_db()
    assert link.state == "expired"
    assert Notice.objects.get(event="feedback_reminded").user_id == place.staff[1].user_id


@pytest.mark.parametrize(
    ("tones", "expected"),
    [
        ([], None),
        (["", ""], None),
        (["good"], True),
        (["good", "attention"], None),
        (["good", "attention", "attention"], False),
    ],
)
def test_tones_together_praise_or_warn_or_say_nothing(tones, expected):
    assert is_positive(tones) is expected


def test_the_list_is_narrowed_by_role_tone_and_subject(place, person, client_for):
    remark(person, place.evaluator, text="Dari atasan", tone="good")
    remark(person, place.staff[1], text="Dari rekan", role="peer", behaviour="loyal", tone="attention")
    visitor, address = client_for(person.user), reverse("performance:feedback_list")
    for query, found in (
        ({"peran": "peer"}, "Dari rekan"),
        ({"nada": "good"}, "Dari atasan"),
        ({"perihal": "loyal"}, "Dari rekan"),
    ):
        assert [found in text for text in texts(visitor.get(address, query), ".feedback-text")] == [True]
    assert not texts(visitor.get(address, {"perihal": "result"}), ".feedback-text")


def test_one_page_holds_everything_said_about_one_behaviour(place, person, client_for):
    remark(person, place.evaluator, text="Tentang pelayanan", tone="good")
    remark(person, place.evaluator, text="Tentang loyal", behaviour="loyal")
    address = reverse("performance:feedback_behaviour", args=[person.pk, "service"])
    for reader in (person, place.evaluator, place.head):
        assert len(texts(client_for(reader.user).get(address), ".feedback-text")) == 1
    assert client_for(place.colleague.user).get(address).status_code == 404
    wrong = reverse("performance:feedback_behaviour", args=[person.pk, "nothing"])
    assert client_for(person.user).get(wrong).status_code == 404


def test_evidence_with_feedback_is_checked_by_its_content_and_stays_in_scope(place, person, client_for):
    address = reverse("performance:feedback_give", args=[person.pk])
    visitor = client_for(place.evaluator.user)
    data = {"about": "behaviour:service", "text": "Lihat bukti."}
    bad = SimpleUploadedFile("bukti.pdf", b"MZ not a pdf")
    assert visitor.post(address, data | {"file": bad}).status_code == 422
    good = SimpleUploadedFile("bukti.pdf", b"%PDF-1.7 isi")
    assert visitor.post(address, data | {"file": good}).status_code == 302
    file = reverse("performance:feedback_file", args=[Feedback.objects.get().pk])
    assert b"".join(client_for(person.user).get(file).streaming_content) == b"%PDF-1.7 isi"
    assert client_for(place.colleague.user).get(file).status_code == 404

"""Coaching when results are behind: who is, the record, feedback on it, competences, results taken over."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.models import Notice, TransitionLog
from employees.actors import actor_of
from performance.models import Coaching, GuidanceFeedback, TakeOver
from performance.rules.guidance import CRITERIA, Progress, gaps
from performance.selectors.guidance import guidance_summary, people_behind
from performance.selectors.inbox_dialogue import coaching_inbox
from performance.services.duties_dialogue import follow_coachings
from tests.employees.factories import office
from tests.performance.factories import EvidenceFactory, PeriodFactory
from tests.performance.factories_dialogue import (
    ActionFactory,
    CoachingFactory,
    DialogueFactory,
    in_days,
    plan_of,
)

pytestmark = pytest.mark.django_db
HALF = Decimal("0.5")


@pytest.fixture
def place():
    return office()


@pytest.fixture
def person(place):
    plan_of(place.staff[0])
    return place.staff[0]


def actor(employee):
    return actor_of(employee.user, today=timezone.localdate())


@pytest.mark.parametrize(
    ("target", "aspect", "reached", "is_behind"),
    [
        ("12 laporan", "quantity", None, True),
        ("12 laporan", "quantity", "6 laporan", False),
        ("12 laporan", "quantity", "5 laporan", True),
        ("95 persen", "quality", "90 persen", True),
        ("95 persen", "quality", "95 persen", False),
        ("5 hari", "time", "4 hari", False),
        ("5 hari", "time", "7 hari", True),
        ("baik", "quality", "cukup", False),
    ],
)
def test_half_way_through_the_year_this_is_behind(target, aspect, reached, is_behind):
    found = gaps([Progress("Indikator", target, aspect, reached)], share=HALF)
    assert bool(found) is is_behind
    assert not found or found[0].is_missing is (reached is None)


@pytest.mark.parametrize(("day", "count"), [(7, 0), (8, 1)])
def test_after_the_days_of_grace_the_evaluator_sees_who_has_no_evidence(place, person, freeze, day, count):
    freeze(2026, 4, day)
    PeriodFactory(cycle=person.plans.get().cycle, number=1)
    found = people_behind(actor=actor(place.evaluator), today=timezone.localdate())
    assert [row.employee for row in found.people] == [person] * count
    assert not people_behind(actor=actor(place.head), today=timezone.localdate()).people


def test_evidence_of_the_period_takes_somebody_off_the_list(place, person, freeze):
    freeze(2026, 4, 20)
    period = PeriodFactory(cycle=person.plans.get().cycle, number=1)
    indicator = person.plans.get().results.get().indicators.get()
    EvidenceFactory(indicator=indicator, period=period, value="3 kunjungan")
    assert not people_behind(actor=actor(place.evaluator), today=timezone.localdate()).people


def start(visitor, person, **data):
    indicator = person.plans.get().results.get().indicators.get()
    coach = person.evaluator_id
    data = {"reason": "Tertinggal", "coach": coach, "indicators": [indicator.pk]} | data
    return visitor.post(reverse("performance:coaching_new", args=[person.pk]), data)


def fill(visitor, coaching, **data):
    """Write every part of the person."""
    line = coaching.lines.get()
    parts = {f"line-{line.pk}-{part}": "Isi" for part in ("strategy", "progress", "problem", "cause")}
    address = reverse("performance:coaching_write", args=[coaching.pk])
    return visitor.post(address, parts | {"opportunities": "Ikut kapal desa"} | data)


def step_data(coaching, **data):
    line = coaching.lines.get()
    return {f"line-{line.pk}-step": "Jadwal tetap", "review_on": in_days(30)} | data


def test_the_record_goes_from_person_to_coach_and_back_until_both_agree(place, person, client_for):
    leader, mine = client_for(place.evaluator.user), client_for(person.user)
    assert start(leader, person).status_code == 302
    coaching = Coaching.objects.get()
    assert fill(mine, coaching, second="1").status_code == 302
    steps = reverse("performance:coaching_steps", args=[coaching.pk])
    assert leader.post(steps, step_data(coaching)).status_code == 302
    assert mine.post(reverse("performance:coaching_agree", args=[coaching.pk])).status_code == 302
    coaching.refresh_from_db()
    assert (coaching.state, coaching.review_on) == ("agreed", in_days(30))
    events = set(Notice.objects.values_list("event", flat=True))
    assert {"coaching_started", "coaching_handed_in", "coaching_proposed", "coaching_agreed"} <= events


def test_what_is_missing_is_said_at_the_field_and_the_rest_is_kept(place, person, client_for):
    coaching = CoachingFactory(employee=person)
    line = coaching.lines.get()
    response = fill(client_for(person.user), coaching, second="1", **{f"line-{line.pk}-cause": ""})
    assert response.status_code == 422
    assert "Ikut kapal desa" in response.content.decode()
    assert fill(client_for(person.user), coaching, **{f"line-{line.pk}-cause": ""}).status_code == 302


def test_what_the_person_typed_is_never_markup_on_the_page_of_the_coach(place, person, client_for):
    coaching = CoachingFactory(employee=person, state="handed_in")
    coaching.lines.update(problem="<script>alert(1)</script>", cause="<b>x</b>")
    for name in ("coaching_steps", "coaching_detail"):
        address = reverse(f"performance:{name}", args=[coaching.pk])
        page = client_for(place.evaluator.user).get(address).content.decode()
        assert "&lt;script&gt;" in page
        assert "<script>alert" not in page


def test_the_person_may_ask_for_other_steps_with_a_reason(place, person, client_for):
    coaching = CoachingFactory(employee=person, state="proposed")
    address = reverse("performance:coaching_object", args=[coaching.pk])
    assert client_for(person.user).post(address, {"note": ""}).status_code == 422
    assert client_for(person.user).post(address, {"note": "Terlalu cepat"}).status_code == 302
    coaching.refresh_from_db()
    assert coaching.state == "handed_in"
    page = client_for(place.evaluator.user).get(reverse("performance:coaching_detail", args=[coaching.pk]))
    assert "Terlalu cepat" in page.content.decode()
    assert not TransitionLog.objects.filter(note__contains="Terlalu cepat").exists()


@pytest.mark.parametrize("who", ["head", "hr", "inspector", "leader", "colleague", "outsider"])
def test_a_coaching_is_read_by_person_coach_and_evaluator_alone(place, person, client_for, who):
    coaching = CoachingFactory(employee=person)
    address = reverse("performance:coaching_detail", args=[coaching.pk])
    assert client_for(getattr(place, who).user).get(address).status_code == 404


def test_a_second_coaching_of_the_two_waits_until_the_first_is_closed(place, person, client_for):
    CoachingFactory(employee=person)
    response = start(client_for(place.evaluator.user), person)
    assert response.status_code == 422
    assert "Tertinggal" in response.content.decode()


def test_a_stale_form_gives_back_what_was_typed(place, person, client_for):
    coaching = CoachingFactory(employee=person, state="handed_in")
    response = fill(client_for(person.user), coaching, opportunities="Sudah terlanjur ditulis")
    assert response.status_code == 409
    assert "Sudah terlanjur ditulis" in response.content.decode()


def test_it_is_the_turn_of_one_in_the_inbox(place, person):
    coaching = CoachingFactory(employee=person)
    assert [row["subject_id"] for row in coaching_inbox(actor=actor(person))] == [coaching.pk]
    assert not list(coaching_inbox(actor=actor(place.evaluator)))


def test_the_coach_is_reminded_once_on_the_agreed_day(place, person, freeze):
    freeze(2026, 3, 2)
    CoachingFactory(employee=person, agreed=True, review_on=in_days(7))
    for day in (8, 9, 10):
        freeze(2026, 3, day)
        follow_coachings(agency=place.agency, today=timezone.localdate())
    assert Notice.objects.get(event="coaching_review").user_id == place.evaluator.user_id


# --- After the guidance ---

MARKS = {f"mark_{number}": "4" for number in range(1, len(CRITERIA) + 1)}


def test_feedback_on_the_guidance_goes_to_the_superior_and_never_to_the_coach(place, person, client_for):
    coaching = CoachingFactory(employee=person, agreed=True)
    address = reverse("performance:guidance_rate", args=[coaching.pk])
    assert client_for(person.user).post(address, MARKS | {"comment": "Jujur saja"}).status_code == 302
    assert GuidanceFeedback.objects.get().recipient == place.head
    assert Notice.objects.get(event="guidance_feedback").user_id == place.head.user_id
    for name in ("guidance_feedback", "guidance_pdf"):
        page = reverse(f"performance:{name}", args=[coaching.pk])
        assert client_for(place.head.user).get(page).status_code == 200
        assert client_for(person.user).get(page).status_code == 200
        for other in (place.evaluator, place.hr, place.inspector, place.mayor):
            assert client_for(other.user).get(page).status_code == 404
    mine = client_for(place.evaluator.user).get(reverse("performance:coaching_detail", args=[coaching.pk]))
    assert reverse("performance:guidance_feedback", args=[coaching.pk]) not in mine.content.decode()


def test_all_nine_sentences_are_marked_and_only_once(place, person, client_for):
    coaching = CoachingFactory(employee=person, agreed=True)
    address = reverse("performance:guidance_rate", args=[coaching.pk])
    visitor = client_for(person.user)
    assert visitor.post(address, MARKS | {"mark_9": ""}).status_code == 422
    assert visitor.post(address, MARKS).status_code == 302
    assert visitor.post(address, MARKS | {"comment": "Lagi"}).status_code == 409


def competence_data(**data):
    marks = {f"mark_{number}": "3" for number in range(1, 10)}
    reasons = {f"reason_{number}": "Sesuai" for number in range(1, 10)}
    return marks | reasons | {"recommendation": "Pelatihan"} | data


def test_competences_are_marked_by_the_coach_with_reasons_and_read_by_the_person(place, person, client_for):
    coaching = CoachingFactory(employee=person, agreed=True)
    address = reverse("performance:competence_write", args=[coaching.pk])
    visitor = client_for(place.evaluator.user)
    assert client_for(person.user).get(address).status_code == 403
    assert visitor.post(address, competence_data(reason_2="")).status_code == 422
    named = {"name_10": "Imunisasi", "mark_10": "", "reason_10": "x"}
    assert visitor.post(address, competence_data(**named)).status_code == 422
    assert visitor.post(address, competence_data()).status_code == 302
    for name in ("competence_evaluation", "competence_pdf"):
        page = reverse(f"performance:{name}", args=[coaching.pk])
        assert client_for(person.user).get(page).status_code == 200


@pytest.mark.parametrize("fields", [{"agreed": True}, {"closed": True, "outcome": "progress"}])
def test_a_result_is_not_taken_over_before_guidance_without_progress(place, person, client_for, fields):
    coaching = CoachingFactory(employee=person, **fields)
    address = reverse("performance:take_over", args=[coaching.pk])
    assert client_for(place.evaluator.user).get(address).status_code == 403


def test_the_leader_takes_a_result_over_with_a_note_once(place, person, client_for):
    coaching = CoachingFactory(employee=person, closed=True)
    result = person.plans.get().results.get()
    address = reverse("performance:take_over", args=[coaching.pk])
    visitor = client_for(place.evaluator.user)
    assert visitor.post(address, {"result": result.pk, "note": " "}).status_code == 422
    assert visitor.post(address, {"result": result.pk, "note": "Diambil alih"}).status_code == 302
    assert visitor.post(address, {"result": result.pk, "note": "Lagi"}).status_code == 422
    assert TakeOver.objects.get().statement == result.statement
    assert Notice.objects.get(event="result_taken_over").user_id == person.user_id


def test_the_forms_print_for_those_who_read_the_record_without_a_public_code(place, person, client_for):
    coaching = CoachingFactory(employee=person, agreed=True)
    address = reverse("performance:coaching_pdf", args=[coaching.pk])
    response = client_for(person.user).get(address)
    assert response.content.startswith(b"%PDF")
    assert "no-store" in response["Cache-Control"]
    assert client_for(place.hr.user).get(address).status_code == 404


def test_the_summary_beside_a_person_costs_one_query_and_shows_what_the_actor_may_see(place, person):
    cycle = person.plans.get().cycle
    coaching = CoachingFactory(employee=person, closed=True)
    ActionFactory(dialogue=DialogueFactory(employee=person))
    words = {"statement": "Hasil", "note": "Diambil alih", "taken_on": in_days(0)}
    TakeOver.objects.create(
        agency=place.agency,
        cycle=cycle,
        employee=person,
        coaching=coaching,
        taken_by=place.evaluator,
        **words,
    )
    who = {"employee_id": person.pk, "cycle_id": cycle.pk}
    with CaptureQueriesContext(connection) as captured:
        mine = guidance_summary(actor=actor(place.evaluator), **who)
    assert len([row for row in captured if "performance_dialogue" in row["sql"]]) == 1
    kinds = sorted(item.kind for item in mine.items)
    assert kinds == ["action", "coaching", "dialogue", "takeover"]
    assert mine.takeovers[0].text == "Diambil alih"
    assert [item.kind for item in guidance_summary(actor=actor(place.head), **who).items] == ["takeover"]
    assert not guidance_summary(actor=actor(place.hr), **who).items

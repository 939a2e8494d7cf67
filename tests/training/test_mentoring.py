"""Mentoring pairs: proposed, accepted by both, declined, closed, ended; who sees what."""

import datetime as dt

import pytest
from django.urls import reverse
from rest_framework.serializers import ModelSerializer

from asn_portal.core.access import Conflict
from asn_portal.core.models import Notice, TransitionLog
from employees.actors import actor_of
from employees.enums import Standing
from employees.models import Employee
from tests.employees.factories import RoleGrantFactory, member, office
from tests.support.pages import soup, texts
from tests.training.factories_mentoring import AGREED, SECRET, GoalFactory, PairFactory, SessionFactory
from training.enums import PairStatus
from training.models import MentoringPair, MentoringSession
from training.selectors.inbox_mentoring import mentoring_inbox, mentoring_to_answer
from training.services import mentoring as services
from training.services.mentoring_sessions import SessionEntry, record_session

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)
DATA = {"purpose": "Menguasai layanan loket", "starts_on": "2026-03-02", "ends_on": "2026-08-31"}


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


@pytest.fixture
def pair(place):
    return PairFactory(senior=place.evaluator, junior=place.staff[0], proposed_by=place.head)


def actor(person):
    return actor_of(person.user, today=TODAY)


def url(name, *args):
    return reverse(f"training:mentoring_{name}", args=args)


def propose(client, junior, senior, **data):
    return client.post(url("propose", junior.pk, senior.pk), DATA | data)


def events(person):
    return sorted(Notice.objects.filter(user=person.user).values_list("event", flat=True))


@pytest.mark.parametrize("who", ["head", "evaluator", "hr"])
def test_hr_a_head_and_the_evaluator_pair_two_people(place, client_for, who):
    proposer = getattr(place, who)
    assert propose(client_for(proposer.user), place.staff[0], place.staff[1]).status_code == 302
    pair = MentoringPair.objects.get()
    assert (pair.state, pair.proposed_by, pair.unit) == (PairStatus.PROPOSED, proposer, place.bidang)
    assert events(place.staff[1]) == ["mentoring_senior_proposed"]
    assert events(place.staff[0]) == ["mentoring_junior_proposed"]
    assert TransitionLog.objects.get(subject_type="mentoring").transition == "propose"


def test_nobody_else_pairs(place, client_for):
    far = member(place.other_dinas, "HR Disdik")
    RoleGrantFactory(user=far.user, unit=place.other_dinas)
    people = [
        place.staff[1],
        place.colleague,
        far,
        place.leader,
        place.inspector,
        place.outsider,
        place.staff[0],
    ]
    answers = [propose(client_for(p.user), place.staff[0], place.staff[2]).status_code for p in people]
    assert answers == [404, 404, 404, 403, 403, 404, 403]
    assert not MentoringPair.objects.exists()


def test_an_evaluator_without_a_headed_unit_pairs_only_the_own_people(place, client_for):
    lead = member(place.other_dinas, "Ketua Tim", evaluator=place.mayor)
    own = member(place.other_dinas, "Anggota Tim", evaluator=lead)
    client = client_for(lead.user)
    assert propose(client, own, place.colleague).status_code == 302
    assert propose(client, place.colleague, own).status_code == 404


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"purpose": "  "}, "purpose"),
        ({"ends_on": "2026-02-01"}, "ends_on"),
        ({"starts_on": "2025-06-01", "ends_on": "2026-02-01"}, "ends_on"),
        ({"starts_on": "0026-03-02"}, "starts_on"),
        ({"starts_on": "31-02-2026"}, "starts_on"),
        ({"ends_on": "2036-03-02"}, "ends_on"),
    ],
)
def test_what_cannot_be_is_refused_and_stays_in_the_form(place, client_for, data, field):
    page = propose(client_for(place.head.user), place.staff[0], place.staff[1], **data)
    assert page.status_code == 422
    assert soup(page).select_one(f"#id_{field}_error")
    assert field == "purpose" or DATA["purpose"] in page.content.decode()
    assert not MentoringPair.objects.exists()


def test_a_second_mentor_at_a_time_is_refused_in_words(place, client_for, pair):
    page = propose(client_for(place.head.user), pair.junior, place.staff[2])
    assert page.status_code == 422
    assert pair.junior.full_name in texts(page, ".notice-bad")[0]
    MentoringPair.objects.update(state=PairStatus.CLOSED)
    assert propose(client_for(place.head.user), pair.junior, place.staff[2]).status_code == 302


@pytest.mark.parametrize("standing", [Standing.RETIRED, Standing.SUSPENDED, Standing.UNPAID_LEAVE])
def test_who_is_not_at_work_is_neither_offered_nor_accepted(place, client_for, standing):
    is_active = standing != Standing.RETIRED
    Employee.objects.filter(pk=place.staff[1].pk).update(standing=standing, is_active=is_active)
    client = client_for(place.head.user)
    assert propose(client, place.staff[0], place.staff[1]).status_code == 404
    assert propose(client, place.staff[1], place.staff[2]).status_code == 404
    assert (
        place.staff[1].name
        not in client.get(url("senior", place.staff[0].pk) + "?cari=budi").content.decode()
    )


def test_nobody_mentors_themselves_and_nobody_from_another_government(place, client_for):
    client = client_for(place.hr.user)
    assert propose(client, place.staff[0], place.staff[0]).status_code == 404
    assert propose(client, place.staff[0], place.outsider).status_code == 404


@pytest.mark.parametrize("order", [("senior", "junior"), ("junior", "senior")])
def test_it_runs_once_both_have_accepted_in_any_order(pair, client_for, order):
    first, second = (getattr(pair, side) for side in order)
    client_for(first.user).post(url("accept", pair.pk))
    pair.refresh_from_db()
    assert pair.state == PairStatus.PROPOSED
    assert events(second) == ["mentoring_accepted"]
    client_for(second.user).post(url("accept", pair.pk))
    pair.refresh_from_db()
    assert pair.state == PairStatus.ACTIVE
    assert events(pair.proposed_by) == ["mentoring_running"]
    assert "mentoring_running" in events(first)


def test_a_second_click_on_accept_is_a_conflict(pair, client_for):
    client = client_for(pair.senior.user)
    assert client.post(url("accept", pair.pk)).status_code == 302
    assert client.post(url("accept", pair.pk)).status_code == 409


def test_two_consents_from_old_pages_both_count(pair):
    stale = MentoringPair.objects.get(pk=pair.pk)
    services.accept_pair(pair=pair, actor=actor(pair.senior))
    services.accept_pair(pair=stale, actor=actor(pair.junior))
    assert MentoringPair.objects.get().state == PairStatus.ACTIVE
    with pytest.raises(Conflict):
        services.accept_pair(pair=stale, actor=actor(pair.junior))


def test_only_the_two_answer(place, pair, client_for):
    people = [
        place.head,
        place.hr,
        place.leader,
        place.inspector,
        place.staff[1],
        place.colleague,
        place.outsider,
    ]
    for step in ("accept", "decline"):
        answers = [client_for(p.user).post(url(step, pair.pk), {"note": "x"}).status_code for p in people]
        assert answers == [403, 403, 403, 403, 404, 404, 404]


def test_it_does_not_begin_with_somebody_who_has_retired_meanwhile(pair, client_for):
    Employee.objects.filter(pk=pair.junior_id).update(standing=Standing.RETIRED, is_active=False)
    page = client_for(pair.senior.user).post(url("accept", pair.pk), follow=True)
    assert pair.junior.full_name in " ".join(texts(page, ".alert, .messages"))
    assert MentoringPair.objects.get().senior_accepted_at is None


def test_declining_needs_a_reason_and_tells_it(pair, client_for):
    client = client_for(pair.junior.user)
    assert client.post(url("decline", pair.pk), {"note": " "}).status_code == 422
    assert client.post(url("decline", pair.pk), {"note": "Sedang cuti"}).status_code == 302
    assert MentoringPair.objects.get().state == PairStatus.DECLINED
    assert Notice.objects.get(user=pair.senior.user).params["note"] == "Sedang cuti"
    assert events(pair.proposed_by) == ["mentoring_declined"]
    assert client_for(pair.senior.user).post(url("accept", pair.pk)).status_code == 409


def test_closing_needs_a_review_and_happens_once(place, client_for):
    pair = PairFactory(senior=place.evaluator, junior=place.staff[0], active=True)
    client = client_for(pair.senior.user)
    assert client.post(url("close", pair.pk), {"review": ""}).status_code == 422
    assert client.post(url("close", pair.pk), {"review": "Melayani loket sendiri"}).status_code == 302
    assert MentoringPair.objects.get().state == PairStatus.CLOSED
    assert events(pair.junior) == ["mentoring_closed"]
    page = client_for(pair.junior.user).post(url("close", pair.pk), {"review": "Ulasan kedua"})
    assert page.status_code == 409
    assert "Ulasan kedua" in page.content.decode()


def test_a_superior_or_hr_ends_a_pair_with_a_reason_and_the_two_do_not(place, client_for):
    pair = PairFactory(senior=place.staff[1], junior=place.staff[0], active=True)
    for person in (place.staff[1], place.staff[0], place.leader):
        assert client_for(person.user).post(url("end", pair.pk), {"note": "x"}).status_code == 403
    assert client_for(place.head.user).post(url("end", pair.pk), {"note": ""}).status_code == 422
    assert client_for(place.head.user).post(url("end", pair.pk), {"note": "Pindah tugas"}).status_code == 302
    assert MentoringPair.objects.get().state == PairStatus.CLOSED
    assert client_for(place.hr.user).post(url("end", pair.pk), {"note": "Lagi"}).status_code == 409
    assert events(place.staff[0]) == events(place.staff[1]) == ["mentoring_ended"]


def test_who_sees_a_pair(place, pair, client_for):
    far = member(place.other_dinas, "HR Disdik")
    RoleGrantFactory(user=far.user, unit=place.other_dinas)
    seeing = [pair.senior, pair.junior, place.head, place.hr, place.leader, place.inspector, place.mayor]
    hidden = [place.staff[1], place.colleague, far, place.outsider]
    assert [client_for(p.user).get(url("pair", pair.pk)).status_code for p in seeing] == [200] * 7
    assert [client_for(p.user).get(url("pair", pair.pk)).status_code for p in hidden] == [404] * 4


def test_no_other_role_ever_reads_the_notes(place, client_for):
    pair = PairFactory(senior=place.staff[1], junior=place.staff[0], active=True)
    session, goal = SessionFactory(pair=pair), GoalFactory(pair=pair, reached_on=TODAY)
    for person in (pair.senior, pair.junior):
        page = client_for(person.user).get(url("pair", pair.pk)).content.decode()
        assert SECRET in page
        assert AGREED in page
    for person in (place.evaluator, place.head, place.hr, place.leader, place.inspector, place.mayor):
        client = client_for(person.user)
        page = client.get(url("pair", pair.pk)).content.decode()
        assert SECRET not in page
        assert AGREED not in page
        assert session.topic in page
        assert goal.text in page
        assert client.get(url("session_edit", session.pk)).status_code == 404


def test_the_notes_leave_the_portal_by_no_list_no_notice_and_no_api(place, client_for):
    pair = PairFactory(senior=place.staff[1], junior=place.staff[0], active=True)
    entry = SessionEntry(held_on=TODAY, minutes=60, topic="Menjawab keluhan", agreed=AGREED, notes=SECRET)
    record_session(pair=pair, entry=entry, actor=actor(pair.senior))
    own = [reverse(name) for name in ("home", "training:mentoring", "notice_list", "search")]
    about = ["/api/v1/schema/", reverse("employees:profile", args=[pair.junior_id])]
    for person in (place.staff[0], place.evaluator, place.head, place.hr, place.leader, place.inspector):
        client = client_for(person.user)
        for page in [*own, *about]:
            answer = client.get(page)
            assert answer.status_code == 200, page
            assert SECRET not in answer.content.decode()
    serializers = [kind for kind in ModelSerializer.__subclasses__() if hasattr(kind, "Meta")]
    assert not [kind for kind in serializers if kind.Meta.model is MentoringSession]


def test_the_inbox_names_the_other_one_and_waits_only_for_the_own_consent(place, pair):
    assert [row["who"] for row in mentoring_inbox(actor=actor(pair.senior))] == [pair.junior.name]
    assert [row["who"] for row in mentoring_inbox(actor=actor(pair.junior))] == [pair.senior.name]
    services.accept_pair(pair=pair, actor=actor(pair.senior))
    counts = [mentoring_to_answer(actor=actor(p)) for p in (pair.senior, pair.junior, place.head, place.hr)]
    assert counts == [0, 1, 0, 0]


def test_the_inbox_rows_join_the_others(pair):
    from asn_portal.inbox import SOURCES

    rows = mentoring_inbox(actor=actor(pair.junior))
    others = [source(actor=actor(pair.junior)) for source in SOURCES if source is not mentoring_inbox]
    joined = rows.union(*others, all=True).order_by("since", "subject_id")
    assert [row["kind"] for row in joined] == ["mentoring"]


@pytest.mark.parametrize("first", [None, "senior"], ids=["nobody yet", "the other one has"])
def test_a_pair_whose_agreed_end_has_passed_is_not_accepted_any_more(place, pair, client_for, first):
    accepted = {f"{first}_accepted_at": pair.proposed_at} if first else {}
    MentoringPair.objects.update(starts_on=dt.date(2025, 9, 1), ends_on=dt.date(2026, 3, 1), **accepted)
    client = client_for(pair.junior.user)
    page = client.post(url("accept", pair.pk))
    assert page.status_code == 422
    assert texts(page, ".notice-wait")
    assert not soup(page).select_one(f'form[action="{url("accept", pair.pk)}"]')
    pair.refresh_from_db()
    assert (pair.state, pair.junior_accepted_at) == (PairStatus.PROPOSED, None)
    proposer = client_for(pair.proposed_by.user)
    assert url("end", pair.pk) in proposer.get(url("pair", pair.pk)).content.decode()
    assert proposer.post(url("end", pair.pk), {"note": "Diusulkan ulang"}).status_code == 302
    assert MentoringPair.objects.get().state == PairStatus.CLOSED


def test_on_the_last_agreed_day_a_pair_is_still_accepted(pair, client_for):
    MentoringPair.objects.update(starts_on=dt.date(2025, 9, 1), ends_on=TODAY)
    assert client_for(pair.junior.user).post(url("accept", pair.pk)).status_code == 302

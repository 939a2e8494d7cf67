"""Calibration: who opens, proposes and answers; reasons, locks and minutes."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from asn_portal.core.access import Conflict, NotAllowed
from asn_portal.core.models import Notice, TransitionLog
from asn_portal.core.workflow import NoteRequired
from performance.enums import AppraisalStatus, Predicate
from performance.enums.evaluation import ChangeStatus
from performance.models import CalibrationChange
from performance.selectors.calibration import calibration_inbox, get_calibrated, get_session
from performance.services import calibration as services
from performance.services.appraisals import approve_appraisal
from tests.employees.factories import office
from tests.performance.appraisal_help import actor, fresh, pending
from tests.performance.factories import PeriodFactory
from tests.performance.factories_evaluation import session
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return office()


@pytest.fixture
def period(place):
    return PeriodFactory(cycle__agency=place.agency, is_opened=True)


@pytest.fixture
def rated(place, period):
    """Three people, all rated "Good" by the evaluator."""
    return [pending(person, period=period, rated=True) for person in place.staff]


@pytest.fixture
def running(place, period, rated):
    return session(place, period)


def other(result="above", behaviour="above", reason="Cakupan tertinggi di puskesmas."):
    return services.NewRating(result, behaviour, reason)


def propose(place, running, who="head", **fields):
    person = actor(getattr(place, who))
    row = get_calibrated(actor=person, session=running, pk=fields.pop("row").pk)
    return services.propose_change(session=running, appraisal=row, rating=other(**fields), actor=person)


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("head", True), ("hr", True), ("evaluator", False), ("leader", False), ("inspector", False)],
)
def test_the_head_or_hr_opens_a_session_of_an_office(place, period, rated, who, allowed):
    person = actor(getattr(place, who))
    if allowed:
        made = services.open_calibration(period=period, unit=place.dinas, actor=person)
        assert made.before == {"b": 3}
    else:
        with pytest.raises(NotAllowed):
            services.open_calibration(period=period, unit=place.dinas, actor=person)


def test_only_one_session_runs_and_none_where_nobody_is_rated(place, period, rated):
    with pytest.raises(ValidationError, match="Belum ada pegawai"):
        services.open_calibration(period=period, unit=place.other_dinas, actor=actor(place.hr))
    session(place, period)
    with pytest.raises(ValidationError, match="sedang berjalan"):
        session(place, period)


def test_the_evaluators_are_told_and_find_the_session(place, running):
    assert Notice.objects.filter(event="calibration_opened", user=place.evaluator.user).count() == 1
    assert get_session(actor=actor(place.evaluator), pk=running.pk) == running


def test_a_proposal_changes_nothing_before_the_evaluator_agrees(place, running, rated):
    change = propose(place, running, row=rated[0])
    assert change.state == ChangeStatus.PROPOSED
    assert fresh(rated[0]).predicate == Predicate.B
    waiting = calibration_inbox(actor=actor(place.evaluator))
    assert [(row["kind"], row["subject_id"]) for row in waiting] == [("calibration", change.pk)]
    services.accept_change(change=change, actor=actor(place.evaluator))
    assert fresh(rated[0]).predicate == Predicate.SB
    assert not calibration_inbox(actor=actor(place.evaluator)).exists()
    log = TransitionLog.objects.get(subject_type="appraisal", transition="calibrate")
    assert (log.note, log.actor_name) == ("Cakupan tertinggi di puskesmas.", place.evaluator.full_name)


def test_the_evaluator_s_own_change_counts_at_once(place, running, rated):
    change = propose(place, running, "evaluator", row=rated[0])
    assert change.state == ChangeStatus.APPLIED
    assert fresh(rated[0]).predicate == Predicate.SB


def test_only_the_evaluator_answers_and_a_no_needs_a_reason(place, running, rated):
    change = propose(place, running, row=rated[0])
    for who in ("head", "hr"):
        with pytest.raises(NotAllowed):
            services.accept_change(change=change, actor=actor(getattr(place, who)))
    with pytest.raises(NoteRequired):
        services.decline_change(change=change, answer=" ", actor=actor(place.evaluator))
    services.decline_change(change=change, answer="Belum ada bukti.", actor=actor(place.evaluator))
    assert fresh(rated[0]).predicate == Predicate.B
    assert Notice.objects.filter(event="calibration_answered", user=place.head.user).exists()


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("reason", {"reason": "  "}),
        ("result_rating", {"result": "as", "behaviour": "as"}),
        ("result_rating", {"result": "best"}),
    ],
)
def test_a_change_needs_a_reason_and_another_known_rating(place, running, rated, field, change):
    with pytest.raises(ValidationError) as refused:
        propose(place, running, row=rated[0], **change)
    assert field in refused.value.message_dict
    assert not CalibrationChange.objects.exists()


def test_a_released_rating_is_frozen_and_the_reason_comes_back(place, running, rated):
    change = propose(place, running, row=rated[0])
    approve_appraisal(appraisal=fresh(rated[0]), actor=actor(place.head))
    with pytest.raises(Conflict):
        services.accept_change(
            change=CalibrationChange.objects.select_related("appraisal__employee").get(pk=change.pk),
            actor=actor(place.evaluator),
        )
    with pytest.raises(Conflict) as refused:
        propose(place, running, row=rated[0], reason="Alasan kedua.")
    assert refused.value.note == "Alasan kedua."
    assert (fresh(rated[0]).state, fresh(rated[0]).predicate) == (AppraisalStatus.RELEASED, Predicate.B)


def test_a_second_proposal_for_the_same_person_is_a_conflict(place, running, rated):
    propose(place, running, row=rated[0])
    with pytest.raises(Conflict):
        propose(place, running, "hr", row=rated[0])


def test_a_proposal_can_be_taken_back(place, running, rated):
    change = propose(place, running, row=rated[0])
    with pytest.raises(NotAllowed):
        services.take_back_change(change=change, actor=actor(place.inspector))
    services.take_back_change(change=change, actor=actor(place.head))
    assert propose(place, running, "hr", row=rated[0]).state == ChangeStatus.PROPOSED


def test_closing_writes_the_minutes_and_lets_what_waits_lapse(place, running, rated):
    propose(place, running, "evaluator", row=rated[0])
    waiting = propose(place, running, row=rated[1])
    services.close_calibration(session=running, conclusion="Ukuran disepakati.", actor=actor(place.head))
    stored = get_session(actor=actor(place.head), pk=running.pk)
    assert (stored.before, stored.after) == ({"b": 3}, {"b": 2, "sb": 1})
    assert CalibrationChange.objects.get(pk=waiting.pk).state == ChangeStatus.LAPSED
    with pytest.raises(Conflict):
        propose(place, stored, row=rated[2])
    with pytest.raises(Conflict):
        services.close_calibration(session=fresh_copy(stored), conclusion="Lagi.", actor=actor(place.head))


def fresh_copy(stored):
    """Return the session as a page opened before the closing still has it."""
    stored.revision -= 1
    return stored


def test_the_page_lays_everybody_side_by_side_and_locks_the_released(place, running, rated, client_for):
    approve_appraisal(appraisal=fresh(rated[2]), actor=actor(place.head))
    url = reverse("performance:calibration_detail", args=[running.pk])
    page = client_for(place.head.user).get(url)
    assert len(texts(page, "tbody th .cell-main")) == 3
    assert soup(page).select_one(f"#appraisal-{rated[2].pk} .table-verbs a") is None
    assert soup(page).select_one(f"#appraisal-{rated[0].pk} .table-verbs a") is not None
    narrowed = client_for(place.head.user).get(url, {"q": "budi"})
    assert texts(narrowed, "tbody th .cell-main") == [place.staff[1].full_name]


def test_a_form_without_reason_keeps_what_was_chosen(place, running, rated, client_for):
    url = reverse("performance:calibration_propose", args=[running.pk, rated[0].pk])
    answer = client_for(place.head.user).post(url, {"result_rating": "above", "behaviour_rating": "as"})
    assert answer.status_code == 422
    assert soup(answer).select_one('input[name="result_rating"][value="above"]').has_attr("checked")


@pytest.mark.parametrize(
    ("who", "expected"),
    [("head", 200), ("hr", 200), ("evaluator", 200), ("colleague", 404), ("outsider", 404)],
)
def test_only_those_concerned_see_a_session(place, running, client_for, who, expected):
    url = reverse("performance:calibration_detail", args=[running.pk])
    assert client_for(getattr(place, who).user).get(url).status_code == expected


def test_somebody_rated_does_not_find_the_own_row(place, running, rated, client_for):
    url = reverse("performance:calibration_propose", args=[running.pk, rated[0].pk])
    assert client_for(place.staff[0].user).get(url).status_code == 404


def test_the_answer_is_given_on_the_page_of_the_change(place, running, rated, client_for):
    change = propose(place, running, row=rated[0])
    visitor = client_for(place.evaluator.user)
    page = visitor.get(reverse("performance:calibration_change", args=[change.pk]))
    assert "Cakupan tertinggi" in page.content.decode()
    decline = reverse("performance:calibration_decline", args=[change.pk])
    assert visitor.post(decline, {}).status_code == 422
    assert visitor.post(reverse("performance:calibration_accept", args=[change.pk])).status_code == 302
    assert fresh(rated[0]).predicate == Predicate.SB

"""From rated to released: the policy, the heads, what the person sees before and after, the receipt."""

import pytest
from django.urls import reverse

from asn_portal.core.access import Conflict, NotAllowed
from asn_portal.core.models import AgencyPolicy, Notice
from asn_portal.core.workflow import NoteRequired
from employees.enums import AssignmentKind
from employees.models import Assignment
from performance.enums import AppraisalStatus
from performance.services.appraisals import (
    approve_appraisal,
    confirm_reading,
    rate_appraisal,
    return_appraisal,
)
from tests.employees.factories import LONG_AGO, assign, office
from tests.performance.appraisal_help import actor, fresh, judged, pending

pytestmark = pytest.mark.django_db
RELEASED, RATED = AppraisalStatus.RELEASED, AppraisalStatus.RATED


@pytest.fixture
def place():
    return office()


def rate(appraisal, by):
    return rate_appraisal(appraisal=fresh(appraisal), judgement=judged(), actor=actor(by))


def page(visitor, appraisal):
    return visitor.get(reverse("performance:appraisal_detail", args=[appraisal.pk])).content.decode()


def test_a_rating_waits_for_the_head_of_the_office(place):
    appraisal = rate(pending(place.staff[0]), place.evaluator)
    assert (appraisal.state, appraisal.released_at) == (RATED, None)
    approve_appraisal(appraisal=fresh(appraisal), actor=actor(place.head))
    stored = fresh(appraisal)
    assert (stored.state, stored.approved_by) == (RELEASED, place.head)
    assert Notice.objects.filter(user=place.staff[0].user, event="appraisal_released").count() == 1


def test_without_the_policy_rating_is_the_release(place):
    AgencyPolicy.objects.create(
        agency=place.agency, key="appraisal.head_approves", value=False, starts_on=LONG_AGO
    )
    assert rate(pending(place.staff[0]), place.evaluator).state == RELEASED


def test_the_heads_own_people_are_released_at_once(place):
    assert rate(pending(place.evaluator), place.head).state == RELEASED


def test_the_head_is_released_at_once_by_the_own_evaluator(place):
    appraisal = rate(pending(place.head), place.mayor)
    assert (appraisal.state, appraisal.approved_by_id) == (RELEASED, place.mayor.pk)


def test_an_acting_head_releases(place):
    appraisal = rate(pending(place.staff[0]), place.evaluator)
    Assignment.objects.filter(employee=place.head).update(ends_on=LONG_AGO)
    assign(place.colleague, place.dinas.head_position, kind=AssignmentKind.ACTING)
    approve_appraisal(appraisal=fresh(appraisal), actor=actor(place.colleague))
    assert fresh(appraisal).approved_by == place.colleague


def test_an_empty_chair_is_filled_by_the_head_of_the_government(place):
    appraisal = rate(pending(place.staff[0]), place.evaluator)
    with pytest.raises(NotAllowed):
        approve_appraisal(appraisal=fresh(appraisal), actor=actor(place.mayor))
    Assignment.objects.filter(employee=place.head).update(ends_on=LONG_AGO)
    approve_appraisal(appraisal=fresh(appraisal), actor=actor(place.mayor))
    assert fresh(appraisal).state == RELEASED


@pytest.mark.parametrize(
    ("who", "expected"),
    [("head", 302), ("evaluator", 403), ("hr", 403), ("colleague", 404), ("outsider", 404)],
)
def test_who_may_release(place, client_for, who, expected):
    appraisal = rate(pending(place.staff[0]), place.evaluator)
    address = reverse("performance:appraisal_approve", args=[appraisal.pk])
    assert client_for(getattr(place, who).user).post(address).status_code == expected


def test_the_second_head_gets_the_conflict_page(place, client_for):
    appraisal = rate(pending(place.staff[0]), place.evaluator)
    address = reverse("performance:appraisal_approve", args=[appraisal.pk])
    visitor = client_for(place.head.user)
    assert visitor.post(address).status_code == 302
    response = visitor.post(address)
    assert response.status_code == 409
    assert "Kepala Dinas" in response.content.decode()


def test_return_needs_a_note_and_comes_back_to_the_evaluator(place):
    appraisal = rate(pending(place.staff[0]), place.evaluator)
    with pytest.raises(NoteRequired):
        return_appraisal(appraisal=fresh(appraisal), actor=actor(place.head), note=" ")
    return_appraisal(appraisal=fresh(appraisal), actor=actor(place.head), note="Bukti triwulan II belum ada.")
    assert fresh(appraisal).state == AppraisalStatus.RETURNED
    assert Notice.objects.filter(user=place.evaluator.user, event="appraisal_returned").count() == 1
    assert rate(appraisal, place.evaluator).state == RATED


def test_a_return_without_note_is_422_and_the_screen_of_the_evaluator_shows_the_note(place, client_for):
    appraisal = rate(pending(place.staff[0]), place.evaluator)
    address = reverse("performance:appraisal_return", args=[appraisal.pk])
    assert client_for(place.head.user).post(address, {"note": ""}).status_code == 422
    client_for(place.head.user).post(address, {"note": "Lihat kembali bukti."})
    screen = client_for(place.evaluator.user).get(reverse("performance:appraisal_rate", args=[appraisal.pk]))
    assert "Lihat kembali bukti." in screen.content.decode()


def test_the_person_sees_no_rating_before_the_release(place, client_for):
    appraisal = rate(pending(place.staff[0]), place.evaluator)
    visitor = client_for(place.staff[0].user)
    text = page(visitor, appraisal) + visitor.get(reverse("performance:appraisal_list")).content.decode()
    assert "Target tercapai dengan bukti." not in text
    assert "Umpan balik rekan baik." not in text
    assert "matrix-predicate" not in text
    assert "Kepala Bidang" in text  # the evaluator is no secret


def test_others_in_scope_see_the_rating_before_the_release(place, client_for):
    appraisal = rate(pending(place.staff[0]), place.evaluator)
    assert "Target tercapai dengan bukti." in page(client_for(place.head.user), appraisal)


def test_after_the_release_the_person_reads_why(place, client_for):
    appraisal = rate(pending(place.staff[0]), place.evaluator)
    approve_appraisal(appraisal=fresh(appraisal), actor=actor(place.head))
    text = page(client_for(place.staff[0].user), appraisal)
    assert "Target tercapai dengan bukti." in text
    assert "PermenPANRB 6/2022" in text
    assert 'class="is-live" data-cell="as-as"' in text


def test_the_receipt_is_written_once_and_seen_by_the_evaluator(place, client_for, freeze):
    appraisal = rate(pending(place.staff[0]), place.evaluator)
    approve_appraisal(appraisal=fresh(appraisal), actor=actor(place.head))
    freeze(2026, 7, 1)
    assert confirm_reading(appraisal=fresh(appraisal), actor=actor(place.staff[0]))
    freeze(2026, 7, 2)
    assert not confirm_reading(appraisal=fresh(appraisal), actor=actor(place.staff[0]))
    assert fresh(appraisal).read_at.day == 1
    assert "1 Juli 2026" in page(client_for(place.evaluator.user), appraisal)


def test_nobody_confirms_reading_for_somebody_else_or_too_early(place):
    appraisal = rate(pending(place.staff[0]), place.evaluator)
    with pytest.raises(NotAllowed):
        confirm_reading(appraisal=fresh(appraisal), actor=actor(place.staff[0]))
    approve_appraisal(appraisal=fresh(appraisal), actor=actor(place.head))
    with pytest.raises(NotAllowed):
        confirm_reading(appraisal=fresh(appraisal), actor=actor(place.evaluator))


def test_a_head_never_releases_the_own_appraisal(place):
    appraisal = pending(place.head, rated=True)
    with pytest.raises(NotAllowed):
        approve_appraisal(appraisal=fresh(appraisal), actor=actor(place.head))


def test_a_released_row_cannot_be_released_or_returned_again(place):
    appraisal = pending(place.staff[0], released=True)
    with pytest.raises(Conflict):
        approve_appraisal(appraisal=fresh(appraisal), actor=actor(place.head))
    with pytest.raises(Conflict):
        return_appraisal(appraisal=fresh(appraisal), actor=actor(place.head), note="Terlambat.")


@pytest.mark.parametrize(("who", "expected"), [("staff0", 200), ("staff1", 404), ("outsider", 404)])
def test_owner_colleague_and_outsider_on_the_page(place, client_for, who, expected):
    appraisal = pending(place.staff[0], released=True)
    person = place.staff[int(who[-1])] if who.startswith("staff") else place.outsider
    address = reverse("performance:appraisal_detail", args=[appraisal.pk])
    assert client_for(person.user).get(address).status_code == expected

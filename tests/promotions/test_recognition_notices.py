"""Telling of an award: once, to the person and the team, whatever happens to the worker."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction

from asn_portal.core.models import AgencyPolicy, Delivery, Notice
from promotions.models import Award
from promotions.notifications import awards as notices
from promotions.services.awards import Decree, announce_award, announce_due, grant_nomination
from promotions.services.duties import RECOGNITION_NOTICES, SATYALANCANA
from tests.employees.factories import EmployeeFactory, office
from tests.promotions.factories_awards import (
    AwardFactory,
    AwardTypeFactory,
    NominationFactory,
    acting,
    deserving,
    serving,
)
from tests.promotions.nominating import send

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    built = office()
    built.award_type = AwardTypeFactory(agency=built.agency)
    return built


def told(event):
    return set(Notice.objects.filter(event=event).values_list("user_id", flat=True))


def grant(place):
    nomination = NominationFactory(
        employee=deserving(place.staff[0]),
        award_type=place.award_type,
        nominated_by=place.evaluator.user,
    )
    decree = Decree("800/7/2026", TODAY)
    return grant_nomination(nomination=nomination, decree=decree, actor=acting(place.head))


def team_of(place):
    return {person.user_id for person in (*place.staff[1:], place.evaluator)}


def test_a_grant_tells_the_person_and_the_team_once(place, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        award = grant(place)
    assert told("award_received") == {place.staff[0].user_id}
    assert told("award_of_colleague") == team_of(place)
    assert told("nomination_granted") == {place.evaluator.user_id}
    announce_award(award_id=award.pk)
    assert announce_due(agency=place.agency, today=TODAY) == 0
    assert Notice.objects.filter(event__startswith="award").count() == 1 + len(team_of(place))


def test_a_worker_killed_before_telling_is_made_up_for_by_the_next_tick(place):
    award = grant(place)
    assert not told("award_received")
    assert award.announced_at is None
    assert RECOGNITION_NOTICES.work(agency=place.agency, today=TODAY) == 1
    assert told("award_received") == {place.staff[0].user_id}
    assert RECOGNITION_NOTICES.work(agency=place.agency, today=TODAY) == 0


def test_a_worker_killed_while_telling_leaves_no_half_and_no_mark(place, monkeypatch):
    award = AwardFactory(employee=place.staff[0], award_type=place.award_type, untold=True)
    tell = notices.award_given

    def die(*args, **kwargs):
        tell(*args, **kwargs)
        raise KeyboardInterrupt

    monkeypatch.setattr("promotions.services.awards.notices.award_given", die)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        announce_award(award_id=award.pk)
    monkeypatch.undo()
    assert not Notice.objects.exists()
    assert announce_due(agency=place.agency, today=TODAY) == 1
    assert told("award_of_colleague") == team_of(place)


def test_the_trouble_of_one_award_does_not_hold_up_the_others(place, monkeypatch):
    first = AwardFactory(employee=place.staff[0], award_type=place.award_type, untold=True)
    AwardFactory(employee=place.staff[1], award_type=place.award_type, untold=True)
    tell = notices.award_given

    def fail(award, **kwargs):
        if award.pk == first.pk:
            raise OSError
        return tell(award, **kwargs)

    monkeypatch.setattr("promotions.services.awards.notices.award_given", fail)
    with pytest.raises(Exception, match="OSError"):
        announce_due(agency=place.agency, today=TODAY)
    assert list(Award.objects.filter(announced_at=None)) == [first]


def test_mail_goes_once_to_verified_addresses(place):
    for person in (place.staff[0], place.staff[1]):
        EmailAddress.objects.create(
            user=person.user, email=f"{person.pk}@contoh.go.id", verified=True, primary=True
        )
    award = AwardFactory(employee=place.staff[0], award_type=place.award_type, untold=True)
    announce_award(award_id=award.pk)
    announce_award(award_id=award.pk)
    assert Delivery.objects.count() == 2


def test_in_a_large_unit_the_nearest_colleagues_hear_of_it(place):
    AgencyPolicy.objects.create(
        agency=place.agency,
        key="promotions.recognition_team_limit",
        value=3,
        starts_on=dt.date(2026, 1, 1),
    )
    EmployeeFactory.create_batch(5, agency=place.agency, unit=place.bidang, sort_name="aaa")
    award = AwardFactory(employee=place.staff[0], award_type=place.award_type, untold=True)
    announce_award(award_id=award.pk)
    assert told("award_of_colleague") == team_of(place)


def test_somebody_without_account_or_unit_stops_nothing(place):
    person = EmployeeFactory(agency=place.agency, unit=place.other_dinas, without_account=True)
    award = AwardFactory(employee=person, award_type=place.award_type, untold=True, unit=None, opd=None)
    assert announce_award(award_id=award.pk) == 1
    assert not told("award_received")


def test_other_governments_hear_nothing(place):
    AwardFactory(employee=place.outsider, untold=True)
    assert announce_due(agency=place.agency, today=TODAY) == 0


def test_the_duty_of_the_night_finds_candidates(place):
    serving(place.staff[0])
    assert SATYALANCANA.work(agency=place.agency, today=TODAY) == 1


@pytest.mark.parametrize(("is_city", "who"), [(True, {"hr", "leader", "mayor"}), (False, {"hr", "head"})])
def test_everybody_who_may_decide_hears_of_a_nomination(place, client_for, is_city, who):
    deserving(place.staff[0])
    kind = AwardTypeFactory(agency=place.agency, is_city=is_city)
    assert send(client_for(place.evaluator.user), place.staff[0], kind).status_code == 302
    assert told("nomination_waiting") == {getattr(place, name).user_id for name in who}

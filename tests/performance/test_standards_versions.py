"""Versions of a standard: their days never overlap, and series of values go on. Credit statements too."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from asn_portal.core.access import Conflict, NotAllowed
from employees.actors import actor_of
from performance.enums import StandardStatus
from performance.models import CreditStatement, Standard
from performance.services import standard_decisions as decisions
from performance.services.credit import NewCreditStatement, record_credit_statement
from performance.services.standards import start_version
from tests.employees.factories import office
from tests.performance.factories_standards import (
    CreditStatementFactory,
    MeasurementFactory,
    StandardFactory,
    StandardIndicatorFactory,
)
from tests.support.pages import soup

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)
APRIL = dt.date(2026, 4, 1)


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


@pytest.fixture
def old(place):
    return StandardIndicatorFactory(standard__unit=place.dinas, standard__name="Rawat jalan").standard


def actor(person):
    return actor_of(person.user, today=TODAY)


def version_of(old, place):
    version = start_version(standard=old, actor=actor(place.head))
    decisions.propose_standard(standard=version, actor=actor(place.head))
    return version


def approve(standard, place, starts_on=APRIL, ends_on=None):
    return decisions.approve_standard(
        standard=standard, starts_on=starts_on, ends_on=ends_on, actor=actor(place.hr)
    )


def test_a_new_version_ends_the_old_one_the_day_before(place, old):
    version = approve(version_of(old, place), place)
    old.refresh_from_db()
    assert (old.state, old.ends_on) == (StandardStatus.APPROVED, dt.date(2026, 3, 31))
    assert (version.number, version.starts_on, version.ends_on) == (2, APRIL, None)
    assert old.is_in_force(dt.date(2026, 3, 31)) is True
    assert version.is_in_force(dt.date(2026, 3, 31)) is False


def test_a_proposal_of_the_same_name_replaces_too_and_another_office_s_does_not(place, old):
    elsewhere = StandardFactory(unit=place.other_dinas, name="Rawat jalan", approved=True)
    again = StandardIndicatorFactory(
        standard=StandardFactory(unit=place.dinas, name="RAWAT JALAN", proposed=True)
    ).standard
    approve(again, place)
    old.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (old.ends_on, elsewhere.ends_on) == (dt.date(2026, 3, 31), None)


def test_a_version_that_would_begin_before_a_later_one_is_refused(place, old):
    version = version_of(old, place)
    with pytest.raises(ValidationError) as caught:
        approve(version, place, starts_on=old.starts_on)
    assert "starts_on" in caught.value.message_dict
    old.refresh_from_db()
    assert old.ends_on is None


def test_one_new_version_at_a_time(place, old):
    version_of(old, place)
    with pytest.raises(Conflict):
        start_version(standard=old, actor=actor(place.head))
    assert Standard.objects.count() == 2


def test_values_of_the_old_version_go_on_in_the_series_of_the_new_one(place, old, client_for):
    MeasurementFactory(indicator=old.indicators.get(), value=84)
    version = approve(version_of(old, place), place)
    page = client_for(place.staff[0].user).get(reverse("performance:standard_detail", args=[version.pk]))
    assert "84 indeks" in soup(page).select_one("#indicators").text


def end(client, standard, **data):
    return client.post(reverse("performance:standard_end", args=[standard.pk]), data)


def test_hr_ends_a_standard_with_a_reason(place, old, client_for):
    client = client_for(place.hr.user)
    assert end(client, old, ends_on="2026-06-30").status_code == 422
    assert end(client, old, ends_on="2024-06-30", note="Aturan baru").status_code == 422
    assert end(client, old, ends_on="2026-06-30", note="Aturan baru").status_code == 302
    old.refresh_from_db()
    assert (old.state, old.ends_on) == (StandardStatus.APPROVED, dt.date(2026, 6, 30))


def test_an_end_does_not_reach_into_the_next_version(place, old, client_for):
    approve(version_of(old, place), place)
    page = end(client_for(place.hr.user), old, ends_on="2026-05-01", note="Salah tanggal")
    assert page.status_code == 422
    assert "Salah tanggal" in page.content.decode()


def test_the_agency_withdraws_what_was_approved_and_the_office_its_drafts(place, old, client_for):
    draft = StandardFactory(unit=place.dinas)
    assert end(client_for(place.head.user), old, note="Keliru").status_code == 403
    assert end(client_for(place.hr.user), old, note="Keliru").status_code == 302
    assert end(client_for(place.head.user), draft, note="Tidak jadi").status_code == 302
    assert end(client_for(place.head.user), draft, note="Lagi").status_code == 409
    assert set(Standard.objects.values_list("state", flat=True)) == {StandardStatus.WITHDRAWN}


def statement(**fields):
    return NewCreditStatement(**({"points": Decimal("62.5"), "as_of": TODAY, "number": "PAK/1"} | fields))


def test_hr_of_the_person_records_credit_points_once_a_day(place):
    person = place.staff[0]
    made = record_credit_statement(employee=person, new=statement(), actor=actor(place.hr))
    assert (made.points, made.recorded_by) == (Decimal("62.5"), place.hr.user)
    with pytest.raises(ValidationError):
        record_credit_statement(employee=person, new=statement(), actor=actor(place.hr))
    assert CreditStatement.objects.count() == 1


@pytest.mark.parametrize("who", ["colleague", "head", "outsider", "leader"])
def test_nobody_else_records_credit_points(place, who):
    with pytest.raises(NotAllowed):
        record_credit_statement(employee=place.staff[0], new=statement(), actor=actor(getattr(place, who)))


@pytest.mark.parametrize(
    "fields",
    [{"points": Decimal(-1)}, {"points": Decimal(10_000)}, {"as_of": dt.date(2026, 3, 3)}, {"number": " "}],
)
def test_credit_points_that_cannot_be_are_refused(place, fields):
    with pytest.raises(ValidationError):
        record_credit_statement(employee=place.staff[0], new=statement(**fields), actor=actor(place.hr))


def test_credit_points_are_seen_by_the_person_and_above(place):
    CreditStatementFactory(employee=place.staff[0])
    seen = {
        name: CreditStatement.objects.visible_to(actor(person)).count()
        for name, person in {
            "owner": place.staff[0],
            "evaluator": place.evaluator,
            "hr": place.hr,
            "colleague": place.colleague,
            "outsider": place.outsider,
        }.items()
    }
    assert seen == {"owner": 1, "evaluator": 1, "hr": 1, "colleague": 0, "outsider": 0}

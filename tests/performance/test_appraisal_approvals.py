"""The head's page: the spread, the outliers, releasing the ticked ones one by one; and the inbox."""

import pytest
from django.urls import reverse

from asn_portal.inbox import load_inbox
from performance.enums import AppraisalStatus, Predicate, Rating
from performance.selectors.inbox_appraisals import appraisal_inbox
from performance.services.appraisals import approve_appraisals
from tests.employees.factories import office
from tests.performance.appraisal_help import actor, fresh, pending
from tests.performance.factories import PeriodFactory
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return office()


@pytest.fixture
def period(place):
    return PeriodFactory(cycle__agency=place.agency, number=2, is_opened=True)


def url(period):
    return reverse("performance:appraisal_approvals", args=[period.pk])


def test_nobody_is_ticked_beforehand_and_the_ticked_are_released(place, period, client_for):
    rows = [pending(person, period=period, rated=True) for person in place.staff]
    visitor = client_for(place.head.user)
    page = soup(visitor.get(url(period)))
    assert len(page.select('input[name="appraisal"]')) == 3
    assert not page.select("input[checked]")
    visitor.post(url(period), {"appraisal": [rows[0].pk, rows[1].pk]})
    assert [fresh(row).state for row in rows] == ["released", "released", "rated"]


def test_what_changed_meanwhile_is_skipped_and_named(place, period, client_for):
    rows = [pending(person, period=period, rated=True) for person in place.staff]
    gone = pending(place.colleague, period=period, rated=True)
    stale = [fresh(row) for row in rows]
    approve_appraisals(appraisals=[fresh(rows[0])], actor=actor(place.head))
    report = approve_appraisals(appraisals=[*stale, fresh(gone)], actor=actor(place.head))
    assert [row.pk for row in report.approved] == [rows[1].pk, rows[2].pk]
    assert {row.pk for row in report.skipped} == {rows[0].pk, gone.pk}
    visitor = client_for(place.head.user)
    answer = visitor.post(url(period), {"appraisal": [rows[0].pk]}, follow=True)
    assert place.staff[0].name in " ".join(texts(answer, ".messages"))


def test_ticking_a_row_of_another_office_or_agency_does_nothing(place, period, client_for):
    other = pending(place.colleague, period=period, rated=True)
    foreign = pending(place.outsider, rated=True)
    client_for(place.head.user).post(url(period), {"appraisal": [other.pk, foreign.pk, "x"]})
    assert fresh(other).state == fresh(foreign).state == AppraisalStatus.RATED


def outlier(person, period, predicate, *, result=Rating.AS_EXPECTED):
    return pending(person, period=period, rated=True, predicate=predicate, result_rating=result)


def test_the_edges_and_the_jumps_are_outliers(place, period, client_for):
    first = PeriodFactory(cycle=period.cycle, number=1, is_opened=True)
    outlier(place.staff[0], period, Predicate.SB, result=Rating.ABOVE)
    pending(place.staff[1], period=first, released=True, predicate=Predicate.B)
    outlier(place.staff[1], period, Predicate.K)
    outlier(place.staff[2], period, Predicate.B)
    visitor = client_for(place.head.user)
    names = texts(visitor.get(url(period), {"hanya": "pencilan"}), ".inbox-name")
    assert names == [place.staff[0].full_name, place.staff[1].full_name]
    assert len(texts(visitor.get(url(period)), ".inbox-name")) == 3


def test_an_evaluator_who_gave_everybody_the_same_stands_out(place, period, client_for):
    for person in place.staff:
        pending(person, period=period, rated=True)
    page = client_for(place.head.user).get(url(period), {"hanya": "pencilan"})
    assert len(texts(page, ".inbox-name")) == 3


def test_only_heads_see_the_page(place, period, client_for):
    assert client_for(place.staff[0].user).get(url(period)).status_code == 403
    assert client_for(place.outsider.user).get(url(period)).status_code in {403, 404}


def test_the_page_costs_the_same_for_few_and_many(place, period, client_for, count_queries):
    from tests.employees.factories import member

    visitor = client_for(place.head.user)
    pending(place.staff[0], period=period, rated=True)
    few = count_queries(visitor, "performance:appraisal_approvals", args=[period.pk])
    for number in range(15):
        person = member(place.bidang, f"Staf {number}", evaluator=place.evaluator)
        pending(person, period=period, rated=True)
    assert count_queries(visitor, "performance:appraisal_approvals", args=[period.pk]) == few <= 12


def test_the_inbox_holds_what_is_to_rate_and_what_is_to_release(place, period):
    pending(place.staff[0], period=period)
    pending(place.staff[1], period=period, rated=True)
    pending(place.evaluator, period=period)
    rows = {row["kind"]: row for row in appraisal_inbox(actor=actor(place.head))}
    assert set(rows) == {"appraisal_rate", "appraisal_approve"}
    assert rows["appraisal_approve"]["who"] == place.staff[1].full_name
    assert rows["appraisal_approve"]["is_safe"]
    assert [row["who"] for row in appraisal_inbox(actor=actor(place.evaluator))] == [place.staff[0].full_name]
    assert not list(appraisal_inbox(actor=actor(place.outsider)))


def test_the_portals_inbox_takes_these_rows_in(place, period):
    pending(place.staff[1], period=period, rated=True)
    pending(place.evaluator, period=period)
    found = load_inbox(actor=actor(place.head))
    assert {row.code for row in found.rows} == {"appraisal_rate", "appraisal_approve"}
    assert found.rows[0].url


def test_the_own_appraisal_of_a_head_is_not_in_the_own_inbox(place, period):
    pending(place.head, period=period, rated=True)
    assert not list(appraisal_inbox(actor=actor(place.head)))

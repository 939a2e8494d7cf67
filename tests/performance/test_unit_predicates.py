"""Predicates of units: who sets them, what counts for whom, and what is carried over after January (D6)."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from asn_portal.core.access import Conflict, NotAllowed
from performance.enums import OrganisationPredicate
from performance.models import UnitPredicate
from performance.selectors.unit_predicates import standing_of
from performance.services.appraisals import rate_appraisal
from performance.services.unit_predicates import Decision, carry_predicates_over, set_unit_predicate
from tests.employees.factories import office
from tests.performance.appraisal_help import actor, fresh, judged, pending
from tests.performance.factories import CycleFactory, PeriodFactory
from tests.performance.factories_evaluation import UnitPredicateFactory
from tests.support.pages import texts

pytestmark = pytest.mark.django_db
GOOD, POOR = OrganisationPredicate.GOOD, OrganisationPredicate.POOR


@pytest.fixture
def place():
    return office()


@pytest.fixture
def period(place):
    return PeriodFactory(cycle__agency=place.agency, is_opened=True)


def decide(predicate="good", reason="Rencana aksi 96 persen.", **fields):
    return Decision(predicate=predicate, reason=reason, **fields)


def put(place, who, unit, period, **fields):
    return set_unit_predicate(
        unit=unit, period=period, decision=decide(**fields), actor=actor(getattr(place, who))
    )


@pytest.mark.parametrize(
    ("who", "unit", "allowed"),
    [
        ("head", "bidang", True),
        ("head", "dinas", False),
        ("evaluator", "bidang", False),
        ("mayor", "dinas", True),
        ("mayor", "root", False),
        ("mayor", "bidang", False),
        ("leader", "dinas", True),
        ("leader", "bidang", False),
        ("hr", "root", True),
        ("hr", "bidang", True),
        ("inspector", "dinas", False),
        ("outsider", "dinas", False),
    ],
)
def test_the_leader_above_sets_it_and_hr_records(place, period, who, unit, allowed):
    def work():
        return put(place, who, getattr(place, unit), period, paper="800/12/2026")

    if allowed:
        assert work().predicate == GOOD
    else:
        with pytest.raises(NotAllowed):
            work()


@pytest.mark.parametrize(
    ("field", "change"), [("reason", {"reason": "  "}), ("predicate", {"predicate": "x"})]
)
def test_a_basis_and_a_known_predicate_are_required(place, period, field, change):
    with pytest.raises(ValidationError) as refused:
        put(place, "head", place.bidang, period, **change)
    assert field in refused.value.message_dict


def test_hr_needs_the_number_of_the_paper(place, period):
    with pytest.raises(ValidationError) as refused:
        put(place, "hr", place.bidang, period)
    assert "paper" in refused.value.message_dict


def test_a_change_keeps_its_history_and_a_stale_one_is_a_conflict_with_the_text(place, period):
    row = put(place, "head", place.bidang, period)
    put(place, "head", place.bidang, period, predicate="poor", revision=row.revision)
    with pytest.raises(Conflict) as refused:
        put(place, "head", place.bidang, period, reason="Alasan saya.", revision=row.revision - 1)
    assert refused.value.note == "Alasan saya."
    stored = UnitPredicate.objects.get(unit=place.bidang)
    assert [one.predicate for one in stored.history.order_by("history_id")] == ["good", "poor"]


def test_what_counts_is_the_unit_the_evaluator_heads_or_the_nearest_above(place, period):
    row = fresh(pending(place.staff[0], period=period))
    mine = actor(place.evaluator)
    assert standing_of(actor=mine, appraisal=row).effective is None
    UnitPredicateFactory(unit=place.dinas, period=period, predicate=POOR)
    above = standing_of(actor=mine, appraisal=row)
    assert (above.unit_name, above.effective.predicate, above.effective.is_own) == (
        place.bidang.name,
        POOR,
        False,
    )
    UnitPredicateFactory(unit=place.bidang, period=period)
    assert standing_of(actor=mine, appraisal=row).effective.predicate == GOOD


def test_for_the_head_of_a_unit_it_is_that_of_the_unit_above(place, period):
    UnitPredicateFactory(unit=place.bidang, period=period, predicate=POOR)
    UnitPredicateFactory(unit=place.dinas, period=period)
    row = fresh(pending(place.evaluator, period=period))
    standing = standing_of(actor=actor(place.head), appraisal=row)
    assert (standing.effective.predicate, standing.own) == (GOOD, POOR)


def test_rating_before_it_is_set_is_possible_and_after_it_the_predicate_is_kept(place, period):
    first, second = (pending(person, period=period) for person in place.staff[:2])
    mine = actor(place.evaluator)
    rate_appraisal(appraisal=fresh(first), judgement=judged(), actor=mine)
    UnitPredicateFactory(unit=place.bidang, period=period)
    rate_appraisal(appraisal=fresh(second), judgement=judged(), actor=mine)
    assert fresh(first).organisation_predicate == ""
    assert fresh(second).organisation_predicate == "good"


@pytest.fixture
def years(place):
    """Two years; the unit has a predicate only in the first."""
    cycles = [CycleFactory(agency=place.agency, year=year, is_open=True) for year in (2025, 2026)]
    old, new = (PeriodFactory(cycle=cycle, is_year=True, is_opened=True) for cycle in cycles)
    UnitPredicateFactory(unit=place.bidang, period=old, predicate=POOR)
    return new


@pytest.mark.parametrize(
    ("today", "expected"), [(dt.date(2027, 1, 31), None), (dt.date(2027, 2, 1), POOR)], ids=["D6-last", "D6"]
)
def test_after_january_last_year_s_predicate_counts(place, years, today, expected):
    row = fresh(pending(place.staff[0], period=years))
    found = standing_of(actor=actor(place.evaluator), appraisal=row, today=today).effective
    assert (found and found.predicate) == expected
    written = carry_predicates_over(agency=place.agency, today=today)
    assert written == (1 if expected else 0)
    assert carry_predicates_over(agency=place.agency, today=today) == 0


def test_setting_it_after_january_is_refused_with_the_reason(place, years, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: dt.date(2027, 2, 1))
    with pytest.raises(ValidationError) as refused:
        put(place, "head", place.bidang, years)
    assert "predicate" in refused.value.message_dict


def test_the_page_lists_the_units_below_and_keeps_what_was_typed(place, period, client_for):
    visitor = client_for(place.head.user)
    page = visitor.get(reverse("performance:unit_predicate_list"))
    assert texts(page, "tbody .cell-main") == [place.bidang.name]
    url = reverse("performance:unit_predicate_set", args=[period.pk, place.bidang.pk])
    answer = visitor.post(url, {"reason": "Capaian 96 persen."})
    assert answer.status_code == 422
    assert texts(answer, "#id_reason") == ["Capaian 96 persen."]
    assert visitor.post(url, {"reason": "Capaian 96.", "predicate": "good"}).status_code == 302
    assert UnitPredicate.objects.get().setter_name == place.head.full_name


def test_hr_sees_the_government_itself_first(place, period, client_for):
    page = client_for(place.hr.user).get(reverse("performance:unit_predicate_list"))
    assert texts(page, "tbody .cell-main")[0] == place.root.name

"""Predicates become credit points: prepared once, confirmed by the evaluator, revised with history."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from asn_portal.core.access import Conflict, NotAllowed, system_actor
from asn_portal.core.models import AgencyPolicy, Notice, TransitionLog
from employees.enums import EmployeeKind
from employees.models import Assignment, Rank, RankRecord
from performance.enums import Predicate
from performance.enums.credit import Outlook
from performance.models import CreditAccount, CreditConversion
from performance.selectors.credit import get_conversion, get_credit_screen
from performance.services import credit_conversions as services
from performance.services.credit import NewCreditStatement, record_credit_statement
from performance.services.duties_credit import prepare_credit, refresh_credit
from tests.employees.factories import PositionFactory, PositionTitleFactory, assign, office
from tests.performance.appraisal_help import actor
from tests.performance.factories_credit import functional, rated_quarter, rated_year

pytestmark = pytest.mark.django_db
TODAY = date(2026, 2, 10)


@pytest.fixture
def world(freeze):
    """A government with Ani in a functional post since 2023, on 10 February 2026."""
    freeze(2026, 2, 10)
    world = office()
    world.ani = functional(world.staff[0])
    return world


def prepare(world):
    return services.prepare_conversions(agency_id=world.agency.pk, today=TODAY)


def confirm_all(world):
    for row in CreditConversion.objects.filter(state="prepared").order_by("pk"):
        loaded = get_conversion(actor=actor(world.evaluator), pk=row.pk)
        services.confirm_conversion(row=loaded, actor=actor(world.evaluator))


def screen(world, person=None):
    person = person or world.ani
    person.refresh_from_db()
    return get_credit_screen(actor=actor(world.hr), employee=person, today=TODAY)


def test_three_years_lead_to_the_next_rank(world):
    """C9, through the whole chain."""
    for year, predicate in ((2023, "sb"), (2024, "sb"), (2025, "b")):
        rated_year(world.ani, year, predicate)
    assert prepare(world) == 3
    assert screen(world).account.total == 0  # not confirmed yet
    confirm_all(world)
    found = screen(world)
    assert found.account.total == Decimal(50)
    assert found.account.rank.earliest == date(2026, 3, 1)
    assert [row.formula for row in found.lines][0].startswith("12/12 × 150% × 12")
    stored = CreditAccount.objects.get(employee=world.ani)
    assert (stored.total, stored.outlook, stored.is_pak_due) == (50, Outlook.RANK, True)


def test_the_clock_prepares_once_and_tells_the_evaluator_once(world):
    rated_year(world.ani, 2025)
    assert prepare_credit(agency=world.agency, today=TODAY) == 1
    assert prepare_credit(agency=world.agency, today=TODAY) == 0
    assert CreditConversion.objects.count() == 1
    notice = Notice.objects.get(event="credit_prepared")
    assert (notice.user_id, notice.params) == (world.evaluator.user_id, {"count": 1})


def test_the_number_of_queries_does_not_grow_with_people(world, django_assert_max_num_queries):
    for person in world.staff:
        functional(person)
        for year in (2023, 2024, 2025):
            rated_year(person, year)
    with django_assert_max_num_queries(45):
        assert prepare(world) == 9


@pytest.mark.parametrize("kind", [EmployeeKind.PPPK, EmployeeKind.CPNS])
def test_nothing_is_converted_for_others_than_pns(world, kind):
    rated_year(world.ani, 2025)
    world.ani.kind = kind
    world.ani.save()
    assert prepare(world) == 0
    assert screen(world).account.hurdle == "not_for"


def test_nothing_is_converted_before_the_release_and_the_page_says_so(world):
    """C18."""
    appraisal = rated_year(world.ani, 2025)
    appraisal.state, appraisal.released_at = "rated", None
    appraisal.save()
    assert prepare(world) == 0
    (open_year,) = screen(world).open_years
    assert (open_year.months, open_year.estimate) == (12, Decimal("12.5"))
    AgencyPolicy.objects.create(
        agency=world.agency, key="performance.credit_estimate", value=False, starts_on=TODAY
    )
    assert screen(world).open_years[0].estimate is None


def test_a_second_click_is_a_conflict(world):
    rated_year(world.ani, 2025)
    prepare(world)
    pk, rater = CreditConversion.objects.get().pk, actor(world.evaluator)
    first, second = (get_conversion(actor=rater, pk=pk) for _ in range(2))
    services.confirm_conversion(row=first, actor=rater)
    with pytest.raises(Conflict):
        services.confirm_conversion(row=second, actor=rater)
    assert TransitionLog.objects.filter(subject_type="credit_conversion").count() == 1


@pytest.mark.parametrize("who", ["ani", "hr", "head", "leader", "inspector"])
def test_only_the_evaluator_confirms(world, who):
    rated_year(world.ani, 2025)
    prepare(world)
    row = get_conversion(actor=system_actor(world.agency.pk), pk=CreditConversion.objects.get().pk)
    with pytest.raises(NotAllowed):
        services.confirm_conversion(row=row, actor=actor(getattr(world, who)))


def test_an_amended_appraisal_revises_the_conversion_with_history(world):
    appraisal = rated_year(world.ani, 2025, Predicate.BP)
    prepare(world)
    confirm_all(world)
    appraisal.predicate = Predicate.B
    appraisal.save()
    assert prepare_credit(agency=world.agency, today=TODAY) == 1
    row = CreditConversion.objects.get()
    assert (row.state, row.percent, row.points) == ("prepared", 100, Decimal("12.5"))
    assert [old.percent for old in row.history.order_by("history_id")] == [75, 75, 100]
    assert screen(world).account.total == 0
    told = Notice.objects.filter(event="credit_revised").values_list("user_id", flat=True)
    assert set(told) == {world.ani.user_id, world.evaluator.user_id}
    assert prepare_credit(agency=world.agency, today=TODAY) == 0
    confirm_all(world)
    assert screen(world).account.total == Decimal("12.5")


def test_a_new_level_begins_at_nought(world):
    """Months of both levels are told apart, and only those of the present one count."""
    rated_year(world.ani, 2024, Predicate.SB)
    move_up(world, date(2025, 7, 1))
    rated_year(world.ani, 2025, Predicate.B)
    assert prepare(world) == 3
    confirm_all(world)
    rows = CreditConversion.objects.order_by("starts_on", "ends_on")
    assert [(row.level, row.month_count) for row in rows] == [
        ("ahli_pertama", 12),
        ("ahli_pertama", 6),
        ("ahli_muda", 6),
    ]
    account = screen(world).account
    assert (account.total, len(account.earlier)) == (Decimal("12.5"), 2)


def move_up(world, day):
    """Appoint Ani to Ahli Muda from a day."""
    title = PositionTitleFactory(agency=world.agency, family="functional", level="ahli_muda")
    position = PositionFactory(unit=world.bidang, title=title)
    Assignment.objects.filter(employee=world.ani).update(ends_on=date(2025, 6, 30))
    assign(world.ani, position, starts_on=day)
    world.ani.position, world.ani.position_effective_on = position, day
    world.ani.rank = Rank.objects.get(scheme="pns", code="III/c")
    world.ani.save()
    RankRecord.objects.create(
        agency=world.agency, employee=world.ani, rank=world.ani.rank, effective_on=date(2025, 4, 1)
    )


def test_months_converted_by_period_are_left_out_of_the_year(world):
    record_credit_statement(
        employee=world.ani,
        new=NewCreditStatement(Decimal(47), date(2024, 12, 31), "PAK/1"),
        actor=actor(world.hr),
    )
    rated_quarter(world.ani, 2025, 1)
    fresh = services.convert_periods(employee=world.ani, actor=actor(world.evaluator))
    assert [(row.month_count, row.points, row.is_periodic) for row in fresh] == [(3, Decimal("3.125"), True)]
    rated_year(world.ani, 2025)
    assert prepare(world) == 1
    year = CreditConversion.objects.get(is_periodic=False)
    assert (year.month_count, year.starts_on) == (9, date(2025, 4, 1))
    months = [month for row in CreditConversion.objects.all() for month in row.months]
    assert len(months) == len(set(months)) == 12


def test_periods_are_not_converted_where_no_promotion_needs_them(world):
    rated_quarter(world.ani, 2025, 1)
    with pytest.raises(ValidationError):
        services.convert_periods(employee=world.ani, actor=actor(world.evaluator))
    assert not CreditConversion.objects.exists()
    with pytest.raises(NotAllowed):
        services.convert_periods(employee=world.ani, actor=actor(world.ani))


def test_months_before_a_pak_from_outside_are_not_converted(world):
    record_credit_statement(
        employee=world.ani,
        new=NewCreditStatement(Decimal(20), date(2025, 6, 30), "PAK/1"),
        actor=actor(world.hr),
    )
    rated_year(world.ani, 2024)
    rated_year(world.ani, 2025)
    assert prepare(world) == 1
    confirm_all(world)
    assert screen(world).account.total == Decimal("26.25")


def test_hr_corrects_months_with_a_reason_and_the_evaluator_confirms_again(world):
    rated_year(world.ani, 2025)
    prepare(world)
    confirm_all(world)
    row = get_conversion(actor=actor(world.hr), pk=CreditConversion.objects.get().pk)
    services.correct_conversion(
        row=row,
        first=date(2025, 4, 1),
        last=date(2025, 12, 31),
        note="Cuti di luar tanggungan negara.",
        actor=actor(world.hr),
    )
    row.refresh_from_db()
    assert (row.state, row.month_count, row.points) == ("prepared", 9, Decimal("9.375"))
    assert row.reason == "Cuti di luar tanggungan negara."


@pytest.mark.parametrize(
    ("first", "last"),
    [
        pytest.param(date(2024, 12, 1), date(2025, 6, 30), id="before-the-period"),
        pytest.param(date(2025, 6, 30), date(2025, 1, 1), id="turned-round"),
        pytest.param(date(2025, 3, 2), date(2025, 3, 31), id="no-whole-month"),
    ],
)
def test_months_that_cannot_be_are_refused(world, first, last):
    rated_year(world.ani, 2025)
    prepare(world)
    row = get_conversion(actor=actor(world.hr), pk=CreditConversion.objects.get().pk)
    with pytest.raises(ValidationError) as error:
        services.correct_conversion(row=row, first=first, last=last, note="Salah", actor=actor(world.hr))
    assert "starts_on" in error.value.message_dict


def test_what_is_taken_back_no_longer_counts(world):
    rated_year(world.ani, 2025)
    prepare(world)
    confirm_all(world)
    row = get_conversion(actor=actor(world.hr), pk=CreditConversion.objects.get().pk)
    services.take_back_conversion(row=row, note="Bukan jabatan fungsional.", actor=actor(world.hr))
    assert screen(world).account.total == 0
    assert prepare(world) == 0


def test_the_daily_sum_follows_a_person_who_left_the_functional_post(world):
    rated_year(world.ani, 2025)
    prepare(world)
    assert refresh_credit(agency=world.agency, today=TODAY) == 1
    title = world.ani.position.title
    title.family = "implementer"
    title.save()
    assert refresh_credit(agency=world.agency, today=TODAY) == 0
    assert not CreditAccount.objects.exists()

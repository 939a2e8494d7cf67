"""PAK set in the portal, PAK from outside, opening rows and the education bonus."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from asn_portal.core.access import Conflict, NotAllowed
from asn_portal.core.documents.checks import check_code
from asn_portal.core.models import AgencyPolicy, Notice
from asn_portal.core.workflow import NoteRequired
from employees.models import Education
from performance.models import CreditAccount, CreditEntry, CreditStatement
from performance.selectors.credit import get_bonus, get_conversion, get_credit_person, get_credit_screen
from performance.services import credit as services
from performance.services import credit_entries, credit_papers
from performance.services.credit_conversions import take_back_conversion
from performance.services.credit_entries import NewEntry
from performance.services.credit_statements import NewPak, set_statement, set_statements
from tests.employees.factories import office
from tests.performance.appraisal_help import actor
from tests.performance.factories_credit import ConversionFactory, StatementFactory, functional, rated_year

pytestmark = pytest.mark.django_db
TODAY = date(2026, 2, 10)
PAK = NewPak("800.1.3/PAK/2026", TODAY)


@pytest.fixture
def world(freeze):
    """Ani in a functional post with 18.75 points of 2023 and 12.5 of 2024, both confirmed."""
    freeze(2026, 2, 10)
    world = office()
    world.ani = functional(world.staff[0])
    for year, predicate in ((2023, "sb"), (2024, "b")):
        ConversionFactory(appraisal=rated_year(world.ani, year, predicate), confirmed=True)
    return world


def person(world, who="hr"):
    return get_credit_person(actor=actor(getattr(world, who)), pk=world.ani.pk)


def screen(world):
    return get_credit_screen(actor=actor(world.hr), employee=person(world), today=TODAY)


def set_pak(world, who="hr", new=PAK):
    return set_statement(employee=person(world), new=new, actor=actor(getattr(world, who)))


def test_a_pak_states_what_is_added_up_and_the_person_is_told(world):
    pak = set_pak(world)
    assert (pak.points, pak.new_points, pak.as_of) == (Decimal("31.25"), Decimal("31.25"), date(2024, 12, 31))
    assert Notice.objects.get(event="credit_statement_set").user_id == world.ani.user_id
    assert screen(world).account.total == Decimal("31.25")  # it repeats the sum, it does not add to it
    assert not CreditAccount.objects.get(employee=world.ani).is_pak_due


def test_a_second_pak_has_old_and_new_points_by_element(world):
    set_pak(world)
    ConversionFactory(appraisal=rated_year(world.ani, 2025), confirmed=True)
    pak = set_pak(world, new=NewPak("PAK/2", TODAY))
    duty = next(row for row in pak.elements["elements"] if row["code"] == "duty")
    assert [Decimal(duty[name]) for name in ("old", "new", "total")] == [
        Decimal("31.25"),
        Decimal("12.5"),
        Decimal("43.75"),
    ]
    assert pak.new_points == Decimal("12.5")


def test_the_second_click_sets_nothing(world):
    set_pak(world)
    with pytest.raises(ValidationError):
        set_pak(world)
    assert CreditStatement.objects.count() == 1


def test_without_anything_confirmed_there_is_no_pak(world):
    budi = functional(world.staff[1])
    with pytest.raises(ValidationError):
        set_statement(
            employee=get_credit_person(actor=actor(world.hr), pk=budi.pk), new=PAK, actor=actor(world.hr)
        )


@pytest.mark.parametrize(
    ("setter", "who", "may"),
    [
        ("hr", "hr", True),
        ("hr", "head", False),
        ("hr", "evaluator", False),
        ("head", "head", True),
        ("head", "hr", False),
        ("office_hr", "hr", True),
        ("office_hr", "leader", False),
    ],
)
def test_the_agency_names_who_sets_the_pak(world, setter, who, may):
    AgencyPolicy.objects.create(
        agency=world.agency, key="performance.credit_pak_setter", value=setter, starts_on=date(2026, 1, 1)
    )
    if may:
        assert set_pak(world, who).recorder_name
    else:
        with pytest.raises(NotAllowed):
            set_pak(world, who)


def test_many_are_set_at_once_with_a_running_number_and_the_rest_is_named(world):
    people = [person(world), get_credit_person(actor=actor(world.hr), pk=functional(world.staff[1]).pk)]
    report = set_statements(people=people, new=NewPak("PAK", TODAY), actor=actor(world.hr))
    assert [row.number for row in report.done] == ["PAK/001"]
    assert [who.pk for who, _reason in report.skipped] == [world.staff[1].pk]


@pytest.mark.parametrize(
    ("new", "where"),
    [
        pytest.param(NewPak(" ", TODAY), "number", id="no-number"),
        pytest.param(NewPak("PAK", date(2026, 2, 11)), "set_on", id="to-come"),
    ],
)
def test_a_number_and_a_day_are_needed(world, new, where):
    with pytest.raises(ValidationError) as error:
        set_pak(world, new=new)
    assert where in error.value.message_dict


def test_a_changed_conversion_makes_the_pak_due_again_and_it_can_be_revoked(world):
    pak = set_pak(world)
    hr = actor(world.hr)
    row = get_conversion(actor=hr, pk=world.ani.credit_conversions.latest("ends_on").pk)
    take_back_conversion(row=row, note="Bukan masa jabatannya.", actor=hr)
    document = credit_papers.issue_pak(statement=pak, actor=hr)
    services.revoke_credit_statement(statement=pak, reason="Dihitung ulang.", actor=hr)
    assert check_code(document.code).state == "revoked"
    with pytest.raises(Conflict):
        services.revoke_credit_statement(statement=pak, reason="Sekali lagi.", actor=hr)
    assert set_pak(world, new=NewPak("PAK/2", TODAY)).points == Decimal("18.75")


def test_a_pak_from_outside_is_corrected_by_a_new_row_with_its_reason(world):
    hr = actor(world.hr)
    old = StatementFactory(employee=world.ani, points=30)
    old = CreditStatement.objects.select_related("employee__unit").get(pk=old.pk)
    new = services.NewCreditStatement(Decimal(33), old.as_of, "PAK/9", note="Salah ketik.")
    fresh = services.correct_credit_statement(statement=old, new=new, actor=hr)
    old.refresh_from_db()
    assert (old.state, old.note, fresh.points) == ("revoked", "Salah ketik.", 33)
    assert screen(world).account.total == 33


def test_an_integration_takes_the_base_value_off_and_says_so(world):
    new = NewEntry("integration", date(2023, 1, 1), "Integrasi", Decimal(130), base_value=Decimal(100))
    entry = credit_entries.record_entry(employee=person(world), new=new, actor=actor(world.hr))
    assert entry.points == 30
    assert "130" in entry.reason
    assert screen(world).account.total == Decimal("61.25")
    with pytest.raises(ValidationError):
        credit_entries.record_entry(employee=person(world), new=new, actor=actor(world.hr))


def test_a_transfer_is_calculated_from_the_years_in_the_rank(world):
    new = NewEntry("transfer", date(2026, 1, 1), "Perpindahan", predicate="b")
    entry = credit_entries.record_entry(employee=person(world), new=new, actor=actor(world.hr))
    assert entry.points == Decimal("37.5")  # three years at 12.5


def test_a_correction_may_take_away_but_the_sum_stays_at_nought(world):
    new = NewEntry("correction", date(2025, 1, 1), "Salah hitung", Decimal(-100))
    credit_entries.record_entry(employee=person(world), new=new, actor=actor(world.hr))
    assert screen(world).account.total == 0


def test_base_credit_is_refused_where_the_threshold_is_lowered(world):
    AgencyPolicy.objects.create(
        agency=world.agency, key="performance.credit_entry_method", value="reduced", starts_on=TODAY
    )
    new = NewEntry("base", date(2025, 1, 1), "Dasar", Decimal(50))
    with pytest.raises(ValidationError) as error:
        credit_entries.record_entry(employee=person(world), new=new, actor=actor(world.hr))
    assert "kind" in error.value.message_dict


@pytest.mark.parametrize("who", ["ani", "evaluator", "head", "leader", "inspector"])
def test_only_hr_writes_points_down(world, who):
    new = NewEntry("correction", date(2025, 1, 1), "Salah hitung", Decimal(1))
    with pytest.raises(NotAllowed):
        credit_entries.record_entry(employee=person(world), new=new, actor=actor(getattr(world, who)))


# --- Education bonus (C10) ---


@pytest.fixture
def degree(world):
    """A degree of 2025; the first one is from before the post."""
    for level, year in (("s1", 2015), ("s2", 2025)):
        degree = Education.objects.create(
            agency=world.agency, employee=world.ani, level=level, graduated_year=year
        )
    return degree


def claim(world, degree):
    return credit_entries.claim_bonus(
        employee=person(world, "ani"), education_id=degree.pk, actor=actor(world.ani)
    )


def test_a_claimed_degree_counts_once_hr_has_accepted_it(world, degree):
    assert [row.pk for row in screen(world).diplomas] == [degree.pk]
    entry = claim(world, degree)
    assert (entry.points, screen(world).account.total) == (Decimal("12.5"), Decimal("31.25"))
    row = get_bonus(actor=actor(world.hr), pk=entry.pk)
    credit_entries.decide_bonus(entry=row, accept=True, note="", actor=actor(world.hr))
    assert screen(world).account.total == Decimal("43.75")
    assert Notice.objects.filter(event="credit_bonus_decided", user=world.ani.user).exists()
    stale = CreditEntry.objects.select_related("employee__unit").get(pk=entry.pk)
    stale.revision, stale.state = 1, "claimed"
    with pytest.raises(Conflict):
        credit_entries.decide_bonus(entry=stale, accept=False, note="Tidak", actor=actor(world.hr))


def test_the_same_degree_is_claimed_once_unless_it_was_refused(world, degree):
    entry = claim(world, degree)
    with pytest.raises(ValidationError):
        claim(world, degree)
    row = get_bonus(actor=actor(world.hr), pk=entry.pk)
    with pytest.raises(NoteRequired):
        credit_entries.decide_bonus(entry=row, accept=False, note=" ", actor=actor(world.hr))
    credit_entries.decide_bonus(entry=row, accept=False, note="Tidak sesuai tugas.", actor=actor(world.hr))
    assert claim(world, degree).state == "claimed"


def test_the_bonus_is_claimed_by_the_person_for_the_own_degree(world, degree):
    with pytest.raises(NotAllowed):
        credit_entries.claim_bonus(
            employee=person(world), education_id=degree.pk, actor=actor(world.evaluator)
        )
    other = Education.objects.create(
        agency=world.agency, employee=world.staff[1], level="s3", graduated_year=2025
    )
    with pytest.raises(ValidationError):
        claim(world, other)

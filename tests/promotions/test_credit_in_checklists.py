"""Rank checklists read the credit points that are added up, as well as the PAK."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from asn_portal.core.access import system_actor
from asn_portal.core.requirements import Status
from employees.models import Employee
from performance.services.credit_accounts import refresh_accounts
from promotions.rules.functional import functional_promotion_checklist
from promotions.selectors.rank_facts import facts_for
from tests.employees.factories import office
from tests.performance.factories_credit import ConversionFactory, StatementFactory, functional, rated_year
from tests.promotions.rank_cases import AS_OF, R13, TARGET, answer

TODAY = date(2026, 2, 10)


@pytest.fixture
def ani(db):
    """Ani with a PAK of 30 points until 2023 and a confirmed 2024."""
    ani = functional(office().staff[0])
    StatementFactory(employee=ani, as_of=date(2023, 12, 31), points=30)
    ConversionFactory(appraisal=rated_year(ani, 2024, "sb"), confirmed=True)
    return ani


def facts_of(person):
    people = Employee.objects.filter(pk=person.pk)
    return facts_for(people, actor=system_actor(person.agency_id), today=TODAY)[person.pk]


def test_the_points_added_up_count_from_the_day_they_were_confirmed(ani):
    assert (facts_of(ani).credit_points, facts_of(ani).credit_on) == (30, date(2023, 12, 31))
    refresh_accounts(agency_id=ani.agency_id, today=TODAY)
    facts = facts_of(ani)
    assert (facts.credit_points, facts.credit_on) == (Decimal("48.75"), date(2024, 12, 31))
    assert facts.pak_on == date(2023, 12, 31)


def test_an_account_with_a_gap_leaves_the_pak_in_place(ani):
    ani.credit_statements.all().delete()
    refresh_accounts(agency_id=ani.agency_id, today=TODAY)
    assert facts_of(ani).credit_points is None  # 2023 is missing: unknown, not 18.75


def test_a_lower_threshold_of_the_agency_counts_like_points(ani):
    account = refreshed(ani)
    account.reduction = Decimal(5)
    account.save()
    assert facts_of(ani).credit_points == Decimal("53.75")


def refreshed(person):
    refresh_accounts(agency_id=person.agency_id, today=TODAY)
    return person.credit_account


def test_reached_points_without_their_pak_say_what_is_still_to_be_done():
    facts = replace(R13, credit_points=Decimal(100), credit_on=date(2025, 12, 31), pak_on=date(2024, 12, 31))
    item = answer(functional_promotion_checklist(facts, as_of=AS_OF, target_on=TARGET), "credit")
    assert item.status == Status.MET
    assert item.next_step
    stated = replace(facts, pak_on=date(2025, 12, 31))
    with translation.override("en"):
        item = answer(functional_promotion_checklist(stated, as_of=AS_OF, target_on=TARGET), "credit")
        assert not item.next_step
        assert "PAK as of" in item.evidence

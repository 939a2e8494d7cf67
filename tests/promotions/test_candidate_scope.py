"""Candidates for a medal are read by HR of their units, whatever else the reader is."""

import datetime as dt

import pytest
from django.urls import reverse

from asn_portal.core.access import Role
from promotions.models import AwardCandidate
from promotions.selectors.candidates import CandidateFilter, count_candidates, list_candidates
from promotions.services.candidates import find_candidates
from tests.employees.factories import RoleGrantFactory, office
from tests.promotions.factories_awards import acting, serving

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    built = office()
    serving(built.staff[0])
    serving(built.colleague)
    find_candidates(agency=built.agency, today=dt.date(2026, 3, 2))
    return built


@pytest.mark.parametrize("role", [Role.LEADER, Role.INSPECTOR, None])
def test_hr_of_one_office_reads_no_candidate_elsewhere_through_another_role(place, client_for, role):
    reader = place.evaluator  # superior of the staff of the other office
    RoleGrantFactory(user=reader.user, unit=place.colleague.unit, role=Role.HR)
    if role:
        RoleGrantFactory(user=reader.user, unit=place.root, role=role)
    rows = list_candidates(actor=acting(reader), wanted=CandidateFilter())
    assert {row.employee_id for row in rows} == {place.colleague.pk}
    assert sum(medal.total for medal in count_candidates(actor=acting(reader))) == 1
    for person, status in ((place.colleague, 200), (place.staff[0], 403)):
        candidate = AwardCandidate.objects.get(employee=person)
        url = reverse("promotions:candidate_detail", args=[candidate.pk])
        assert client_for(reader.user).get(url).status_code == status

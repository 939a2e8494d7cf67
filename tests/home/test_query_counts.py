"""The number of queries of every list, profile, inbox and home page: twelve at most, and the same in a larger world."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.access.conftest import media, visitors, world  # noqa: F401
from tests.home.growth import grow

MOST = 12
PAGES = """
owner     home                             -
evaluator home                             -
head      home                             -
hr        home                             -
leader    home                             -
inspector home                             -
evaluator inbox                            -
head      inbox                            -
hr        inbox                            -
hr        search                           -            q=pegawai
owner     notice_list                      -
hr        employees:people_list            -
head      employees:people_list            -            q=pegawai
owner     employees:my_profile             -
hr        employees:profile                person
hr        employees:profile                person       tab=riwayat
hr        employees:profile                person       tab=akses
hr        employees:unit_tree              -
hr        employees:unit_detail            unit
hr        employees:correction_queue       -
owner     employees:correction_list        -
hr        employees:grant_list             -
inspector employees:audit                  -
inspector employees:audit_access           -
hr        employees:invitation_list        -
owner     employees:account                -
owner     employees:token_list             -
hr        employees:import_list            -
hr        employees:import_detail          import       tampil=new
hr        employees:unit_alias_list        -
owner     performance:my_year              -
owner     performance:plan_detail          draft
evaluator performance:plan_detail          submitted
owner     performance:plan_detail          approved
evaluator performance:team                 -
head      performance:team                 -            lingkup=unit
head      performance:approval_periods     -
head      performance:appraisal_approvals  rated-period
owner     performance:appraisal_list       -
owner     performance:appraisal_detail     released
evaluator performance:appraisal_rate       pending
owner     performance:evidence_period      period
owner     performance:feedback_list        -
owner     performance:feedback_people      -
hr        performance:cycle_list           -
hr        performance:cycle_detail         year
hr        performance:cycle_late           year
owner     promotions:my_career             -
evaluator promotions:career_detail         person
"""
LINES = [line.strip() for line in PAGES.splitlines() if line.strip()]


def count(line, world, visitors):  # noqa: F811
    """Return how many queries a page costs, session and user included; the second call counts."""
    role, name, key, *query = line.split()
    url = reverse(name, args=world.things[key]) + "".join(f"?{part}" for part in query)
    visitors[role].get(url, follow=True)
    with CaptureQueriesContext(connection) as captured:
        answer = visitors[role].get(url)
    assert answer.status_code in {200, 302}
    return len(captured)


@pytest.fixture(scope="module")
def counts(world, visitors):  # noqa: F811
    """Return line → queries in the small world and in the large one."""
    small = {line: count(line, world, visitors) for line in LINES}
    grow(world)
    return {line: (small[line], count(line, world, visitors)) for line in LINES}


@pytest.mark.parametrize("line", LINES, ids=lambda line: "-".join(line.split()))
def test_a_page_costs_the_same_in_a_larger_world_and_twelve_at_most(line, counts, db):
    small, large = counts[line]
    assert (large, large <= MOST) == (small, True)

"""The number of queries of every list, profile, inbox and home page: twelve at most, and the same in a larger world."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.access.conftest import media, visitors, world  # noqa: F401
from tests.home.growth import grow
from tests.home.growth_dialogue import DIALOGUE_PAGES
from tests.home.growth_reports import REPORT_PAGES

MOST = 12
PAGES = """
owner     home                                 -
evaluator home                                 -
head      home                                 -
hr        home                                 -
leader    home                                 -
inspector home                                 -
evaluator inbox                                -
head      inbox                                -
hr        inbox                                -
hr        search                               -                q=pegawai
owner     notice_list                          -
hr        employees:people_list                -
head      employees:people_list                -                q=pegawai
owner     employees:my_profile                 -
hr        employees:profile                    person
hr        employees:profile                    person           tab=riwayat
hr        employees:profile                    person           tab=akses
hr        employees:unit_tree                  -
hr        employees:unit_detail                unit
hr        employees:correction_queue           -
owner     employees:correction_list            -
hr        employees:grant_list                 -
inspector employees:audit                      -
inspector employees:audit_access               -
hr        employees:invitation_list            -
owner     employees:account                    -
owner     employees:token_list                 -
hr        employees:import_list                -
hr        employees:import_detail              import           tampil=new
hr        employees:unit_alias_list            -
owner     performance:my_year                  -
owner     performance:plan_detail              draft
evaluator performance:plan_detail              submitted
owner     performance:plan_detail              approved
evaluator performance:team                     -
head      performance:team                     -                lingkup=unit
head      performance:approval_periods         -
head      performance:appraisal_approvals      rated-period
owner     performance:appraisal_list           -
owner     performance:appraisal_detail         released
evaluator performance:appraisal_rate           pending
owner     performance:evidence_period          period
owner     performance:feedback_list            -
owner     performance:feedback_people          -
hr        performance:cycle_list               -
hr        performance:cycle_detail             year
hr        performance:cycle_late               year
hr        performance:cycle_edit               year
hr        performance:period_late              period
hr        performance:period_unrated           unrated-period
hr        performance:appraisal_reopen         unrated
owner     performance:appraisal_why            released
hr        performance:unit_predicate_list      -
head      performance:unit_predicate_list      -
head      performance:unit_predicate_set       unit-predicate
head      performance:calibration_list         -
head      performance:calibration_open         calibration-open
hr        performance:calibration_detail       calibration
evaluator performance:calibration_detail       calibration
head      performance:calibration_propose      calibrated
evaluator performance:calibration_change       calibration-new
hr        performance:fairness                 -
owner     performance:matrix_home              -
head      performance:matrix_home              -
hr        performance:matrix_home              -                q=bidang
owner     performance:matrix_unit              matrix
evaluator performance:matrix_unit              matrix
hr        performance:matrix_unit              matrix
evaluator performance:matrix_cell              matrix-cell
evaluator performance:matrix_column            matrix-column
owner     performance:role_decline             role
head      performance:work_team_new            matrix
owner     performance:work_team                team
evaluator performance:work_team                team
head      performance:work_team_edit           team
evaluator performance:work_team_call           team             q=pegawai
evaluator performance:work_team_cell           team-cell
evaluator performance:team_member              team-member
hr        performance:gap_offices              -
head      performance:gap_offices              -
hr        performance:gap_list                 office           jenis=column
hr        performance:gap_list                 office           jenis=person
hr        performance:gap_list                 office           jenis=blocked
hr        performance:gap_list                 office           jenis=load
evaluator performance:result_template_list     -
evaluator performance:result_template          template
evaluator performance:result_template_standard template
evaluator performance:result_template_give     template
hr        performance:result_template_give     template         q=a
evaluator performance:result_handout           handout
owner     performance:plan_compare             approved
owner     performance:plan_form                draft
owner     performance:plan_manuals             draft
owner     performance:plan_manual_edit         draft-indicator
owner     performance:study_list               -
hr        performance:study_list               -
hr        performance:study_list               -                tampil=graduated
evaluator performance:study_detail             study
hr        performance:study_detail             study
hr        performance:study_new                -
hr        performance:exemption_list           -
hr        performance:exemption_end            exempt
owner     performance:credit_own               -
evaluator performance:credit_person            person
hr        performance:credit_person            person
head      performance:credit_list              -
hr        performance:credit_list              -                arah=later
evaluator performance:credit_waiting           -
hr        performance:credit_conversion        credit-prepared
hr        performance:credit_pak_many          -
hr        performance:credit_pak_new           person
hr        performance:credit_bonus             credit-claim
hr        performance:credit_export            -                tahun=2024
owner     promotions:my_career                 -
evaluator promotions:career_detail             person
owner     performance:objection_list           -
head      performance:objection_list           -
hr        performance:objection_list           -                bagian=semua
owner     performance:objection_detail         objection
evaluator performance:objection_detail         objection
head      performance:objection_detail         objection
hr        performance:objection_detail         objection-over
owner     performance:objection_new            released
owner     performance:appraisal_decline        released
hr        performance:reporting_list           -
hr        schedule                             -
inspector schedule                             -
hr        schedule_duty                        duty
owner     performance:standard_list            -
hr        performance:standard_list            -                q=rawat
owner     performance:standard_detail          standard
head      performance:standard_detail          standard
hr        performance:standard_detail          proposed
head      performance:standard_new             -
head      performance:standard_edit            standard-draft
head      performance:standard_indicator_edit  draft-measure
hr        performance:standard_end             standard
owner     performance:measurement_list         standard
head      performance:measurement_new          measure
head      performance:measurement_import       standard
head      performance:measurement_template     standard
owner     performance:plan_standards           draft-result
owner     training:catalogue                   -
owner     training:enrolment_list              -
owner     training:class_detail                class
evaluator training:class_detail                class
hr        training:class_detail                class            tampil=requested
owner     training:class_enrol                 class
evaluator training:class_people                class
hr        training:class_people                class            cari=ar
evaluator training:class_enrol_person          class-person
hr        training:class_attendance            class-running
hr        training:class_edit                  class
hr        training:class_cancel                class
hr        training:class_list                  -
hr        training:class_new                   -
hr        training:programme_list              -
hr        training:programme_edit              programme
hr        training:provider_list               -
owner     training:enrolment_detail            enrolment
evaluator training:enrolment_detail            enrolment
owner     training:enrolment_detail            enrolment-placed
owner     training:my_hours                    -
evaluator training:person_hours                person
head      training:unit_hours                  -
hr        training:unit_hours                  -                tampil=semua
hr        training:certificate_list            -
hr        training:certificate_list            -                tampil=selesai
owner     training:certificate_new             -
owner     training:certificate_detail          certificate
hr        training:certificate_detail          certificate
hr        training:certificate_detail          issued
hr        training:class_evaluation            class-over
owner     training:class_feedback              enrolment-came
evaluator training:follow_up_detail            follow-up
owner     training:mentoring                   -
evaluator training:mentoring                   -
hr        training:mentoring                   -
evaluator training:mentoring_new               -
evaluator training:mentoring_junior            -                cari=pegawai
evaluator training:mentoring_senior            person
hr        training:mentoring_senior            person           cari=pegawai
evaluator training:mentoring_propose           pairing
owner     training:mentoring_pair              pair
head      training:mentoring_pair              pair
owner     training:mentoring_close             pair
owner     training:mentoring_session_edit      session
owner     training:mentoring_goal_edit         goal
hr        promotions:exam_add                  person
hr        promotions:credit_add                person
hr        promotions:nominative_list           -
hr        promotions:nominative_detail         list
hr        promotions:nominative_export         list
hr        promotions:follow_up_list            -
head      promotions:follow_up_case            outcome
owner     promotions:proposal_list             -
head      promotions:proposal_list             -
hr        promotions:proposal_list             -
hr        promotions:proposal_list             -                tampil=selesai
hr        promotions:proposal_export           -
owner     promotions:proposal_new              -
owner     promotions:proposal_detail           proposal
head      promotions:proposal_detail           proposal
hr        promotions:proposal_detail           at-bkpsdm
leader    promotions:proposal_decide           to-decide
owner     promotions:proposal_again            sent-back
owner     promotions:wall                      -
hr        promotions:wall                      -                lingkup=kantor
owner     promotions:my_awards                 -
evaluator promotions:nomination_list           -                bagian=saya
head      promotions:nomination_list           -
hr        promotions:nomination_list           -
evaluator promotions:nomination_new            -
owner     promotions:nomination_detail         nomination
head      promotions:nomination_detail         nomination
evaluator promotions:nomination_edit           nomination-back
hr        promotions:candidate_list            -
hr        promotions:candidate_export          -
hr        promotions:candidate_detail          candidate
owner     promotions:award_type_list           -
hr        promotions:award_type_edit           award-type
"""
LINES = [line.strip() for line in (PAGES + REPORT_PAGES + DIALOGUE_PAGES).splitlines() if line.strip()]


def count(line, world, visitors):  # noqa: F811
    """Return how many queries a page costs, session and user included; the second call counts."""
    role, name, key, *query = line.split()
    url = reverse(name, args=world.things[key]) + "".join(f"?{part}" for part in query)
    with transaction.atomic():
        world.prepare(key)
        fetch(visitors[role], url, follow=True)
        with CaptureQueriesContext(connection) as captured:
            status = fetch(visitors[role], url)
        transaction.set_rollback(True)
    assert status in {200, 302}, line
    return len(captured)


def fetch(visitor, url, **how):
    """Read an answer to its end, a workbook too, and return its status."""
    answer = visitor.get(url, **how)
    if answer.streaming:
        list(answer.streaming_content)
    return answer.status_code


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

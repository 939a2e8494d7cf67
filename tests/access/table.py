"""Every address of the portal × role → status (house-style §2, row 5). A URL name that is missing here fails.

Columns: anonymous, owner, colleague (same government, other office), evaluator, head, HR of the whole government,
HR of another office, leader, inspector, outsider (HR, inspector and head of another government).
POST sends an empty form. The rows of performance, training and promotions stand in modules of their own.
"""

from dataclasses import dataclass

from tests.access.table_cascade import CASCADE
from tests.access.table_credit import CREDIT
from tests.access.table_dialogue import DIALOGUE
from tests.access.table_evaluation import EVALUATION
from tests.access.table_objections import OBJECTIONS
from tests.access.table_performance import PERFORMANCE
from tests.access.table_plan_changes import PLAN_CHANGES
from tests.access.table_promotions import PROMOTIONS
from tests.access.table_reports import REPORTS
from tests.access.table_schedule import SCHEDULE
from tests.access.table_training import TRAINING


@dataclass(frozen=True)
class Row:
    """One address with what each role gets."""

    method: str
    name: str
    key: str
    expected: tuple[int, ...]

    def __str__(self):
        return f"{self.method} {self.name} {self.key}"


def parse(text: str) -> list[Row]:
    """Read the table; blank lines and lines that begin with # only help the eye."""
    lines = [line.split() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return [Row(*words[:3], tuple(int(word) for word in words[3:])) for words in lines]


TABLE = """
#    name                                 object           ano own col eva hea hr  ohr lea ins out
GET  home                                 -                302 200 200 200 200 200 200 200 200 200
GET  inbox                                -                302 200 200 200 200 200 200 200 200 200
GET  search                               -                302 200 200 200 200 200 200 200 200 200
GET  schedule                             -                302 403 403 403 403 200 200 200 200 200
GET  schedule_duty                        duty             302 403 403 403 403 200 200 200 200 200
POST schedule_run                         duty             302 403 403 403 403 302 403 403 403 302
GET  healthz                              -                200 200 200 200 200 200 200 200 200 200
GET  readyz                               -                200 200 200 200 200 200 200 200 200 200
POST language_switch                      -                302 302 302 302 302 302 302 302 302 302
GET  document_check                       -                200 200 200 200 200 200 200 200 200 200
GET  document_result                      code             200 200 200 200 200 200 200 200 200 200
POST document_result                      code             422 422 422 422 422 422 422 422 422 422
GET  job_progress                         job              302 200 200 200 200 200 200 200 200 404
GET  notice_list                          -                302 200 200 200 200 200 200 200 200 200
POST notice_read_all                      -                302 302 302 302 302 302 302 302 302 302
POST notice_open                          notice           302 302 404 404 404 404 404 404 404 404

GET  account_login                        -                200 302 302 302 302 302 302 302 302 302
POST account_login                        -                200 302 302 302 302 302 302 302 302 302
GET  account_logout                       -                302 200 200 200 200 200 200 200 200 200
POST account_logout                       -                302 302 302 302 302 302 302 302 302 302
GET  account_inactive                     -                200 200 200 200 200 200 200 200 200 200
GET  account_reauthenticate               -                302 200 200 200 200 200 200 200 200 200
GET  account_email                        -                302 200 200 200 200 200 200 200 200 200
POST account_email                        -                302 302 302 302 302 302 302 302 302 302
GET  account_email_verification_sent      -                200 200 200 200 200 200 200 200 200 200
GET  account_change_password              -                302 200 200 200 200 200 200 200 200 200
POST account_change_password              -                302 200 200 200 200 200 200 200 200 200
GET  account_set_password                 -                302 302 302 302 302 302 302 302 302 302
GET  account_reset_password               -                200 200 200 200 200 200 200 200 200 200
POST account_reset_password               -                200 200 200 200 200 200 200 200 200 200
GET  account_reset_password_done          -                200 200 200 200 200 200 200 200 200 200
GET  account_reset_password_from_key      reset            200 200 200 200 200 200 200 200 200 200
GET  account_reset_password_from_key_done -                200 200 200 200 200 200 200 200 200 200
GET  account_confirm_email                mail-key         200 200 200 200 200 200 200 200 200 200
GET  account_confirm_login_code           -                302 302 302 302 302 302 302 302 302 302
GET  account_signup                       -                200 302 302 302 302 302 302 302 302 302
GET  mfa_index                            -                302 200 200 200 200 200 200 200 200 200
GET  mfa_authenticate                     -                302 302 302 302 302 302 302 302 302 302
GET  mfa_reauthenticate                   -                302 302 302 302 302 302 302 302 302 302
GET  mfa_activate_totp                    -                302 302 302 302 302 302 302 302 302 302
GET  mfa_deactivate_totp                  -                302 404 404 404 404 404 404 404 404 404
GET  mfa_view_recovery_codes              -                302 404 404 404 404 404 404 404 404 404
GET  mfa_generate_recovery_codes          -                302 302 302 302 302 302 302 302 302 302
GET  mfa_download_recovery_codes          -                302 404 404 404 404 404 404 404 404 404
GET  usersessions_list                    -                302 200 200 200 200 200 200 200 200 200
POST usersessions_list                    -                302 302 302 302 302 302 302 302 302 302

POST demo_login                           -                404 404 404 404 404 404 404 404 404 404
GET  demo_roster                          -                302 404 404 404 404 404 404 404 404 404

GET  employees:account                    -                302 200 200 200 200 200 200 200 200 200
GET  employees:activation                 -                200 302 302 302 302 302 302 302 302 302
POST employees:activation                 -                422 302 302 302 302 302 302 302 302 302
GET  employees:token_list                 -                302 200 200 200 200 200 200 200 200 200
POST employees:token_list                 -                302 422 422 422 422 422 422 422 422 422
POST employees:token_revoke               token            302 302 404 404 404 404 404 404 404 404
GET  employees:invitation_list            -                302 403 403 403 403 200 200 403 403 200
POST employees:invitation_list            -                302 403 403 403 403 422 422 403 403 422
GET  employees:invitation_detail          invitation       302 404 404 404 404 200 404 404 404 404
POST employees:invitation_letters         invitation-part  302 404 404 404 404 302 404 404 404 404

GET  employees:people_list                -                302 200 200 200 200 200 200 200 200 200
GET  employees:people_export              -                302 403 403 200 200 200 200 200 200 200
GET  employees:profile                    person           302 200 404 200 200 200 404 200 200 404
POST employees:profile_reveal             person-phone     302 422 404 403 403 422 404 403 403 404
GET  employees:record_add                 person-rank      302 403 404 403 403 200 404 403 403 404
POST employees:record_add                 person-rank      302 403 404 403 403 422 404 403 403 404
GET  employees:assignment_end             assignment       302 403 404 403 403 200 404 403 403 404
POST employees:assignment_end             assignment       302 403 404 403 403 422 404 403 403 404
GET  employees:override_end               override         302 403 404 403 403 200 404 403 403 404
POST employees:override_end               override         302 403 404 403 403 422 404 403 403 404
GET  employees:my_profile                 -                302 200 200 200 200 200 200 200 200 200
GET  employees:unit_tree                  -                302 200 200 200 200 200 200 200 200 200
GET  employees:unit_detail                unit             302 200 200 200 200 200 200 200 200 404
GET  employees:unit_change                unit-name        302 403 403 403 403 200 403 403 403 404
POST employees:unit_change                unit-name        302 403 403 403 403 422 403 403 403 404

GET  employees:import_list                -                302 403 403 403 403 200 403 403 403 200
POST employees:import_list                -                302 403 403 403 403 422 403 403 403 422
GET  employees:unit_alias_list            -                302 403 403 403 403 200 403 403 403 200
GET  employees:unit_alias_map             alias            302 404 404 404 404 200 404 404 404 404
POST employees:unit_alias_map             alias            302 404 404 404 404 422 404 404 404 404
GET  employees:import_template            import-kind      302 403 403 403 403 200 403 403 403 200
POST employees:import_export              import-kind      302 403 403 403 403 200 403 403 403 200
GET  employees:import_detail              import           302 404 404 404 404 200 404 404 404 404
POST employees:import_apply               import           302 404 404 404 404 302 404 404 404 404
POST employees:import_cancel              import           302 404 404 404 404 302 404 404 404 404
GET  employees:import_errors              import           302 404 404 404 404 200 404 404 404 404

GET  employees:correction_queue           -                302 403 403 403 403 200 200 403 200 200
GET  employees:correction_list            -                302 200 200 200 200 200 200 200 200 200
GET  employees:correction_new             -                302 200 200 200 200 200 200 200 200 200
GET  employees:correction_answer          correction       302 200 404 404 404 200 404 404 200 404
POST employees:correction_answer          correction       302 403 404 404 404 422 404 404 403 404
POST employees:correction_withdraw        correction       302 302 404 404 404 403 404 404 403 404
GET  employees:grant_list                 -                302 403 403 403 403 200 403 403 200 200
GET  employees:grant_person               -                302 403 403 403 403 200 403 403 403 200
GET  employees:grant_new                  person           302 403 403 403 403 200 403 403 403 404
POST employees:grant_new                  person           302 403 403 403 403 422 403 403 403 404
GET  employees:grant_detail               grant            302 403 403 403 403 200 403 403 200 404
POST employees:grant_detail               grant            302 403 403 403 403 422 403 403 403 404
GET  employees:audit                      -                302 403 403 403 403 403 403 403 200 200
GET  employees:audit_access               -                302 403 403 403 403 403 403 403 200 200

GET  api:schema                           -                200 200 200 200 200 200 200 200 200 200
GET  api:people-list                      -                401 200 200 200 200 200 200 200 200 200
GET  api:people-detail                    person           401 200 404 200 200 200 404 200 200 404
GET  api:plans-list                       -                401 200 200 200 200 200 200 200 200 200
GET  api:plans-detail                     submitted        401 200 404 200 200 200 404 200 200 404
POST api:plans-approve                    submitted        401 403 404 200 403 403 404 403 403 404
GET  api:standards-list                   -                401 200 200 200 200 200 200 200 200 200
GET  api:standards-detail                 standard         401 200 200 200 200 200 200 200 200 404
GET  api:measurements-list                -                401 200 200 200 200 200 200 200 200 200
POST api:measurements-list                -                401 422 422 422 422 422 422 422 422 422
POST api:plans-return                     submitted        401 403 404 422 403 403 404 403 403 404
"""

TABLES = (
    TABLE,
    PERFORMANCE,
    PLAN_CHANGES,
    CASCADE,
    CREDIT,
    DIALOGUE,
    EVALUATION,
    REPORTS,
    OBJECTIONS,
    SCHEDULE,
    TRAINING,
    PROMOTIONS,
)
ROWS = [row for text in TABLES for row in parse(text)]

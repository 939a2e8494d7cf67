"""Training and mentoring: every address × role → status; the columns are those of `table`."""

TRAINING = """
#    name                                 object           ano own col eva hea hr  ohr lea ins out
GET  training:catalogue                   -                302 200 200 200 200 200 200 200 200 200
GET  training:enrolment_list              -                302 200 200 200 200 200 200 200 200 200
GET  training:class_detail                class            302 200 200 200 200 200 200 200 200 404
GET  training:class_detail                class-draft      302 404 404 404 404 200 200 200 200 404
GET  training:class_enrol                 class            302 200 200 200 200 200 200 200 200 404
POST training:class_enrol                 class            302 302 302 302 302 302 302 302 302 404
POST training:class_enrol                 class-over       302 422 422 422 422 422 422 422 422 404
POST training:class_enrol                 class-draft      302 404 404 404 404 422 422 422 422 404
GET  training:class_people                class            302 403 403 200 200 200 200 403 403 404
GET  training:class_enrol_person          class-person     302 200 404 200 403 200 404 403 403 404
POST training:class_enrol_person          class-person     302 302 404 302 403 302 404 403 403 404
GET  training:class_attendance            class-running    302 403 403 403 403 200 403 403 403 404
POST training:class_attendance            class-running    302 403 403 403 403 302 403 403 403 404
GET  training:class_attendance            class-draft      302 404 404 404 404 403 403 403 403 404
GET  training:class_edit                  class            302 403 403 403 403 200 403 403 403 404
POST training:class_edit                  class            302 403 403 403 403 422 403 403 403 404
POST training:class_open                  class-draft      302 404 404 404 404 302 403 403 403 404
POST training:class_open                  class            302 403 403 403 403 409 403 403 403 404
GET  training:class_cancel                class            302 403 403 403 403 200 403 403 403 404
POST training:class_cancel                class            302 403 403 403 403 422 403 403 403 404
POST training:class_finish                class-running    302 403 403 403 403 422 403 403 403 404
POST training:class_finish                class-over       302 403 403 403 403 409 403 403 403 404

GET  training:enrolment_detail            enrolment        302 200 404 200 200 200 404 200 200 404
GET  training:enrolment_detail            enrolment-placed 302 200 404 200 200 200 404 200 200 404
GET  training:enrolment_detail            enrolment-back   302 200 404 200 200 200 404 200 200 404
POST training:enrolment_approve           enrolment        302 403 404 302 403 403 404 403 403 404
POST training:enrolment_approve           enrolment-placed 302 403 404 409 403 403 404 403 403 404
# somebody else's: a PPPK whom the class takes above the ceiling
POST training:enrolment_approve           enrolment-dear   302 404 404 422 403 403 404 403 403 404
POST training:enrolment_return            enrolment        302 403 404 422 403 403 404 403 403 404
POST training:enrolment_withdraw          enrolment        302 302 404 403 403 403 404 403 403 404
POST training:enrolment_withdraw          enrolment-back   302 409 404 403 403 403 404 403 403 404
POST training:enrolment_cancel            enrolment-placed 302 403 404 422 403 422 404 403 403 404

GET  training:class_list                  -                302 403 403 403 403 200 200 200 200 200
GET  training:class_new                   -                302 403 403 403 403 200 403 403 403 200
POST training:class_new                   -                302 403 403 403 403 422 403 403 403 422
GET  training:programme_list              -                302 403 403 403 403 200 200 200 200 200
GET  training:programme_new               -                302 403 403 403 403 200 403 403 403 200
POST training:programme_new               -                302 403 403 403 403 422 403 403 403 422
GET  training:programme_edit              programme        302 403 403 403 403 200 403 403 403 404
POST training:programme_edit              programme        302 403 403 403 403 422 403 403 403 404
GET  training:provider_list               -                302 403 403 403 403 200 200 200 200 200
GET  training:provider_new                -                302 403 403 403 403 200 403 403 403 200
POST training:provider_new                -                302 403 403 403 403 422 403 403 403 422
GET  training:provider_edit               provider         302 403 403 403 403 200 403 403 403 404
POST training:provider_edit               provider         302 403 403 403 403 422 403 403 403 404

GET  training:my_hours                    -                302 200 200 200 200 200 200 200 200 200
GET  training:person_hours                person           302 200 404 200 200 200 404 200 200 404
GET  training:unit_hours                  -                302 403 403 200 200 200 200 200 200 200
GET  training:certificate_list            -                302 403 403 403 403 200 200 403 403 200
GET  training:certificate_new             -                302 200 200 200 200 200 200 200 200 200
POST training:certificate_new             -                302 422 422 422 422 422 422 422 422 422
GET  training:certificate_detail          certificate      302 200 404 200 200 200 404 200 200 404
GET  training:certificate_detail          verified         302 200 404 200 200 200 404 200 200 404
GET  training:certificate_detail          revoked          302 200 404 200 200 200 404 200 200 404
POST training:certificate_decide          certificate      302 403 404 403 403 422 404 403 403 404
POST training:certificate_withdraw        certificate      302 302 404 403 403 403 404 403 403 404
POST training:certificate_withdraw        verified         302 409 404 403 403 403 404 403 403 404
POST training:certificate_revoke          verified         302 403 404 403 403 422 404 403 403 404
POST training:certificate_reissue         revoked          302 403 404 403 403 302 404 403 403 404
POST training:certificate_reissue         issued           302 403 404 403 403 409 404 403 403 404
# proofs are for the person, HR and superiors, not for every role in scope
GET  training:certificate_file            certificate      302 200 404 200 200 200 404 403 403 404
GET  training:certificate_pdf             issued           302 200 404 200 200 200 404 403 403 404
POST training:certificates_issue          class-over       302 403 403 403 403 302 403 403 403 404
POST training:certificates_issue          class-draft      302 404 404 404 404 403 403 403 403 404
GET  training:class_evaluation            class-over       302 403 403 403 403 200 200 403 403 404
GET  training:class_evaluation            class-draft      302 404 404 404 404 200 200 403 403 404
GET  training:class_feedback              enrolment-came   302 200 404 403 403 403 404 403 403 404
POST training:class_feedback              enrolment-came   302 422 404 403 403 403 404 403 403 404
GET  training:class_feedback              enrolment        302 403 404 403 403 403 404 403 403 404
GET  training:follow_up_detail            follow-up        302 200 404 200 200 200 404 200 200 404
POST training:follow_up_detail            follow-up        302 403 404 422 403 403 404 403 403 404

GET  training:mentoring                   -                302 200 200 200 200 200 200 200 200 200
GET  training:mentoring_new               -                302 403 403 200 200 200 200 200 200 200
GET  training:mentoring_junior            -                302 403 403 200 200 200 200 403 403 200
GET  training:mentoring_senior            person           302 403 404 200 200 200 404 403 403 404
GET  training:mentoring_propose           pairing          302 403 404 200 200 200 404 403 403 404
POST training:mentoring_propose           pairing          302 403 404 422 422 422 404 403 403 404
GET  training:mentoring_pair              pair             302 200 404 200 200 200 404 200 200 404
GET  training:mentoring_pair              pair-proposed    302 200 404 200 200 200 404 200 200 404
GET  training:mentoring_pair              pair-closed      302 200 404 200 200 200 404 200 200 404
POST training:mentoring_accept            pair-proposed    302 302 404 403 403 403 404 403 403 404
POST training:mentoring_accept            pair             302 409 404 403 403 403 404 403 403 404
GET  training:mentoring_decline           pair-proposed    302 200 404 403 403 403 404 403 403 404
POST training:mentoring_decline           pair-proposed    302 422 404 403 403 403 404 403 403 404
GET  training:mentoring_close             pair             302 200 404 403 403 403 404 403 403 404
POST training:mentoring_close             pair             302 422 404 403 403 403 404 403 403 404
GET  training:mentoring_end               pair             302 403 404 200 200 200 404 403 403 404
POST training:mentoring_end               pair             302 403 404 422 422 422 404 403 403 404
POST training:mentoring_goal_add          pair             302 422 404 403 403 403 404 403 403 404
GET  training:mentoring_goal_edit         goal             302 200 404 403 403 403 404 403 403 404
POST training:mentoring_goal_edit         goal             302 422 404 403 403 403 404 403 403 404
# an empty form takes the mark back: so of a goal that is open it is the second click
POST training:mentoring_goal_reach        goal             302 409 404 403 403 403 404 403 403 404
POST training:mentoring_goal_reach        goal-reached     302 302 404 403 403 403 404 403 403 404
GET  training:mentoring_session_add       pair             302 200 404 403 403 403 404 403 403 404
POST training:mentoring_session_add       pair             302 422 404 403 403 403 404 403 403 404
# sessions are nobody's business but the two people's
GET  training:mentoring_session_edit      session          302 200 404 404 404 404 404 404 404 404
POST training:mentoring_session_edit      session          302 422 404 404 404 404 404 404 404 404
GET  training:mentoring_session_edit      session-other    302 403 404 404 404 404 404 404 404 404
POST training:mentoring_session_delete    session          302 302 404 404 404 404 404 404 404 404
POST training:mentoring_session_delete    session-other    302 403 404 404 404 404 404 404 404 404
"""

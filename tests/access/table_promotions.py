"""Promotion and recognition: every address × role → status; the columns are those of `table`."""

PROMOTIONS = """
#    name                                 object           ano own col eva hea hr  ohr lea ins out
GET  promotions:my_career                 -                302 200 200 200 200 200 200 200 200 200
GET  promotions:career_detail             person           302 200 404 200 200 200 404 200 200 404
GET  promotions:exam_add                  person           302 403 404 403 403 200 404 403 403 404
POST promotions:exam_add                  person           302 403 404 403 403 422 404 403 403 404
GET  promotions:credit_add                person           302 403 404 403 403 200 404 403 403 404
POST promotions:credit_add                person           302 403 404 403 403 422 404 403 403 404
GET  promotions:nominative_list           -                302 403 403 403 403 200 200 403 403 200
POST promotions:nominative_list           -                302 403 403 403 403 422 403 403 403 422
GET  promotions:nominative_detail         list             302 403 403 403 403 200 200 403 403 404
POST promotions:nominative_rebuild        list             302 403 403 403 403 302 403 403 403 404
POST promotions:nominative_rebuild        list-building    302 403 403 403 403 409 403 403 403 404
GET  promotions:nominative_export         list             302 403 403 403 403 200 200 403 403 404

GET  promotions:proposal_list             -                302 200 200 200 200 200 200 200 200 200
GET  promotions:proposal_export           -                302 403 403 200 200 200 200 200 200 200
GET  promotions:proposal_new              -                302 200 200 200 200 200 200 200 200 200
POST promotions:proposal_new              -                302 422 422 422 422 422 422 422 422 422
GET  promotions:proposal_detail           proposal         302 200 404 200 200 200 404 200 200 404
GET  promotions:proposal_detail           at-bkpsdm        302 200 404 200 200 200 404 200 200 404
GET  promotions:proposal_detail           to-decide        302 200 404 200 200 200 404 200 200 404
GET  promotions:proposal_detail           sent-back        302 200 404 200 200 200 404 200 200 404
GET  promotions:proposal_detail           decided          302 200 404 200 200 200 404 200 200 404
GET  promotions:proposal_again            proposal         302 302 404 403 403 302 404 403 403 404
GET  promotions:proposal_again            sent-back        302 200 404 403 403 200 404 403 403 404
POST promotions:proposal_again            sent-back        302 422 404 403 403 422 404 403 403 404
POST promotions:proposal_withdraw         proposal         302 302 404 403 403 403 404 403 403 404
POST promotions:proposal_withdraw         to-decide        302 302 404 403 403 403 404 403 403 404
POST promotions:proposal_withdraw         decided          302 409 404 403 403 403 404 403 403 404
# the desk of the office is its head's; HR of the agency has the next one
POST promotions:proposal_check            proposal         302 403 404 403 302 403 404 403 403 404
POST promotions:proposal_check            at-bkpsdm        302 403 404 403 409 403 404 403 403 404
POST promotions:proposal_check_bkpsdm     proposal         302 403 404 403 403 409 404 403 403 404
POST promotions:proposal_check_bkpsdm     at-bkpsdm        302 403 404 403 403 422 404 403 403 404
POST promotions:proposal_verify           at-bkpsdm        302 403 404 403 403 422 404 403 403 404
POST promotions:proposal_return           proposal         302 403 404 403 422 422 404 422 403 404
POST promotions:proposal_return           at-bkpsdm        302 403 404 403 422 422 404 422 403 404
POST promotions:proposal_refuse           at-bkpsdm        302 403 404 403 403 422 404 422 403 404
POST promotions:proposal_refuse           to-decide        302 403 404 403 403 422 404 422 403 404
GET  promotions:proposal_decide           to-decide        302 403 404 403 403 200 404 200 403 404
POST promotions:proposal_decide           to-decide        302 403 404 403 403 422 404 422 403 404
GET  promotions:proposal_decide           decided          302 403 404 403 403 302 404 302 403 404

GET  promotions:wall                      -                302 200 200 200 200 200 200 200 200 200
GET  promotions:my_awards                 -                302 200 200 200 200 200 200 200 200 200
# colleagues see the award on the wall, not its certificate
GET  promotions:award_certificate         award            302 200 403 200 200 200 403 200 200 404
GET  promotions:award_certificate         award-hidden     302 200 404 200 200 200 404 200 200 404
POST promotions:award_hang                award            302 302 403 403 403 403 403 403 403 404
POST promotions:award_hang                award-hidden     302 302 404 403 403 403 404 403 403 404
GET  promotions:nomination_list           -                302 200 200 200 200 200 200 200 200 200
GET  promotions:nomination_new            -                302 403 403 200 200 200 200 403 403 200
POST promotions:nomination_new            -                302 403 403 422 422 422 422 403 403 422
POST promotions:nomination_grant_many     -                302 302 302 302 302 302 302 302 302 302
GET  promotions:nomination_detail         nomination       302 200 404 200 200 200 404 200 200 404
GET  promotions:nomination_detail         nomination-city  302 200 404 200 200 200 404 200 200 404
GET  promotions:nomination_detail         granted          302 200 404 200 200 200 404 200 200 404
# the evaluator has nominated: the head decides for the office, the leader for the city, HR for all
POST promotions:nomination_decide         nomination       302 403 404 403 422 422 404 403 403 404
POST promotions:nomination_decide         nomination-city  302 403 404 403 403 422 404 422 403 404
POST promotions:nomination_decide         nomination-state 302 403 404 403 403 422 404 403 403 404
POST promotions:nomination_withdraw       nomination       302 403 404 302 403 403 404 403 403 404
POST promotions:nomination_withdraw       granted          302 403 404 409 403 403 404 403 403 404
GET  promotions:nomination_edit           nomination       302 403 404 302 403 403 404 403 403 404
GET  promotions:nomination_edit           nomination-back  302 403 404 200 403 403 404 403 403 404
POST promotions:nomination_edit           nomination-back  302 403 404 422 403 403 404 403 403 404
GET  promotions:nomination_file           nomination       302 200 404 200 200 200 404 200 200 404
GET  promotions:candidate_list            -                302 403 403 403 403 200 200 403 403 200
GET  promotions:candidate_export          -                302 403 403 403 403 200 200 403 403 200
POST promotions:candidate_nominate        -                302 403 403 403 403 302 302 403 403 302
GET  promotions:candidate_detail          candidate        302 403 404 403 403 200 404 403 403 404
POST promotions:candidate_papers          candidate        302 403 404 403 403 302 404 403 403 404
POST promotions:candidate_owned           candidate        302 403 404 403 403 422 404 403 403 404
GET  promotions:award_type_list           -                302 200 200 200 200 200 200 200 200 200
GET  promotions:award_type_new            -                302 403 403 403 403 200 403 403 403 200
POST promotions:award_type_new            -                302 403 403 403 403 422 403 403 403 422
GET  promotions:award_type_edit           award-type       302 403 403 403 403 200 403 403 403 404
POST promotions:award_type_edit           award-type       302 403 403 403 403 422 403 403 403 404

GET  promotions:follow_up_list            -                302 403 403 200 200 200 200 200 200 200
GET  promotions:follow_up_case            outcome          302 404 404 200 200 200 404 200 200 404
POST promotions:follow_up_case            outcome          302 404 404 422 422 422 404 403 403 404
POST promotions:follow_up_case            outcome-post     302 404 404 403 403 422 404 403 403 404
"""

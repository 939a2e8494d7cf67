"""Feedback asked for, dialogue, rounds, coaching and confidential cases: every address × role → status."""

DIALOGUE = """
#    name                                 object           ano own col eva hea hr  ohr lea ins out
GET  performance:feedback_file            remark-file      302 200 404 200 200 200 404 200 200 404
GET  performance:feedback_result          remark-result    302 200 404 200 200 200 404 200 200 404
GET  performance:feedback_behaviour       remark-value     302 200 404 200 200 200 404 200 200 404
GET  performance:request_list             -                302 200 200 200 200 200 200 200 200 200
GET  performance:request_people           person           302 200 404 200 403 403 404 403 403 404
GET  performance:request_link             person           302 200 404 200 403 403 404 403 403 404
POST performance:request_link             person           302 422 404 422 403 403 404 403 403 404
GET  performance:request_new              ask              302 200 404 200 403 403 404 403 403 404
POST performance:request_new              ask              302 422 404 422 403 403 404 403 403 404
# the owner has asked the evaluator
GET  performance:request_detail           question         302 200 404 200 404 404 404 404 404 404
POST performance:request_detail           question         302 422 404 422 404 404 404 404 404 404
GET  performance:request_decline          question         302 403 404 200 404 404 404 404 404 404
POST performance:request_decline          question         302 403 404 302 404 404 404 404 404 404
POST performance:request_withdraw         question         302 302 404 403 404 404 404 404 404 404
POST performance:request_renew            question         302 403 404 403 404 404 404 404 404 404
POST performance:request_renew            question-link    302 200 404 404 404 404 404 404 404 404
# a link is for whoever has it, without a login
GET  performance:feedback_public          link             200 200 200 200 200 200 200 200 200 200
POST performance:feedback_public          link             422 422 422 422 422 422 422 422 422 422

GET  performance:dialogue_list            -                302 200 200 200 200 200 200 200 200 200
GET  performance:dialogue_new             person           302 200 404 200 404 404 404 404 404 404
POST performance:dialogue_new             person           302 422 404 422 404 404 404 404 404 404
# notes are read by the two alone; the evaluator wrote this one
GET  performance:dialogue_detail          dialogue         302 200 404 200 404 404 404 404 404 404
GET  performance:dialogue_edit            dialogue         302 403 404 200 404 404 404 404 404 404
POST performance:dialogue_edit            dialogue         302 403 404 422 404 404 404 404 404 404
POST performance:dialogue_confirm         dialogue         302 302 404 403 404 404 404 404 404 404
POST performance:dialogue_action_add      dialogue         302 422 404 422 404 404 404 404 404 404
POST performance:dialogue_action_mark     action           302 302 404 302 404 404 404 404 404 404

GET  performance:round_list               -                302 200 200 200 200 200 200 200 200 200
GET  performance:round_choose             -                302 403 403 200 200 200 200 403 403 200
GET  performance:round_new                person           302 403 404 200 403 200 404 403 403 404
POST performance:round_new                person           302 403 404 422 403 422 404 403 403 404
GET  performance:round_unit               unit             302 403 403 200 200 200 403 403 403 404
POST performance:round_unit               unit             302 403 403 422 422 422 403 403 403 404
GET  performance:round_detail             round            302 404 404 200 404 200 404 404 404 404
GET  performance:round_cancel             round            302 404 404 200 404 200 404 404 404 404
POST performance:round_cancel             round            302 404 404 422 404 422 404 404 404 404
POST performance:round_remind             round            302 404 404 302 404 302 404 404 404 404
# the owner is asked about a colleague
GET  performance:round_answer             round-line       302 200 404 404 404 404 404 404 404 404
POST performance:round_answer             round-line       302 422 404 404 404 404 404 404 404 404
POST performance:round_decline            round-line       302 302 404 404 404 404 404 404 404 404
GET  performance:round_result             round-open       302 404 404 404 404 404 404 404 404 404
GET  performance:round_result             round-result     302 200 404 200 404 404 404 404 404 404

GET  performance:coaching_list            -                302 200 200 200 200 200 200 200 200 200
GET  performance:coaching_new             person           302 403 404 200 404 404 404 404 404 404
POST performance:coaching_new             person           302 403 404 422 404 404 404 404 404 404
GET  performance:coaching_detail          coaching         302 200 404 200 404 404 404 404 404 404
GET  performance:coaching_write           coaching         302 200 404 403 404 404 404 404 404 404
POST performance:coaching_write           coaching         302 302 404 403 404 404 404 404 404 404
GET  performance:coaching_steps           coaching-in      302 403 404 200 404 404 404 404 404 404
POST performance:coaching_steps           coaching-in      302 403 404 422 404 404 404 404 404 404
POST performance:coaching_agree           coaching-out     302 302 404 403 404 404 404 404 404 404
GET  performance:coaching_object          coaching-out     302 200 404 403 404 404 404 404 404 404
POST performance:coaching_object          coaching-out     302 422 404 403 404 404 404 404 404 404
GET  performance:coaching_close           coaching         302 403 404 200 404 404 404 404 404 404
POST performance:coaching_close           coaching         302 403 404 422 404 404 404 404 404 404
GET  performance:coaching_pdf             coaching         302 200 404 200 404 404 404 404 404 404
GET  performance:take_over                coaching-none    302 403 404 200 404 404 404 404 404 404
POST performance:take_over                coaching-none    302 403 404 422 404 404 404 404 404 404
GET  performance:guidance_rate            coaching-none    302 200 404 403 404 404 404 404 404 404
POST performance:guidance_rate            coaching-none    302 422 404 403 404 404 404 404 404 404
GET  performance:competence_write         coaching-none    302 403 404 200 404 404 404 404 404 404
POST performance:competence_write         coaching-none    302 403 404 422 404 404 404 404 404 404
# handed to the head, never to the coach
GET  performance:guidance_feedback        guidance         302 200 404 404 200 404 404 404 404 404
GET  performance:guidance_pdf             guidance         302 200 404 404 200 404 404 404 404 404
GET  performance:competence_evaluation    guidance         302 200 404 200 404 404 404 404 404 404
GET  performance:competence_pdf           guidance         302 200 404 200 404 404 404 404 404 404

# confidential: who reported, the personnel unit, the counsellor (here the leader), the person for the own talks
GET  performance:case_list                -                302 200 200 200 200 200 200 200 200 200
GET  performance:case_report              person           302 403 404 200 404 404 404 404 404 404
POST performance:case_report              person           302 403 404 422 404 404 404 404 404 404
GET  performance:case_detail              case             302 404 404 200 404 200 404 404 404 404
GET  performance:case_pdf                 case             302 404 404 200 404 200 404 404 404 404
GET  performance:case_counsellor          case             302 404 404 403 404 200 404 404 404 404
GET  performance:case_appoint             case-counsellor  302 404 404 403 404 200 404 404 404 404
POST performance:case_appoint             case-counsellor  302 404 404 403 404 422 404 404 404 404
GET  performance:case_decline             case             302 404 404 403 404 200 404 404 404 404
POST performance:case_decline             case             302 404 404 403 404 422 404 404 404 404
GET  performance:case_detail              case-open        302 404 404 200 404 200 404 200 404 404
GET  performance:case_session             case-open        302 404 404 403 404 403 404 200 404 404
POST performance:case_session             case-open        302 404 404 403 404 403 404 422 404 404
GET  performance:case_record              case-open        302 404 404 403 404 403 404 200 404 404
POST performance:case_record              case-open        302 404 404 403 404 403 404 422 404 404
GET  performance:case_close               case-open        302 404 404 403 404 200 404 403 404 404
POST performance:case_close               case-open        302 404 404 403 404 422 404 403 404 404
GET  performance:case_own                 case-open        302 200 404 404 404 404 404 404 404 404
"""

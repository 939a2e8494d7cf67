"""Around a plan: every address × role → status; the columns are those of `table`."""

PLAN_CHANGES = """
#    name                                 object           ano own col eva hea hr  ohr lea ins out
GET  performance:plan_compare             approved         302 200 404 200 200 200 404 200 200 404
GET  performance:plan_form                draft            302 200 404 403 403 403 404 403 403 404
POST performance:plan_form                draft            302 422 404 403 403 403 404 403 403 404
POST performance:plan_give_up             draft            302 403 404 403 403 403 404 403 403 404
GET  performance:plan_manuals             draft            302 200 404 200 200 200 404 200 200 404
GET  performance:plan_manual_edit         draft-indicator  302 200 404 403 403 403 404 403 403 404
POST performance:plan_manual_edit         draft-indicator  302 422 404 403 403 403 404 403 403 404
GET  performance:plan_paper               plan-paper       302 200 404 200 200 200 404 200 200 404
GET  performance:study_list               -                302 200 200 200 200 200 200 200 200 200
GET  performance:study_new                -                302 403 403 403 403 200 200 403 403 200
POST performance:study_new                -                302 403 403 403 403 422 422 403 403 422
GET  performance:study_detail             study            302 200 404 200 200 200 404 200 200 404
POST performance:study_ipk                study            302 403 404 422 403 422 404 403 403 404
POST performance:study_step               study            302 403 404 403 403 422 404 403 403 404
GET  performance:exemption_list           -                302 403 403 403 403 200 200 200 200 200
GET  performance:exemption_new            -                302 403 403 403 403 200 200 403 403 200
POST performance:exemption_new            -                302 403 403 403 403 422 422 403 403 422
GET  performance:exemption_end            exempt           302 403 404 403 403 200 404 403 403 404
POST performance:exemption_end            exempt           302 403 404 403 403 422 404 403 403 404
"""

"""Objections, signatures and the report: every address × role → status; the columns are those of `table`."""

OBJECTIONS = """
#    name                                 object           ano own col eva hea hr  ohr lea ins out
GET  performance:objection_list           -                302 200 200 200 200 200 200 200 200 200
GET  performance:objection_detail         objection        302 200 404 200 200 200 404 404 200 404
GET  performance:objection_detail         objection-over   302 200 404 200 200 200 404 404 200 404
GET  performance:objection_file           objection        302 200 404 200 200 200 404 404 200 404
POST performance:objection_withdraw       objection        302 302 404 403 403 403 404 404 403 404
POST performance:objection_state          objection        302 403 404 422 403 403 404 404 403 404
POST performance:objection_hear           objection        302 403 404 403 422 403 404 404 403 404
POST performance:objection_decide         objection        302 403 404 403 422 403 404 404 403 404
POST performance:objection_redirect       objection        302 403 404 403 403 302 404 404 403 404
GET  performance:objection_document       objection        302 404 404 404 404 404 404 404 404 404
POST performance:objection_document       objection        302 403 404 403 403 403 404 404 403 404
POST performance:objection_document       objection-over   302 302 404 302 302 302 404 404 302 404
POST performance:objection_sign           objection        302 403 404 403 403 403 404 404 403 404
POST performance:objection_sign           objection-over   302 302 404 403 403 403 404 404 403 404
GET  performance:objection_new            released         302 200 404 403 403 403 404 403 403 404
POST performance:objection_new            released         302 422 404 403 403 403 404 403 403 404
POST performance:appraisal_sign           released         302 302 404 403 403 403 404 403 403 404
GET  performance:appraisal_decline        released         302 200 404 403 403 403 404 403 403 404
POST performance:appraisal_decline        released         302 422 404 403 403 403 404 403 403 404
GET  performance:reporting_list           -                302 403 403 403 403 200 200 403 403 200
POST performance:reporting_record         -                302 403 403 403 403 422 422 403 403 404
"""

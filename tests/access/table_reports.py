"""Reports, past years and dashboards: every address × role → status; the columns are those of `table`."""

REPORTS = """
#    name                                 object           ano own col eva hea hr  ohr lea ins out
GET  performance:report_home              -                302 200 200 200 200 200 200 200 200 200
GET  performance:form_order               -                302 403 403 200 200 200 200 403 403 200
POST performance:form_order               -                302 403 403 422 422 422 422 403 403 422
GET  performance:report_recap             -                302 403 403 200 200 200 200 403 403 200
POST performance:report_recap             -                302 403 403 422 422 422 422 403 403 422
GET  performance:report_order             report           302 404 404 404 404 200 404 404 404 404
GET  performance:report_file              report           302 404 404 404 404 200 404 404 404 404
GET  performance:performance_dashboard    -                302 403 403 200 200 200 200 200 200 200
GET  performance:performance_people       -                302 403 403 200 200 200 200 200 200 200
GET  performance:past_list                -                302 403 403 403 403 200 403 403 403 200
POST performance:past_list                -                302 403 403 403 403 422 403 403 403 422
GET  performance:past_template            past-kind        302 403 403 403 403 200 403 403 403 200
GET  performance:past_detail              past             302 404 404 404 404 200 404 404 404 404
POST performance:past_apply               past             302 404 404 404 404 302 404 404 404 404
POST performance:past_cancel              past             302 404 404 404 404 302 404 404 404 404
POST performance:past_undo                past             302 404 404 404 404 422 404 404 404 404
GET  performance:past_errors              past             302 404 404 404 404 200 404 404 404 404
GET  performance:appraisal_form           released         302 404 404 404 404 404 404 404 404 404
POST performance:appraisal_form           released         302 302 404 302 302 302 404 302 302 404
GET  performance:appraisal_record         released         302 200 404 200 200 200 404 200 200 404
"""

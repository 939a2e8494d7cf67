"""Evaluation: every address × role → status; the columns are those of `table`."""

EVALUATION = """
#    name                                 object           ano own col eva hea hr  ohr lea ins out
GET  performance:unit_predicate_list      -                302 403 403 200 200 200 200 200 200 200
GET  performance:unit_predicate_set       unit-predicate   302 403 403 403 200 200 403 403 403 404
POST performance:unit_predicate_set       unit-predicate   302 403 403 403 422 422 403 403 403 404
GET  performance:unit_predicate_set       office-predicate 302 403 403 403 403 200 403 200 403 404
GET  performance:appraisal_spread         pending          302 403 404 302 403 403 404 403 403 404
GET  performance:appraisal_why            pending          302 200 404 200 200 200 404 200 200 404
GET  performance:appraisal_why            released         302 200 404 200 200 200 404 200 200 404
GET  performance:calibration_list         -                302 200 200 200 200 200 200 200 200 200
GET  performance:calibration_open         calibration-open 302 403 403 403 200 200 403 403 403 404
# a session of this office is already running
POST performance:calibration_open         calibration-open 302 403 403 403 422 422 403 403 403 404
GET  performance:calibration_detail       calibration      302 404 404 200 200 200 404 200 200 404
GET  performance:calibration_propose      calibrated       302 404 404 200 200 200 404 403 403 404
POST performance:calibration_propose      calibrated       302 404 404 422 422 422 404 403 403 404
POST performance:calibration_close        calibration      302 404 404 403 422 422 404 403 403 404
GET  performance:calibration_change       calibration-new  302 404 404 200 200 200 404 200 200 404
POST performance:calibration_accept       calibration-new  302 404 404 302 403 403 404 403 403 404
POST performance:calibration_decline      calibration-new  302 404 404 422 403 403 404 403 403 404
POST performance:calibration_take_back    calibration-new  302 404 404 403 302 302 404 403 403 404
GET  performance:fairness                 -                302 403 403 403 403 200 200 200 200 200
"""

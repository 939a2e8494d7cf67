"""The schedule by hand: every address × role → status; the columns are those of `table`."""

SCHEDULE = """
#    name                                 object           ano own col eva hea hr  ohr lea ins out
GET  performance:cycle_rhythm             year             302 403 403 403 403 200 403 403 403 404
POST performance:cycle_rhythm             year             302 403 403 403 403 422 403 403 403 404
POST performance:period_close             period           302 403 403 403 403 302 403 403 403 404
GET  performance:period_late              period           302 403 403 403 403 200 200 200 200 404
POST performance:period_remind            period           302 403 403 403 403 302 302 403 403 404
GET  performance:period_unrated           unrated-period   302 403 403 403 403 200 200 200 200 404
GET  performance:appraisal_reopen         unrated          302 403 404 403 403 200 404 403 403 404
POST performance:appraisal_reopen         unrated          302 403 404 403 403 422 404 403 403 404
POST performance:team_remind              -                302 302 302 302 302 302 302 302 302 302
"""

"""Cascading: every address × role → status; the columns are those of `table`."""

CASCADE = """
#    name                                       object           ano own col eva hea hr  ohr lea ins out
GET  performance:matrix_home                    -                302 200 200 200 200 200 200 200 200 200
GET  performance:matrix_unit                    matrix           302 200 404 200 200 200 404 200 200 404
GET  performance:matrix_pdf                     matrix           302 200 404 200 200 200 404 200 200 404
GET  performance:matrix_cell                    matrix-cell      302 403 404 200 403 403 404 403 403 404
POST performance:matrix_cell                    matrix-cell      302 403 404 422 403 403 404 403 403 404
GET  performance:matrix_column                  matrix-column    302 403 404 200 403 403 404 403 403 404
POST performance:matrix_column                  matrix-column    302 403 404 302 403 403 404 403 403 404
POST performance:role_take                      role             302 302 404 403 403 403 404 403 403 404
GET  performance:role_decline                   role             302 200 404 403 403 403 404 403 403 404
POST performance:role_decline                   role             302 422 404 403 403 403 404 403 403 404
POST performance:role_withdraw                  role             302 403 404 302 403 403 404 403 403 404

GET  performance:work_team_new                  matrix           302 404 404 200 200 200 404 404 404 404
POST performance:work_team_new                  matrix           302 404 404 422 422 422 404 404 404 404
GET  performance:work_team                      team             302 200 404 200 200 200 404 200 200 404
GET  performance:work_team                      team-open        302 200 200 200 200 200 200 200 200 404
GET  performance:work_team_edit                 team             302 403 404 200 200 200 404 403 403 404
POST performance:work_team_edit                 team             302 403 404 422 422 422 404 403 403 404
GET  performance:work_team_call                 team             302 403 404 200 200 200 404 403 403 404
POST performance:work_team_call                 team             302 403 404 422 422 422 404 403 403 404
GET  performance:work_team_cell                 team-cell        302 403 404 200 403 403 404 403 403 404
POST performance:work_team_cell                 team-cell        302 403 404 422 403 403 404 403 403 404
POST performance:work_team_volunteer            team             302 403 404 403 403 403 404 403 403 404
POST performance:work_team_volunteer            team-open        302 302 302 302 403 302 302 302 302 404
GET  performance:team_member                    team-member      302 200 404 200 200 200 404 200 200 404
POST performance:team_member_agree              team-member      302 403 404 302 403 403 404 403 403 404
POST performance:team_member_refuse             team-member      302 403 404 422 403 403 404 403 403 404
POST performance:team_member_end                team-member      302 302 404 302 302 302 404 403 403 404

GET  performance:gap_offices                    -                302 403 403 200 200 200 200 200 200 200
GET  performance:gap_list                       office           302 403 403 404 200 200 404 200 200 404

GET  performance:result_template_list           -                302 403 403 200 200 200 200 403 403 200
GET  performance:result_template_new            -                302 403 403 200 200 200 200 403 403 200
POST performance:result_template_new            -                302 403 403 422 422 422 422 403 403 422
GET  performance:result_template                template         302 404 404 200 200 200 404 404 404 404
POST performance:result_template                template         302 404 404 422 422 422 404 404 404 404
GET  performance:result_template_edit           template         302 404 404 200 200 200 404 404 404 404
POST performance:result_template_edit           template         302 404 404 422 422 422 404 404 404 404
GET  performance:result_template_standard       template         302 404 404 200 200 200 404 404 404 404
# an empty form names no standard
POST performance:result_template_standard       template         302 404 404 404 404 404 404 404 404 404
POST performance:result_template_measure_delete template-measure 302 404 404 302 302 302 404 404 404 404
GET  performance:result_template_give           template         302 404 404 200 200 200 404 404 404 404
POST performance:result_template_give           template         302 404 404 422 422 422 404 404 404 404
GET  performance:result_handout                 handout          302 404 404 200 200 200 404 404 404 404
"""

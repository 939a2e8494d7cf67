"""Addresses of cascading: matrices, roles, teams, gaps, templates."""

from django.urls import URLPattern, path

from performance.views import gaps, matrix, matrix_cells, result_templates, work_teams

UNIT = "matriks/<int:pk>/"
ROLE = "matriks/peran/<int:pk>/"
TEAM = "matriks/tim/<int:pk>/"
MEMBER = "matriks/anggota/<int:pk>/"
TEMPLATE = "matriks/templat/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("matriks/", matrix.matrix_home, name="matrix_home"),
    path(UNIT, matrix.matrix_unit, name="matrix_unit"),
    path(UNIT + "sel/<int:employee_pk>/<int:column_pk>/", matrix.matrix_cell, name="matrix_cell"),
    path(UNIT + "kolom/<int:column_pk>/", matrix.matrix_column, name="matrix_column"),
    path(UNIT + "pdf/", matrix.matrix_pdf, name="matrix_pdf"),
    path(UNIT + "tim/baru/", work_teams.work_team_new, name="work_team_new"),
    path(ROLE + "ambil/", matrix_cells.role_take, name="role_take"),
    path(ROLE + "tolak/", matrix_cells.role_decline, name="role_decline"),
    path(ROLE + "tarik/", matrix_cells.role_withdraw, name="role_withdraw"),
    path(TEAM, work_teams.work_team, name="work_team"),
    path(TEAM + "ubah/", work_teams.work_team_edit, name="work_team_edit"),
    path(TEAM + "ajak/", work_teams.work_team_call, name="work_team_call"),
    path(TEAM + "sukarela/", work_teams.work_team_volunteer, name="work_team_volunteer"),
    path(TEAM + "sel/<int:employee_pk>/<int:column_pk>/", work_teams.work_team_cell, name="work_team_cell"),
    path(MEMBER, work_teams.team_member, name="team_member"),
    path(MEMBER + "setuju/", work_teams.team_member_agree, name="team_member_agree"),
    path(MEMBER + "tolak/", work_teams.team_member_refuse, name="team_member_refuse"),
    path(MEMBER + "akhiri/", work_teams.team_member_end, name="team_member_end"),
    path("matriks/celah/", gaps.gap_offices, name="gap_offices"),
    path("matriks/celah/<int:pk>/", gaps.gap_list, name="gap_list"),
    path("matriks/templat/", result_templates.result_template_list, name="result_template_list"),
    path("matriks/templat/baru/", result_templates.result_template_new, name="result_template_new"),
    path(TEMPLATE, result_templates.result_template, name="result_template"),
    path(TEMPLATE + "ubah/", result_templates.result_template_edit, name="result_template_edit"),
    path(TEMPLATE + "standar/", result_templates.result_template_standard, name="result_template_standard"),
    path(
        TEMPLATE + "indikator/<int:measure_pk>/hapus/",
        result_templates.result_template_measure_delete,
        name="result_template_measure_delete",
    ),
    path(TEMPLATE + "bagikan/", result_templates.result_template_give, name="result_template_give"),
    path(TEMPLATE + "laporan/<int:handout_pk>/", result_templates.result_handout, name="result_handout"),
]

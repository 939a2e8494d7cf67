"""Addresses of evidence, feedback and appraisals."""

from django.urls import URLPattern, path

from performance.views import appraisals, evidence, feedback, team

urlpatterns: list[URLPattern] = [
    path("kinerja/bukti/", evidence.evidence_index, name="evidence_index"),
    path("kinerja/bukti/<int:pk>/", evidence.evidence_period, name="evidence_period"),
    path("kinerja/bukti/<int:pk>/<int:indicator_pk>/", evidence.evidence_add, name="evidence_add"),
    path("kinerja/bukti/entri/<int:pk>/", evidence.evidence_edit, name="evidence_edit"),
    path("kinerja/bukti/entri/<int:pk>/hapus/", evidence.evidence_delete, name="evidence_delete"),
    path("kinerja/bukti/entri/<int:pk>/berkas/", evidence.evidence_file, name="evidence_file"),
    path("kinerja/umpan-balik/", feedback.feedback_list, name="feedback_list"),
    path("kinerja/umpan-balik/beri/", feedback.feedback_people, name="feedback_people"),
    path("kinerja/umpan-balik/beri/<int:pk>/", feedback.feedback_give, name="feedback_give"),
    path("kinerja/penilaian/", appraisals.appraisal_list, name="appraisal_list"),
    path("kinerja/penilaian/<int:pk>/", appraisals.appraisal_detail, name="appraisal_detail"),
    path("kinerja/penilaian/<int:pk>/setujui/", appraisals.appraisal_approve, name="appraisal_approve"),
    path("kinerja/penilaian/<int:pk>/kembalikan/", appraisals.appraisal_return, name="appraisal_return"),
    path("kinerja/penilaian/<int:pk>/dibaca/", appraisals.appraisal_read, name="appraisal_read"),
    path("kinerja/penilaian/<int:pk>/dokumen/", appraisals.appraisal_document, name="appraisal_document"),
    path("tim/", team.team, name="team"),
    path("tim/nilai/<int:pk>/", appraisals.appraisal_rate, name="appraisal_rate"),
    path("tim/pengesahan/", team.approval_periods, name="approval_periods"),
    path("tim/pengesahan/<int:pk>/", team.appraisal_approvals, name="appraisal_approvals"),
    path("tahun/periode/<int:pk>/buka/", team.period_open, name="period_open"),
]

"""Addresses of reports: forms, recaps, past years and dashboards."""

from django.urls import URLPattern, path

from performance.views import dashboards, past_imports, reports

PAST = "laporan/tahun-lalu/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("laporan/", reports.report_home, name="report_home"),
    path("laporan/formulir/", reports.form_order, name="form_order"),
    path("laporan/rekap/", reports.report_recap, name="report_recap"),
    path("laporan/pesanan/<int:pk>/", reports.report_order, name="report_order"),
    path("laporan/pesanan/<int:pk>/berkas/", reports.report_file, name="report_file"),
    path("laporan/kinerja/", dashboards.performance_dashboard, name="performance_dashboard"),
    path("laporan/kinerja/pegawai/", dashboards.performance_people, name="performance_people"),
    path("laporan/tahun-lalu/", past_imports.past_list, name="past_list"),
    path("laporan/tahun-lalu/templat/<slug:kind>/", past_imports.past_template, name="past_template"),
    path(PAST, past_imports.past_detail, name="past_detail"),
    path(PAST + "terapkan/", past_imports.past_apply, name="past_apply"),
    path(PAST + "batalkan/", past_imports.past_cancel, name="past_cancel"),
    path(PAST + "urungkan/", past_imports.past_undo, name="past_undo"),
    path(PAST + "ditolak/", past_imports.past_errors, name="past_errors"),
    path("kinerja/penilaian/<int:pk>/formulir/", reports.appraisal_form, name="appraisal_form"),
    path("kinerja/penilaian/<int:pk>/rekaman/", reports.appraisal_record, name="appraisal_record"),
]

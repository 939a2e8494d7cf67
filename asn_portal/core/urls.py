"""Addresses of the kernel."""

from django.urls import path

from asn_portal.core.views import documents, health, jobs, language, notices

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("bahasa/", language.language_switch, name="language_switch"),
    path("periksa/", documents.document_check, name="document_check"),
    path("periksa/<str:code>/", documents.document_result, name="document_result"),
    path("pekerjaan/<int:pk>/", jobs.job_progress, name="job_progress"),
    path("pemberitahuan/", notices.notice_list, name="notice_list"),
    path("pemberitahuan/baca-semua/", notices.notice_read_all, name="notice_read_all"),
    path("pemberitahuan/<int:pk>/", notices.notice_open, name="notice_open"),
]

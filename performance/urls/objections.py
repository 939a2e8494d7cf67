"""Addresses of objections, signatures and the report to the authorised official."""

from django.urls import URLPattern, path

from performance.views import objection_steps, objections, receipts

urlpatterns: list[URLPattern] = [
    path("kinerja/keberatan/", objections.objection_list, name="objection_list"),
    path("kinerja/keberatan/<int:pk>/", objections.objection_detail, name="objection_detail"),
    path("kinerja/keberatan/<int:pk>/cabut/", objections.objection_withdraw, name="objection_withdraw"),
    path("kinerja/keberatan/<int:pk>/berkas/", objections.objection_file, name="objection_file"),
    path("kinerja/keberatan/<int:pk>/dokumen/", objections.objection_document, name="objection_document"),
    path("kinerja/keberatan/<int:pk>/terima/", objections.objection_sign, name="objection_sign"),
    path("kinerja/keberatan/<int:pk>/penjelasan/", objection_steps.objection_state, name="objection_state"),
    path("kinerja/keberatan/<int:pk>/dengar/", objection_steps.objection_hear, name="objection_hear"),
    path("kinerja/keberatan/<int:pk>/putuskan/", objection_steps.objection_decide, name="objection_decide"),
    path("kinerja/keberatan/<int:pk>/atasan/", objection_steps.objection_redirect, name="objection_redirect"),
    path("kinerja/penilaian/<int:pk>/keberatan/", objections.objection_new, name="objection_new"),
    path("kinerja/penilaian/<int:pk>/tanda-tangan/", receipts.appraisal_sign, name="appraisal_sign"),
    path(
        "kinerja/penilaian/<int:pk>/tidak-tanda-tangan/", receipts.appraisal_decline, name="appraisal_decline"
    ),
    path("kinerja/pelaporan/", receipts.reporting_list, name="reporting_list"),
    path("kinerja/pelaporan/catat/", receipts.reporting_record, name="reporting_record"),
]

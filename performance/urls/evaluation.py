"""Addresses of evaluation: unit predicates, live distribution, calibration, explanation, fairness."""

from django.urls import URLPattern, path

from performance.views import calibration, explanation, fairness, unit_predicates

urlpatterns: list[URLPattern] = [
    path("kinerja/predikat-unit/", unit_predicates.unit_predicate_list, name="unit_predicate_list"),
    path(
        "kinerja/predikat-unit/<int:period_pk>/<int:pk>/",
        unit_predicates.unit_predicate_set,
        name="unit_predicate_set",
    ),
    path("tim/nilai/<int:pk>/sebaran/", explanation.appraisal_spread, name="appraisal_spread"),
    path("kinerja/penilaian/<int:pk>/mengapa/", explanation.appraisal_why, name="appraisal_why"),
    path("kinerja/kalibrasi/", calibration.calibration_list, name="calibration_list"),
    path(
        "kinerja/kalibrasi/buka/<int:period_pk>/<int:pk>/",
        calibration.calibration_open,
        name="calibration_open",
    ),
    path("kinerja/kalibrasi/<int:pk>/", calibration.calibration_detail, name="calibration_detail"),
    path(
        "kinerja/kalibrasi/<int:pk>/ubah/<int:appraisal_pk>/",
        calibration.calibration_propose,
        name="calibration_propose",
    ),
    path("kinerja/kalibrasi/<int:pk>/tutup/", calibration.calibration_close, name="calibration_close"),
    path("kinerja/kalibrasi/perubahan/<int:pk>/", calibration.calibration_change, name="calibration_change"),
    path(
        "kinerja/kalibrasi/perubahan/<int:pk>/setuju/",
        calibration.calibration_accept,
        name="calibration_accept",
    ),
    path(
        "kinerja/kalibrasi/perubahan/<int:pk>/tolak/",
        calibration.calibration_decline,
        name="calibration_decline",
    ),
    path(
        "kinerja/kalibrasi/perubahan/<int:pk>/tarik/",
        calibration.calibration_take_back,
        name="calibration_take_back",
    ),
    path("laporan/keadilan/", fairness.fairness, name="fairness"),
]

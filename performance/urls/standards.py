"""Addresses of performance standards and measured values."""

from django.urls import URLPattern, path

from performance.views import measurements, standard_decisions, standards

ONE = "standar/<int:pk>/"
INDICATOR = ONE + "indikator/<int:indicator_pk>/"

urlpatterns: list[URLPattern] = [
    path("standar/", standards.standard_list, name="standard_list"),
    path("standar/baru/", standards.standard_new, name="standard_new"),
    path(ONE, standards.standard_detail, name="standard_detail"),
    path(ONE + "ubah/", standards.standard_edit, name="standard_edit"),
    path(ONE + "versi/", standards.standard_version, name="standard_version"),
    path(ONE + "indikator/", standards.standard_indicator_add, name="standard_indicator_add"),
    path(INDICATOR + "ubah/", standards.standard_indicator_edit, name="standard_indicator_edit"),
    path(INDICATOR + "hapus/", standards.standard_indicator_delete, name="standard_indicator_delete"),
    path(ONE + "ajukan/", standard_decisions.standard_propose, name="standard_propose"),
    path(ONE + "tarik/", standard_decisions.standard_take_back, name="standard_take_back"),
    path(ONE + "putuskan/", standard_decisions.standard_decide, name="standard_decide"),
    path(ONE + "akhiri/", standard_decisions.standard_end, name="standard_end"),
    path(ONE + "capaian/", measurements.measurement_list, name="measurement_list"),
    path(INDICATOR + "capaian/", measurements.measurement_new, name="measurement_new"),
    path(ONE + "capaian/templat/", measurements.measurement_template, name="measurement_template"),
    path(ONE + "capaian/impor/", measurements.measurement_import_page, name="measurement_import"),
    path(ONE + "capaian/impor/terapkan/", measurements.measurement_apply, name="measurement_apply"),
]

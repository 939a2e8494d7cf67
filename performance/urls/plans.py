"""Addresses of years and plans."""

from django.urls import URLPattern, path

from performance.views import cycles, plan_content, plan_standards, plans

SKP = "kinerja/skp/<int:pk>/"
RESULT = SKP + "hasil/<int:result_pk>/"
INDICATOR = SKP + "indikator/<int:indicator_pk>/"

urlpatterns: list[URLPattern] = [
    path("kinerja/", plans.my_year, name="my_year"),
    path("kinerja/skp/setujui/", plans.plan_approve_many, name="plan_approve_many"),
    path(SKP, plans.plan_detail, name="plan_detail"),
    path(SKP + "ajukan/", plans.plan_submit, name="plan_submit"),
    path(SKP + "tarik/", plans.plan_withdraw, name="plan_withdraw"),
    path(SKP + "setujui/", plans.plan_approve, name="plan_approve"),
    path(SKP + "kembalikan/", plans.plan_return, name="plan_return"),
    path(SKP + "perubahan/", plans.plan_change, name="plan_change"),
    path(SKP + "tautan/", plans.plan_links, name="plan_links"),
    path(SKP + "pdf/", plans.plan_pdf, name="plan_pdf"),
    path(SKP + "simpan/", plan_content.plan_autosave, name="plan_autosave"),
    path(SKP + "salin/", plan_content.plan_copy, name="plan_copy"),
    path(SKP + "lampiran/", plan_content.plan_attachments, name="plan_attachments"),
    path(SKP + "perilaku/", plan_content.plan_expectations, name="plan_expectations"),
    path(SKP + "perilaku/dibaca/", plan_content.plan_expectations_read, name="plan_expectations_read"),
    path(SKP + "hasil/baru/<slug:kind>/", plan_content.plan_result_add, name="plan_result_add"),
    path(RESULT + "ubah/", plan_content.plan_result_edit, name="plan_result_edit"),
    path(RESULT + "hapus/", plan_content.plan_result_delete, name="plan_result_delete"),
    path(RESULT + "pindah/", plan_content.plan_result_move, name="plan_result_move"),
    path(RESULT + "indikator/", plan_content.plan_indicator_add, name="plan_indicator_add"),
    path(RESULT + "standar/", plan_standards.plan_standards, name="plan_standards"),
    path(
        RESULT + "standar/<int:indicator_pk>/",
        plan_standards.plan_standard_take,
        name="plan_standard_take",
    ),
    path(INDICATOR + "ubah/", plan_content.plan_indicator_edit, name="plan_indicator_edit"),
    path(INDICATOR + "hapus/", plan_content.plan_indicator_delete, name="plan_indicator_delete"),
    path("tahun/", cycles.cycle_list, name="cycle_list"),
    path("tahun/baru/", cycles.cycle_create, name="cycle_create"),
    path("tahun/<int:pk>/", cycles.cycle_detail, name="cycle_detail"),
    path("tahun/<int:pk>/tanggal/", cycles.cycle_edit, name="cycle_edit"),
    path("tahun/<int:pk>/buka/", cycles.cycle_open, name="cycle_open"),
    path("tahun/<int:pk>/siapkan/", cycles.cycle_prepare, name="cycle_prepare"),
    path("tahun/<int:pk>/ingatkan/", cycles.cycle_remind, name="cycle_remind"),
    path("tahun/<int:pk>/terlambat/", cycles.cycle_late, name="cycle_late"),
]

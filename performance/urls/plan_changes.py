"""Addresses around a plan: versions compared, its form and manuals, study assignments, exemptions."""

from django.urls import URLPattern, path

from performance.views import exemptions, plan_changes, studies

SKP = "kinerja/skp/<int:pk>/"
STUDY = "kinerja/tugas-belajar/"
EXEMPT = "kinerja/pengecualian/"

urlpatterns: list[URLPattern] = [
    path(SKP + "banding/", plan_changes.plan_compare, name="plan_compare"),
    path(SKP + "bentuk/", plan_changes.plan_form, name="plan_form"),
    path(SKP + "batalkan/", plan_changes.plan_give_up, name="plan_give_up"),
    path(SKP + "manual/", plan_changes.plan_manuals, name="plan_manuals"),
    path(
        SKP + "indikator/<int:indicator_pk>/manual/", plan_changes.plan_manual_edit, name="plan_manual_edit"
    ),
    path(SKP + "pdf/<slug:paper>/", plan_changes.plan_paper, name="plan_paper"),
    path(STUDY, studies.study_list, name="study_list"),
    path(STUDY + "baru/", studies.study_new, name="study_new"),
    path(STUDY + "<int:pk>/", studies.study_detail, name="study_detail"),
    path(STUDY + "<int:pk>/ipk/", studies.study_ipk, name="study_ipk"),
    path(STUDY + "<int:pk>/keadaan/", studies.study_step, name="study_step"),
    path(EXEMPT, exemptions.exemption_list, name="exemption_list"),
    path(EXEMPT + "baru/", exemptions.exemption_new, name="exemption_new"),
    path(EXEMPT + "<int:pk>/akhiri/", exemptions.exemption_end, name="exemption_end"),
]

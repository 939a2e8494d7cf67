"""Addresses of recognition."""

from django.urls import URLPattern, path

from promotions.views import award_types, candidates, nomination_decisions, nominations, wall

urlpatterns: list[URLPattern] = [
    path("apresiasi/", wall.wall, name="wall"),
    path("apresiasi/saya/", wall.my_awards, name="my_awards"),
    path("apresiasi/<int:pk>/piagam/", wall.award_certificate, name="award_certificate"),
    path("apresiasi/<int:pk>/papan/", wall.award_hang, name="award_hang"),
    path("apresiasi/usulan/", nominations.nomination_list, name="nomination_list"),
    path("apresiasi/usulan/baru/", nominations.nomination_new, name="nomination_new"),
    path("apresiasi/usulan/keputusan/", nominations.nomination_grant_many, name="nomination_grant_many"),
    path("apresiasi/usulan/<int:pk>/", nomination_decisions.nomination_detail, name="nomination_detail"),
    path(
        "apresiasi/usulan/<int:pk>/putuskan/",
        nomination_decisions.nomination_decide,
        name="nomination_decide",
    ),
    path(
        "apresiasi/usulan/<int:pk>/tarik/",
        nomination_decisions.nomination_withdraw,
        name="nomination_withdraw",
    ),
    path("apresiasi/usulan/<int:pk>/perbaiki/", nominations.nomination_edit, name="nomination_edit"),
    path("apresiasi/usulan/<int:pk>/berkas/", nominations.nomination_file, name="nomination_file"),
    path("apresiasi/calon/", candidates.candidate_list, name="candidate_list"),
    path("apresiasi/calon/unduh/", candidates.candidate_export, name="candidate_export"),
    path("apresiasi/calon/usulkan/", candidates.candidate_nominate, name="candidate_nominate"),
    path("apresiasi/calon/<int:pk>/", candidates.candidate_detail, name="candidate_detail"),
    path("apresiasi/calon/<int:pk>/berkas/", candidates.candidate_papers, name="candidate_papers"),
    path("apresiasi/calon/<int:pk>/dimiliki/", candidates.candidate_owned, name="candidate_owned"),
    path("apresiasi/jenis/", award_types.award_type_list, name="award_type_list"),
    path("apresiasi/jenis/baru/", award_types.award_type_new, name="award_type_new"),
    path("apresiasi/jenis/<int:pk>/", award_types.award_type_edit, name="award_type_edit"),
]

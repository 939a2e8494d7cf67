"""Addresses of mentoring."""

from django.urls import path

from training.views import mentoring, mentoring_pairing, mentoring_sessions

urlpatterns = [
    path("mentoring/", mentoring.mentoring, name="mentoring"),
    path("mentoring/pegawai-baru/", mentoring_pairing.mentoring_new, name="mentoring_new"),
    path("mentoring/pasangkan/", mentoring_pairing.mentoring_junior, name="mentoring_junior"),
    path("mentoring/pasangkan/<int:junior_pk>/", mentoring_pairing.mentoring_senior, name="mentoring_senior"),
    path(
        "mentoring/pasangkan/<int:junior_pk>/<int:senior_pk>/",
        mentoring_pairing.mentoring_propose,
        name="mentoring_propose",
    ),
    path("mentoring/<int:pk>/", mentoring.mentoring_pair, name="mentoring_pair"),
    path("mentoring/<int:pk>/terima/", mentoring.mentoring_accept, name="mentoring_accept"),
    path("mentoring/<int:pk>/tolak/", mentoring.mentoring_decline, name="mentoring_decline"),
    path("mentoring/<int:pk>/tutup/", mentoring.mentoring_close, name="mentoring_close"),
    path("mentoring/<int:pk>/akhiri/", mentoring.mentoring_end, name="mentoring_end"),
    path("mentoring/<int:pk>/tujuan/", mentoring_sessions.goal_add, name="mentoring_goal_add"),
    path("mentoring/tujuan/<int:pk>/", mentoring_sessions.goal_edit, name="mentoring_goal_edit"),
    path("mentoring/tujuan/<int:pk>/tercapai/", mentoring_sessions.goal_reach, name="mentoring_goal_reach"),
    path("mentoring/<int:pk>/pertemuan/", mentoring_sessions.session_add, name="mentoring_session_add"),
    path("mentoring/pertemuan/<int:pk>/", mentoring_sessions.session_edit, name="mentoring_session_edit"),
    path(
        "mentoring/pertemuan/<int:pk>/hapus/",
        mentoring_sessions.session_delete,
        name="mentoring_session_delete",
    ),
]

"""Addresses of schedule: reminders by hand, closing, and what was closed without a rating."""

from django.urls import URLPattern, path

from performance.views import schedule

urlpatterns: list[URLPattern] = [
    path("tahun/<int:pk>/ritme/", schedule.cycle_rhythm, name="cycle_rhythm"),
    path("tahun/periode/<int:pk>/tutup/", schedule.period_close, name="period_close"),
    path("tahun/periode/<int:pk>/penilai/", schedule.period_late, name="period_late"),
    path("tahun/periode/<int:pk>/ingatkan/", schedule.period_remind, name="period_remind"),
    path("tahun/periode/<int:pk>/tanpa-nilai/", schedule.period_unrated, name="period_unrated"),
    path("kinerja/penilaian/<int:pk>/buka-kembali/", schedule.appraisal_reopen, name="appraisal_reopen"),
    path("tim/ingatkan/", schedule.team_remind, name="team_remind"),
]

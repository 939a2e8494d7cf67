"""Addresses of the portal."""

from django.contrib import admin
from django.urls import include, path

from asn_portal.views.demo import demo_login, demo_roster
from asn_portal.views.home import home
from asn_portal.views.inbox import inbox
from asn_portal.views.schedule import schedule, schedule_duty, schedule_run
from asn_portal.views.search import search

urlpatterns = [
    path("", home, name="home"),
    path("persetujuan/", inbox, name="inbox"),
    path("jadwal/", schedule, name="schedule"),
    path("jadwal/<str:code>/", schedule_duty, name="schedule_duty"),
    path("jadwal/<str:code>/jalankan/", schedule_run, name="schedule_run"),
    path("peragaan/masuk/", demo_login, name="demo_login"),
    path("peragaan/roster/", demo_roster, name="demo_roster"),
    path("cari/", search, name="search"),
    path("", include("asn_portal.core.urls")),
    path("akun/", include("allauth.account.urls")),
    path("akun/2fa/", include("allauth.mfa.urls")),
    path("akun/sesi/", include("allauth.usersessions.urls")),
    path("", include("employees.urls")),
    path("", include("performance.urls")),
    path("", include("training.urls")),
    path("", include("promotions.urls")),
    path("api/v1/", include("asn_portal.api")),
    path("teknis/", admin.site.urls),
]

handler404 = "asn_portal.views.errors.page_not_found"
handler500 = "asn_portal.views.errors.server_error"

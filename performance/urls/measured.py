"""Addresses of what citizens may see."""

from django.urls import URLPattern, path

from performance.views import public

urlpatterns: list[URLPattern] = [
    path("publik/standar/", public.public_agencies, name="public_agencies"),
    path("publik/standar/<slug:code>/", public.public_standards, name="public_standards"),
    path("publik/standar/<slug:code>/<int:pk>/", public.public_office, name="public_office"),
]

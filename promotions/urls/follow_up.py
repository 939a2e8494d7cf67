"""Addresses of what follows from an evaluation."""

from django.urls import path

from promotions.views import follow_up

urlpatterns = [
    path("tindak-lanjut/", follow_up.follow_up_list, name="follow_up_list"),
    path("tindak-lanjut/<int:pk>/<slug:kind>/", follow_up.follow_up_case, name="follow_up_case"),
]

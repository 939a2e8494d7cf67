"""Addresses of HR's desk: corrections, role grants, audit."""

from django.urls import URLPattern, path

from employees.views import corrections

urlpatterns: list[URLPattern] = [
    path("koreksi/", corrections.correction_queue, name="correction_queue"),
    path("koreksi/saya/", corrections.correction_list, name="correction_list"),
    path("koreksi/baru/", corrections.correction_new, name="correction_new"),
    path("koreksi/<int:pk>/", corrections.correction_answer, name="correction_answer"),
    path("koreksi/<int:pk>/tarik/", corrections.correction_withdraw, name="correction_withdraw"),
]

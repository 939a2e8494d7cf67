"""Addresses of HR's desk: corrections, role grants, audit."""

from django.urls import URLPattern, path

from employees.views import audit, corrections, grants

urlpatterns: list[URLPattern] = [
    path("koreksi/", corrections.correction_queue, name="correction_queue"),
    path("koreksi/saya/", corrections.correction_list, name="correction_list"),
    path("koreksi/baru/", corrections.correction_new, name="correction_new"),
    path("koreksi/<int:pk>/", corrections.correction_answer, name="correction_answer"),
    path("koreksi/<int:pk>/tarik/", corrections.correction_withdraw, name="correction_withdraw"),
    path("akses/", grants.grant_list, name="grant_list"),
    path("akses/baru/", grants.grant_person, name="grant_person"),
    path("akses/baru/<int:pk>/", grants.grant_new, name="grant_new"),
    path("akses/<int:pk>/", grants.grant_detail, name="grant_detail"),
    path("audit/", audit.audit, name="audit"),
    path("audit/akses/", audit.audit_access, name="audit_access"),
]

"""Addresses of imports."""

from django.urls import path

from employees.views import imports as views

urlpatterns = [
    path("impor/", views.import_list, name="import_list"),
    path("impor/unit/", views.unit_alias_list, name="unit_alias_list"),
    path("impor/unit/<int:pk>/", views.unit_alias_map, name="unit_alias_map"),
    path("impor/templat/<str:kind>/", views.import_template, name="import_template"),
    path("impor/ekspor/<str:kind>/", views.import_export, name="import_export"),
    path("impor/<int:pk>/", views.import_detail, name="import_detail"),
    path("impor/<int:pk>/terapkan/", views.import_apply, name="import_apply"),
    path("impor/<int:pk>/batal/", views.import_cancel, name="import_cancel"),
    path("impor/<int:pk>/kesalahan/", views.import_errors, name="import_errors"),
]

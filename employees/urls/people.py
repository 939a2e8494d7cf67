"""Addresses of people, units and records."""

from django.urls import URLPattern, path

from employees.views import people, records, units

urlpatterns: list[URLPattern] = [
    path("pegawai/", people.people_list, name="people_list"),
    path("pegawai/ekspor/", people.people_export, name="people_export"),
    path("pegawai/<int:pk>/", people.profile, name="profile"),
    path("pegawai/<int:pk>/buka/<slug:field>/", people.profile_reveal, name="profile_reveal"),
    path("pegawai/<int:pk>/catat/<slug:what>/", records.record_add, name="record_add"),
    path("pegawai/jabatan/<int:pk>/akhiri/", records.assignment_end, name="assignment_end"),
    path("pegawai/penilai/<int:pk>/akhiri/", records.override_end, name="override_end"),
    path("profil/", people.my_profile, name="my_profile"),
    path("unit/", units.unit_tree, name="unit_tree"),
    path("unit/<int:pk>/", units.unit_detail, name="unit_detail"),
    path("unit/<int:pk>/ubah/<slug:what>/", units.unit_change, name="unit_change"),
]

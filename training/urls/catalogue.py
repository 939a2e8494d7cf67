"""Addresses of the catalogue, classes and enrolments."""

from django.urls import URLPattern, path

from training.views import catalogue, classes, enrolments

CLASS = "pelatihan/kelas/<int:pk>/"
ENROLMENT = "pelatihan/pendaftaran/<int:pk>/"
DESK = "pelatihan/kelola/"

urlpatterns: list[URLPattern] = [
    path("pelatihan/", catalogue.catalogue, name="catalogue"),
    path("pelatihan/saya/", catalogue.enrolment_list, name="enrolment_list"),
    path(CLASS, classes.class_detail, name="class_detail"),
    path(CLASS + "daftar/", enrolments.class_enrol, name="class_enrol"),
    path(CLASS + "daftarkan/", enrolments.class_people, name="class_people"),
    path(CLASS + "daftarkan/<int:person_pk>/", enrolments.class_enrol_person, name="class_enrol_person"),
    path(CLASS + "kehadiran/", classes.class_attendance, name="class_attendance"),
    path(CLASS + "ubah/", classes.class_edit, name="class_edit"),
    path(CLASS + "buka/", classes.class_open, name="class_open"),
    path(CLASS + "batalkan/", classes.class_cancel, name="class_cancel"),
    path(CLASS + "selesai/", classes.class_finish, name="class_finish"),
    path(ENROLMENT, enrolments.enrolment_detail, name="enrolment_detail"),
    path(ENROLMENT + "setujui/", enrolments.enrolment_approve, name="enrolment_approve"),
    path(ENROLMENT + "kembalikan/", enrolments.enrolment_return, name="enrolment_return"),
    path(ENROLMENT + "lepas/", enrolments.enrolment_withdraw, name="enrolment_withdraw"),
    path(ENROLMENT + "batalkan/", enrolments.enrolment_cancel, name="enrolment_cancel"),
    path(DESK, classes.class_list, name="class_list"),
    path(DESK + "kelas/baru/", classes.class_new, name="class_new"),
    path(DESK + "program/", catalogue.programme_list, name="programme_list"),
    path(DESK + "program/baru/", catalogue.programme_new, name="programme_new"),
    path(DESK + "program/<int:pk>/", catalogue.programme_edit, name="programme_edit"),
    path(DESK + "penyelenggara/", catalogue.provider_list, name="provider_list"),
    path(DESK + "penyelenggara/baru/", catalogue.provider_new, name="provider_new"),
    path(DESK + "penyelenggara/<int:pk>/", catalogue.provider_edit, name="provider_edit"),
]

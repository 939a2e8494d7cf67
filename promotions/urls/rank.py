"""Addresses of the career page, exams and nominative lists."""

from django.urls import URLPattern, path

from promotions.views import career, exams, nominative

urlpatterns: list[URLPattern] = [
    path("karier/", career.my_career, name="my_career"),
    path("karier/<int:pk>/", career.career_detail, name="career_detail"),
    path("karier/<int:pk>/ujian/", exams.exam_add, name="exam_add"),
    path("karier/<int:pk>/angka-kredit/", exams.credit_add, name="credit_add"),
    path("kenaikan-pangkat/nominatif/", nominative.nominative_list, name="nominative_list"),
    path("kenaikan-pangkat/nominatif/<int:pk>/", nominative.nominative_detail, name="nominative_detail"),
    path(
        "kenaikan-pangkat/nominatif/<int:pk>/susun/", nominative.nominative_rebuild, name="nominative_rebuild"
    ),
    path(
        "kenaikan-pangkat/nominatif/<int:pk>/unduh/", nominative.nominative_export, name="nominative_export"
    ),
]

"""Addresses of the career page, exams and nominative lists."""

from django.urls import URLPattern, path

from promotions.views import career

urlpatterns: list[URLPattern] = [
    path("karier/", career.my_career, name="my_career"),
    path("karier/<int:pk>/", career.career_detail, name="career_detail"),
]

"""Addresses of promotions."""

from django.urls import path

from promotions.views import career

app_name = "promotions"
urlpatterns = [
    path("karier/", career.my_career, name="my_career"),
    path("karier/<int:pk>/", career.career_detail, name="career_detail"),
]

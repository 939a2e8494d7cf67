"""Addresses of promotions."""

from promotions.urls import proposals, rank, recognition

app_name = "promotions"
urlpatterns = rank.urlpatterns + proposals.urlpatterns + recognition.urlpatterns

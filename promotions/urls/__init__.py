"""Addresses of promotions."""

from promotions.urls import follow_up, proposals, rank, recognition

app_name = "promotions"
urlpatterns = rank.urlpatterns + proposals.urlpatterns + recognition.urlpatterns + follow_up.urlpatterns

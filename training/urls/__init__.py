"""Addresses of training."""

from training.urls import catalogue, certificates, mentoring

app_name = "training"
urlpatterns = catalogue.urlpatterns + certificates.urlpatterns + mentoring.urlpatterns

"""Addresses of the performance year."""

from performance.urls import appraisals, plans, standards

app_name = "performance"
urlpatterns = plans.urlpatterns + appraisals.urlpatterns + standards.urlpatterns

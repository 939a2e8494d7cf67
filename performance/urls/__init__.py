"""Addresses of the performance year, one module a topic."""

from django.urls import URLPattern

from performance.urls import (
    appraisals,
    cascade,
    credit,
    dialogue,
    evaluation,
    measured,
    objections,
    plan_changes,
    plans,
    reports,
    schedule,
    standards,
)

app_name = "performance"
TOPICS = (
    plans,
    appraisals,
    standards,
    cascade,
    plan_changes,
    dialogue,
    evaluation,
    objections,
    schedule,
    credit,
    reports,
    measured,
)
urlpatterns: list[URLPattern] = [pattern for topic in TOPICS for pattern in topic.urlpatterns]

"""Addresses of plan_changes."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

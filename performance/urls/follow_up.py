"""Addresses of follow_up."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

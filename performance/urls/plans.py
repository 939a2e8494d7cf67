"""Addresses of years and plans."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

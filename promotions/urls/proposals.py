"""Addresses of rank proposals."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

"""Addresses of the catalogue, classes and enrolments."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

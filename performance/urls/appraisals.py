"""Addresses of evidence, feedback and appraisals."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

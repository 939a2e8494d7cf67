"""Composition root of the ASN career portal."""

from asn_portal.celery import app as celery_app

__all__ = ["celery_app"]

"""Shared parts of the API."""

from asn_portal.core.api.errors import exception_handler

__all__ = ["exception_handler"]

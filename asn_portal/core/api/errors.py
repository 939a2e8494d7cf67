"""The API answers 403, 404, 409 and 422 as the pages do (A14)."""

from django.core.exceptions import ValidationError
from rest_framework.exceptions import ValidationError as RestValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler as default_handler

from asn_portal.core.access import Conflict, NotAllowed


def exception_handler(error: Exception, context: dict) -> Response | None:
    """Map the kernel's exceptions; the rest is REST framework's."""
    if isinstance(error, NotAllowed):
        return Response({"detail": "not allowed"}, status=403)
    if isinstance(error, Conflict):
        last = error.last
        detail = {
            "detail": "conflict",
            "state": last.to_state if last else "",
            "by": last.actor_name if last else "",
        }
        return Response(detail | {"at": last.at if last else None}, status=409)
    if isinstance(error, ValidationError):
        return Response({"detail": error.messages}, status=422)
    response = default_handler(error, context)
    if response is not None and isinstance(error, RestValidationError):
        response.status_code = 422
    return response

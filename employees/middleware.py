"""Builds the actor of a request."""

from django.utils import timezone

from asn_portal.core.access import NOBODY
from employees.actors import actor_of


class ActorMiddleware:
    """Set request.actor once, and show times in the zone of the actor's agency (A15)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            request.actor = actor_of(request.user, today=timezone.localdate())
            zone = request.user.agency.time_zone if request.user.agency_id else None
        else:
            request.actor, zone = NOBODY, None
        if zone is None:
            return self.get_response(request)
        with timezone.override(zone):
            return self.get_response(request)

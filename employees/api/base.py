"""What every endpoint shares: the actor of the request and cursor pages."""

from django.utils import timezone
from rest_framework.pagination import CursorPagination
from rest_framework.viewsets import GenericViewSet

from asn_portal.core.access import Actor
from employees.actors import actor_of


class ByName(CursorPagination):
    """Pages of fifty in a stable order."""

    page_size = 50
    ordering = ("sort_name", "id")


class ById(CursorPagination):
    """Pages of fifty, newest first."""

    page_size = 50
    ordering = "-id"


class ActorViewSet(GenericViewSet):
    """A view set whose `actor` is that of a session or of a token alike."""

    lookup_value_regex = "[0-9]{1,18}"

    @property
    def actor(self) -> Actor:
        """Return who asks."""
        return actor_of(self.request.user, today=timezone.localdate())

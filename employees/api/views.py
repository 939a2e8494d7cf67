"""People: list and detail."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from employees.api.base import ActorViewSet, ByName
from employees.api.serializers import PersonSerializer
from employees.selectors.directory import directory, get_person

ID = OpenApiParameter("id", OpenApiTypes.INT, OpenApiParameter.PATH)


class PeopleViewSet(ActorViewSet):
    """The people of the caller's scope."""

    serializer_class = PersonSerializer
    pagination_class = ByName

    @extend_schema(
        operation_id="people_list",
        parameters=[OpenApiParameter("q", str, description="Part of a name or of a NIP.")],
        responses=PersonSerializer(many=True),
    )
    def list(self, request: Request) -> Response:
        """Return people by name, fifty a page."""
        rows = directory(actor=self.actor, text=request.query_params.get("q", ""))
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(PersonSerializer(page, many=True).data)

    @extend_schema(operation_id="people_detail", parameters=[ID], responses=PersonSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        """Return one person; 404 outside the scope."""
        return Response(PersonSerializer(get_person(actor=self.actor, pk=int(pk))).data)

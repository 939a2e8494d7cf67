"""Standards and measured values: read them, and record values from another system (A14)."""

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from employees.api.base import ActorViewSet, ById
from performance.api.measurement_serializers import (
    MeasurementSerializer,
    NewValuesSerializer,
    RecordedSerializer,
    StandardSerializer,
)
from performance.api.views import ID
from performance.selectors.measurements import list_measurements
from performance.selectors.standards import get_standard, standards_with_indicators
from performance.services.measurement_batches import BatchRefused, BatchValue, record_values

LONGEST_ID = 18


class StandardViewSet(ActorViewSet):
    """The standards the caller sees."""

    serializer_class = StandardSerializer
    pagination_class = ById

    @extend_schema(operation_id="standards_list", responses=StandardSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Return standards with their indicators, newest first, fifty a page."""
        page = self.paginate_queryset(standards_with_indicators(actor=self.actor))
        return self.get_paginated_response(StandardSerializer(page, many=True).data)

    @extend_schema(operation_id="standards_detail", parameters=[ID], responses=StandardSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        """Return one standard; 404 outside the scope."""
        return Response(StandardSerializer(get_standard(actor=self.actor, pk=int(pk))).data)


class MeasurementViewSet(ActorViewSet):
    """What was measured, as far as the caller sees it."""

    serializer_class = MeasurementSerializer
    pagination_class = ById

    @extend_schema(
        operation_id="measurements_list",
        parameters=[OpenApiParameter("indicator", int), OpenApiParameter("standard", int)],
        responses=MeasurementSerializer(many=True),
    )
    def list(self, request: Request) -> Response:
        """Return measured values, newest first, fifty a page."""
        wanted = {name: number_of(request.query_params.get(name, "")) for name in ("indicator", "standard")}
        page = self.paginate_queryset(list_measurements(actor=self.actor, **wanted))
        return self.get_paginated_response(MeasurementSerializer(page, many=True).data)

    @extend_schema(
        operation_id="measurements_record",
        request=NewValuesSerializer,
        responses={
            200: RecordedSerializer,
            422: OpenApiResponse(
                description="What is wrong, by the place of the value; nothing was recorded."
            ),
        },
    )
    def create(self, request: Request) -> Response:
        """Record up to 200 values; sending them again changes nothing, another value corrects."""
        given = NewValuesSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        values = [BatchValue(**value) for value in given.validated_data["values"]]
        try:
            rows = record_values(values=values, actor=self.actor)
        except BatchRefused as refusal:
            raise ValidationError({"values": refusal.rows}) from refusal
        recorded = list_measurements(actor=self.actor).in_bulk([row.pk for row in rows])
        return Response(RecordedSerializer({"values": [recorded[row.pk] for row in rows]}).data)


def number_of(text: str) -> int | None:
    """Return an id of the address; what cannot be one counts as not given."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID else None

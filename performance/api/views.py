"""Plans: list, detail, approve and return, on the selectors and services of the pages (A14)."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from employees.api.base import ActorViewSet, ById
from performance.api.serializers import DecisionSerializer, PlanDetailSerializer, PlanSerializer
from performance.enums import PlanStatus
from performance.selectors.plans import get_plan, visible_plans
from performance.services.plans import approve_plan, return_plan

ID = OpenApiParameter("id", OpenApiTypes.INT, OpenApiParameter.PATH)
DECIDED = {
    200: PlanSerializer,
    403: OpenApiResponse(description="Seen, but somebody else decides."),
    404: OpenApiResponse(description="Outside the caller's scope."),
    409: OpenApiResponse(description="Decided meanwhile; says by whom and when."),
    422: OpenApiResponse(description="The note is missing or too long."),
}


class PlanViewSet(ActorViewSet):
    """The plans of the caller's scope."""

    serializer_class = PlanSerializer
    pagination_class = ById

    @extend_schema(
        operation_id="plans_list",
        parameters=[
            OpenApiParameter("state", str, enum=PlanStatus.values),
            OpenApiParameter("year", int),
        ],
        responses=PlanSerializer(many=True),
    )
    def list(self, request: Request) -> Response:
        """Return plans, newest first, fifty a page."""
        rows = visible_plans(actor=self.actor)
        state, year = request.query_params.get("state", ""), request.query_params.get("year", "")
        if state in PlanStatus.values:
            rows = rows.filter(state=state)
        if year.isascii() and year.isdigit() and len(year) == len("2026"):
            rows = rows.filter(cycle__year=int(year))
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(PlanSerializer(page, many=True).data)

    @extend_schema(operation_id="plans_detail", parameters=[ID], responses=PlanDetailSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        """Return one plan with its results; 404 outside the scope."""
        return Response(PlanDetailSerializer(get_plan(actor=self.actor, pk=int(pk))).data)

    @extend_schema(
        operation_id="plans_approve", parameters=[ID], request=DecisionSerializer, responses=DECIDED
    )
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: str) -> Response:
        """Approve a submitted plan."""
        return self._decide(request, pk, approve_plan)

    @extend_schema(
        operation_id="plans_return", parameters=[ID], request=DecisionSerializer, responses=DECIDED
    )
    @action(detail=True, methods=["post"], url_path="return", url_name="return")
    def send_back(self, request: Request, pk: str) -> Response:
        """Return a submitted plan with a reason."""
        return self._decide(request, pk, return_plan)

    def _decide(self, request: Request, pk: str, service) -> Response:
        plan = get_plan(actor=self.actor, pk=int(pk))
        decision = DecisionSerializer(data=request.data)
        decision.is_valid(raise_exception=True)
        service(plan=plan, actor=self.actor, note=decision.validated_data["note"])
        return Response(PlanSerializer(plan).data)

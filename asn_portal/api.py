"""Addresses of the API, version 1."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from employees.api.views import PeopleViewSet
from performance.api.measurements import MeasurementViewSet, StandardViewSet
from performance.api.views import PlanViewSet

router = SimpleRouter()
router.register("people", PeopleViewSet, basename="people")
router.register("plans", PlanViewSet, basename="plans")
router.register("standards", StandardViewSet, basename="standards")
router.register("measurements", MeasurementViewSet, basename="measurements")

app_name = "api"
urlpatterns = [
    path("schema/", login_not_required(SpectacularAPIView.as_view()), name="schema"),
    path("", include(router.urls)),
]

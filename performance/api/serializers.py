"""Plans on the wire."""

from rest_framework import serializers


class IndicatorSerializer(serializers.Serializer):
    """How a result is measured."""

    id = serializers.IntegerField()
    aspect = serializers.CharField()
    statement = serializers.CharField()
    target = serializers.CharField()
    unit = serializers.CharField(source="target_unit")


class WorkResultSerializer(serializers.Serializer):
    """A result, the leader's result it serves, and its indicators."""

    id = serializers.IntegerField()
    kind = serializers.CharField()
    statement = serializers.CharField()
    leader_result = serializers.IntegerField(source="leader_result_id", allow_null=True)
    indicators = IndicatorSerializer(many=True)


class PlanSerializer(serializers.Serializer):
    """A plan as a row: whose, which year and version, and where it stands. Times are UTC."""

    id = serializers.IntegerField()
    year = serializers.IntegerField(source="cycle.year")
    version = serializers.IntegerField(source="number")
    state = serializers.CharField()
    employee = serializers.IntegerField(source="employee_id")
    employee_name = serializers.CharField()
    employee_nip = serializers.CharField()
    evaluator_name = serializers.CharField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    approved_at = serializers.DateTimeField(allow_null=True)


class PlanDetailSerializer(PlanSerializer):
    """A plan with its results."""

    results = WorkResultSerializer(many=True)


class DecisionSerializer(serializers.Serializer):
    """A note with a decision; required when a plan is returned."""

    note = serializers.CharField(required=False, allow_blank=True, max_length=2000, default="")

"""Standards and measured values on the wire."""

from rest_framework import serializers

MOST_VALUES = 200


class StandardIndicatorSerializer(serializers.Serializer):
    """What is measured; `direction` says whether a higher or a lower value is better."""

    id = serializers.IntegerField()
    aspect = serializers.CharField()
    statement = serializers.CharField()
    direction = serializers.CharField()
    target = serializers.DecimalField(max_digits=14, decimal_places=3)
    unit = serializers.CharField(source="target_unit")


class StandardSerializer(serializers.Serializer):
    """A standard with its office and the days it counts."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    field = serializers.CharField()
    office = serializers.CharField(source="unit_name")
    office_id = serializers.IntegerField(source="unit_id")
    state = serializers.CharField()
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    indicators = StandardIndicatorSerializer(many=True)


class MeasurementSerializer(serializers.Serializer):
    """A measured value of a unit or of a person."""

    id = serializers.IntegerField()
    indicator = serializers.IntegerField(source="indicator_id")
    unit = serializers.IntegerField(source="unit_id", allow_null=True)
    employee = serializers.IntegerField(source="employee_id", allow_null=True)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    value = serializers.DecimalField(max_digits=14, decimal_places=3)
    is_reached = serializers.BooleanField()
    note = serializers.CharField()


class NewValueSerializer(serializers.Serializer):
    """One value to record: for the unit of this code, or for the person of this NIP."""

    indicator = serializers.IntegerField(min_value=1, max_value=2**62)
    unit_code = serializers.CharField(required=False, allow_blank=True, max_length=64, default="")
    nip = serializers.RegexField(r"^[0-9]{18}$", required=False, allow_blank=True, default="")
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    value = serializers.DecimalField(max_digits=14, decimal_places=3)
    note = serializers.CharField(required=False, allow_blank=True, max_length=300, default="")


class NewValuesSerializer(serializers.Serializer):
    """Up to 200 values; all are recorded or none."""

    values = NewValueSerializer(many=True, allow_empty=False, max_length=MOST_VALUES)


class RecordedSerializer(serializers.Serializer):
    """How many values were recorded or corrected, in the order they were sent."""

    values = MeasurementSerializer(many=True)

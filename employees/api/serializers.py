"""People on the wire; nothing that is masked in the pages (A13)."""

from rest_framework import serializers


class NamedSerializer(serializers.Serializer):
    """A thing with an id and a name."""

    id = serializers.IntegerField()
    name = serializers.CharField(source="__str__")


class RankSerializer(serializers.Serializer):
    """A rank or pay group."""

    code = serializers.CharField()
    name = serializers.CharField()


class PersonSerializer(serializers.Serializer):
    """One employee: number, names, status, rank, post, unit and evaluator of today. Dates are legal dates."""

    id = serializers.IntegerField()
    nip = serializers.CharField(allow_null=True)
    name = serializers.CharField(source="full_name")
    kind = serializers.CharField()
    standing = serializers.CharField()
    rank = RankSerializer(allow_null=True)
    rank_effective_on = serializers.DateField(allow_null=True)
    position = NamedSerializer(allow_null=True)
    position_effective_on = serializers.DateField(allow_null=True)
    unit = NamedSerializer(allow_null=True)
    evaluator = NamedSerializer(allow_null=True)

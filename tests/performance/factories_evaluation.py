"""Factories of unit predicates and calibration.

UnitPredicateFactory(unit=…, period=…)       "good" unless told
session(place, period)                       a session of the office, opened by its head
"""

import factory
from factory.django import DjangoModelFactory

from performance import models
from performance.enums import OrganisationPredicate
from performance.services.calibration import open_calibration
from tests.performance.appraisal_help import actor


class UnitPredicateFactory(DjangoModelFactory):
    """The predicate of a unit for a period."""

    class Meta:
        model = models.UnitPredicate

    agency = factory.SelfAttribute("period.agency")
    predicate = OrganisationPredicate.GOOD
    reason = "Capaian rencana aksi 96 persen."
    setter_name = "Wali Kota"


def session(place, period):
    """Open a session of the office by its head."""
    return open_calibration(period=period, unit=place.dinas, actor=actor(place.head), purpose="Ukuran sama.")

"""A government with awards to nominate for, and the steps of nominating and deciding."""

import datetime as dt

from django.urls import reverse

from employees.enums import DisciplineLevel
from employees.models import DisciplineRecord, Employee
from performance.enums import Predicate
from tests.employees.factories import office
from tests.promotions.factories_awards import AwardTypeFactory, NominationFactory, deserving

REASON = "Antrean turun dari 40 menjadi 15 menit dalam satu triwulan."


def awarding():
    """A government with an award of the office and one of the city."""
    built = office()
    deserving(built.staff[0])
    built.award = AwardTypeFactory(agency=built.agency)
    built.city_award = AwardTypeFactory(agency=built.agency, is_city=True)
    return built


def send(client, person, kind, **data):
    """Nominate somebody through the page."""
    url = f"/apresiasi/usulan/baru/?pegawai={person.pk}"
    fields = {"reason": REASON, "evidence_link": "https://contoh.go.id/laporan", "award_type": kind.pk}
    return client.post(url, fields | data)


def decide(client, nomination, decision="grant", **data):
    """Decide on a nomination through the page."""
    fields = {"decision": decision, "decree_number": "800/7/2026", "awarded_on": "2026-03-02"}
    return client.post(reverse("promotions:nomination_decide", args=[nomination.pk]), fields | data)


def nominated(place, award_type=None, by=None, **fields):
    """Return a nomination that waits for the decision."""
    nominator = by or place.evaluator
    return NominationFactory(
        employee=place.staff[0],
        award_type=award_type or place.award,
        nominated_by=nominator.user,
        nominated_by_name=nominator.full_name,
        **fields,
    )


def spoil(place, how):
    """Take away what the first of the staff needs."""
    person = place.staff[0]
    if how == "predicate":
        person.appraisals.filter(period__cycle__year=2025).update(predicate=Predicate.BP)
    elif how == "unknown":
        person.appraisals.all().delete()
    elif how == "discipline":
        DisciplineRecord.objects.create(
            agency=place.agency, employee=person, level=DisciplineLevel.HEAVY, starts_on=dt.date(2026, 1, 1)
        )
    elif how == "no statement":
        Employee.objects.filter(pk=person.pk).update(discipline_checked_on=None)
    elif how == "retired":
        Employee.objects.filter(pk=person.pk).update(standing="retired", is_active=False)

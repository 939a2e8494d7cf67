"""Credit points of the small world: the owner holds a functional post; one year is confirmed, the next one waits."""

import datetime as dt

from employees.models import Education
from performance.enums import CycleStatus
from performance.models import CreditEntry, Cycle
from performance.services.credit_statements import NewPak, set_statement
from tests.performance.appraisal_help import actor
from tests.performance.factories_credit import ConversionFactory, StatementFactory, functional, rated_year


def credit_things(place, owner) -> dict:
    """Return conversions in two states, PAK of both kinds, a diploma and a claim."""
    functional(owner)
    outside = StatementFactory(employee=owner, as_of=dt.date(2023, 1, 31), points=5)
    confirmed = ConversionFactory(appraisal=rated_year(owner, 2023), confirmed=True)
    pak = set_statement(employee=owner, new=NewPak("800/PAK/1", dt.date(2024, 2, 1)), actor=actor(place.hr))
    prepared = ConversionFactory(appraisal=rated_year(owner, 2024))
    Cycle.objects.filter(agency=owner.agency, year__lte=2024).update(state=CycleStatus.CLOSED)
    degree, claimed = (
        Education.objects.create(agency=owner.agency, employee=owner, level=level, graduated_year=2025)
        for level in ("s2", "s3")
    )
    claim = CreditEntry.objects.create(
        agency=owner.agency,
        employee=owner,
        kind="education",
        state="claimed",
        level="ahli_pertama",
        points=12,
        effective_on=dt.date(2026, 1, 1),
        education=claimed,
        reason="S-3",
    )
    return {
        "credit-confirmed": [confirmed.pk],
        "credit-prepared": [prepared.pk],
        "credit-pak": [pak.pk],
        "credit-outside": [outside.pk],
        "credit-degree": [degree.pk],
        "credit-claim": [claim.pk],
    }

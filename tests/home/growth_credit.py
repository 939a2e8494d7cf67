"""Makes the credit points of the small world much larger."""

import datetime as dt

from employees.models import Education
from performance.models import CreditEntry
from performance.services.credit_accounts import refresh_accounts
from tests.performance.factories_credit import ConversionFactory, StatementFactory, functional, rated_year


def deepen_credit(owner, many: int) -> None:
    """Let everybody rated with the owner hold a functional post; the owner has long lists of everything."""
    team = type(owner).objects.filter(evaluator=owner.evaluator).exclude(pk=owner.pk).order_by("pk")
    for person in team.select_related("position__title")[:many]:
        functional(person)
        ConversionFactory(appraisal=rated_year(person, 2023), confirmed=True)
        ConversionFactory(appraisal=rated_year(person, 2024))
    for number in range(many):
        day = dt.date(2019, 1, 1) + dt.timedelta(days=number)
        StatementFactory(employee=owner, as_of=day)
        degree = Education.objects.create(
            agency=owner.agency, employee=owner, level="s2", programme=f"Ilmu {number}", graduated_year=2024
        )
        if number % 2:
            CreditEntry.objects.create(
                agency=owner.agency,
                employee=owner,
                kind="education",
                state="claimed",
                level="ahli_pertama",
                points=12,
                effective_on=dt.date(2026, 1, 1),
                education=degree,
                reason="S-2",
            )
    refresh_accounts(agency_id=owner.agency_id, today=dt.date(2026, 3, 2))

"""People in functional posts and their credit points, for the tests of credit points.

functional(person, "ahli_pertama", "III/a")    puts somebody into a functional post since 2023
rated_year(person, 2024, Predicate.SB)         a released year
ConversionFactory(appraisal=…)                 prepared; also confirmed=True
"""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from employees.enums import PostFamily
from employees.models import Assignment, Rank
from performance import models
from performance.enums import Predicate
from performance.enums.credit import ConversionState
from performance.services.credit_conversions import figures
from tests.performance.factories import AppraisalFactory, CycleFactory, PeriodFactory, moment

SINCE = dt.date(2023, 1, 1)


def functional(person, level="ahli_pertama", rank="III/a", *, since=SINCE):
    """Put somebody into a functional post of a level, in one go with the record of it."""
    title = person.position.title
    title.family, title.level = PostFamily.FUNCTIONAL, level
    title.save()
    Assignment.objects.filter(employee=person).update(starts_on=since)
    person.rank = Rank.objects.get(scheme="pns", code=rank)
    person.rank_effective_on = person.position_effective_on = since
    person.save()
    return person


def rated_year(person, year, predicate=Predicate.B, **fields):
    """Return the released appraisal of a whole year."""
    cycle = CycleFactory(agency=person.agency, year=year, is_open=True)
    period = PeriodFactory(cycle=cycle, is_year=True, is_opened=True)
    return AppraisalFactory(employee=person, period=period, released=True, predicate=predicate, **fields)


def rated_quarter(person, year, number, predicate=Predicate.B):
    """Return the released appraisal of a quarter."""
    cycle = CycleFactory(agency=person.agency, year=year, is_open=True)
    period = PeriodFactory(cycle=cycle, number=number, is_opened=True)
    return AppraisalFactory(employee=person, period=period, released=True, predicate=predicate)


class ConversionFactory(DjangoModelFactory):
    """The conversion of a released year at Ahli Pertama."""

    class Meta:
        model = models.CreditConversion

    class Params:
        confirmed = factory.Trait(
            state=ConversionState.CONFIRMED,
            confirmed_at=factory.LazyAttribute(lambda me: moment(me.ends_on.year + 1, 1, 20)),
            confirmed_by=factory.SelfAttribute("employee.evaluator"),
        )
        row = factory.LazyAttribute(
            lambda me: figures(
                "ahli_pertama",
                range(me.appraisal.period.starts_on.year * 12, me.appraisal.period.starts_on.year * 12 + 12),
                me.appraisal.predicate,
            )
        )

    employee = factory.SelfAttribute("appraisal.employee")
    agency = factory.SelfAttribute("appraisal.agency")
    level = factory.LazyAttribute(lambda me: me.row["level"])
    months = factory.LazyAttribute(lambda me: me.row["months"])
    starts_on = factory.LazyAttribute(lambda me: me.row["starts_on"])
    ends_on = factory.LazyAttribute(lambda me: me.row["ends_on"])
    predicate = factory.LazyAttribute(lambda me: me.row["predicate"])
    percent = factory.LazyAttribute(lambda me: me.row["percent"])
    coefficient = factory.LazyAttribute(lambda me: me.row["coefficient"])
    points = factory.LazyAttribute(lambda me: me.row["points"])


class StatementFactory(DjangoModelFactory):
    """A PAK from outside."""

    class Meta:
        model = models.CreditStatement

    agency = factory.SelfAttribute("employee.agency")
    points = 30
    as_of = dt.date(2024, 12, 31)
    number = factory.Sequence(lambda number: f"PAK/{number}/2025")

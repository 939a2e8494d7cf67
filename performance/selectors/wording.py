"""Database expressions that read like words, for lists put together by a union."""

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Cast, Concat, ExtractYear, Trim
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from performance.enums import PeriodKind, Predicate

QUARTERS = {1: "I", 2: "II", 3: "III", 4: "IV"}


def full_name(prefix: str) -> Concat:
    """Return a person's name with titles, as Employee.full_name has it."""
    back = Case(
        When(**{f"{prefix}back_title": ""}, then=Value("")),
        default=Concat(Value(", "), F(f"{prefix}back_title")),
        output_field=CharField(),
    )
    front = Trim(Concat(F(f"{prefix}front_title"), Value(" "), F(f"{prefix}name")))
    return Concat(front, back, output_field=CharField())


def period_words(prefix: str = "period__") -> Concat:
    """Return the name of a period with its year, in the reader's language."""
    year = Cast(ExtractYear(f"{prefix}ends_on"), CharField())
    quarters = [
        When(
            **{f"{prefix}kind": PeriodKind.QUARTER, f"{prefix}number": number},
            then=Value(_("Quarter %(number)s") % {"number": sign}),
        )
        for number, sign in QUARTERS.items()
    ]
    months = [
        When(**{f"{prefix}kind": PeriodKind.MONTH, f"{prefix}number": number}, then=Value(str(name)))
        for number, name in MONTHS.items()
    ]
    label = Case(
        *quarters,
        *months,
        default=Value(_("Year")),
        output_field=CharField(),
    )
    return Concat(label, Value(" "), year, output_field=CharField())


def predicate_words(name: str = "predicate") -> Case:
    """Return the words of a predicate."""
    whens = [When(**{name: predicate.value}, then=Value(str(predicate.label))) for predicate in Predicate]
    return Case(*whens, default=Value(""), output_field=CharField())

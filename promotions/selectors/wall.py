"""The wall of the office: who has been honoured, for what, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, QuerySet

from asn_portal.core.access import Actor
from asn_portal.core.pagination import Page, keyset_page
from employees.models import Employee, Unit
from promotions.enums import AwardLevel, AwardRule
from promotions.models import Award, AwardType
from promotions.rules.satyalancana import LEVELS
from promotions.selectors.awards import visible_awards
from promotions.selectors.candidates import YEARS

SIZE = 12
YEARS_SHOWN = 6
MEDALS = "satyalancana"
OWN_OFFICE = "kantor"
# Counts of a few ceremonies are read; the newest one is shown.
DAYS_READ = 3
MEDAL_TONES = {30: "gold", 20: "silver", 10: "bronze"}


@dataclass(frozen=True)
class WallFilter:
    """What the wall is narrowed to: a year, the own office, one award or the medals of the state."""

    year: int | None = None
    scope: str = ""
    kind: str = ""

    @property
    def is_narrow(self) -> bool:
        """Tell whether a part of the wall is asked for; the whole wall shows the medals by number."""
        return bool(self.kind)


@dataclass(frozen=True)
class MedalGroup:
    """How many received one medal on a day."""

    years: int
    name: str
    tone: str
    people: int


@dataclass(frozen=True)
class Ceremony:
    """The medals of the newest day on which any were given."""

    day: date
    groups: list[MedalGroup]

    @property
    def people(self) -> int:
        """Return how many people received a medal."""
        return sum(group.people for group in self.groups)


@dataclass(frozen=True)
class Wall:
    """One page of the wall."""

    page: Page
    years: list[int]
    types: list[AwardType]
    office: Unit | None
    featured: Award | None = None
    ceremony: Ceremony | None = field(default=None)


def load_wall(*, actor: Actor, wanted: WallFilter, token: str = "") -> Wall:
    """Return a page of the wall; the best award and the medals stand on the first page of the whole wall only."""
    office = own_office(actor=actor)
    hanging = visible_awards(actor=actor).filter(is_on_wall=True)
    rows = narrowed(hanging, wanted, office)
    types = list(AwardType.objects.visible_to(actor).filter(is_active=True, rule=AwardRule.LOCAL))
    years = [day.year for day in hanging.dates("awarded_on", "year", order="DESC")[:YEARS_SHOWN]]
    if wanted.is_narrow:
        return Wall(page_of(of_kind(rows, wanted.kind), token), years, types, office)
    local = rows.filter(award_type__rule=AwardRule.LOCAL)
    if token:
        return Wall(page_of(local, token), years, types, office)
    featured = best(local)
    cards = local.exclude(pk=featured.pk) if featured else local
    return Wall(page_of(cards, token), years, types, office, featured, ceremony(rows))


def own_office(*, actor: Actor) -> Unit | None:
    """Return the office the actor works in."""
    person = Employee.objects.filter(pk=actor.employee_id or 0).select_related("unit__opd").first()
    return person.unit.opd if person and person.unit else None


def narrowed(rows: QuerySet[Award], wanted: WallFilter, office: Unit | None) -> QuerySet[Award]:
    """Return the awards of the year and office asked for."""
    if wanted.year:
        rows = rows.filter(awarded_on__range=(date(wanted.year, 1, 1), date(wanted.year, 12, 31)))
    if wanted.scope == OWN_OFFICE and office:
        rows = rows.filter(opd=office)
    return rows


def of_kind(rows: QuerySet[Award], kind: str) -> QuerySet[Award]:
    """Return the medals of the state, or the awards of one type."""
    if kind == MEDALS:
        return rows.exclude(award_type__rule=AwardRule.LOCAL)
    return rows.filter(award_type_id=int(kind))


def page_of(rows: QuerySet[Award], token: str) -> Page:
    """Return one page, newest first."""
    return keyset_page(rows, key="awarded_on", token=token, size=SIZE, newest_first=True)


def best(rows: QuerySet[Award]) -> Award | None:
    """Return the newest award above the level of an office."""
    high = rows.exclude(award_type__level=AwardLevel.OFFICE)
    return high.order_by("-awarded_on", "-id").first()


def ceremony(rows: QuerySet[Award]) -> Ceremony | None:
    """Return the numbers of the newest day on which medals of the state were given."""
    medals = rows.filter(award_type__rule__in=list(YEARS)).select_related(None)
    counts = (
        medals.values_list("awarded_on", "award_type__rule")
        .annotate(people=Count("pk"))
        .order_by("-awarded_on")[: DAYS_READ * len(YEARS)]
    )
    by_day: dict[date, dict[int, int]] = {}
    for day, rule, people in counts:
        by_day.setdefault(day, {})[YEARS[rule]] = people
    if not by_day:
        return None
    newest = max(by_day)
    return Ceremony(newest, groups_of(by_day[newest]))


def groups_of(people: Mapping[int, int]) -> list[MedalGroup]:
    """Return the medals, the highest first."""
    return [
        MedalGroup(years, LEVELS[years], MEDAL_TONES[years], people.get(years, 0))
        for years in sorted(LEVELS, reverse=True)
    ]

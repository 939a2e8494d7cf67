"""Nominative lists: the windows, who comes into question, and the entries with their figures."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor, Role, require
from asn_portal.core.pagination import Page, keyset_page
from asn_portal.core.policies import value_on
from employees.enums import EmployeeKind, PostFamily, RankScheme
from employees.models import Employee, Unit
from promotions.enums import Verdict
from promotions.models import NominativeEntry, NominativeList, RankProposal
from promotions.models.proposals import UNDECIDED
from promotions.policies import rank as policies
from promotions.rules.case import PromotionRules
from promotions.rules.codes import words_of
from promotions.rules.diploma import GRADES
from promotions.rules.ranks import next_allowed_start, rank_order
from promotions.rules.regular import STRUCTURAL
from promotions.rules.spans import add_years

SIZE = 25
WINDOWS = 12
PARTIES = ("employee__position", "unit", "opd", "from_rank", "to_rank")


@dataclass(frozen=True)
class Window:
    """A TMT that can be aimed at, and when its proposals are handed in (a setting of the agency)."""

    target_on: date
    opens_on: date
    closes_on: date


@dataclass(frozen=True)
class EntryFilter:
    """What a list is narrowed to; empty values do not count."""

    office: Unit | None = None
    verdict: str = ""
    kind: str = ""
    rank: str = ""


@dataclass(frozen=True)
class Figures:
    """How many people of a list have which verdict."""

    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Return how many people are on the list."""
        return sum(self.counts.values())

    @property
    def rows(self) -> list[tuple[Verdict, int]]:
        """Return every verdict with its number."""
        return [(verdict, self.counts.get(verdict.value, 0)) for verdict in Verdict]


def coming_windows(*, actor: Actor, today: date, count: int = WINDOWS) -> list[Window]:
    """Return the next dates on which a rank may start, by the rule in force on each."""
    days = value_on(policies.SUBMISSION_DAYS, agency_id=actor.agency_id, day=today)
    found: list[Window] = []
    day = next_allowed_start(today + timedelta(days=1))
    while len(found) < count:
        opens, closes = day - timedelta(days=days["opens"]), day - timedelta(days=days["closes"])
        found.append(Window(day, opens, closes))
        day = next_allowed_start(day + timedelta(days=1))
    return found


def list_lists(*, actor: Actor) -> QuerySet[NominativeList]:
    """Return the lists of the agency, the latest date first."""
    require(policies.can_see_lists(actor))
    return NominativeList.objects.visible_to(actor).select_related("job")


def get_list(*, actor: Actor, pk: int) -> NominativeList:
    """Return one list of the agency (404 otherwise)."""
    return get_object_or_404(list_lists(actor=actor), pk=pk)


def list_entries(*, actor: Actor, listing: NominativeList, wanted: EntryFilter) -> QuerySet[NominativeEntry]:
    """Return the entries of the people whom the actor serves as HR, narrowed."""
    require(policies.can_see_lists(actor))
    rows = NominativeEntry.objects.filter(nominative_list=listing, agency_id=actor.agency_id)
    scopes = actor.scopes_for(Role.HR)
    if not actor.is_system and not any(scope.is_root for scope in scopes):
        rows = rows.filter(unit_id__in=Unit.objects.in_scopes(scopes).order_by().values("id"))
    if wanted.office:
        rows = rows.filter(Q(opd=wanted.office) | Q(unit=wanted.office))
    exact = {"verdict": wanted.verdict, "kind": wanted.kind, "from_rank__code": wanted.rank}
    return rows.filter(**{name: value for name, value in exact.items() if value})


def page_of_entries(*, actor: Actor, listing: NominativeList, wanted: EntryFilter, token: str) -> Page:
    """Return one page by name; `is_proposed` says that a proposal is on its way, `open_words` what is open."""
    rows = list_entries(actor=actor, listing=listing, wanted=wanted).select_related(*PARTIES)
    page = keyset_page(with_proposals(rows), key="sort_name", token=token, size=SIZE)
    for entry in page.items:
        entry.open_words = words_of(entry.open_codes)
    return page


def with_proposals(rows: QuerySet[NominativeEntry]) -> QuerySet[NominativeEntry]:
    """Add whether a proposal of the person is on its way."""
    proposals = RankProposal.objects.filter(employee=OuterRef("employee"), state__in=UNDECIDED)
    return rows.annotate(is_proposed=Exists(proposals))


def entries_to_export(
    *, actor: Actor, listing: NominativeList, wanted: EntryFilter
) -> Iterator[NominativeEntry]:
    """Return all entries by name, read piece by piece."""
    rows = list_entries(actor=actor, listing=listing, wanted=wanted).select_related(*PARTIES)
    return rows.order_by("sort_name", "pk").iterator(chunk_size=2_000)


def count_entries(*, actor: Actor, listing: NominativeList, wanted: EntryFilter) -> Figures:
    """Return the number of each verdict, whatever verdict the list is narrowed to; one query."""
    wide = EntryFilter(wanted.office, "", wanted.kind, wanted.rank)
    rows = list_entries(actor=actor, listing=listing, wanted=wide).order_by()
    return Figures(dict(rows.values_list("verdict").annotate(people=Count("pk"))))


def list_offices(*, actor: Actor) -> QuerySet[Unit]:
    """Return the offices in which the actor is HR."""
    rows = Unit.objects.visible_to(actor).filter(depth=2, ends_on=None).order_by("name")
    scopes = actor.scopes_for(Role.HR)
    if actor.is_system or any(scope.is_root for scope in scopes):
        return rows
    return rows.filter(Q(pk__in=Unit.objects.in_scopes(scopes).order_by().values("opd_id")))


def candidates(*, actor: Actor, target_on: date, rules: PromotionRules) -> QuerySet[Employee]:
    """Return the PNS whose time in rank can suffice on that day, on whichever path; unknown time counts."""

    def waited(years: int) -> Q:
        return Q(rank_effective_on__lte=add_years(target_on, -years))

    long_enough = Q(rank_effective_on=None) | waited(rules.years_in_rank)
    long_enough |= Q(position__title__family=PostFamily.FUNCTIONAL) & waited(rules.functional_years)
    short = min(rules.below_range_years, rules.structural_years)
    long_enough |= Q(position__title__family__in=STRUCTURAL) & waited(short)
    higher = Q()
    for grade in GRADES.values():
        higher |= Q(education_level=grade.level, rank__order__lt=rank_order(grade.rank))
    long_enough |= higher & waited(rules.diploma_years)
    return Employee.objects.visible_to(actor).filter(
        long_enough, is_active=True, kind=EmployeeKind.PNS, rank__scheme=RankScheme.PNS
    )

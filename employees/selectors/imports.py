"""Reads of imports: runs, preview rows, unit codes that wait for mapping."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor
from employees.models import ImportRow, ImportRun, Rank, Unit, UnitAlias

PAGE = 20


@dataclass(frozen=True)
class RowFilter:
    """Which rows of a preview: verdict, a letter of what they touch, and after which row number."""

    verdict: str
    flag: str = ""
    after: int = 0


@dataclass(frozen=True)
class RowPage:
    """Rows of one page; `next` is the row number after which the following page begins, 0 at the end."""

    rows: list[ImportRow]
    next: int = 0


def list_imports(*, actor: Actor, limit: int = 30) -> list[ImportRun]:
    """Return the newest imports of the agency."""
    runs = ImportRun.objects.visible_to(actor).select_related("uploaded_by", "job")
    return list(runs.order_by("-id")[:limit])


def get_import(*, actor: Actor, pk: int) -> ImportRun:
    """Return one import of the agency (404 otherwise)."""
    runs = ImportRun.objects.visible_to(actor).select_related("job", "uploaded_by")
    return get_object_or_404(runs, pk=pk)


def list_rows(*, actor: Actor, run: ImportRun, wanted: RowFilter) -> RowPage:
    """Return a page of preview rows in the order of the file."""
    rows = ImportRow.objects.filter(run__in=ImportRun.objects.visible_to(actor).filter(pk=run.pk))
    rows = rows.filter(verdict=wanted.verdict, number__gt=wanted.after)
    if wanted.flag:
        rows = rows.filter(flags__contains=wanted.flag)
    found = list(rows.order_by("number")[: PAGE + 1])
    more = len(found) > PAGE
    return RowPage(found[:PAGE], found[PAGE - 1].number if more else 0)


def refused_problems(*, actor: Actor, run: ImportRun) -> dict[int, list]:
    """Return the problems of every refused row by row number."""
    rows = ImportRow.objects.filter(run__in=ImportRun.objects.visible_to(actor).filter(pk=run.pk))
    return dict(rows.filter(verdict="refused").order_by("number").values_list("number", "problems"))


def rank_labels(*, actor: Actor) -> dict[int, str]:
    """Return the short name of each rank; the same for every agency."""
    return dict(Rank.objects.values_list("id", "code")) if actor.agency_id else {}


def list_unit_aliases(*, actor: Actor) -> QuerySet[UnitAlias]:
    """Return unit codes, those that wait for mapping first."""
    return (
        UnitAlias.objects.visible_to(actor)
        .select_related("unit", "mapped_by")
        .order_by("mapped_at", "name", "id")
    )


def count_unmapped(*, actor: Actor) -> int:
    """Return how many unit codes wait for mapping."""
    return UnitAlias.objects.visible_to(actor).aggregate(number=Count("id", filter=Q(unit=None)))["number"]


def get_unit_alias(*, actor: Actor, pk: int) -> UnitAlias:
    """Return one unit code of the agency (404 otherwise)."""
    return get_object_or_404(UnitAlias.objects.visible_to(actor), pk=pk)


def mappable_units(*, actor: Actor) -> QuerySet[Unit]:
    """Return the units a code can mean, in tree order; the unit of the unmapped is none of them."""
    units = Unit.objects.visible_to(actor).filter(ends_on=None)
    return units.exclude(code="BELUM-DIPETAKAN").order_by("path")

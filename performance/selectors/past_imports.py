"""Imports of past years and their rows."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor
from asn_portal.core.pagination import Page, keyset_page
from employees.models import Employee
from performance.enums import AppraisalStatus
from performance.enums.reports import PastVerdict
from performance.models import Appraisal, Cycle, PastImport, PastRow

SIZE = 50
NEWEST = 30
IN_ONE_QUERY = 5_000


def list_past_imports(*, actor: Actor) -> list[PastImport]:
    """Return the newest imports."""
    return list(PastImport.objects.visible_to(actor).select_related("job", "uploaded_by")[:NEWEST])


def get_past_import(*, actor: Actor, pk: int) -> PastImport:
    """Return an import of the actor's agency (404 otherwise)."""
    return get_object_or_404(PastImport.objects.visible_to(actor).select_related("job", "uploaded_by"), pk=pk)


def page_of_rows(*, actor: Actor, run: PastImport, verdict: str, token: str) -> Page:
    """Return the rows of one verdict, in the order of the workbook."""
    runs = PastImport.objects.visible_to(actor).filter(pk=run.pk)
    rows = PastRow.objects.filter(run__in=runs, verdict=verdict)
    return keyset_page(rows, key="number", token=token, size=SIZE)


def refused_rows(*, actor: Actor, run: PastImport) -> dict[int, list]:
    """Return the problems of the refused rows by row number."""
    runs = PastImport.objects.visible_to(actor).filter(pk=run.pk)
    rows = PastRow.objects.filter(run__in=runs, verdict=PastVerdict.REFUSED)
    return dict(rows.values_list("number", "problems"))


def run_years(*, actor: Actor) -> set[int]:
    """Return the years that were set up in the portal: they are never written from a workbook."""
    rows = Cycle.objects.visible_to(actor).filter(is_imported=False)
    return set(rows.values_list("year", flat=True))


def people_by_number(*, actor: Actor) -> tuple[dict[str, int], dict[str, int]]:
    """Return employee ids by NIP and by PNS ID; of two with one NIP the one in service, else the newest."""
    rows = Employee.objects.visible_to(actor).order_by("is_active", "pk")
    by_nip: dict[str, int] = {}
    by_id: dict[str, int] = {}
    for pk, nip, national_id in rows.values_list("pk", "nip", "national_id").iterator(chunk_size=10_000):
        if nip:
            by_nip[nip] = pk
        if national_id:
            by_id[national_id] = pk
    return by_nip, by_id


KEPT = ("result_rating", "behaviour_rating", "predicate", "parties", "rated_by_id", "imported_from_id")


def imported_of(*, actor: Actor, years: set[int]) -> dict[tuple, dict]:
    """Return what earlier imports wrote, by person, year, kind and number of the period."""
    rows = Appraisal.objects.visible_to(actor).filter(
        state=AppraisalStatus.RELEASED, imported_from__isnull=False, period__cycle__year__in=years
    )
    names = ("employee_id", "period__cycle__year", "period__kind", "period__number")
    found = rows.values(*names, *KEPT)
    return {tuple(row[name] for name in names): {key: row[key] for key in KEPT} for row in found}


def past_of(*, actor: Actor, employee_id: int) -> QuerySet[Appraisal]:
    """Return somebody's evaluations of years that were not run in the portal, newest first."""
    rows = Appraisal.objects.visible_to(actor).filter(
        employee_id=employee_id, imported_from__isnull=False, state=AppraisalStatus.RELEASED
    )
    return rows.select_related("period__cycle").order_by("-period__ends_on", "-period__kind")

"""Hours (JP) of a year: the own ones, those of one person, those of a unit."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from asn_portal.core.access import require
from training.policies import certificates as policies
from training.policies.hours import can_see_unit_hours
from training.selectors import certificates, follow_ups, hours
from training.selectors import unit_hours as units_selectors
from training.selectors.inbox_own import ASKED_FOR
from training.views.catalogue import tabs

SHOWN = {"belum": units_selectors.BELOW, "lewat": units_selectors.OVER, "semua": units_selectors.ALL}
YEARS_BACK = 4


@require_GET
def my_hours(request):
    """Show the own hours of this year and the earlier ones, and every certificate."""
    actor = request.actor
    require(actor.employee_id is not None)
    person = hours.get_person(actor=actor, pk=actor.employee_id)
    since = timezone.localdate() - ASKED_FOR
    context = hours_context(request, person) | {
        "is_own": True,
        "tabs": tabs(request, "my_hours"),
        "feedback_open": follow_ups.feedback_open(actor=actor, since=since),
    }
    return render(request, "training/hours.html", context)


@require_GET
def person_hours(request, pk):
    """Show the hours of somebody in the actor's scope."""
    person = hours.get_person(actor=request.actor, pk=pk)
    context = hours_context(request, person) | {"is_own": False, "feedback_open": []}
    return render(request, "training/hours.html", context)


def hours_context(request, person) -> dict:
    """Return what the page of a person's hours shows."""
    actor, today = request.actor, timezone.localdate()
    found = certificates.certificates_of(actor=actor, employee=person)
    this_year, *earlier = hours.years_of_hours(actor=actor, employee=person, certificates=found, today=today)
    return {
        "person": person,
        "this_year": this_year,
        "earlier": earlier,
        "certificates": found,
        "follow_ups": follow_ups.follow_ups_of(actor=actor, employee_id=person.pk),
        "can_submit": policies.can_submit_certificate(actor, person),
        "sees_units": can_see_unit_hours(actor),
    }


@require_GET
def unit_hours(request):
    """Show how far the people of a unit are: shares by unit, and who is still below the floor."""
    actor, today = request.actor, timezone.localdate()
    require(can_see_unit_hours(actor))
    units = units_selectors.units_of(actor=actor)
    unit = chosen_unit(request, units)
    year = chosen_year(request, today)
    wanted = SHOWN.get(request.GET.get("tampil", ""), units_selectors.BELOW)
    total, parts = units_selectors.unit_hours(actor=actor, unit=unit, year=year, today=today)
    page, rows = units_selectors.page_of_people(
        actor=actor, unit=unit, year=year, wanted=wanted, token=request.GET.get("after", ""), today=today
    )
    context = {
        "unit": unit,
        "units": units,
        "year": year,
        "years": range(today.year, today.year - YEARS_BACK, -1),
        "total": total,
        "parts": parts,
        "page": page,
        "rows": rows,
        "tabs": overview_tabs(request, total, wanted),
    }
    return render(request, "training/hours_units.html", context)


def chosen_unit(request, units):
    """Return the unit asked for (404 outside the actor's roles), else the topmost one."""
    text = request.GET.get("unit", "")
    if text.isascii() and text.isdigit() and len(text) < 12:
        return units_selectors.get_unit(actor=request.actor, pk=int(text))
    require(bool(units))
    return min(units, key=lambda unit: unit.path)


def chosen_year(request, today) -> int:
    """Return the year asked for, else this one."""
    text = request.GET.get("tahun", "")
    years = [str(year) for year in range(today.year, today.year - YEARS_BACK, -1)]
    return int(text) if text in years else today.year


def overview_tabs(request, total, wanted) -> list[dict]:
    """Return the three lists of people, with what else was chosen kept in the address."""
    url = reverse("training:unit_hours")
    query = request.GET.copy()
    query.pop("after", None)
    labels = {"belum": (_("Below the floor"), total.below), "lewat": (_("Above the ceiling"), total.over)}
    tabs = []
    for show, which in SHOWN.items():
        query["tampil"] = show
        label, count = labels.get(show, (_("Everybody"), total.pns + total.pppk))
        tabs.append(
            {
                "label": label,
                "count": count,
                "url": f"{url}?{query.urlencode()}",
                "is_current": which == wanted,
            }
        )
    return tabs

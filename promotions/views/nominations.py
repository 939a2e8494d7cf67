"""Nominations: the list, a new one, one of them, and what becomes of it."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from performance.rules.evidence_files import TYPES
from promotions.forms.awards import DecreeForm, NominationForm, NomineeForm
from promotions.policies import awards as policies
from promotions.selectors import nominations as selectors
from promotions.selectors.awards import list_award_types
from promotions.selectors.discretion import readable
from promotions.services import awards
from promotions.services import nominations as services
from promotions.views.ticked import say_skipped, ticked_ids
from promotions.workflow.nominations import NOMINATION_FLOW

# Nothing a person uploaded may run or load anything. A sandbox would also keep browsers from showing a PDF.
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'"


@require_GET
def nomination_list(request: HttpRequest) -> HttpResponse:
    """Show nominations: those to decide, all in scope, or the own ones."""
    return list_page(request, DecreeForm())


def list_page(request: HttpRequest, form: DecreeForm, ticked: Iterable[int] = ()) -> HttpResponse:
    """Render the part of the list that the address asks for; what was ticked stays so."""
    actor = request.actor
    types = list_award_types(actor=actor)
    waiting = selectors.count_to_decide(actor=actor)
    wanted = wanted_part(request, waiting, {row.pk for row in types})
    context = {
        "page": selectors.page_of_nominations(actor=actor, wanted=wanted, token=request.GET.get("after", "")),
        "wanted": wanted,
        "types": types,
        "form": form,
        "tabs": tabs_of(wanted.part, waiting),
        "can_nominate": policies.can_start_nomination(actor),
        "ticked": set(ticked),
        "query": request.GET.urlencode(),
        "decides_many": wanted.part == selectors.WAITING and waiting > 0,
    }
    return render(request, "promotions/nomination_list.html", context, status=422 if form.errors else 200)


def wanted_part(request: HttpRequest, waiting: int, types: set[int]) -> selectors.NominationFilter:
    """Return the part of the list; what waits for the actor comes first where there is any."""
    part, kind = request.GET.get("bagian", ""), request.GET.get("jenis", "")
    if part not in {selectors.WAITING, selectors.ALL, selectors.MINE}:
        part = selectors.WAITING if waiting else selectors.ALL
    award_type = next((pk for pk in types if str(pk) == kind), None)
    return selectors.NominationFilter(part=part, award_type_id=award_type)


def tabs_of(part: str, waiting: int) -> list[dict]:
    """Return the three parts of the list."""
    url = reverse("promotions:nomination_list")
    parts = (
        (selectors.WAITING, _("To decide")),
        (selectors.ALL, _("All")),
        (selectors.MINE, _("Nominated by me")),
    )
    return [
        {
            "label": label,
            "url": f"{url}?bagian={code}",
            "count": waiting if code == selectors.WAITING else None,
            "is_current": code == part,
        }
        for code, label in parts
    ]


@require_POST
def nomination_grant_many(request: HttpRequest) -> HttpResponse:
    """Record one decree for the ticked nominations; who cannot be granted is named."""
    actor = request.actor
    form = DecreeForm(request.POST)
    chosen = selectors.find_nominations(actor=actor, ids=ticked_ids(request, "nomination"))
    require(any(policies.can_decide_nomination(actor, row) for row in chosen) or not chosen)
    if not chosen:
        messages.warning(request, _("Nobody was ticked."))
        return redirect("promotions:nomination_list")
    if not form.is_valid():
        return list_page(request, form, ticked=[row.pk for row in chosen])
    given, skipped = awards.grant_many(nominations=chosen, decree=form.decree(), actor=actor)
    if given:
        words = ngettext(
            "%(count)d award has been recorded.", "%(count)d awards have been recorded.", len(given)
        )
        messages.success(request, words % {"count": len(given)})
    say_skipped(request, skipped)
    return redirect("promotions:nomination_list")


# --- A new one ---


@require_http_methods(["GET", "POST"])
def nomination_new(request: HttpRequest) -> HttpResponse:
    """Choose a person, then write the nomination."""
    actor = request.actor
    require(policies.can_start_nomination(actor))
    chosen = request.GET.get("pegawai", "")
    if not (chosen.isdecimal() and chosen.isascii() and len(chosen) < 19):  # noqa: PLR2004
        return person_page(request)
    person = selectors.get_nominee(actor=actor, pk=int(chosen))
    types = selectors.types_for(actor=actor, employee=person)
    require(bool(types), _("You cannot nominate this person."))
    can_override = policies.can_override(actor, person)
    form = NominationForm(
        request.POST or None,
        request.FILES or None,
        types=types,
        can_override=can_override,
        initial={"award_type": request.GET.get("jenis", "")},
    )
    checklist = None
    if request.method == "POST" and form.is_valid():
        made, checklist = try_to_nominate(request, form, person)
        if made is not None:
            return redirect("promotions:nomination_detail", made.pk)
    return form_page(request, form, person, checklist=checklist, types=types)


def try_to_nominate(request: HttpRequest, form: NominationForm, person):
    """Return the nomination, or the checklist it was refused on; the form says what is wrong."""
    award_type = form.cleaned_data["award_type"]
    try:
        made = services.nominate(
            employee=person, award_type=award_type, entry=form.entry(), actor=request.actor
        )
    except services.NotEligible as error:
        add_error(form, error)
        return None, error.checklist
    except ValidationError as error:
        add_error(form, error)
        return None, None
    messages.success(request, _("The nomination has been sent to those who decide."))
    return made, None


def person_page(request: HttpRequest) -> HttpResponse:
    """Show the search for a person; evaluators find their own team at once. 422 when nobody was chosen."""
    form = NomineeForm(request.GET)
    people = selectors.find_nominees(actor=request.actor, text=form.text())
    context = {"form": form, "people": people, "asked": bool(form.text())}
    status = 422 if request.method == "POST" else 200
    return render(request, "promotions/nomination_person.html", context, status=status)


def form_page(request, form, person, *, checklist=None, types=(), nomination=None) -> HttpResponse:
    """Show the form beside the checklist of today; 422 when something was refused."""
    award_type = (
        nomination.award_type
        if nomination
        else next((row for row in types if str(row.pk) == str(form["award_type"].value() or "")), types[0])
    )
    checklist = checklist or selectors.nomination_checklist(
        actor=request.actor, employee=person, award_type=award_type, on=timezone.localdate()
    )
    context = {
        "form": form,
        "person": person,
        "checklist": readable(actor=request.actor, employee=person, checklist=checklist),
        "award_type": award_type,
        "is_chosen": nomination is not None or bool(form["award_type"].value()),
        "nomination": nomination,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "promotions/nomination_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def nomination_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a returned nomination and send it again."""
    actor = request.actor
    nomination = selectors.get_nomination(actor=actor, pk=pk)
    require(policies.can_write_nomination(actor, nomination))
    if request.method != "POST" and not NOMINATION_FLOW.allows("resubmit", nomination, actor):
        return redirect("promotions:nomination_detail", pk)
    person, checklist = nomination.employee, None
    can_override = policies.can_override(actor, person)
    form = NominationForm(
        request.POST or None, request.FILES or None, nomination=nomination, can_override=can_override
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.resubmit_nomination(nomination=nomination, entry=form.entry(), actor=actor)
        except ValidationError as error:
            add_error(form, error)
            checklist = getattr(error, "checklist", None)
        else:
            messages.success(request, _("The nomination has been sent to those who decide."))
            return redirect("promotions:nomination_detail", pk)
    return form_page(request, form, person, checklist=checklist, nomination=nomination)


@require_GET
def nomination_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the file of a nomination in scope; never from the web root, never to be run."""
    nomination = selectors.get_nomination(actor=request.actor, pk=pk)
    kind = TYPES.get(nomination.file_type)
    if not nomination.file or kind is None:
        raise Http404
    try:
        stored = nomination.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        stored, as_attachment=not kind.is_inline, filename=nomination.file_name, content_type=kind.media_type
    )
    sandbox = "; sandbox" if kind.media_type.startswith("image/") else ""
    response["Content-Security-Policy"] = FILE_POLICY + sandbox
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response

"""Classes: the page for everybody, and planning, opening, cancelling, finishing and attendance for HR."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from training.enums import EnrolmentStatus
from training.forms import catalogue as forms
from training.policies import catalogue as policies
from training.selectors import classes as selectors
from training.services import classes as services
from training.views.catalogue import desk_tabs

form_view = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = ["", "requested", "waiting", "returned", "cancelled"]
WRITTEN = ("label", "starts_on", "ends_on", "enrol_until", "seats", "place", "link", "revision")


@require_GET
def class_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a class: facts, seats, the own state, and to those who lead people their people in it."""
    return render_class(request, selectors.get_class(actor=request.actor, pk=pk))


def render_class(request: HttpRequest, training_class, status: int = 200) -> HttpResponse:
    """Render the page of a class."""
    actor = request.actor
    sheet = selectors.get_sheet(actor=actor, training_class=training_class, today=timezone.localdate())
    wanted = request.GET.get("tampil", "")
    state = wanted if wanted in SHOWN else ""
    context = {"training_class": training_class, "sheet": sheet, "rights": sheet.rights, "state": state}
    if sheet.rights.sees_people:
        context["page"] = selectors.page_of_participants(
            actor=actor, training_class=training_class, state=state, token=request.GET.get("after", "")
        )
        context["chips"] = state_chips(sheet, state)
    return render(request, "training/class_detail.html", context, status=status)


def state_chips(sheet, state: str) -> list[dict]:
    """Return the states of participants with how many there are in the actor's scope."""
    base = reverse("training:class_detail", args=[sheet.training_class.pk])
    held = sum(sheet.counts.get(one, 0) for one in ("placed", "attended", "absent"))
    chips = [{"label": _("With a place"), "url": f"{base}#peserta", "is_current": not state, "count": held}]
    return chips + [
        {
            "label": EnrolmentStatus(one).label,
            "url": f"{base}?tampil={one}#peserta",
            "is_current": one == state,
            "count": sheet.counts.get(one, 0),
        }
        for one in SHOWN[1:]
        if sheet.counts.get(one) or one == state
    ]


@require_GET
def class_list(request: HttpRequest) -> HttpResponse:
    """List all classes for the desk, the latest first."""
    require(policies.can_follow_classes(request.actor))
    form = forms.ClassFilterForm(request.GET)
    wanted = form.wanted()
    context = {
        "form": form,
        "active": bool(wanted.text) + bool(wanted.state),
        "page": selectors.page_of_classes(
            actor=request.actor,
            wanted=wanted,
            today=timezone.localdate(),
            token=request.GET.get("after", ""),
        ),
        "tabs": desk_tabs(request, "class_list"),
        "can_manage": policies.can_manage_catalogue(request.actor),
    }
    return render(request, "training/class_list.html", context)


@form_view
def class_new(request: HttpRequest) -> HttpResponse:
    """Plan a class."""
    require(policies.can_manage_catalogue(request.actor))
    initial = {"programme": request.GET.get("program", "")[:12]}
    form = forms.ClassForm(request.POST or None, initial=initial, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            row = services.create_class(text=form.text(), actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The class is planned. Open it when people may enrol."))
            return redirect("training:class_detail", row.pk)
    status = 422 if form.errors else 200
    return render(request, "training/class_form.html", {"form": form, "training_class": None}, status=status)


@form_view
def class_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a class; people with a place hear of new days or a new place."""
    row = selectors.get_class(actor=request.actor, pk=pk)
    require(policies.can_manage_class(request.actor, row))
    initial = {name: getattr(row, name) for name in WRITTEN} | {"programme": row.programme_id}
    form = forms.ClassForm(request.POST or None, initial=initial, actor=request.actor, keep=row.programme_id)
    if request.method == "POST" and form.is_valid():
        row.revision = form.cleaned_data["revision"] or row.revision
        try:
            services.change_class(training_class=row, text=form.text(), actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The class has been saved."))
            return redirect("training:class_detail", pk)
    context = {"form": form, "training_class": row}
    return render(request, "training/class_form.html", context, status=422 if form.errors else 200)


@require_POST
def class_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a class for enrolment."""
    row = selectors.get_class(actor=request.actor, pk=pk)
    try:
        services.open_class(training_class=row, actor=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return render_class(request, row, status=422)
    messages.success(request, _("The class is open for enrolment."))
    return redirect("training:class_detail", pk)


@require_POST
def class_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Finish a class."""
    row = selectors.get_class(actor=request.actor, pk=pk)
    try:
        services.finish_class(training_class=row, actor=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return render_class(request, row, status=422)
    messages.success(request, _("The class is finished."))
    return redirect("training:class_detail", pk)


@form_view
def class_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then cancel a class and tell everybody enrolled."""
    row = selectors.get_class(actor=request.actor, pk=pk)
    require(policies.can_manage_class(request.actor, row))
    form = forms.CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            told = services.cancel_class(training_class=row, actor=request.actor, **form.cleaned_data)
        except ValidationError as error:
            add_error(form, error)
        else:
            text = ngettext("%(n)d person has been told.", "%(n)d people have been told.", told)
            messages.success(request, _("The class has been cancelled.") + " " + text % {"n": told})
            return redirect("training:class_detail", pk)
    status = 422 if form.errors else 200
    return render(request, "training/class_cancel.html", {"form": form, "training_class": row}, status=status)


@form_view
def class_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who has a place with tick boxes, and mark who came."""
    row = selectors.get_class(actor=request.actor, pk=pk)
    require(policies.can_mark_attendance(request.actor, row, today=timezone.localdate()))
    if request.method == "POST":
        marked = services.mark_attendance(
            training_class=row,
            shown=numbers(request, "shown"),
            came=numbers(request, "came"),
            actor=request.actor,
        )
        say_marked(request, marked)
        return redirect("training:class_detail", pk)
    page = selectors.page_of_attendance(
        actor=request.actor, training_class=row, token=request.GET.get("after", "")
    )
    return render(request, "training/class_attendance.html", {"training_class": row, "page": page})


def numbers(request: HttpRequest, name: str) -> list[int]:
    """Return the ids of a field of tick boxes."""
    values = request.POST.getlist(name)[: selectors.ATTENDANCE_SIZE]
    return [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 16]


def say_marked(request: HttpRequest, marked) -> None:
    """Say how many were marked, and who was left as they were."""
    text = _("Attendance saved: %(attended)d attended, %(absent)d did not.")
    messages.success(request, text % {"attended": marked.attended, "absent": marked.absent})
    if marked.kept:
        words = ngettext(
            "%(n)d person was left as marked: it is yourself, or there is a certificate already.",
            "%(n)d people were left as marked: it is yourself, or there is a certificate already.",
            marked.kept,
        )
        messages.warning(request, words % {"n": marked.kept})

"""Study assignments: the list, recording one, its page with what the university reports, its end."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from performance.enums.plan_changes import StudyStatus
from performance.forms.plan_changes import IpkForm, StudyForm, StudyStepForm
from performance.policies import plan_changes as policies
from performance.selectors import studies as selectors
from performance.selectors.exemptions import find_by_nip
from performance.services import studies as services

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def study_list(request: HttpRequest) -> HttpResponse:
    """List the study assignments of the actor's people; the running ones first."""
    chosen = request.GET.get("tampil", "")
    chips = [("", _("Running"))] + [
        (state.value, state.label) for state in (StudyStatus.GRADUATED, StudyStatus.DROPPED_OUT)
    ]
    context = {
        "page": selectors.list_studies(actor=request.actor, state=chosen, token=request.GET.get("after", "")),
        "chips": [
            {"label": label, "url": f"?tampil={value}", "is_current": value == chosen}
            for value, label in chips
        ],
        "can_record": policies.can_keep_people(request.actor),
    }
    return render(request, "performance/study_list.html", context)


@form_view
def study_new(request: HttpRequest) -> HttpResponse:
    """Record a study assignment; the person is found by NIP inside HR's own offices."""
    require(policies.can_keep_people(request.actor))
    form = StudyForm(request.POST or None, initial={"nip": request.GET.get("nip", "")[:30]})
    if request.method == "POST" and form.is_valid():
        person = find_by_nip(actor=request.actor, nip=form.cleaned_data["nip"])
        if person is None or not policies.can_record_study(request.actor, person):
            form.add_error("nip", _("Nobody with this NIP works in your offices."))
        else:
            try:
                study = services.record_study(employee=person, new=form.new(), actor=request.actor)
            except ValidationError as error:
                add_error(form, error)
            else:
                messages.success(request, _("The study assignment has been recorded."))
                return redirect("performance:study_detail", study.pk)
    status = 422 if form.is_bound else 200
    return render(request, "performance/study_new.html", {"form": form}, status=status)


@require_GET
def study_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a study with the guide for its IPK."""
    return detail_page(request, selectors.get_study(actor=request.actor, pk=pk))


def detail_page(request: HttpRequest, study, *, status: int = 200, **forms) -> HttpResponse:
    """Render the page; a form that was refused comes back with what was typed."""
    shown = {"revision": study.revision}
    context = {
        "sheet": selectors.study_sheet(actor=request.actor, study=study),
        "study": study,
        "is_mine": study.employee_id == request.actor.employee_id,
        "ipk_form": forms.get("ipk_form") or IpkForm(initial=shown | {"as_of": timezone.localdate()}),
        "step_form": forms.get("step_form") or StudyStepForm(initial=shown),
    }
    return render(request, "performance/study_detail.html", context, status=status)


@require_POST
def study_ipk(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the IPK the university reports."""
    study = selectors.get_study(actor=request.actor, pk=pk)
    require(policies.can_follow_study(request.actor, study))
    form = IpkForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        study.revision = data["revision"]
        try:
            services.report_ipk(study=study, ipk=data["ipk"], as_of=data["as_of"], actor=request.actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The IPK has been saved."))
            return redirect("performance:study_detail", pk)
    return detail_page(request, study, ipk_form=form, status=422)


@require_POST
def study_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a study was completed, not completed, or lasts longer."""
    study = selectors.get_study(actor=request.actor, pk=pk)
    require(policies.can_end_study(request.actor, study))
    form = StudyStepForm(request.POST)
    if form.is_valid():
        study.revision = form.cleaned_data["revision"]
        try:
            services.take_step(study=study, actor=request.actor, **without(form.cleaned_data, "revision"))
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("The state of the study has been saved."))
            return redirect("performance:study_detail", pk)
    return detail_page(request, study, step_form=form, status=422)


def without(data: dict, name: str) -> dict:
    """Return the data without one field."""
    return {key: value for key, value in data.items() if key != name}

"""Confidential cases: reporting, deciding, sessions, record; nothing of them is cached on the way."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from asn_portal.core.access import require
from performance.forms.counselling import AppointForm, DecisionForm, RecordForm, ReportForm, SessionForm
from performance.policies import counselling as policies
from performance.selectors import counselling as selectors
from performance.selectors.dialogue import get_talk_person
from performance.services import counselling as services
from performance.services import guidance_documents as documents
from performance.views.after_guidance import pdf, private
from performance.views.parts import Words, number, step_page, the_year, tried


@require_GET
def case_list(request):
    """Show the cases that are the actor's business, and the own talks."""
    require(request.actor.employee_id is not None or bool(request.actor.scopes))
    context = {
        "page": selectors.page_of_cases(actor=request.actor, token=request.GET.get("after", "")),
        "own": selectors.own_cases(actor=request.actor),
        "people": selectors.own_people(actor=request.actor) if request.actor.is_evaluator else [],
    }
    return private(render(request, "performance/case_list.html", context))


def case_words(title, pk, button, **more):
    """Return the words of a step of a case."""
    return Words(
        title=title,
        back=reverse("performance:case_detail", args=[pk]),
        back_label=_("Back to the case"),
        button=button,
        is_private=True,
        **more,
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def case_report(request, pk):
    """Report a problem of behaviour (B.1.10)."""
    actor = request.actor
    person = get_talk_person(actor=actor, pk=pk)
    require(policies.can_report(actor, person))
    cycle = the_year(actor)
    proofs = selectors.proofs_for(actor=actor, employee=person)[:30]
    form = ReportForm(request.POST if request.method == "POST" else None, proofs=proofs)
    made = tried(
        form,
        lambda: services.report_behaviour(employee=person, cycle=cycle, entry=form.entry(), actor=actor),
    )
    if made:
        messages.success(request, _("Reported to the personnel unit, confidentially."))
        return redirect("performance:case_detail", made.pk)
    words = Words(
        title=_("Confidential report: %(name)s") % {"name": person.full_name},
        back=reverse("performance:case_list"),
        back_label=_("Confidential cases"),
        button=_("Report"),
        note=_("Only you, the personnel unit and a counsellor it appoints read this."),
        is_private=True,
    )
    return step_page(request, form, words)


@require_GET
def case_detail(request, pk):
    """Show a case to those whose business it is."""
    screen = selectors.get_case_screen(actor=request.actor, pk=pk)
    return private(render(request, "performance/case_detail.html", {"screen": screen, "case": screen.case}))


@require_GET
def case_counsellor(request, pk):
    """Search the counsellor."""
    case = selectors.get_case(actor=request.actor, pk=pk)
    require(policies.can_decide_case(request.actor, case))
    text = request.GET.get("q", "")[:80]
    people = selectors.counsellors(actor=request.actor, case=case, text=text)
    context = {"case": case, "people": people, "text": text}
    return private(render(request, "performance/case_counsellor.html", context))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def case_appoint(request, pk, counsellor_pk):
    """Appoint the counsellor and invite the person."""
    actor = request.actor
    case = selectors.get_case(actor=actor, pk=pk)
    require(policies.can_decide_case(actor, case))
    counsellor = selectors.get_counsellor(actor=actor, pk=counsellor_pk)
    form = AppointForm(request.POST if request.method == "POST" else None)

    def work():
        appointment = services.Appointment(counsellor, form.meets_at(), form.cleaned_data["place"])
        decision = form.cleaned_data["decision"]
        return services.open_counselling(report=case, appointment=appointment, decision=decision, actor=actor)

    if tried(form, work):
        messages.success(request, _("The counsellor and the person have been told day and place."))
        return redirect("performance:case_detail", pk)
    title = _("Counselling by %(name)s") % {"name": counsellor.full_name}
    return step_page(request, form, case_words(title, pk, _("Appoint and invite")))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def case_decline(request, pk):
    """Decide that no counselling follows."""
    case = selectors.get_case(actor=request.actor, pk=pk)
    require(policies.can_decide_case(request.actor, case))
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if tried(
        form,
        lambda: services.decline_counselling(report=case, actor=request.actor, **form.cleaned_data),
    ):
        messages.success(request, _("Decided. Who reported has been told."))
        return redirect("performance:case_detail", pk)
    return step_page(request, form, case_words(_("No counselling"), pk, _("Decide")))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def case_session(request, pk):
    """Write down a session."""
    case = selectors.get_case(actor=request.actor, pk=pk)
    require(policies.can_counsel(request.actor, case))
    form = SessionForm(request.POST if request.method == "POST" else None)
    if tried(form, lambda: services.write_session(report=case, actor=request.actor, **form.cleaned_data)):
        messages.success(request, _("Session recorded. The person can read what was agreed."))
        return redirect("performance:case_detail", pk)
    return step_page(request, form, case_words(_("Record a session"), pk, _("Save")))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def case_record(request, pk):
    """Hand the record of the counselling to the personnel unit."""
    case = selectors.get_case(actor=request.actor, pk=pk)
    require(policies.can_write_record(request.actor, case))
    form = RecordForm(request.POST if request.method == "POST" else None, initial={"record": case.record})
    if tried(form, lambda: services.write_record(report=case, actor=request.actor, **form.cleaned_data)):
        messages.success(request, _("The record has been handed to the personnel unit."))
        return redirect("performance:case_detail", pk)
    return step_page(request, form, case_words(_("Record of the counselling"), pk, _("Hand in")))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def case_close(request, pk):
    """Close a case with the follow-up."""
    case = selectors.get_case(actor=request.actor, pk=pk)
    require(policies.can_decide_case(request.actor, case))
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if tried(form, lambda: services.close_case(report=case, actor=request.actor, **form.cleaned_data)):
        messages.success(request, _("The case has been closed."))
        return redirect("performance:case_detail", pk)
    return step_page(request, form, case_words(_("Close the case"), pk, _("Close")))


@require_GET
def case_pdf(request, pk):
    """Print form B.1.10."""
    case = selectors.get_case(actor=request.actor, pk=pk)
    return pdf(documents.report_form(case=case, actor=request.actor), f"laporan-{number(str(pk))}")


@require_GET
def case_own(request, pk):
    """Show the person with whom and when to talk, and what was agreed."""
    case = selectors.get_own_case(actor=request.actor, pk=pk)
    points = selectors.agreed_points(actor=request.actor, case=case)
    services.confirm_session_read(report=case, actor=request.actor)
    return private(render(request, "performance/case_own.html", {"case": case, "points": points}))

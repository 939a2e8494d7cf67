"""After the guidance: feedback on it, competences, results taken over, and the official forms."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from asn_portal.core.access import require
from asn_portal.core.policies import value_on
from performance.forms.coaching import CompetenceForm, GuidanceForm, TakeOverForm
from performance.policies import coaching as policies
from performance.rules.guidance import CRITERIA
from performance.selectors import coaching as selectors
from performance.services import after_guidance as services
from performance.services import guidance_documents as documents
from performance.views.coaching import back_to
from performance.views.parts import Words, step_page, tried


def private(response):
    """Let nobody on the way keep a page."""
    response["Cache-Control"] = "private, no-store"
    return response


def pdf(content: bytes, name: str) -> HttpResponse:
    """Return a working print of a form; it has no public check code, because it is nobody else's business."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return private(response)


@require_http_methods(["GET", "POST"])
def guidance_rate(request, pk):
    """Say how the guidance was; it goes to the superior of the coach (B.1.8)."""
    actor = request.actor
    coaching = selectors.get_coaching(actor=actor, pk=pk)
    require(policies.can_rate_guidance(actor, coaching))
    highest = value_on(policies.GUIDANCE_SCALE, agency_id=actor.agency_id, day=timezone.localdate())
    form = GuidanceForm(request.POST if request.method == "POST" else None, highest=highest)

    def work():
        return services.rate_guidance(
            coaching=coaching, marks=form.marks(), comment=form.cleaned_data["comment"], actor=actor
        )

    if tried(form, work):
        messages.success(request, _("Handed to the superior of your coach; your coach does not see it."))
        return redirect("performance:guidance_feedback", pk)
    words = Words(
        title=_("How was the guidance?"),
        subtitle=_("1 does not apply at all, %(highest)s applies fully.") % {"highest": highest},
        note=_("Only the superior of your coach reads it, not your coach."),
        button=_("Hand in"),
        is_private=True,
        **back_to(pk),
    )
    return step_page(request, form, words)


@require_GET
def guidance_feedback(request, pk):
    """Show the person's feedback on the guidance to the person and the superior of the coach."""
    feedback = selectors.get_guidance_feedback(actor=request.actor, coaching_pk=pk)
    services.confirm_guidance_read(feedback=feedback, actor=request.actor)
    rows = list(zip(CRITERIA, feedback.marks, strict=False))
    context = {"feedback": feedback, "rows": rows, "coaching": feedback.coaching}
    return private(render(request, "performance/guidance_feedback.html", context))


@require_http_methods(["GET", "POST"])
def competence_write(request, pk):
    """Evaluate the competences after the guidance (B.1.9)."""
    actor = request.actor
    coaching = selectors.get_coaching(actor=actor, pk=pk)
    require(policies.can_evaluate_competences(actor, coaching))
    form = CompetenceForm(request.POST if request.method == "POST" else None)

    def work():
        recommendation = form.cleaned_data["recommendation"]
        return services.evaluate_competences(
            coaching=coaching, marks=form.rows(), recommendation=recommendation, actor=actor
        )

    if tried(form, work):
        messages.success(request, _("The competences have been evaluated; the person is told."))
        return redirect("performance:competence_evaluation", pk)
    words = Words(
        title=_("Competences after the guidance"),
        subtitle=_("1 very poor, 2 poor, 3 at the standard, 4 above it, 5 excellent."),
        button=_("Save"),
        draft=f"competences-{pk}",
        is_private=True,
        **back_to(pk),
    )
    return step_page(request, form, words)


@require_GET
def competence_evaluation(request, pk):
    """Show the competence evaluation of a coaching in scope."""
    coaching = selectors.get_coaching(actor=request.actor, pk=pk)
    evaluation = selectors.get_competences(actor=request.actor, coaching=coaching)
    context = {"coaching": coaching, "evaluation": evaluation}
    return private(render(request, "performance/competence_evaluation.html", context))


@require_http_methods(["GET", "POST"])
def take_over(request, pk):
    """Take a result over after guidance without progress."""
    actor = request.actor
    coaching = selectors.get_coaching(actor=actor, pk=pk)
    require(policies.can_take_over(actor, coaching))
    results = selectors.results_to_take(actor=actor, coaching=coaching)
    form = TakeOverForm(request.POST if request.method == "POST" else None, results=results)

    def work():
        return services.take_over_result(
            coaching=coaching, result=form.chosen(), note=form.cleaned_data["note"], actor=actor
        )

    if tried(form, work):
        messages.success(request, _("You have taken the result over; the person is told."))
        return redirect("performance:coaching_detail", pk)
    words = Words(
        title=_("Take a result over"),
        subtitle=_("Where guidance has brought no progress; the note is weighed at the evaluation."),
        button=_("Take over"),
        is_private=True,
        **back_to(pk),
    )
    return step_page(request, form, words)


@require_GET
def coaching_pdf(request, pk):
    """Print form B.1.6."""
    coaching = selectors.get_coaching(actor=request.actor, pk=pk)
    return pdf(documents.coaching_form(coaching=coaching, actor=request.actor), f"coaching-{pk}")


@require_GET
def guidance_pdf(request, pk):
    """Print form B.1.8."""
    feedback = selectors.get_guidance_feedback(actor=request.actor, coaching_pk=pk)
    return pdf(documents.guidance_form(feedback=feedback, actor=request.actor), f"bimbingan-{pk}")


@require_GET
def competence_pdf(request, pk):
    """Print form B.1.9."""
    coaching = selectors.get_coaching(actor=request.actor, pk=pk)
    evaluation = selectors.get_competences(actor=request.actor, coaching=coaching)
    content = documents.competence_form(coaching=coaching, evaluation=evaluation, actor=request.actor)
    return pdf(content, f"kompetensi-{pk}")

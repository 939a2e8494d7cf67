"""Feedback: lists, whom to choose, writing it, everything about one result or behaviour."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from asn_portal.core.access import require
from performance.enums import BehaviourValue, FeedbackRole
from performance.enums.dialogue import FeedbackTone
from performance.forms.feedback import FeedbackForm
from performance.policies.dialogue import can_ask
from performance.selectors import feedback as selectors
from performance.services.feedback import give_feedback
from performance.views.evidence import hand_out
from performance.views.parts import tried


def sides(actor) -> dict[str, tuple[str, str]]:
    """Return the lists this actor has."""
    names = {"diterima": ("received", _("Received")), "diberikan": ("given", _("Given"))}
    if actor.is_evaluator:
        names["tim"] = ("team", _("About my team"))
    return names


@require_GET
def feedback_list(request):
    """Show feedback received, given, or about the own team, narrowed by role, tone and subject."""
    require(request.actor.employee_id is not None)
    names = sides(request.actor)
    chosen = request.GET.get("daftar", "diterima")
    chosen = chosen if chosen in names else "diterima"
    base = reverse("performance:feedback_list")
    tabs = [
        {"label": label, "url": f"{base}?daftar={slug}", "is_current": slug == chosen}
        for slug, (_side, label) in names.items()
    ]
    question = selectors.FeedbackQuestion(
        side=names[chosen][0],
        role=request.GET.get("peran", ""),
        tone=request.GET.get("nada", ""),
        about=request.GET.get("perihal", ""),
        token=request.GET.get("after", ""),
    )
    page = selectors.page_of_feedback(actor=request.actor, question=question)
    context = {"page": page, "tabs": tabs, "chosen": chosen, "question": question, **choices()}
    return render(request, "performance/feedback_list.html", context)


def choices():
    """Return what the list can be narrowed to."""
    about = [("result", _("Work results")), *BehaviourValue.choices]
    return {"roles": FeedbackRole.choices, "tones": FeedbackTone.choices, "subjects": about}


@require_GET
def feedback_people(request):
    """Choose whom the feedback is for."""
    require(request.actor.employee_id is not None)
    text = request.GET.get("q", "")[:80]
    people = selectors.find_people(actor=request.actor, text=text)
    return render(request, "performance/feedback_people.html", {"people": people, "text": text})


@require_http_methods(["GET", "POST"])
def feedback_give(request, pk):
    """Write feedback for one person."""
    actor = request.actor
    reachable = selectors.get_reachable(actor=actor, pk=pk)
    person, cycle = reachable.employee, selectors.running_cycle(actor=actor)
    results = selectors.results_of(actor=actor, employee=person, cycle=cycle)
    about = {"about": request.GET.get("perihal", "")[:40]}
    form = FeedbackForm(request.POST or None, request.FILES or None, results=results, initial=about)
    if cycle and tried(
        form, lambda: give_feedback(employee=person, cycle=cycle, remark=form.remark(), actor=actor)
    ):
        messages.success(request, _("Thank you, the feedback has been given."))
        return redirect(f"{reverse('performance:feedback_list')}?daftar=diberikan")
    context = {"form": form, "person": person, "role": reachable.role, "cycle": cycle}
    return render(
        request, "performance/feedback_form.html", context, status=422 if request.method == "POST" else 200
    )


@require_GET
def feedback_result(request, pk, result_pk):
    """Show everything said about one work result of somebody."""
    token = request.GET.get("after", "")
    return subject_page(
        request,
        selectors.feedback_on_result(actor=request.actor, pk=pk, result_pk=result_pk, token=token),
    )


@require_GET
def feedback_behaviour(request, pk, value):
    """Show everything said about one behaviour of somebody."""
    token = request.GET.get("after", "")
    return subject_page(
        request, selectors.feedback_on_behaviour(actor=request.actor, pk=pk, value=value, token=token)
    )


def subject_page(request, subject):
    """Show what was said about one subject, with the ways to say or ask more."""
    actor, person = request.actor, subject.employee
    role = selectors.role_of(actor=actor, employee=person)
    context = {
        "subject": subject,
        "is_own": person.pk == actor.employee_id,
        "can_give": role is not None,
        "can_ask": can_ask(actor, person),
        "good": subject.tones.get(FeedbackTone.POSITIVE, 0),
        "attention": subject.tones.get(FeedbackTone.ATTENTION, 0),
    }
    return render(request, "performance/feedback_subject.html", context)


@require_GET
def feedback_file(request, pk):
    """Hand out the evidence of feedback in scope."""
    return hand_out(selectors.get_feedback(actor=request.actor, pk=pk))

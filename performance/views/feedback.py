"""Feedback: lists, whom to choose, writing it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from performance.forms.feedback import FeedbackForm
from performance.selectors import feedback as selectors
from performance.services.feedback import give_feedback


def sides(actor) -> dict[str, str]:
    """Return the lists this actor has."""
    names = {"diterima": ("received", _("Received")), "diberikan": ("given", _("Given"))}
    if actor.is_evaluator:
        names["tim"] = ("team", _("About my team"))
    return names


@require_GET
def feedback_list(request):
    """Show feedback received, given, or about the own team."""
    require(request.actor.employee_id is not None)
    names = sides(request.actor)
    chosen = request.GET.get("daftar", "diterima")
    chosen = chosen if chosen in names else "diterima"
    base = reverse("performance:feedback_list")
    tabs = [
        {"label": label, "url": f"{base}?daftar={slug}", "is_current": slug == chosen}
        for slug, (_side, label) in names.items()
    ]
    rows = selectors.list_feedback(actor=request.actor, side=names[chosen][0])
    return render(request, "performance/feedback_list.html", {"rows": rows, "tabs": tabs, "chosen": chosen})


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
    cycle = selectors.running_cycle(actor=actor)
    results = selectors.results_of(actor=actor, employee=reachable.employee, cycle=cycle)
    form = FeedbackForm(request.POST or None, results=results)
    if request.method == "POST" and cycle is not None and form.is_valid():
        try:
            give_feedback(employee=reachable.employee, cycle=cycle, remark=form.remark(), actor=actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Thank you, the feedback has been given."))
            return redirect(f"{reverse('performance:feedback_list')}?daftar=diberikan")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "person": reachable.employee, "role": reachable.role, "cycle": cycle}
    return render(request, "performance/feedback_form.html", context, status=status)

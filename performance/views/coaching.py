"""Coaching: who is behind, the record, and its steps."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from performance.forms.coaching import CloseForm, CoachingStartForm, CoachingWriteForm, StepsForm
from performance.forms.parts import StepNoteForm
from performance.policies import coaching as policies
from performance.selectors import coaching as selectors
from performance.selectors.dialogue import get_talk_person
from performance.selectors.guidance import people_behind
from performance.services import coaching as services
from performance.views.parts import Words, step_page, the_year, tried


@require_GET
def coaching_list(request):
    """Show whose results are behind, the coachings in scope, and what superiors were handed."""
    actor = request.actor
    require(actor.employee_id is not None)
    context = {
        "page": selectors.page_of_coachings(actor=actor, token=request.GET.get("after", "")),
        "behind": people_behind(actor=actor, today=timezone.localdate()) if actor.is_evaluator else None,
        "handed": selectors.received_guidance_feedback(actor=actor) if actor.is_evaluator else [],
    }
    return render(request, "performance/coaching_list.html", context)


def back_to(pk):
    """Return the page of a coaching and how the way back is called."""
    return {
        "back": reverse("performance:coaching_detail", args=[pk]),
        "back_label": _("Back to the coaching"),
    }


@require_http_methods(["GET", "POST"])
def coaching_new(request, pk):
    """Offer coaching to one of one's people."""
    actor = request.actor
    person = get_talk_person(actor=actor, pk=pk)
    require(policies.can_start_coaching(actor, person))
    cycle = the_year(actor)
    indicators = selectors.indicators_for(actor=actor, employee=person, cycle_id=cycle.pk)
    coaches = selectors.coaches_for(actor=actor, employee=person)
    form = CoachingStartForm(request.POST or None, coaches=coaches, indicators=indicators)
    made = tried(
        form, lambda: services.start_coaching(employee=person, cycle=cycle, new=form.new(), actor=actor)
    )
    if made:
        messages.success(
            request, _("%(name)s is asked to write goal and facts.") % {"name": person.full_name}
        )
        return redirect("performance:coaching_detail", made.pk)
    words = Words(
        title=_("Offer coaching to %(name)s") % {"name": person.full_name},
        back=reverse("performance:coaching_list"),
        back_label=_("Coaching"),
        button=_("Offer coaching"),
        draft=f"coaching-new-{pk}",
    )
    return step_page(request, form, words)


@require_GET
def coaching_detail(request, pk):
    """Show one coaching record."""
    screen = selectors.get_coaching_screen(actor=request.actor, pk=pk)
    response = render(
        request, "performance/coaching_detail.html", {"screen": screen, "coaching": screen.coaching}
    )
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
def coaching_write(request, pk):
    """Write goal and facts; the second button hands them in."""
    actor = request.actor
    coaching = selectors.get_coaching(actor=actor, pk=pk)
    require(policies.can_write_coaching(actor, coaching))
    form = CoachingWriteForm(request.POST or None, coaching=coaching, lines=coaching.lines.all())
    hands_in = "second" in request.POST

    def work():
        return services.write_coaching(coaching=coaching, entry=form.entry(), hands_in=hands_in, actor=actor)

    if tried(form, work):
        messages.success(request, _("Handed in to the coach.") if hands_in else _("Saved."))
        return redirect("performance:coaching_detail", pk)
    words = Words(
        title=_("Goal and facts"),
        subtitle=coaching.reason,
        button=_("Save"),
        second=_("Save and hand in"),
        draft=f"coaching-{pk}",
        is_private=True,
        **back_to(pk),
    )
    return step_page(request, form, words)


@require_http_methods(["GET", "POST"])
def coaching_steps(request, pk):
    """Propose the steps ahead."""
    actor = request.actor
    coaching = selectors.get_coaching(actor=actor, pk=pk)
    require(policies.can_propose_steps(actor, coaching))
    form = StepsForm(request.POST or None, lines=coaching.lines.all())
    if tried(form, lambda: services.propose_steps(coaching=coaching, entry=form.entry(), actor=actor)):
        messages.success(request, _("The person is asked to agree."))
        return redirect("performance:coaching_detail", pk)
    words = Words(
        title=_("Steps ahead"),
        subtitle=coaching.opportunities,
        button=_("Propose"),
        draft=f"coaching-steps-{pk}",
        is_private=True,
        **back_to(pk),
    )
    return step_page(request, form, words)


@require_POST
def coaching_agree(request, pk):
    """Agree with the steps."""
    coaching = selectors.get_coaching(actor=request.actor, pk=pk)
    services.agree_steps(coaching=coaching, actor=request.actor)
    messages.success(request, _("Agreed. Good luck!"))
    return redirect("performance:coaching_detail", pk)


@require_http_methods(["GET", "POST"])
def coaching_object(request, pk):
    """Say what does not fit."""
    coaching = selectors.get_coaching(actor=request.actor, pk=pk)
    require(policies.can_agree_steps(request.actor, coaching))
    form = StepNoteForm(request.POST if request.method == "POST" else None)
    if tried(
        form,
        lambda: services.ask_for_other_steps(
            coaching=coaching, note=form.cleaned_data["note"], actor=request.actor
        ),
    ):
        messages.success(request, _("The coach reads what does not fit and proposes anew."))
        return redirect("performance:coaching_detail", pk)
    words = Words(
        title=_("What does not fit?"), button=_("Ask for other steps"), is_private=True, **back_to(pk)
    )
    return step_page(request, form, words)


@require_http_methods(["GET", "POST"])
def coaching_close(request, pk):
    """Say what came of it."""
    coaching = selectors.get_coaching(actor=request.actor, pk=pk)
    require(policies.can_close_coaching(request.actor, coaching))
    form = CloseForm(request.POST if request.method == "POST" else None)
    if tried(
        form, lambda: services.close_coaching(coaching=coaching, actor=request.actor, **form.cleaned_data)
    ):
        messages.success(request, _("The coaching has been closed."))
        return redirect("performance:coaching_detail", pk)
    words = Words(title=_("Close the coaching"), button=_("Close"), is_private=True, **back_to(pk))
    return step_page(request, form, words)

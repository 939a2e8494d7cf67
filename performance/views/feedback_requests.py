"""Asking for feedback, answering, declining, and links for service receivers."""

from urllib.parse import quote

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.documents.render import qr_svg
from performance.forms.feedback import DeclineForm, QuestionForm, WordsForm
from performance.policies.dialogue import can_ask
from performance.selectors import feedback as people_selectors
from performance.selectors import feedback_requests as selectors
from performance.selectors.dialogue import plan_results_of
from performance.services import feedback_requests as services
from performance.views.parts import Words, step_page, the_year, tried

QR_DATA = "data:image/svg+xml;utf8,"


@require_GET
def request_list(request):
    """Show what waits for the actor's answer and what the actor has asked."""
    require(request.actor.employee_id is not None)
    lists = selectors.list_requests(actor=request.actor, token=request.GET.get("after", ""))
    return render(request, "performance/request_list.html", {"lists": lists})


@require_GET
def request_people(request, pk):
    """Choose who is asked for feedback on somebody, or make a link for a service receiver."""
    person = people_selectors.get_person(actor=request.actor, pk=pk)
    require(can_ask(request.actor, person))
    text, about = request.GET.get("q", "")[:80], request.GET.get("perihal", "")[:40]
    people = people_selectors.find_to_ask(actor=request.actor, employee=person, text=text)
    context = {
        "person": person,
        "people": people,
        "text": text,
        "about": about,
        "is_own": person.pk == request.actor.employee_id,
    }
    return render(request, "performance/request_people.html", context)


def question_form(request, person, cycle):
    """Return the form of a question about somebody's results and behaviour."""
    results = plan_results_of(actor=request.actor, employee_id=person.pk, cycle_id=cycle.pk) if cycle else []
    about = {"about": request.GET.get("perihal", "")[:40]}
    return QuestionForm(request.POST or None, results=results, initial=about)


@require_http_methods(["GET", "POST"])
def request_new(request, pk, asked_pk):
    """Ask one colleague about somebody."""
    actor = request.actor
    person = people_selectors.get_person(actor=actor, pk=pk)
    require(can_ask(actor, person))
    asked = people_selectors.get_to_ask(actor=actor, employee=person, pk=asked_pk)
    cycle = the_year(actor)
    form = question_form(request, person, cycle)
    if tried(
        form,
        lambda: services.ask_for_feedback(
            employee=person, asked=asked, cycle=cycle, question=form.asked(), actor=actor
        ),
    ):
        messages.success(request, _("%(name)s has been asked.") % {"name": asked.full_name})
        return redirect("performance:request_list")
    return step_page(request, form, question_words(person, _("Ask %(name)s") % {"name": asked.full_name}))


def question_words(person, title):
    """Return the words of the page of a question."""
    return Words(
        title=title,
        subtitle=_("Feedback on %(name)s") % {"name": person.full_name},
        back=reverse("performance:request_people", args=[person.pk]),
        back_label=_("Choose somebody else"),
        button=_("Ask"),
        draft=f"question-{person.pk}",
    )


@require_http_methods(["GET", "POST"])
def request_link(request, pk):
    """Make a link by which one service receiver answers; it is shown once."""
    actor = request.actor
    person = people_selectors.get_person(actor=actor, pk=pk)
    require(can_ask(actor, person))
    cycle = the_year(actor)
    form = question_form(request, person, cycle)
    made = tried(
        form,
        lambda: services.make_link(employee=person, cycle=cycle, question=form.asked(), actor=actor),
    )
    if made:
        return link_page(request, *made)
    return step_page(request, form, question_words(person, _("Link for a service receiver")))


def link_page(request, feedback_request, code):
    """Show a link this once, to be shared by message or QR."""
    link = services.link_of(code)
    words = _("%(question)s Please answer here, it takes a minute: %(link)s") % {
        "question": feedback_request.question,
        "link": link,
    }
    context = {
        "item": feedback_request,
        "link": link,
        "qr": QR_DATA + quote(qr_svg(link)),
        "share": "https://wa.me/?text=" + quote(words),
    }
    response = render(request, "performance/request_link.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
def request_detail(request, pk):
    """Show a question to both sides; who was asked answers here."""
    actor = request.actor
    screen = selectors.get_request_screen(actor=actor, pk=pk)
    item = screen.request
    form = WordsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and tried(
        form, lambda: services.answer_request(request=item, remark=form.remark(), actor=actor)
    ):
        messages.success(request, _("Thank you, the feedback has been given."))
        return redirect("performance:request_list")
    status = 422 if form.is_bound else 200
    context = {"screen": screen, "item": item, "form": form}
    return render(request, "performance/request_detail.html", context, status=status)


@require_http_methods(["GET", "POST"])
def request_decline(request, pk):
    """Say that one cannot answer."""
    item = selectors.get_request(actor=request.actor, pk=pk)
    require(item.asked_id == request.actor.employee_id)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if tried(
        form,
        lambda: services.decline_request(
            request=item, reason=form.cleaned_data["reason"], actor=request.actor
        ),
    ):
        messages.success(request, _("You have declined."))
        return redirect("performance:request_list")
    words = Words(
        title=_("You cannot answer?"),
        subtitle=item.question,
        back=reverse("performance:request_detail", args=[pk]),
        back_label=_("Back to the question"),
        button=_("Decline"),
    )
    return step_page(request, form, words)


@require_POST
def request_withdraw(request, pk):
    """Take a question back."""
    item = selectors.get_request(actor=request.actor, pk=pk)
    services.withdraw_request(request=item, actor=request.actor)
    messages.success(request, _("The question has been withdrawn."))
    return redirect("performance:request_list")


@require_POST
def request_renew(request, pk):
    """Give an open link a new code, and show it this once."""
    item = selectors.get_request(actor=request.actor, pk=pk)
    return link_page(request, item, services.renew_link(request=item, actor=request.actor))

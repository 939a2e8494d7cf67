"""Feedback rounds: lists, starting, following, answering, the result."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from performance.forms.parts import StepNoteForm
from performance.forms.rounds import AnswerForm, RoundForm
from performance.policies import rounds as policies
from performance.selectors import rounds as selectors
from performance.services import round_answers
from performance.services import rounds as services
from performance.views.parts import Words, step_page, the_year, tried


@require_GET
def round_list(request):
    """Show what waits for the actor's answer, results, and rounds the actor follows."""
    lists = selectors.list_rounds(actor=request.actor, token=request.GET.get("after", ""))
    return render(request, "performance/round_list.html", {"lists": lists})


@require_GET
def round_choose(request):
    """Choose for whom a round is started."""
    require(policies.can_start_any_round(request.actor))
    text = request.GET.get("q", "")[:80]
    context = {
        "text": text,
        "people": selectors.find_people(actor=request.actor, text=text),
        "units": selectors.find_units(actor=request.actor, text=text),
    }
    return render(request, "performance/round_choose.html", context)


def round_words(title, subtitle):
    """Return the words of the page that starts a round."""
    return Words(
        title=title,
        subtitle=subtitle,
        back=reverse("performance:round_choose"),
        back_label=_("Choose somebody else"),
        button=_("Start the round"),
        note=_(
            "Nobody sees anything before the last day. Answers are kept without a name and without a time; "
            "sides with too few answers are joined."
        ),
    )


@require_http_methods(["GET", "POST"])
def round_new(request, pk):
    """Start a round about one person."""
    actor = request.actor
    person = selectors.get_round_person(actor=actor, pk=pk)
    require(policies.can_start_round(actor, person))
    cycle, near = the_year(actor), selectors.around(actor=actor, people=[person])[0]
    others = selectors.others_around(actor=actor, employee=person)
    form = RoundForm(request.POST or None, others=others)

    def work():
        panel = services.panel_of(
            person, peers=near.peers, subordinates=near.subordinates, others=form.chosen()
        )
        return services.start_round(panel=panel, cycle=cycle, new=form.new(), actor=actor)

    made = tried(form, work)
    if made:
        messages.success(request, _("The round has begun; everybody has been asked."))
        return redirect("performance:round_detail", made.pk)
    figures = {"peers": len(near.peers), "subordinates": len(near.subordinates)}
    counts = _("Colleagues: %(peers)s. Subordinates: %(subordinates)s.") % figures
    return step_page(
        request, form, round_words(_("Feedback round: %(name)s") % {"name": person.full_name}, counts)
    )


@require_http_methods(["GET", "POST"])
def round_unit(request, pk):
    """Start a round about the people of a unit."""
    actor = request.actor
    unit = selectors.get_round_unit(actor=actor, pk=pk)
    require(policies.can_start_unit_round(actor, unit))
    cycle, people = the_year(actor), selectors.people_of_unit(actor=actor, unit=unit)
    form = RoundForm(request.POST or None)

    def work():
        panels = [
            services.panel_of(near.employee, peers=near.peers, subordinates=near.subordinates)
            for near in selectors.around(actor=actor, people=people)
        ]
        return services.start_unit_round(unit=unit, panels=panels, cycle=cycle, new=form.new(), actor=actor)

    made = tried(form, work)
    if made:
        tell_left_out(request, made[1])
        return redirect("performance:round_detail", made[0].pk)
    subtitle = ngettext("%(count)s person", "%(count)s people", len(people)) % {"count": len(people)}
    return step_page(
        request, form, round_words(_("Feedback round: %(name)s") % {"name": unit.name}, subtitle)
    )


def tell_left_out(request, left_out):
    """Say that it has begun, and who could not be part of it."""
    messages.success(request, _("The round has begun; everybody has been asked."))
    if left_out:
        names = ", ".join(person.full_name for person in left_out[:10])
        words = _("Left out, because too few people work around them or a round was not long ago: %(names)s")
        messages.warning(request, words % {"names": names + ("…" if len(left_out) > 10 else "")})


@require_GET
def round_detail(request, pk):
    """Show how far a round is."""
    screen = selectors.get_round_screen(actor=request.actor, pk=pk)
    return render(request, "performance/round_detail.html", {"screen": screen, "round": screen.round})


@require_http_methods(["GET", "POST"])
def round_cancel(request, pk):
    """End a round without a result."""
    item = selectors.get_round(actor=request.actor, pk=pk)
    form = StepNoteForm(request.POST if request.method == "POST" else None)
    if tried(
        form,
        lambda: services.cancel_round(
            feedback_round=item, note=form.cleaned_data["note"], actor=request.actor
        ),
    ):
        messages.success(request, _("The round has been cancelled; the answers are deleted."))
        return redirect("performance:round_detail", pk)
    words = Words(
        title=_("Cancel this round"),
        subtitle=_("What was answered is deleted; nobody has seen it."),
        back=reverse("performance:round_detail", args=[pk]),
        back_label=_("Back to the round"),
        button=_("Cancel the round"),
    )
    return step_page(request, form, words)


@require_POST
def round_remind(request, pk):
    """Remind those who have not answered."""
    item = selectors.get_round(actor=request.actor, pk=pk)
    count = services.remind_respondents(feedback_round=item, actor=request.actor)
    if count:
        messages.success(request, _("Those who have not answered have been reminded."))
    else:
        messages.info(request, _("Nobody was reminded: it was done today already, or all have answered."))
    return redirect("performance:round_detail", pk)


@require_http_methods(["GET", "POST"])
def round_answer(request, pk):
    """Answer anonymously about one person, once."""
    actor = request.actor
    line = selectors.get_respondent(actor=actor, pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    can_answer = line.is_waiting and policies.can_answer_round(actor, line)
    if request.method == "POST" and form.is_valid():
        done = tried(
            form, lambda: round_answers.answer_round(respondent=line, entry=form.entry(), actor=actor) or True
        )
        if done:
            messages.success(request, _("Thank you. Nobody can tell that this answer is yours."))
            return redirect("performance:round_list")
    context = {"line": line, "form": form, "can_answer": can_answer, "leader_is_seen": leader_is_seen(line)}
    response = render(request, "performance/round_answer.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "private, no-store"
    return response


def leader_is_seen(line):
    """Tell whether this answer will stand apart as the leader's; the leader is told before answering."""
    return line.group == "leader" and line.subject.round.shows_leader


@require_POST
def round_decline(request, pk):
    """Say that one cannot judge."""
    line = selectors.get_respondent(actor=request.actor, pk=pk)
    round_answers.decline_round(respondent=line, actor=request.actor)
    messages.success(request, _("You have declined."))
    return redirect("performance:round_list")


@require_GET
def round_result(request, pk):
    """Show what a closed round says about one person."""
    result = selectors.get_round_result(actor=request.actor, pk=pk)
    response = render(request, "performance/round_result.html", {"result": result, "subject": result.subject})
    response["Cache-Control"] = "private, no-store"
    return response

"""Dialogue notes: list, writing, confirming, agreed actions."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from performance.forms.dialogue import ActionForm, DialogueForm, RemarkForm
from performance.policies import dialogue as policies
from performance.selectors import dialogue as selectors
from performance.services import dialogue as services
from performance.views.parts import Words, step_page, the_year, tried

SIDES = {"saya": "mine", "tim": "team"}


@require_GET
def dialogue_list(request):
    """Show the actor's talks and what was agreed in them."""
    require(request.actor.employee_id is not None)
    side = SIDES.get(request.GET.get("sisi", ""), "")
    lists = selectors.list_dialogues(actor=request.actor, side=side, token=request.GET.get("after", ""))
    base = reverse("performance:dialogue_list")
    names = (("", _("All")), ("saya", _("With my leader")), ("tim", _("With my team")))
    chips = [
        {
            "label": label,
            "url": f"{base}?sisi={slug}" if slug else base,
            "is_current": SIDES.get(slug, "") == side,
        }
        for slug, label in names
    ]
    context = {"lists": lists, "chips": chips if request.actor.is_evaluator else []}
    return render(request, "performance/dialogue_list.html", context)


@require_http_methods(["GET", "POST"])
def dialogue_new(request, pk):
    """Write down a talk with somebody."""
    actor = request.actor
    person = selectors.get_talk_person(actor=actor, pk=pk)
    cycle = the_year(actor)
    results = selectors.plan_results_of(actor=actor, employee_id=person.pk, cycle_id=cycle.pk)
    form = DialogueForm(request.POST or None, results=results)
    made = tried(
        form,
        lambda: services.write_dialogue(employee=person, cycle=cycle, entry=form.entry(), actor=actor),
    )
    if made:
        messages.success(request, _("Written down. Add what you agreed; the other one is asked to confirm."))
        return redirect("performance:dialogue_detail", made.pk)
    other = person.evaluator if person.pk == actor.employee_id else person
    words = Words(
        title=_("Dialogue with %(name)s") % {"name": other.full_name},
        back=reverse("performance:dialogue_list"),
        back_label=_("Dialogues"),
        button=_("Save"),
        draft=f"dialogue-new-{pk}",
        is_private=True,
    )
    return step_page(request, form, words)


@require_GET
def dialogue_detail(request, pk):
    """Show one talk."""
    return detail_page(request, pk)


def detail_page(request, pk, *, action_form=None, remark_form=None):
    """Show one talk with its forms; 422 when something was refused."""
    screen = selectors.get_dialogue_screen(actor=request.actor, pk=pk)
    forms = [form for form in (action_form, remark_form) if form is not None]
    context = {
        "screen": screen,
        "dialogue": screen.dialogue,
        "action_form": action_form or ActionForm(dialogue=screen.dialogue),
        "remark_form": remark_form or RemarkForm(),
    }
    response = render(request, "performance/dialogue_detail.html", context, status=422 if forms else 200)
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
def dialogue_edit(request, pk):
    """Write an own note anew until it is confirmed."""
    actor = request.actor
    dialogue = selectors.get_dialogue(actor=actor, pk=pk)
    require(dialogue.written_by_id == actor.employee_id)
    results = selectors.plan_results_of(
        actor=actor, employee_id=dialogue.employee_id, cycle_id=dialogue.cycle_id
    )
    form = DialogueForm(request.POST or None, results=results, dialogue=dialogue)
    if tried(form, lambda: services.change_dialogue(dialogue=dialogue, entry=form.entry(), actor=actor)):
        messages.success(request, _("Note changed. The other one is asked to confirm."))
        return redirect("performance:dialogue_detail", pk)
    words = Words(
        title=_("Change the note"),
        back=reverse("performance:dialogue_detail", args=[pk]),
        back_label=_("Back to the dialogue"),
        button=_("Save"),
        draft=f"dialogue-{pk}",
        is_private=True,
    )
    return step_page(request, form, words)


@require_POST
def dialogue_confirm(request, pk):
    """Confirm the note of the other one."""
    dialogue = selectors.get_dialogue(actor=request.actor, pk=pk)
    require(policies.can_confirm_dialogue(request.actor, dialogue))
    form = RemarkForm(request.POST)
    if tried(
        form,
        lambda: services.confirm_dialogue(
            dialogue=dialogue, remark=form.cleaned_data["remark"], actor=request.actor
        ),
    ):
        messages.success(request, _("You have confirmed the note."))
        return redirect("performance:dialogue_detail", pk)
    return detail_page(request, pk, remark_form=form)


@require_POST
def action_add(request, pk):
    """Add what one of the two promises."""
    dialogue = selectors.get_dialogue(actor=request.actor, pk=pk)
    form = ActionForm(request.POST, dialogue=dialogue)
    if tried(form, lambda: services.add_action(dialogue=dialogue, entry=form.entry(), actor=request.actor)):
        messages.success(request, _("Agreed action added."))
        return redirect(f"{reverse('performance:dialogue_detail', args=[pk])}#tindakan")
    return detail_page(request, pk, action_form=form)


@require_POST
def action_mark(request, pk):
    """Say that an agreed action is done, or open again."""
    action = selectors.get_action(actor=request.actor, pk=pk)
    is_done = request.POST.get("done") == "1"
    services.mark_action(action=action, is_done=is_done, actor=request.actor)
    messages.success(request, _("Marked as done.") if is_done else _("The action is open again."))
    return redirect(f"{reverse('performance:dialogue_detail', args=[action.dialogue_id])}#tindakan")

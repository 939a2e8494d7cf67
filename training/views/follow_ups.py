"""A promise at the end of a class: the superior says whether it is applied."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from asn_portal.core.access import require
from training.forms.feedback import APPLY, FollowUpAnswerForm
from training.policies import follow_ups as policies
from training.selectors import follow_ups as selectors
from training.services import follow_ups as services


@require_http_methods(["GET", "POST"])
def follow_up_detail(request, pk):
    """Show one promise; the superior answers it."""
    actor = request.actor
    follow_up = selectors.get_follow_up(actor=actor, pk=pk)
    require(request.method == "GET" or policies.can_answer_follow_up(actor, follow_up))
    form = FollowUpAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        service = (
            services.confirm_applied if form.cleaned_data["decision"] == APPLY else services.answer_not_yet
        )
        service(follow_up=follow_up, note=form.cleaned_data["note"], actor=actor)
        messages.success(
            request, _("Your answer has been sent to %(name)s.") % {"name": follow_up.employee.name}
        )
        return redirect("inbox")
    context = {
        "follow_up": follow_up,
        "person": follow_up.employee,
        "training_class": follow_up.enrolment.training_class,
        "is_own": policies.is_participant(actor, follow_up.enrolment),
        "may_answer": selectors.may_answer(actor, follow_up),
        "form": form,
        "timeline": selectors.follow_up_timeline(actor=actor, follow_up=follow_up),
    }
    return render(request, "training/follow_up_detail.html", context, status=422 if form.errors else 200)

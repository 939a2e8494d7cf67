"""The short page at the end of a class, and what a class was worth."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from training.forms.feedback import FeedbackForm
from training.policies import certificates as certificate_policies
from training.policies import follow_ups as policies
from training.selectors import certificates
from training.selectors import follow_ups as selectors
from training.services import reactions as services


@require_http_methods(["GET", "POST"])
def class_feedback(request, pk):
    """Answer the questions of a class and promise what will be applied; each once."""
    actor = request.actor
    enrolment = selectors.get_feedback_enrolment(actor=actor, pk=pk)
    require(policies.can_give_feedback(actor, enrolment))
    reaction, promise = selectors.feedback_of(enrolment)
    form = FeedbackForm(
        request.POST or None, has_reaction=reaction is not None, has_promise=promise is not None
    )
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data.get("promise", "")
        try:
            services.give_feedback(enrolment=enrolment, marks=form.marks(), promise=text, actor=actor)
        except ValidationError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Thank you. Your answers help to make the next class better."))
            return redirect("training:my_hours")
    context = {"enrolment": enrolment, "form": form, "reaction": reaction, "promise": promise}
    status = 422 if request.method == "POST" else 200
    return render(request, "training/feedback.html", context, status=status)


@require_GET
def class_evaluation(request, pk):
    """Show HR what a class was worth, and issue what is still owed."""
    actor = request.actor
    training_class = certificates.get_class(actor=actor, pk=pk)
    require(certificate_policies.can_see_evaluation(actor, training_class))
    context = {
        "training_class": training_class,
        "evaluation": selectors.evaluation_of(actor=actor, training_class=training_class),
        "owed": certificates.enrolments_without_certificate(training_class).count(),
        "can_issue": certificate_policies.can_issue_for_class(actor, training_class),
    }
    return render(request, "training/feedback_class.html", context)

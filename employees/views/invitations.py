"""HR invites people: the list of accounts, the batches, the letters."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from asn_portal.core.access import require
from asn_portal.core.forms import add_error
from employees import policies
from employees.forms.accounts import LETTER, TICKED, AccountFilterForm, InviteForm
from employees.selectors import activation as selectors
from employees.services import invitations as services


@require_http_methods(["GET", "POST"])
def invitation_list(request):
    """Choose people and invite them; the filter stands in the address."""
    actor = request.actor
    require(policies.can_invite(actor))
    form = AccountFilterForm(request.GET, actor=actor)
    wanted = form.wanted()
    invite = InviteForm(request.POST) if request.method == "POST" else None
    if invite and invite.is_valid():
        made = send_invitation(request, invite, wanted)
        if made is not None:
            return redirect("employees:invitation_detail", pk=made.pk)
    counts = selectors.count_accounts(actor=actor, wanted=wanted)
    context = {
        "form": form,
        "wanted": wanted,
        "active": bool(wanted.unit) + bool(wanted.text),
        "errors": invite.non_field_errors() if invite else [],
        "page": selectors.page_of_accounts(actor=actor, wanted=wanted, token=request.GET.get("after", "")),
        "counts": counts,
        "total": counts[wanted.state],
        "tabs": account_tabs(wanted, counts),
        "batches": selectors.list_invitations(actor=actor),
        "query": request.GET.urlencode(),
    }
    return render(request, "employees/invitation_list.html", context, status=422 if invite else 200)


def send_invitation(request, form, wanted):
    """Return the new batch, or None with the reason on the form."""
    data = form.cleaned_data
    ids = data["person"] if data["whom"] == TICKED else None
    people = selectors.chosen_people(actor=request.actor, wanted=wanted, ids=ids)
    try:
        return services.invite_people(employees=people, by_letter=data["way"] == LETTER, actor=request.actor)
    except ValidationError as error:
        add_error(form, error)
        return None


def account_tabs(wanted, counts) -> list[dict]:
    """Return the states of accounts with their counts."""
    labels = {
        selectors.FRESH: _("Not invited yet"),
        selectors.INVITED: _("Invited"),
        selectors.ACTIVE: _("In use"),
    }
    rest = {"q": wanted.text, "unit": wanted.unit.pk if wanted.unit else ""}
    query = {key: value for key, value in rest.items() if value}
    return [
        {
            "label": label,
            "url": f"?{urlencode({**query, 'keadaan': state})}",
            "count": counts[state],
            "is_current": state == wanted.state,
        }
        for state, label in labels.items()
    ]


@require_GET
def invitation_detail(request, pk):
    """Show how far a batch is."""
    invitation = selectors.get_invitation(actor=request.actor, pk=pk)
    context = {
        "invitation": invitation,
        "chosen": len(invitation.employee_ids),
        "counts": selectors.invitation_counts(actor=request.actor, invitation=invitation),
        "failed": selectors.failed_mails(actor=request.actor, invitation=invitation),
        "is_running": invitation.job is not None and not invitation.job.is_finished,
        "size": selectors.LETTERS_PER_FILE,
        "back": reverse("employees:invitation_list"),
    }
    return render(request, "employees/invitation_detail.html", context)


@never_cache
@require_POST
def invitation_letters(request, pk, part):
    """Download one file of letters; each download makes new codes."""
    invitation = selectors.get_invitation(actor=request.actor, pk=pk)
    try:
        content = services.print_letters(invitation=invitation, part=part, actor=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("employees:invitation_detail", pk=pk)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="surat-aktivasi-{pk}-{part}.pdf"'
    return response

"""The own API tokens."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from asn_portal.core.forms import add_error
from employees.forms.accounts import TokenForm
from employees.selectors import tokens as selectors
from employees.services import tokens as services


@never_cache
@require_http_methods(["GET", "POST"])
def token_list(request):
    """Show the own tokens and make new ones; the secret stands in this one answer only."""
    form = TokenForm(request.POST or None)
    made = secret = None
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = services.create_token(actor=request.actor, **form.cleaned_data)
        except ValidationError as error:
            add_error(form, error)
        else:
            form = TokenForm()
    tokens = selectors.list_tokens(actor=request.actor)
    context = {"form": form, "tokens": tokens, "made": made, "secret": secret}
    return render(request, "employees/token_list.html", context, status=422 if form.errors else 200)


@require_POST
def token_revoke(request, pk):
    """Make a token useless."""
    token = selectors.get_token(actor=request.actor, pk=pk)
    services.revoke_token(token=token, actor=request.actor)
    messages.success(request, _("The token “%(name)s” no longer works.") % {"name": token.name})
    return redirect("employees:token_list")

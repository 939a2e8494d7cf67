"""One's own account, and activation with a one-time code."""

from allauth.account import app_settings
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from asn_portal.core.forms import add_error
from employees.accounts.adapter import normalise_login
from employees.forms.accounts import ActivationForm
from employees.services.activation import activate_account


@require_GET
def account(request):
    """Show what one can do with the own account."""
    return render(
        request, "employees/account.html", {"login": request.user.username, "email": request.user.email}
    )


@sensitive_post_parameters("password1", "password2", "code")
@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def activation(request):
    """Set the first password with NIP and one-time code, and log in."""
    if request.user.is_authenticated:
        messages.info(request, _("You are logged in. Log out first to activate another account."))
        return redirect("home")
    # The link of the mail carries the code; it is no use without the NIP, and none at all once it was used.
    form = ActivationForm(request.POST or None, initial={"code": request.GET.get("kode", "")[:30]})
    if request.method == "POST" and form.is_valid():
        user = attempt(request, form)
        if user is not None:
            messages.success(request, _("Your password is set."))
            login = Login(user=user, email_verification=app_settings.EmailVerificationMethod.NONE)
            return perform_password_login(request, {"username": user.username}, login)
    return render(request, "employees/activation.html", {"form": form}, status=422 if form.errors else 200)


def attempt(request, form):
    """Return the activated account, or None with the reason on the form; attempts are counted per login name."""
    data = form.cleaned_data
    if not ratelimit.consume(request, action="activation", key=normalise_login(data["login"]).lower()):
        form.add_error(None, _("Too many attempts. Please wait ten minutes and try again."))
        return None
    try:
        return activate_account(login=data["login"], code=data["code"], password=data["password1"])
    except ValidationError as error:
        add_error(form, error)
        return None

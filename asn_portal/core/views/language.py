"""The language switch in the footer."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from asn_portal.core import services
from asn_portal.core.language import keep_language


@login_not_required
@require_POST
def language_switch(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie, and on the account for its mails, and go back to the page."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        back = "/"
    response = HttpResponseRedirect(back)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            services.remember_language(language=language, actor=request.actor)
        keep_language(response, request, language)
    return response

"""The page behind the link of a service receiver: no login, one answer, works without JavaScript."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from asn_portal.core.access import Conflict, NotAllowed
from asn_portal.core.documents.throttle import WINDOW, is_over_limit
from performance.forms.feedback import ReceiverForm
from performance.services import feedback_requests as services
from performance.views.parts import tried

# A queue of people behind one address answers in the same minute; guessing 144 bits needs far more.
LIMIT = 30
GONE = 410


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_public(request, code):
    """Ask the one question; unknown codes are 404, used and expired ones 410."""
    if is_over_limit(request, name="feedback-link", limit=LIMIT):
        response = page(request, {"state": "busy"}, 429)
        response["Retry-After"] = str(WINDOW)
        return response
    item = services.find_link(code=code)
    if item is None:
        return page(request, {"state": "unknown"}, 404)
    with timezone.override(item.agency.time_zone):
        if not services.is_open_link(item):
            return page(request, {"state": "over", "item": item}, GONE)
        return answer_page(request, item)


def answer_page(request, item):
    """Show the question, or take the answer and say thank you."""
    form = ReceiverForm(request.POST if request.method == "POST" else None)
    reader = request.actor if request.user.is_authenticated else None

    def work():
        name = form.cleaned_data["name"]
        return services.answer_link(request=item, remark=form.remark(), name=name, reader=reader)

    try:
        if tried(form, work):
            return page(request, {"state": "thanks", "item": item}, 200)
    except Conflict:
        return page(request, {"state": "over", "item": item}, GONE)
    except NotAllowed:
        return page(request, {"state": "insider", "item": item}, 403)
    return page(request, {"state": "open", "item": item, "form": form}, 422 if form.is_bound else 200)


def page(request, context, status):
    """Return the page; the address stays out of search engines and of the next page's referrer."""
    response = render(request, "performance/feedback_public.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    # The code in the address stays here, while the browser still says where its answer comes from.
    response["Referrer-Policy"] = "strict-origin"
    return response

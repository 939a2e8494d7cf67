"""Language, login by default, and one place where 403, 404 and 409 become pages."""

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponse
from django.utils import translation

from asn_portal.core import policies
from asn_portal.core.access import Conflict, NotAllowed
from asn_portal.core.language import COOKIE
from asn_portal.core.views.problems import conflict_response, forbidden_response


class CleanQueryMiddleware:
    """Take NUL out of the query string: PostgreSQL stores none and would answer a search for one with an error."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query:
            request.META["QUERY_STRING"] = query.replace("%00", "")
        return self.get_response(request)


class LanguageMiddleware:
    """Activate the language of the cookie (set by the switch in the footer), Indonesian otherwise."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        wanted = request.COOKIES.get(COOKIE, settings.LANGUAGE_CODE)
        language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class FiguresMiddleware:
    """Let a request that only reads ask for the agency's figures once."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with policies.remembered():
            return self.get_response(request)


class LoginMiddleware(LoginRequiredMiddleware):
    """Login is the default; an expired session under htmx answers 401, so that the page keeps what was typed (B10)."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Let API views authenticate themselves, and answer htmx with 401 instead of a redirect."""
        if request.path.startswith("/api/") or request.user.is_authenticated:
            return None
        response = super().process_view(request, view_func, view_args, view_kwargs)
        if response is not None and getattr(request, "htmx", False):
            return HttpResponse(status=401)
        return response


class ProblemMiddleware:
    """Turn NotAllowed into 403 and Conflict into the 409 page that says who did what (B11)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Render the two exceptions of the kernel; anything else goes its way."""
        if isinstance(exception, NotAllowed):
            return forbidden_response(request, exception)
        if isinstance(exception, Conflict):
            return conflict_response(request, exception)
        return None

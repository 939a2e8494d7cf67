"""API tokens: the secret is shown once, only its hash is stored, and it expires."""

from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

from employees.accounts.codes import digest_of
from employees.selectors import tokens
from employees.services.tokens import touch_token


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Token <secret>`; a wrong, expired or revoked token is 401."""

    keyword = b"token"

    def authenticate(self, request):
        """Return (user, token), or None where another method may try."""
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != self.keyword:
            return None
        if len(parts) != 2:  # noqa: PLR2004
            raise AuthenticationFailed("Malformed token header.")
        token = tokens.token_in_force(digest_of(parts[1].decode("latin-1")), now=timezone.now())
        if token is None:
            raise AuthenticationFailed("Unknown, expired or revoked token.")
        touch_token(token)
        return token.user, token

    def authenticate_header(self, request):
        """Make a missing login 401 instead of 403."""
        return "Token"


class TokenScheme(OpenApiAuthenticationExtension):
    """How the published schema names the token."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema):
        """Return the header in the words of OpenAPI."""
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`Token <secret>`, made under the own account.",
        }

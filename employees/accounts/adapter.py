"""How accounts log in: by NIP (spaces allowed), other login name or verified e-mail; nobody signs up (B9)."""

import re

from allauth.account.adapter import DefaultAccountAdapter

from asn_portal.core.language import COOKIE, keep_language


def normalise_login(text: str) -> str:
    """Return the NIP without its spaces; anything else as typed, trimmed."""
    digits = re.sub(r"[\s.'’-]", "", text)
    return digits if digits.isdigit() else text.strip()


class AccountAdapter(DefaultAccountAdapter):
    """The portal's rules on top of allauth."""

    def is_open_for_signup(self, request) -> bool:
        """Nobody signs up; HR invites."""
        return False

    def authenticate(self, request, **credentials):
        """Accept a NIP as people write it."""
        for key in ("username", "login", "email"):
            if isinstance(credentials.get(key), str):
                credentials[key] = normalise_login(credentials[key])
        return super().authenticate(request, **credentials)

    def post_login(self, request, user, **kwargs):
        """On a device that has no language yet, go on in the language of the account."""
        response = super().post_login(request, user, **kwargs)
        if response is not None and COOKIE not in request.COOKIES:
            keep_language(response, request, user.language)
        return response

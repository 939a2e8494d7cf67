"""Verification codes such as TS-7K4M-Q2XD: unguessable, and forgiving when typed from paper."""

import secrets

# Crockford's base 32: no I, L, O, U, so that a misread letter has exactly one digit it can mean.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
BODY_LENGTH = 8
GROUP = 4
PREFIX_LENGTH = 12
DEFAULT_PREFIX = "DOK"


def new_code(agency_code: str) -> str:
    """Return a fresh code of 40 random bits behind the agency's short code."""
    return _written(_prefix(agency_code), "".join(secrets.choice(ALPHABET) for _ in range(BODY_LENGTH)))


def normalise_code(typed: str) -> str:
    """Return the code as issued from what somebody typed, "" for what cannot be a code.

    Case, spaces and dashes do not count; O means 0, I and L mean 1.
    """
    signs = "".join(char for char in typed.upper() if char.isascii() and char.isalnum())
    prefix, body = signs[:-BODY_LENGTH], signs[-BODY_LENGTH:].translate(MISREAD)
    if not prefix or len(prefix) > PREFIX_LENGTH or any(char not in ALPHABET for char in body):
        return ""
    return _written(prefix, body)


def _prefix(agency_code: str) -> str:
    letters = "".join(char for char in agency_code.upper() if char.isascii() and char.isalnum())
    return letters[:PREFIX_LENGTH] or DEFAULT_PREFIX


def _written(prefix: str, body: str) -> str:
    return f"{prefix}-{body[:GROUP]}-{body[GROUP:]}"

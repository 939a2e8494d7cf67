"""One-time codes and token secrets: unguessable, shown once, and only a digest is stored."""

import hashlib
import secrets

from django.utils.crypto import salted_hmac

# Crockford's base 32: no I, L, O, U, so that a code copied from paper can be misread in one way only.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
GROUPS, GROUP = 3, 4


def new_code() -> str:
    """Return a code of 60 random bits, such as 7K4M-Q2XD-90BT."""
    signs = [secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP)]
    return "-".join("".join(signs[at : at + GROUP]) for at in range(0, len(signs), GROUP))


def normalise_code(typed: str) -> str:
    """Return the signs of a typed code: case, spaces and dashes do not count, O is 0, I and L are 1."""
    signs = "".join(char for char in typed.upper() if char.isascii() and char.isalnum())
    return signs.translate(MISREAD)


def code_hash(typed: str) -> str:
    """Return what is stored in place of a code.

    The hash is keyed with the secret key: a copy of the database alone does not let anybody try codes.
    """
    return salted_hmac("employees.activation", normalise_code(typed), algorithm="sha256").hexdigest()


def new_secret() -> str:
    """Return a token secret of 256 random bits."""
    return f"asn_{secrets.token_urlsafe(32)}"


def digest_of(secret: str) -> str:
    """Return what is stored in place of a token secret; 256 random bits need no key."""
    return hashlib.sha256(secret.encode()).hexdigest()

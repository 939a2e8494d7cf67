"""Names as lists are sorted and searched by."""

import unicodedata


def search_key(text: str) -> str:
    """Return words without accents and signs, in lower case with single spaces."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in plain.casefold()).split())

"""Shows so much of personal data that its owner is recognised, and no more (UU 27/2022; A13)."""

DOT = "•"
GROUP = 4


def mask_digits(value: str, *, first: int, last: int) -> str:
    """Return the first and last characters, dots between them in groups of four: "9471 •••• •••• ••06"."""
    plain = "".join(value.split()).replace("-", "")
    if len(plain) <= first + last:
        return DOT * len(plain)
    hidden = plain[:first] + DOT * (len(plain) - first - last) + (plain[-last:] if last else "")
    return " ".join(hidden[start : start + GROUP] for start in range(0, len(hidden), GROUP))


def mask_nik(value: str) -> str:
    """Return the region and the last two digits of a NIK."""
    return mask_digits(value, first=4, last=2)


def mask_phone(value: str) -> str:
    """Return the first four and the last two digits of a number."""
    return mask_digits(value, first=4, last=2)


def mask_npwp(value: str) -> str:
    """Return a tax number of which only the last three digits show."""
    digits = sum(character.isdigit() for character in value)
    shown = 3 if digits > GROUP else 0
    seen, result = 0, []
    for character in value:
        seen += character.isdigit()
        hide = character.isdigit() and seen <= digits - shown
        result.append(DOT if hide else character)
    return "".join(result)


def mask_address(value: str) -> str:
    """Return the first word of an address."""
    words = value.split()
    return f"{words[0]} {DOT * 4}" if len(words) > 1 else DOT * 4 if words else ""


MASKS = {"nik": mask_nik, "npwp": mask_npwp, "phone": mask_phone, "address": mask_address}


def masked(name: str, value: str) -> str:
    """Return the masked form of a field; fields that nobody hides stay as they are."""
    mask = MASKS.get(name)
    return mask(value) if mask and value else value

"""What a document shows of its holder's number to anybody who has its code."""

NIP_LENGTH = 18
SHOWN = 3
DOT = "•"


def mask_nip(nip: str) -> str:
    """Return "•••••••• •••••• 1 003": the dates in it stay hidden, the end can be compared."""
    digits = "".join(nip.split())
    if not digits:
        return ""
    if len(digits) != NIP_LENGTH:
        return DOT * max(len(digits) - SHOWN, 0) + digits[-SHOWN:]
    return f"{DOT * 8} {DOT * 6} {digits[14]} {digits[15:]}"

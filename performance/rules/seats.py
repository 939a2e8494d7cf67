"""Where a government signs: its seat, as the name says it."""

import re

_KIND = re.compile(
    r"^(?:pemerintah\s+)?(?:daerah\s+)?(?:kota|kabupaten|provinsi)\s+(?:administrasi\s+)?", re.I
)


def seat_of(name: str) -> str:
    """Return the place in the name of a government: "Pemerintah Kota Teluk Sari" gives "Teluk Sari".

    Empty where the name tells none (a ministry): then the agency states the place in its settings.
    """
    rest = _KIND.sub("", name.strip(), count=1)
    return "" if rest == name.strip() else rest.strip()

"""Documents of training as Typst templates."""

from pathlib import Path

CERTIFICATE = Path(__file__).parent / "certificate.typ"

"""Letters to employees as Typst templates."""

from pathlib import Path

ACTIVATION_LETTER = Path(__file__).parent / "activation_letter.typ"

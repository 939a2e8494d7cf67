"""Official forms of performance management as Typst templates (10-forms)."""

from pathlib import Path

FOLDER = Path(__file__).parent
SKP_QUANTITATIVE = FOLDER / "skp_quantitative.typ"
EVALUATION_DOCUMENT = FOLDER / "evaluation_document.typ"
EVALUATION_FORM = FOLDER / "evaluation_form.typ"

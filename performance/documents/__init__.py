"""Official forms of performance management as Typst templates (10-forms)."""

from pathlib import Path

FOLDER = Path(__file__).parent
SKP_QUANTITATIVE = FOLDER / "skp_quantitative.typ"
SKP_LEADER_QUANTITATIVE = FOLDER / "skp_leader_quantitative.typ"
SKP_QUALITATIVE = FOLDER / "skp_qualitative.typ"
SKP_MANUAL = FOLDER / "skp_manual.typ"
SKP_ATTACHMENT = FOLDER / "skp_attachment.typ"
EVALUATION_DOCUMENT = FOLDER / "evaluation_document.typ"
EVALUATION_FORM = FOLDER / "evaluation_form.typ"
MATRIX = FOLDER / "role_matrix.typ"

"""Forms of the public check page."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from asn_portal.core.documents.codes import normalise_code

MAX_PDF_BYTES = 10_000_000


class CodeForm(forms.Form):
    """The code below the QR."""

    code = forms.CharField(
        label=_("Code below the QR"),
        max_length=60,
        error_messages={"required": _("Write the code that stands below the QR.")},
        widget=forms.TextInput(
            attrs={"placeholder": "TS-XXXX-XXXX", "autocomplete": "off", "autocapitalize": "characters"}
        ),
    )

    def clean_code(self) -> str:
        """Return the code as issued."""
        code = normalise_code(self.cleaned_data["code"])
        if not code:
            raise ValidationError(
                _("A code has letters before the first dash and eight signs after it, as in TS-7K4M-Q2XD."),
                code="shape",
            )
        return code


class CompareForm(forms.Form):
    """A PDF to compare with the one that was issued."""

    file = forms.FileField(
        label=_("PDF file to compare"),
        error_messages={"required": _("Choose the PDF file first."), "empty": _("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def clean_file(self):
        """Refuse what is too large or no PDF, before it is read whole."""
        file = self.cleaned_data["file"]
        if file.size > MAX_PDF_BYTES:
            raise ValidationError(_("The file is larger than 10 MB."), code="too_large")
        if not file.read(5) == b"%PDF-":
            raise ValidationError(_("This file is not a PDF."), code="not_pdf")
        file.seek(0)
        return file

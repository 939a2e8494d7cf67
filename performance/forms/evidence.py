"""Recording what was reached."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from performance.models import Evidence
from performance.rules.evidence_files import ACCEPT
from performance.services.evidence import EvidenceEntry


class EvidenceForm(forms.Form):
    """Value, explanation and file of one entry; what a file is, the service tells from its content."""

    value = forms.CharField(label=_("What was reached"), max_length=160)
    note = forms.CharField(
        label=_("Explanation"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    file = forms.FileField(
        label=_("File"), required=False, widget=forms.FileInput(attrs={"accept": ACCEPT}), max_length=255
    )
    removes_file = forms.BooleanField(label=_("Remove the present file"), required=False)

    def __init__(self, *args, evidence: Evidence | None = None, **kwargs):
        initial = {"value": evidence.value, "note": evidence.note} if evidence else {}
        super().__init__(*args, initial=initial, **kwargs)
        megabytes = settings.EVIDENCE_MAX_BYTES // 1_000_000
        self.fields["file"].help_text = _(
            "PDF, photo (JPEG, PNG), Excel, Word or ODT, up to %(size)s MB."
        ) % {"size": megabytes}
        if not (evidence and evidence.file):
            del self.fields["removes_file"]

    def clean_file(self):
        """Refuse what is too big before anything reads it."""
        file = self.cleaned_data.get("file")
        if file and file.size > settings.EVIDENCE_MAX_BYTES:
            size = settings.EVIDENCE_MAX_BYTES // 1_000_000
            raise ValidationError(
                _("The file is larger than %(size)s MB. Choose a smaller one."), params={"size": size}
            )
        return file

    def entry(self) -> EvidenceEntry:
        """Return what was typed."""
        data = self.cleaned_data
        return EvidenceEntry(
            value=data["value"],
            note=data["note"],
            file=data["file"],
            removes_file=data.get("removes_file", False),
        )

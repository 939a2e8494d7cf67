"""Forms to hand a certificate in, to decide on it, and to search the queue."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from asn_portal.core.forms import DateField
from training.enums import LearningForm
from training.selectors.certificates import CertificateFilter
from training.services.outside_certificates import OutsideProof

VERIFY, REFUSE = "verify", "refuse"
ACCEPT = ".pdf,.jpg,.jpeg,.png"
FIRST_YEAR, LAST_YEAR = 1980, 2100


class CertificateForm(forms.Form):
    """What stands on the certificate, and its file; what the file is, the service tells from its content."""

    name = forms.CharField(label=_("Name of the training"), max_length=200)
    organiser = forms.CharField(label=_("Organiser"), max_length=160)
    form = forms.ChoiceField(label=_("Form"), choices=[("", _("Choose")), *LearningForm.choices])
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"))
    hours = forms.IntegerField(
        label=_("JP printed on the certificate"),
        required=False,
        min_value=1,
        max_value=2000,
        help_text=_("What is printed counts, even where the hours alone would give another figure."),
    )
    minutes = forms.IntegerField(
        label=_("No JP printed? Minutes of lessons"),
        required=False,
        min_value=1,
        max_value=120_000,
        help_text=_("Without breaks. The portal turns them into JP."),
    )
    number = forms.CharField(
        label=_("Certificate number"), max_length=80, required=False, help_text=_("If there is one.")
    )
    is_own_initiative = forms.BooleanField(
        label=_("I learnt this on my own initiative (mandiri), without an assignment"), required=False
    )
    file = forms.FileField(
        label=_("Certificate or report"),
        max_length=255,
        error_messages={
            "required": _("Attach the certificate, or for self-learning your report; HR needs it to verify.")
        },
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        megabytes = settings.EVIDENCE_MAX_BYTES // 1_000_000
        self.fields["file"].help_text = _(
            "PDF or photo (JPEG, PNG), up to %(size)s MB. For self-learning: your report."
        ) % {"size": megabytes}

    def clean_file(self):
        """Refuse what is too big before anything reads it."""
        file = self.cleaned_data.get("file")
        if file and file.size > settings.EVIDENCE_MAX_BYTES:
            size = settings.EVIDENCE_MAX_BYTES // 1_000_000
            raise ValidationError(
                _("The file is larger than %(size)s MB. Choose a smaller one."), params={"size": size}
            )
        return file

    def proof(self) -> OutsideProof:
        """Return what was typed."""
        data = self.cleaned_data
        return OutsideProof(
            name=data["name"],
            organiser=data["organiser"],
            form=data["form"],
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            number=data["number"],
            printed=data["hours"],
            minutes=data["minutes"],
            is_own_initiative=data["is_own_initiative"],
            file=data["file"],
        )


class CertificateDecisionForm(forms.Form):
    """Yes, perhaps as independent learning, or no with the reason."""

    decision = forms.ChoiceField(choices=[(VERIFY, VERIFY), (REFUSE, REFUSE)], widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when you refuse. The person reads it."),
    )
    as_own_initiative = forms.BooleanField(
        label=_("Record as independent learning (mandiri): outside the ceiling of PPPK"), required=False
    )

    def __init__(self, *args, exceeds: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if exceeds:
            self.fields["note"].help_text = _(
                "Needed when you refuse, or when it is to count above the ceiling."
            )
        else:
            del self.fields["as_own_initiative"]

    def clean(self):
        """Ask for the reason of a refusal at its field."""
        data = super().clean()
        if data.get("decision") == REFUSE and not (data.get("note") or "").strip():
            raise ValidationError({"note": _("Please write the reason; the person will read it.")})
        return data


class ReasonForm(forms.Form):
    """Why a certificate is revoked."""

    note = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The person reads it; for a certificate of the portal the check page shows it too."),
    )


class CertificateFilterForm(forms.Form):
    """What the queue is narrowed to."""

    q = forms.CharField(label=_("Name or training"), required=False, max_length=80)
    form = forms.ChoiceField(label=_("Form"), required=False, choices=[("", _("All")), *LearningForm.choices])
    tahun = forms.IntegerField(label=_("Year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def wanted(self, *, decided: bool) -> CertificateFilter:
        """Return the filter; what cannot be read narrows nothing."""
        self.is_valid()
        data = self.cleaned_data
        return CertificateFilter(
            decided=decided,
            form=data.get("form", ""),
            year=data.get("tahun"),
            text=data.get("q", "").strip(),
        )

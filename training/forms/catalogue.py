"""Forms of the catalogue: its filter, providers, programmes and classes."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.forms import DateField
from performance.enums import ServiceField
from training.enums import ClassStatus, LearningForm, ProviderKind
from training.selectors.catalogue import CatalogueFilter, list_programmes, list_providers
from training.selectors.classes import ClassFilter
from training.services.catalogue import ProgrammeText, ProviderText
from training.services.classes import ClassText

ALL = ("", _("All"))
EVERY_FIELD = ("", _("Every field"))
MOST_SEATS = 5_000
MOST_HOURS = 1_500
MOST_PRICE = 1_000_000_000
CLOSED_BOX = {"rows": 3}


class CatalogueFilterForm(forms.Form):
    """What the catalogue is narrowed to; every value stands in the address."""

    q = forms.CharField(label=_("Name of the training"), required=False, max_length=80)
    bentuk = forms.ChoiceField(label=_("Form"), required=False, choices=[ALL, *LearningForm.choices])
    bidang = forms.ChoiceField(
        label=_("Field of service"), required=False, choices=[ALL, *ServiceField.choices]
    )
    kursi = forms.BooleanField(label=_("Only with free seats"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs.update(type="search")

    def wanted(self) -> CatalogueFilter:
        """Return the filter; what was not understood does not narrow."""
        self.is_valid()
        data = self.cleaned_data
        return CatalogueFilter(
            text=data.get("q", ""),
            form=data.get("bentuk", ""),
            field=data.get("bidang", ""),
            free_only=data.get("kursi", False),
        )

    def active(self) -> int:
        """Return how many filters are set."""
        self.is_valid()
        return sum(bool(value) for value in self.cleaned_data.values())


class ClassFilterForm(forms.Form):
    """What the desk's list of classes is narrowed to."""

    q = forms.CharField(label=_("Name of the training"), required=False, max_length=80)
    status = forms.ChoiceField(label=_("State"), required=False, choices=[ALL, *ClassStatus.choices])

    def wanted(self) -> ClassFilter:
        """Return the filter."""
        self.is_valid()
        return ClassFilter(text=self.cleaned_data.get("q", ""), state=self.cleaned_data.get("status", ""))


class ProviderForm(forms.Form):
    """A provider."""

    name = forms.CharField(label=_("Name"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=ProviderKind.choices)
    contact = forms.CharField(
        label=_("Contact"), max_length=160, required=False, help_text=_("Telephone, e-mail or website.")
    )
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def text(self) -> ProviderText:
        """Return what was written."""
        return ProviderText(**self.cleaned_data)


class ProgrammeForm(forms.Form):
    """A programme; its provider is one of the government."""

    provider = forms.TypedChoiceField(label=_("Provider"))
    name = forms.CharField(label=_("Name"), max_length=200)
    form = forms.ChoiceField(label=_("Form"), choices=LearningForm.choices)
    field = forms.ChoiceField(
        label=_("Field of service"), required=False, choices=[EVERY_FIELD, *ServiceField.choices]
    )
    hours = forms.IntegerField(
        label=_("Hours (JP)"),
        min_value=1,
        max_value=MOST_HOURS,
        help_text=_("As printed on the certificate; one JP is usually 45 minutes."),
    )
    price = forms.IntegerField(
        label=_("Price per person (Rp)"),
        min_value=0,
        max_value=MOST_PRICE,
        initial=0,
        help_text=_("0 when free."),
    )
    description = forms.CharField(
        label=_("What one learns"), required=False, max_length=2000, widget=forms.Textarea(attrs=CLOSED_BOX)
    )
    is_active = forms.BooleanField(label=_("Offered"), required=False, initial=True)

    def __init__(self, *args, actor, keep=None, **kwargs):
        super().__init__(*args, **kwargs)
        known = {str(row.pk): row for row in list_providers(actor=actor, keep=keep)}
        self.fields["provider"].choices = [("", "–"), *((key, row.name) for key, row in known.items())]
        self.fields["provider"].coerce = known.__getitem__

    def text(self) -> ProgrammeText:
        """Return what was written."""
        return ProgrammeText(**self.cleaned_data)


class ClassForm(forms.Form):
    """A class; wrong days come back with what was typed."""

    programme = forms.TypedChoiceField(label=pgettext_lazy("training", "Programme"))
    label = forms.CharField(
        label=_("Name of the class"), max_length=80, required=False, help_text=_("For example Angkatan II.")
    )
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"))
    enrol_until = DateField(label=_("Enrolment until"))
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=MOST_SEATS)
    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    link = forms.URLField(
        label=_("Link"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=_("For online classes."),
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, actor, keep=None, **kwargs):
        super().__init__(*args, **kwargs)
        known = {str(row.pk): row for row in list_programmes(actor=actor, keep=keep)}
        words = ((key, f"{row.name} ({row.hours} JP, {row.provider.name})") for key, row in known.items())
        self.fields["programme"].choices = [("", "–"), *words]
        self.fields["programme"].coerce = known.__getitem__

    def text(self) -> ClassText:
        """Return what was written."""
        return ClassText(**{name: value for name, value in self.cleaned_data.items() if name != "revision"})


class CancelForm(forms.Form):
    """Why a class is cancelled; everybody enrolled reads it."""

    note = forms.CharField(
        label=pgettext_lazy("cancellation", "Reason"),
        max_length=500,
        widget=forms.Textarea(attrs=CLOSED_BOX),
        help_text=_("Everybody who asked for or has a place reads it."),
    )

"""Forms of credit points."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from asn_portal.core.forms import DateField, LocalDecimalField
from performance.enums import Predicate
from performance.enums.credit import EntryKind, Outlook, StatementSource
from performance.rules.credit_levels import LEVELS
from performance.selectors.credit import CreditFilter
from performance.services.credit import NewCreditStatement
from performance.services.credit_entries import NewEntry
from performance.services.credit_statements import NewPak

MOST = Decimal("9999.9999")
ALL = [("", _("All"))]


class CreditFilterForm(forms.Form):
    """What the list is narrowed to."""

    q = forms.CharField(label=_("Name or NIP"), required=False, max_length=100)
    unit = forms.ChoiceField(label=_("Office"), required=False)
    jenjang = forms.ChoiceField(
        label=_("Level"), required=False, choices=[*ALL, *((row.code, row.name) for row in LEVELS)]
    )
    arah = forms.ChoiceField(label=_("What comes next"), required=False, choices=[*ALL, *Outlook.choices])
    pak = forms.BooleanField(label=_("Only people whose PAK has to be set"), required=False)

    def __init__(self, *args, units: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [*ALL, *units]

    def wanted(self) -> CreditFilter:
        """Return the filter; what cannot be in an address is left out."""
        self.is_valid()
        data = self.cleaned_data
        return CreditFilter(
            text=data.get("q", "").strip(),
            outlook=data.get("arah", ""),
            level=data.get("jenjang", ""),
            unit_id=int(data["unit"]) if data.get("unit") else None,
            is_due=data.get("pak", False),
        )


class StatementForm(forms.Form):
    """A PAK or an integration from outside."""

    source = forms.ChoiceField(label=_("What it is"), choices=StatementSource.recorded())
    points = LocalDecimalField(
        label=_("Credit points of the present level"),
        min_value=Decimal(0),
        max_value=MOST,
        help_text=_(
            "All of the level together, base credit included, as the PAK states them: for example 96,5."
        ),
    )
    as_of = DateField(label=_("Counted until"), help_text=_("Later months are added to these points."))
    number = forms.CharField(label=_("Number of the PAK"), max_length=80)
    set_on = DateField(label=_("Date of the PAK"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def new(self) -> NewCreditStatement:
        """Return what was written."""
        return NewCreditStatement(**self.cleaned_data)


class CorrectionForm(StatementForm):
    """The right figures of a PAK from outside, with the reason."""

    note = forms.CharField(
        label=_("Reason of the correction"),
        max_length=300,
        help_text=_("The former figures stay to be seen, with this reason."),
    )


class RevokeForm(forms.Form):
    """Why a PAK is taken out of force."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The reason stays with the PAK and stands on its check page."),
    )


class PakForm(forms.Form):
    """Number and date of a PAK that is set here."""

    number = forms.CharField(
        label=_("Number of the PAK"),
        max_length=70,
        help_text=_("For example 800.1.3/PAK/2026. For several people a running number follows."),
    )
    set_on = DateField(label=_("Date of the PAK"))

    def new(self) -> NewPak:
        """Return what was written."""
        return NewPak(**self.cleaned_data)


class EntryForm(forms.Form):
    """Base credit, integration, transfer or a correction."""

    kind = forms.ChoiceField(label=_("What it is"), choices=EntryKind.recorded())
    points = LocalDecimalField(
        label=_("Credit points"),
        required=False,
        min_value=-MOST,
        max_value=MOST,
        help_text=_("A correction may be negative. For a transfer leave it empty to have it calculated."),
    )
    base_value = LocalDecimalField(
        label=_("Base value of the level"),
        required=False,
        min_value=Decimal(0),
        max_value=MOST,
        help_text=_("Only for an integration: it is taken off the conventional points."),
    )
    predicate = forms.ChoiceField(
        label=_("Predicate of the years in the rank"),
        required=False,
        choices=[("", "–"), *Predicate.choices],
        help_text=_("Only for a transfer: months in the rank × percent × coefficient."),
    )
    effective_on = DateField(label=_("Counts from"))
    number = forms.CharField(label=_("Number of the document"), required=False, max_length=80)
    reason = forms.CharField(label=_("Reason"), max_length=200, help_text=_("The person reads it."))

    def new(self) -> NewEntry:
        """Return what was written."""
        return NewEntry(**self.cleaned_data)


class MonthsForm(forms.Form):
    """The months of a conversion, corrected."""

    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"), help_text=_("Whole months count, within the period rated."))
    note = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("The person and the evaluator read it.")
    )


class TakeBackForm(forms.Form):
    """Why a conversion is taken back."""

    note = forms.CharField(label=_("Reason for taking it back"), max_length=300)


class BonusForm(forms.Form):
    """The answer to a claim."""

    note = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=300,
        help_text=_("Needed where the claim is not accepted: which condition is not met."),
    )


class CreditFileForm(forms.Form):
    """A workbook of PAK from outside."""

    file = forms.FileField(
        label=_("Workbook"),
        allow_empty_file=True,
        help_text=_("The filled-in template (.xlsx, .xls or .ods), up to 2,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
    )

"""Forms of reports: what is ordered for which unit and period, and the workbook of past years."""

from django import forms
from django.utils.translation import gettext_lazy as _

from performance.enums.reports import FormKind, PastKind

MOST_UNITS = 4_000


class ReportForm(forms.Form):
    """Unit, period and purpose; `units` and `periods` are what the actor may choose."""

    unit = forms.ChoiceField(label=_("Unit"), help_text=_("With everything below it."))
    period = forms.ChoiceField(label=_("Year or period"))
    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=200,
        min_length=5,
        help_text=_("Written into the access log: personal data leaves the portal (UU 27/2022)."),
    )

    def __init__(self, *args, units, periods, **kwargs):
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units[:MOST_UNITS]}
        self.periods = {str(period.pk): period for period in periods}
        top = min((unit.depth for unit in self.units.values()), default=1)
        self.fields["unit"].choices = [
            (key, "\u2003" * (unit.depth - top) + unit.name) for key, unit in self.units.items()
        ]
        self.fields["period"].choices = [(key, period_label(period)) for key, period in self.periods.items()]

    def clean_unit(self):
        """Return the chosen unit."""
        return self.units[self.cleaned_data["unit"]]

    def clean_period(self):
        """Return the chosen period."""
        return self.periods[self.cleaned_data["period"]]


class FormOrderForm(ReportForm):
    """Which official forms, too."""

    forms = forms.MultipleChoiceField(
        label=_("Forms"),
        choices=FormKind.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        error_messages={"required": _("Choose at least one form.")},
    )
    field_order = ("unit", "period", "forms", "purpose")


class PastFileForm(forms.Form):
    """What kind of workbook, and the workbook."""

    kind = forms.ChoiceField(label=_("What does the workbook hold?"), choices=PastKind.choices)
    file = forms.FileField(
        label=_("Workbook"),
        help_text=_("Excel (.xlsx, .xls) or OpenDocument (.ods), up to 100,000 rows."),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
    )


class UndoForm(forms.Form):
    """Why an import is taken back."""

    note = forms.CharField(
        label=_("Reason"), max_length=300, min_length=5, widget=forms.Textarea(attrs={"rows": 2})
    )


def period_label(period) -> str:
    """Return "Quarter III 2026", and the year alone for the year itself."""
    return str(period.cycle.year) if period.number == 0 else f"{period.label} {period.cycle.year}"

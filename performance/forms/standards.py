"""Forms of performance standards and of what is measured on them."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.forms import DateField, LocalDecimalField
from asn_portal.core.spreadsheets import CellError
from asn_portal.core.spreadsheets.cells import digits_text
from performance.enums import Aspect, Direction, ServiceField, StandardStatus
from performance.rules.standards import plain
from performance.selectors.standards import IN_FORCE, StandardFilter
from performance.services.standards import StandardIndicatorText, StandardText

APPROVE, RETURN = "approve", "return"
# The largest figure its column holds, also once it is rounded to three places.
MOST = Decimal("99999999999.999")


class StandardFilterForm(forms.Form):
    """What the library is narrowed to."""

    q = forms.CharField(label=_("Name, office or indicator"), required=False, max_length=100)
    bidang = forms.ChoiceField(
        label=_("Field of service"), required=False, choices=[("", _("All")), *ServiceField.choices]
    )
    keadaan = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), (IN_FORCE, _("In force today")), *StandardStatus.choices],
    )

    def wanted(self) -> StandardFilter:
        """Return the filter; what cannot be in an address is left out."""
        self.is_valid()
        data = self.cleaned_data
        return StandardFilter(data.get("bidang", ""), data.get("q", "").strip(), data.get("keadaan", ""))


class StandardForm(forms.Form):
    """The words of a standard; the office is chosen once, when it is started."""

    unit = forms.ChoiceField(label=_("Service office"))
    field = forms.ChoiceField(label=_("Field of service"), choices=[("", "—"), *ServiceField.choices])
    name = forms.CharField(
        label=_("Name of the standard"),
        max_length=200,
        help_text=_("The service as citizens know it, for example “Outpatient care”."),
    )
    source = forms.CharField(
        label=_("Regulation or source"),
        required=False,
        max_length=300,
        help_text=_("For example the decree on standards of service, or a ministerial regulation."),
    )

    def __init__(self, *args, offices: list[tuple[str, str]] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        if offices is None:
            del self.fields["unit"]
        else:
            self.fields["unit"].choices = offices if len(offices) == 1 else [("", "—"), *offices]

    @staticmethod
    def initial_of(standard) -> dict:
        """Return what is stored."""
        return {name: getattr(standard, name) for name in ("field", "name", "source")}

    def text(self) -> StandardText:
        """Return what was written."""
        data = self.cleaned_data
        return StandardText(data["field"], data["name"], data["source"])


class StandardIndicatorForm(forms.Form):
    """One indicator of a standard."""

    statement = forms.CharField(label=_("Indicator"), max_length=300)
    aspect = forms.ChoiceField(label=_("Aspect"), choices=[("", "—"), *Aspect.choices])
    direction = forms.ChoiceField(label=_("What counts as reached"), choices=Direction.choices)
    target = LocalDecimalField(label=_("Target"), min_value=Decimal(0), max_value=MOST)
    target_unit = forms.CharField(
        label=_("Unit of measure"), max_length=60, help_text=_("For example minutes, per cent, index.")
    )
    source = forms.CharField(
        label=_("Source of the data"),
        required=False,
        max_length=200,
        help_text=_("Where the value is read: the register, the application, the survey."),
    )
    example = forms.CharField(label=_("Example"), required=False, max_length=300)

    @staticmethod
    def initial_of(row) -> dict:
        """Return what is stored, the target as it is typed."""
        names = StandardIndicatorText.__dataclass_fields__
        return {name: getattr(row, name) for name in names} | {"target": plain(row.target)}

    def text(self) -> StandardIndicatorText:
        """Return what was written."""
        return StandardIndicatorText(**self.cleaned_data)


class StandardDecisionForm(forms.Form):
    """Yes with the days it counts, or no with the reason."""

    decision = forms.ChoiceField(choices=[(APPROVE, APPROVE), (RETURN, RETURN)], widget=forms.HiddenInput)
    starts_on = DateField(label=_("In force from"), required=False)
    ends_on = DateField(
        label=_("In force until"), required=False, help_text=_("Leave it empty while no end is known.")
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when you return it. The office reads it."),
    )

    def clean(self):
        """Ask for the first day of a yes and for the reason of a no."""
        data = super().clean()
        wants = data.get("decision")
        if wants == APPROVE and not data.get("starts_on") and "starts_on" not in self.errors:
            self.add_error("starts_on", _("Write the first day on which it counts."))
        if wants == RETURN:
            for name in ("starts_on", "ends_on"):
                self.errors.pop(name, None)
            if not data.get("note", "").strip():
                self.add_error("note", _("Please write the reason; the person will read it."))
        return data


class StandardEndForm(forms.Form):
    """The last day of an approved standard, or out at once; always with the reason."""

    ends_on = DateField(
        label=_("Last day"), required=False, help_text=_("Leave it empty to withdraw it at once.")
    )
    note = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, has_days: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_days:
            del self.fields["ends_on"]


class MeasurementForm(forms.Form):
    """A value of a unit, or of the person of a NIP."""

    unit = forms.ChoiceField(label=_("Unit"), required=False)
    nip = forms.CharField(
        label=_("NIP, for one person only"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Leave it empty to record the value of the whole unit."),
    )
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"))
    value = LocalDecimalField(
        label=pgettext_lazy("measurement", "Value"), min_value=Decimal(0), max_value=MOST
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, *args, units: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units if len(units) == 1 else [("", "—"), *units]

    def clean_nip(self) -> str:
        """Return eighteen digits."""
        try:
            return digits_text(self.cleaned_data["nip"], length=18)
        except CellError as error:
            raise ValidationError(str(error)) from error

    def clean(self):
        """Ask for one of unit and person."""
        data = super().clean()
        if "nip" not in self.errors and not data.get("nip") and not data.get("unit"):
            self.add_error("unit", _("Choose a unit or write a NIP."))
        return data


class MeasurementFileForm(forms.Form):
    """A workbook of measured values."""

    file = forms.FileField(
        label=_("Workbook"),
        allow_empty_file=True,
        help_text=_("The filled-in template (.xlsx, .xls or .ods), up to 2,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
    )

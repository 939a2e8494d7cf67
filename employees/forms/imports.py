"""Forms of imports."""

from django import forms
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from employees.enums import ImportKind
from employees.selectors import imports as selectors


class UploadForm(forms.Form):
    """What kind of workbook, and the workbook."""

    kind = forms.ChoiceField(
        label=_("What does the workbook bring?"), choices=ImportKind.choices, initial=ImportKind.PEOPLE
    )
    file = forms.FileField(
        label=_("Workbook"),
        help_text=_("Excel (.xlsx, .xls) or OpenDocument (.ods), up to 100,000 rows."),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
    )


class MapUnitForm(forms.Form):
    """Which unit a code of the national export means."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=None, empty_label=_("Choose a unit"))

    def __init__(self, *args, actor: Actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = selectors.mappable_units(actor=actor)
        self.fields["unit"].label_from_instance = indented


def indented(unit) -> str:
    """Return a unit's name indented by its depth."""
    return "  " * (unit.depth - 1) + unit.name

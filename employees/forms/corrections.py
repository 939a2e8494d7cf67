"""Forms to ask for a correction and to answer one."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from asn_portal.core.forms import DateInput
from employees.enums import Sex
from employees.rules.correctable import FIELDS, CorrectableField, read_wish

ACCEPT, REFUSE = "accept", "refuse"


def value_field(field: CorrectableField, label, **kwargs) -> forms.Field:
    """Return the form field in which a value of this kind is typed."""
    if field.kind == "sex":
        choices = [("", _("Choose")), *Sex.choices]
        return forms.ChoiceField(label=label, choices=choices, **kwargs)
    widget: forms.Widget = forms.TextInput()
    if field.kind == "date":
        widget = DateInput()
    elif field.length > 254:
        widget = forms.Textarea(attrs={"rows": 2})
    elif field.kind in {"nik", "npwp"} or field.key == "phone":
        widget = forms.TextInput(attrs={"inputmode": "numeric"})
    return forms.CharField(label=label, max_length=field.length, widget=widget, **kwargs)


class CorrectionForm(forms.Form):
    """What it should be, and how the person knows."""

    note = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Name the document that shows it: number and date of the decree, diploma, identity card."
        ),
    )

    field_order = ["requested_value", "note"]

    def __init__(self, *args, field: CorrectableField, **kwargs):
        super().__init__(*args, **kwargs)
        self.field = field
        self.fields["requested_value"] = value_field(
            field,
            _("It should be"),
            required=not field.may_be_empty,
            help_text=_("Leave it empty to have it removed.") if field.may_be_empty else "",
        )
        self.order_fields(self.field_order)

    def clean_requested_value(self) -> str:
        """Return the value as it will be stored."""
        return read_wish(self.field, self.cleaned_data["requested_value"])


class CorrectionAnswerForm(forms.Form):
    """Yes with the value to be written, or no with the reason."""

    decision = forms.ChoiceField(choices=[(ACCEPT, ACCEPT), (REFUSE, REFUSE)], widget=forms.HiddenInput)
    answer = forms.CharField(
        label=_("Your answer"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    field_order = ["value", "answer"]

    def __init__(self, *args, field: CorrectableField, **kwargs):
        super().__init__(*args, **kwargs)
        self.field = field
        if field.column:
            self.fields["value"] = value_field(field, _("What will be recorded"), required=False)
            help_text = _("Needed when you refuse. The person reads it.")
        else:
            self.fields["answer"].required = True
            self.fields["answer"].error_messages["required"] = _("Write what has been put right.")
            help_text = _("Say what you have put right, or why it stays. The person reads it.")
        self.fields["answer"].help_text = help_text
        self.order_fields(self.field_order)

    def clean(self):
        """Ask for the reason of a refusal; without a column the answer is required anyway."""
        data = super().clean()
        refuses = data.get("decision") == REFUSE
        if refuses and "answer" not in self.errors and not data["answer"].strip():
            raise ValidationError({"answer": _("Please write the reason; the person will read it.")})
        if self.field.column and not refuses:
            self._read_value(data)
        return data

    def _read_value(self, data) -> None:
        try:
            data["value"] = read_wish(self.field, data.get("value", ""))
        except ValidationError as error:
            self.add_error("value", error)


class CorrectionFilterForm(forms.Form):
    """What the queue is narrowed to."""

    field = forms.ChoiceField(label=_("Field"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = [("", _("All")), *((key, row.label) for key, row in FIELDS.items())]

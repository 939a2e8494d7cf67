"""Fields and helpers for forms; the traps of the Indonesian locale are closed here (B13)."""

from decimal import Decimal, InvalidOperation

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def helper(form: forms.BaseForm) -> FormHelper:
    """Return a crispy helper that leaves <form> and the buttons to the template."""
    result = FormHelper(form)
    result.form_tag = False
    result.disable_csrf = True
    return result


class DateInput(forms.DateInput):
    """The browser's date control, which speaks ISO in every language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class DateField(forms.DateField):
    """A legal date; typed days are read as day-month-year."""

    widget = DateInput
    input_formats = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]

    def __init__(self, **kwargs):
        super().__init__(input_formats=self.input_formats, **kwargs)


class LocalDecimalField(forms.CharField):
    """A decimal typed as 12,5 or 12.5; thousands are not guessed."""

    def __init__(self, *, min_value: Decimal | None = None, max_value: Decimal | None = None, **kwargs):
        super().__init__(**kwargs)
        self.min_value, self.max_value = min_value, max_value
        self.widget.attrs.setdefault("inputmode", "decimal")

    def to_python(self, value):
        """Return a Decimal or None."""
        text = str(value or "").strip().replace(",", ".")
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise ValidationError(_("Write a number such as 12,5."), code="number") from None
        if not number.is_finite():
            raise ValidationError(_("Write a number such as 12,5."), code="number")
        return number

    def validate(self, value):
        """Check presence and range."""
        if value is None:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return
        if self.min_value is not None and value < self.min_value:
            raise ValidationError(_("The smallest value is %(limit)s."), params={"limit": self.min_value})
        if self.max_value is not None and value > self.max_value:
            raise ValidationError(_("The largest value is %(limit)s."), params={"limit": self.max_value})

    def run_validators(self, value):
        """Skip text validators: the value is a Decimal by now."""


class NoteForm(forms.Form):
    """One note for a decision; whether it is required stands in the workflow table."""

    note = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


def add_error(form: forms.BaseForm, error: ValidationError) -> None:
    """Put what a service refused on the form, at the field it names where that field exists."""
    if hasattr(error, "error_dict"):
        for name, errors in error.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        form.add_error(None, error)

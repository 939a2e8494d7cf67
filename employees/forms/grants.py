"""Forms of role grants."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Role
from asn_portal.core.forms import DateField
from employees.selectors.grants import GrantFilter, grantable_units


class GrantFilterForm(forms.Form):
    """What the list of grants is narrowed to."""

    q = forms.CharField(label=_("Name or NIP"), required=False, max_length=80)
    role = forms.ChoiceField(label=_("Role"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("All")), *Role.granted()]

    def wanted(self, *, past: bool) -> GrantFilter:
        """Return the filter; what was not understood does not narrow."""
        self.is_valid()
        data = self.cleaned_data
        return GrantFilter(text=data.get("q", ""), role=data.get("role", ""), past=past)


class GrantForm(forms.Form):
    """A role for a unit between dates, with the reason."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.granted, widget=forms.RadioSelect)
    unit = forms.TypedChoiceField(label=_("Unit and all below"), empty_value=None)
    starts_on = DateField(label=_("From"))
    ends_on = DateField(
        label=_("Until"), required=False, help_text=_("Leave it empty while no end is known.")
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("Number of the decree or letter of assignment.")
    )

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        units = {str(unit.pk): unit for unit in grantable_units(actor=actor)}
        self.fields["unit"].choices = [
            ("", _("Choose")),
            *((key, "\u2003" * (unit.depth - 1) + unit.name) for key, unit in units.items()),
        ]
        self.fields["unit"].coerce = units.__getitem__
        self.fields["starts_on"].initial = timezone.localdate


class GrantEndForm(forms.Form):
    """When a grant ends, and why."""

    AT_ONCE, ON_DAY = "now", "day"
    when = forms.ChoiceField(
        label=_("When does it end?"),
        choices=[(ON_DAY, _("At the end of a day")), (AT_ONCE, _("At once"))],
        initial=ON_DAY,
        widget=forms.RadioSelect,
    )
    ends_on = DateField(label=_("Last day"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def clean(self):
        """Ask for the day where it does not end at once."""
        data = super().clean()
        if data.get("when") == self.AT_ONCE:
            data["ends_on"] = None
        elif "ends_on" not in self.errors and not data.get("ends_on"):
            raise ValidationError({"ends_on": _("Choose the last day.")})
        return data

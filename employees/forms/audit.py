"""What the audit view is narrowed to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from asn_portal.core.forms import DateField
from employees.selectors.audit import AuditFilter, step_choices, subject_choices


class AuditFilterForm(forms.Form):
    """Filters of both logs; what was not understood does not narrow."""

    person = forms.CharField(label=_("Who acted"), required=False, max_length=80)
    subject = forms.ChoiceField(label=_("About what"), required=False)
    step = forms.ChoiceField(label=_("What was done"), required=False)
    first = DateField(label=_("From"), required=False)
    last = DateField(label=_("Until"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = [("", _("All")), *subject_choices()]
        self.fields["step"].choices = [("", _("All")), *step_choices()]

    def wanted(self, *, with_step: bool = True) -> AuditFilter:
        """Return the filter."""
        self.is_valid()
        data = {name: self.cleaned_data.get(name) for name in self.fields}
        return AuditFilter(
            person=data["person"] or "",
            subject=data["subject"] or "",
            step=(data["step"] or "") if with_step else "",
            first=data["first"],
            last=data["last"],
        )

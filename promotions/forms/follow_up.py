"""Forms of what follows from an evaluation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from asn_portal.core.forms import DateField
from promotions.enums import FollowUpStatus
from promotions.services.follow_up import Verdict

DECIDED = [choice for choice in FollowUpStatus.choices if choice[0] != FollowUpStatus.OPEN]


class FollowUpDecisionForm(forms.Form):
    """What is decided about a candidate, and why."""

    state = forms.ChoiceField(label=_("Decision"), choices=DECIDED, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Reason and what is done"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = DateField(label=_("Until (for what is planned)"), required=False)
    revision = forms.IntegerField(required=False, min_value=0, max_value=2**30, widget=forms.HiddenInput)

    def verdict(self) -> Verdict:
        """Return what was decided."""
        data = self.cleaned_data
        return Verdict(data["state"], data["note"], data["due_on"], data["revision"] or 0)

"""Forms of a place in a class."""

from django import forms
from django.utils.translation import gettext_lazy as _

from training.services.enrolments import Wish

BOX = {"rows": 3}


class ReturnForm(forms.Form):
    """The reason of a decision that goes against somebody; the person reads it."""

    note = forms.CharField(
        label=_("Reason (required)"), max_length=2000, widget=forms.Textarea(attrs=BOX), strip=True
    )


class CeilingForm(forms.Form):
    """What is said about a PPPK who would go above the ceiling; without need the fields are not there."""

    ceiling_reason = forms.CharField(
        label=_("Why above the ceiling"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: assigned by the head of the office because the task requires it."),
    )
    is_own_initiative = forms.BooleanField(
        label=_("Record as independent learning (mandiri)"),
        required=False,
        help_text=_("It then does not count against the ceiling."),
    )

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.needs_answer = case is not None and case.exceeds
        if not self.needs_answer:
            del self.fields["ceiling_reason"], self.fields["is_own_initiative"]
        else:
            self.initial = {"ceiling_reason": case.reason, "is_own_initiative": case.is_own_initiative}

    def wish(self) -> Wish:
        """Return what was written."""
        return Wish(**self.cleaned_data)


class DecisionForm(CeilingForm):
    """The same for the superior, who sees what was said and may take it out; one click in the inbox leaves it."""

    seen = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, case=case, **kwargs)
        if not self.needs_answer:
            del self.fields["seen"]
        else:
            self.initial["seen"] = True

    def wish(self) -> Wish:
        """Return what was written, in place of what was said before where that was shown."""
        data = dict(self.cleaned_data)
        return Wish(replaces=data.pop("seen", False), **data)


class EnrolForm(CeilingForm):
    """A request for a place, with the reason the superior reads."""

    reason = forms.CharField(
        label=_("Why this training?"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs=BOX),
        help_text=_("One sentence that helps the decision: which task will you do better?"),
    )
    field_order = ["reason", "ceiling_reason", "is_own_initiative"]

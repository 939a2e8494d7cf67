"""Forms of mentoring."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.forms import DateField
from training.services.mentoring_sessions import SessionEntry


class PairForm(forms.Form):
    """What a mentoring is for, and from when to when."""

    purpose = forms.CharField(
        label=pgettext_lazy("mentoring", "Purpose"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    starts_on = DateField(label=_("From"))
    ends_on = DateField(
        label=_("Until"), help_text=_("Three to twelve months are usual; both are reminded then.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = timezone.localdate


class GoalForm(forms.Form):
    """One goal."""

    text = forms.CharField(label=_("Goal"), max_length=200)


class SessionForm(forms.Form):
    """One meeting of the two."""

    held_on = DateField(label=_("Date of the session"))
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=600,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    topic = forms.CharField(
        label=_("Topic"), max_length=160, help_text=_("Your superior and HR see the topic.")
    )
    agreed = forms.CharField(
        label=_("Agreed until next time"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only the two of you read this."),
    )
    notes = forms.CharField(
        label=_("Notes"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Only the two of you read this, no superior and not HR."),
    )

    def __init__(self, *args, session=None, **kwargs):
        names = ("held_on", "minutes", "topic", "agreed", "notes")
        known = {name: getattr(session, name) for name in names} if session else {}
        super().__init__(*args, initial=known, **kwargs)
        self.fields["held_on"].widget.attrs["max"] = timezone.localdate().isoformat()

    def entry(self) -> SessionEntry:
        """Return what was typed."""
        return SessionEntry(**self.cleaned_data)


class ReasonForm(forms.Form):
    """Why somebody declines or ends a mentoring."""

    note = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ReviewForm(forms.Form):
    """What was reached, at the end."""

    review = forms.CharField(
        label=pgettext_lazy("mentoring", "What was reached"),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Unlike your notes, this review is also read by the superior and HR."),
    )

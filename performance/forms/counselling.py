"""Confidential reports and counselling."""

from collections.abc import Iterable
from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.forms import DateField
from performance.enums import BehaviourValue
from performance.forms.parts import PartsForm, long_text
from performance.models import Feedback
from performance.services.counselling import ReportEntry


class ReportForm(PartsForm):
    """Form B.1.10, and what has to have come before it."""

    value = forms.ChoiceField(label=_("Core value concerned"), choices=BehaviourValue)
    expectation = long_text(
        _("Your special expectation of this person, if there is one"),
        required=False,
        rows=2,
        max_length=2_000,
    )
    problem = long_text(_("The problem in detail"), rows=6)
    others_too = forms.BooleanField(
        label=_("A similar problem exists with other people as well"), required=False
    )
    tried = long_text(_("What you have done so far"), rows=4)
    told_on = DateField(label=_("When did you talk about it with the person?"))
    proofs = forms.MultipleChoiceField(
        label=_("Feedback the person was given on it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The report rests on it; without feedback there is no report."),
    )

    def __init__(self, *args, proofs: Iterable[Feedback], **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {str(row.pk): row for row in proofs}
        self.fields["proofs"].choices = [
            (key, f"{row.get_behaviour_display()}: {row.text[:100]}") for key, row in self.known.items()
        ]

    def entry(self) -> ReportEntry:
        """Return what was typed."""
        data = self.cleaned_data
        names = ("value", "expectation", "problem", "others_too", "tried", "told_on")
        chosen = [self.known[key] for key in data["proofs"]]
        return ReportEntry(**{name: data[name] for name in names}, proofs=chosen)


class AppointForm(PartsForm):
    """When and where the counsellor and the person meet."""

    day = DateField(label=_("First talk on"))
    hour = forms.TimeField(label=_("At"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    place = forms.CharField(label=_("Place"), max_length=160)
    decision = long_text(_("Note"), required=False, rows=2, max_length=2_000)

    def meets_at(self) -> datetime:
        """Return the moment where the agency is."""
        hour: time = self.cleaned_data["hour"]
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], hour))


class DecisionForm(PartsForm):
    """What the personnel unit decides, in words."""

    decision = long_text(_("Decision"), max_length=2_000)


class SessionForm(PartsForm):
    """One session."""

    held_on = DateField(label=_("Held on"))
    agreed = long_text(_("What you agreed"), help_text=_("The person reads this, nobody else but you."))
    notes = long_text(_("Your notes"), required=False, rows=5, help_text=_("Only you read this."))


class RecordForm(PartsForm):
    """The record at the end."""

    record = long_text(
        _("Record of the counselling"),
        rows=8,
        help_text=_("The personnel unit reads it and decides what follows."),
    )

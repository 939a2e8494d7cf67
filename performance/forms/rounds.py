"""Starting a feedback round and answering anonymously."""

from collections.abc import Iterable
from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.forms import DateField
from employees.models import Employee
from performance.enums import BehaviourValue
from performance.forms.parts import PartsForm, ScaleSelect, long_text
from performance.services.round_answers import AnswerEntry
from performance.services.rounds import NewRound

NOT_SEEN = "0"
MARKS = [("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5"), (NOT_SEEN, _("not seen"))]
USUAL_DAYS = 14


class RoundForm(PartsForm):
    """Title and last day; for one person also who else is asked."""

    title = forms.CharField(label=_("Title"), max_length=120)
    closes_on = DateField(
        label=_("Last day for answers"), help_text=_("The result can be read from the day after.")
    )
    others = forms.MultipleChoiceField(
        label=_("Others who are asked"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "The leader, colleagues and subordinates are asked by themselves, ten of a side at most."
        ),
    )

    def __init__(self, *args, others: Iterable[Employee] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["closes_on"].initial = timezone.localdate() + timedelta(days=USUAL_DAYS)
        people = list(others or [])
        self.fields["others"].choices = [(str(person.pk), person.full_name) for person in people]
        if not people:
            del self.fields["others"]

    def new(self) -> NewRound:
        """Return what was typed; a round begins today."""
        data = self.cleaned_data
        return NewRound(data["title"], timezone.localdate(), data["closes_on"])

    def chosen(self) -> list[int]:
        """Return who else is asked."""
        return [int(pk) for pk in self.cleaned_data.get("others", [])]


class AnswerForm(PartsForm):
    """A mark for each behaviour, or not seen, and two free texts."""

    strength = long_text(
        _("What does this person do well?"),
        required=False,
        rows=3,
        max_length=1_500,
        help_text=_("Write nothing by which you could be recognised."),
    )
    wish = long_text(_("What do you wish for?"), required=False, rows=3, max_length=1_500)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for value in BehaviourValue:
            self.fields[value.value] = forms.ChoiceField(
                label=value.label, choices=MARKS, required=False, widget=ScaleSelect
            )
        self.order_fields([*BehaviourValue.values, "strength", "wish"])

    def entry(self) -> AnswerEntry:
        """Return what was chosen."""
        data = self.cleaned_data
        marks = {
            value: int(data[value]) for value in BehaviourValue.values if data[value] not in ("", NOT_SEEN)
        }
        return AnswerEntry(marks, data["strength"], data["wish"])

"""Dialogue notes and agreed actions."""

from collections.abc import Iterable

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.forms import DateField
from performance.enums.dialogue import DialogueKind
from performance.forms.parts import PartsForm, long_text
from performance.models import Dialogue, WorkResult
from performance.services.dialogue import ActionEntry, DialogueEntry


class DialogueForm(PartsForm):
    """One talk."""

    topic = forms.ChoiceField(label=_("About"), choices=DialogueKind, widget=forms.RadioSelect)
    held_on = DateField(label=_("Held on"))
    notes = long_text(
        _("What you talked about"),
        max_length=8_000,
        rows=8,
        help_text=_("Only the two of you read this."),
    )
    results = forms.MultipleChoiceField(
        label=_("Work results you talked about"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, results: Iterable[WorkResult] = (), dialogue: Dialogue | None = None, **kwargs):
        known = {"topic": DialogueKind.PROGRESS, "held_on": timezone.localdate()}
        if dialogue:
            known = {name: getattr(dialogue, name) for name in ("topic", "held_on", "notes")}
            known["results"] = [str(row.pk) for row in dialogue.results.all()]
        super().__init__(*args, initial=known, **kwargs)
        self.known = {str(result.pk): result for result in results}
        self.fields["results"].choices = [(key, row.statement[:120]) for key, row in self.known.items()]
        self.fields["held_on"].widget.attrs["max"] = timezone.localdate().isoformat()
        if not self.known:
            del self.fields["results"]

    def entry(self) -> DialogueEntry:
        """Return what was typed."""
        data = self.cleaned_data
        chosen = [self.known[key] for key in data.get("results", [])]
        return DialogueEntry(data["topic"], data["held_on"], data["notes"], chosen)


class ActionForm(forms.Form):
    """One agreed action."""

    text = forms.CharField(label=_("What is to be done"), max_length=300)
    owner = forms.ChoiceField(label=_("Who"))
    due_on = DateField(label=_("By"))

    def __init__(self, *args, dialogue: Dialogue, **kwargs):
        super().__init__(*args, auto_id="action_%s", **kwargs)
        self.fields["owner"].choices = [
            (person.pk, person.full_name) for person in (dialogue.employee, dialogue.leader)
        ]

    def entry(self) -> ActionEntry:
        """Return what was typed."""
        data = self.cleaned_data
        return ActionEntry(data["text"], int(data["owner"]), data["due_on"])


class RemarkForm(forms.Form):
    """What the other one adds when confirming."""

    remark = long_text(
        _("Your remark"),
        required=False,
        rows=3,
        max_length=2_000,
        help_text=_("Where you remember it differently; both of you read it."),
    )

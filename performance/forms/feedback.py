"""Giving feedback."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from performance.enums import BehaviourValue
from performance.models import WorkResult
from performance.services.feedback import Remark


class FeedbackForm(forms.Form):
    """What it is about, one result or one behaviour, and the words."""

    about = forms.ChoiceField(
        label=_("About"), error_messages={"required": _("Choose one work result or one behaviour.")}
    )
    text = forms.CharField(
        label=_("Feedback"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Say what you saw and what it brought about. The person and the evaluator read it."),
    )

    def __init__(self, *args, results: Iterable[WorkResult] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.results = {f"result:{result.pk}": result for result in results}
        behaviours = [(f"behaviour:{value}", value.label) for value in BehaviourValue]
        choices = [("", _("Choose…")), (_("Work behaviour"), behaviours)]
        if self.results:
            choices.append(
                (_("Work results"), [(key, row.statement[:90]) for key, row in self.results.items()])
            )
        self.fields["about"].choices = choices

    def remark(self) -> Remark:
        """Return what was typed."""
        kind, _sep, value = self.cleaned_data["about"].partition(":")
        if kind == "result":
            return Remark(text=self.cleaned_data["text"], result=self.results[self.cleaned_data["about"]])
        return Remark(text=self.cleaned_data["text"], behaviour=value)

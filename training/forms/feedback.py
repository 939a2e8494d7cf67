"""The short page at the end of a class, and the superior's answer some months later."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from training.services.reactions import Marks

APPLY, NOT_YET = "apply", "not_yet"
MARKS = [(str(mark), str(mark)) for mark in range(1, 6)]
SHORTEST_PROMISE = 10


def mark_field(label) -> forms.ChoiceField:
    """Return a question answered by 1 to 5."""
    return forms.ChoiceField(label=label, choices=MARKS, widget=forms.RadioSelect)


class FeedbackForm(forms.Form):
    """Three marks, a comment and a promise; what has been given already is left out."""

    content = mark_field(_("The content helps me in my work"))
    teaching = mark_field(_("It was taught well"))
    organisation = mark_field(_("It was organised well"))
    comment = forms.CharField(
        label=_("Anything else?"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    promise = forms.CharField(
        label=_("What will you apply at work?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One thing is enough. Your superior will be asked later whether it is applied."),
    )

    def __init__(self, *args, has_reaction: bool = False, has_promise: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if has_reaction:
            for name in ("content", "teaching", "organisation", "comment"):
                del self.fields[name]
            self.fields["promise"].required = True
        if has_promise:
            del self.fields["promise"]

    def clean_promise(self) -> str:
        """Ask for more than a word."""
        promise = self.cleaned_data["promise"].strip()
        if promise and len(promise) < SHORTEST_PROMISE:
            raise ValidationError(_("Say in a few words what you will do."))
        return promise

    def marks(self) -> Marks | None:
        """Return the answers, None where they were given before."""
        data = self.cleaned_data
        if "content" not in data:
            return None
        return Marks(
            content=int(data["content"]),
            teaching=int(data["teaching"]),
            organisation=int(data["organisation"]),
            comment=data["comment"],
        )


class FollowUpAnswerForm(forms.Form):
    """Applied, or not yet with a note."""

    decision = forms.ChoiceField(choices=[(APPLY, APPLY), (NOT_YET, NOT_YET)], widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("What do you see?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when it is not applied yet. The person reads it."),
    )

    def clean(self):
        """Ask for the note at its field."""
        data = super().clean()
        if data.get("decision") == NOT_YET and not (data.get("note") or "").strip():
            raise ValidationError({"note": _("Say what is missing; the person will read it.")})
        return data

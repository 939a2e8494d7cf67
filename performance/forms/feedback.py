"""Giving feedback, and asking for it."""

from collections.abc import Iterable
from datetime import timedelta

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.forms import DateField
from performance.enums import BehaviourValue
from performance.enums.dialogue import FeedbackTone
from performance.forms.parts import PartsForm, long_text
from performance.models import WorkResult
from performance.rules.evidence_files import ACCEPT
from performance.services.feedback import Remark
from performance.services.feedback_requests import Question

DAYS_TO_ANSWER = 7
NONE = "none"
VOICES = [
    (FeedbackTone.POSITIVE.value, pgettext_lazy("voice", "Good")),
    (FeedbackTone.ATTENTION.value, pgettext_lazy("voice", "It could be better")),
    (NONE, pgettext_lazy("voice", "I would rather not say")),
]
TONES = [*FeedbackTone.choices, (NONE, pgettext_lazy("feedback", "No tone"))]


def about_field() -> forms.ChoiceField:
    """Return the choice of what it is about."""
    return forms.ChoiceField(
        label=_("About"), error_messages={"required": _("Choose one work result or one behaviour.")}
    )


def tone_field() -> forms.ChoiceField:
    """Return the optional tone."""
    return forms.ChoiceField(
        label=_("Tone"), choices=TONES, required=False, widget=forms.RadioSelect, initial=NONE
    )


def subjects(results: dict[str, WorkResult]) -> list:
    """Return the choices of results and behaviours."""
    behaviours = [(f"behaviour:{value}", value.label) for value in BehaviourValue]
    choices: list = [("", _("Choose…")), (_("Work behaviour"), behaviours)]
    if results:
        choices.append((_("Work results"), [(key, row.statement[:90]) for key, row in results.items()]))
    return choices


class AboutForm(PartsForm):
    """A form about one of somebody's results or one behaviour."""

    about = about_field()

    def __init__(self, *args, results: Iterable[WorkResult] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.results = {f"result:{result.pk}": result for result in results}
        self.fields["about"].choices = subjects(self.results)

    def subject(self) -> dict:
        """Return the result or the behaviour that was chosen."""
        kind, _sep, value = self.cleaned_data["about"].partition(":")
        if kind == "result":
            return {"result": self.results[self.cleaned_data["about"]]}
        return {"behaviour": value}


class TonedForm(PartsForm):
    """A form with the optional tone."""

    tone = tone_field()

    def clean_tone(self) -> str:
        """Return the tone, empty for none."""
        tone = self.cleaned_data["tone"]
        return "" if tone == NONE else tone


class WordsForm(TonedForm):
    """What somebody says, with an optional tone and evidence."""

    text = long_text(
        _("Feedback"),
        max_length=2000,
        rows=5,
        help_text=_("Say what you saw and what it brought about. The person and the evaluator read it."),
    )
    field_order = ["text", "tone", "link", "file"]
    link = forms.URLField(
        label=_("Link to the evidence"), required=False, max_length=300, assume_scheme="https"
    )
    file = forms.FileField(
        label=_("File"), required=False, widget=forms.FileInput(attrs={"accept": ACCEPT}), max_length=255
    )

    def clean_file(self):
        """Refuse what is too big before anything reads it."""
        file = self.cleaned_data.get("file")
        if file and file.size > settings.EVIDENCE_MAX_BYTES:
            size = settings.EVIDENCE_MAX_BYTES // 1_000_000
            raise ValidationError(
                _("The file is larger than %(size)s MB. Choose a smaller one."), params={"size": size}
            )
        return file

    def words(self) -> dict:
        """Return what was typed."""
        return {name: self.cleaned_data[name] for name in ("text", "tone", "link", "file")}

    def remark(self) -> Remark:
        """Return it as an answer, whose subject is known."""
        return Remark(**self.words())


class FeedbackForm(WordsForm, AboutForm):
    """What it is about, one result or one behaviour, and the words."""

    field_order = ["about", "text", "tone", "link", "file"]

    def remark(self) -> Remark:
        """Return what was typed."""
        return Remark(**self.words(), **self.subject())


class ReceiverForm(TonedForm):
    """What a service receiver says; a name only if they like."""

    text = long_text(_("Your answer"), max_length=2000, rows=5)
    name = forms.CharField(
        label=_("Your name"),
        max_length=80,
        required=False,
        help_text=_("Only if you like; you can stay unnamed."),
    )
    field_order = ["text", "tone", "name"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tone"].label = _("How was it?")
        self.fields["tone"].choices = VOICES

    def remark(self) -> Remark:
        """Return what was typed."""
        return Remark(text=self.cleaned_data["text"], tone=self.cleaned_data["tone"])


class QuestionForm(AboutForm):
    """What is asked, about what, and until when."""

    question = forms.CharField(
        label=_("Question"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One question that can be answered in a few sentences."),
    )
    due_on = DateField(label=_("Answer by"))
    field_order = ["about", "question", "due_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["due_on"].initial = today + timedelta(days=DAYS_TO_ANSWER)
        self.fields["due_on"].widget.attrs["min"] = today.isoformat()

    def asked(self) -> Question:
        """Return what was typed."""
        data = self.cleaned_data
        return Question(text=data["question"], due_on=data["due_on"], **self.subject())


class DeclineForm(PartsForm):
    """Why one cannot answer, if one likes to say."""

    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

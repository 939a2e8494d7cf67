"""Objecting, explaining, hearing, deciding, signing, reporting."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.forms import DateField
from performance.enums.objections import HeardParty, Outcome
from performance.forms.appraisals import rating_field
from performance.models import Objection
from performance.rules.evidence_files import ACCEPT
from performance.services.objection_decisions import ObjectionDecision
from performance.services.objection_examination import Hearing
from performance.services.objections import ObjectionEntry

LONG, SHORT = 4000, 2000


def text_field(label, *, required: bool = True, rows: int = 4, most: int = LONG, **kwargs) -> forms.CharField:
    """Return a field for free text; what is missing the service says at the field."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=most, widget=area, **kwargs)


class ObjectionForm(forms.Form):
    """Why the person objects, and perhaps a file; what a file is, the service tells from its content."""

    reasons = text_field(
        _("What is wrong with the rating, and why?"),
        rows=8,
        help_text=_("Your evaluator and the evaluator's superior read it. Name results and evidence."),
        error_messages={"required": _("Write what is wrong with the rating, and why.")},
    )
    file = forms.FileField(
        label=_("Evidence"), required=False, widget=forms.FileInput(attrs={"accept": ACCEPT}), max_length=255
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        size = settings.EVIDENCE_MAX_BYTES // 1_000_000
        self.fields["file"].help_text = _(
            "PDF, photo (JPEG, PNG), Excel, Word or ODT, up to %(size)s MB."
        ) % {"size": size}

    def clean_file(self):
        """Refuse what is too big before anything reads it."""
        file = self.cleaned_data.get("file")
        if file and file.size > settings.EVIDENCE_MAX_BYTES:
            size = settings.EVIDENCE_MAX_BYTES // 1_000_000
            raise ValidationError(
                _("The file is larger than %(size)s MB. Choose a smaller one."), params={"size": size}
            )
        return file

    def entry(self) -> ObjectionEntry:
        """Return what was typed."""
        return ObjectionEntry(reasons=self.cleaned_data["reasons"], file=self.cleaned_data["file"])


class StatementForm(forms.Form):
    """How the evaluator explains the rating."""

    statement = text_field(
        _("Your explanation"),
        rows=6,
        help_text=_("The person and your superior read it; it is printed on form D.1.3."),
        error_messages={"required": _("Explain what the rating rests on.")},
    )

    def __init__(self, *args, objection: Objection, **kwargs):
        super().__init__(*args, initial={"statement": objection.statement}, **kwargs)


class HearingForm(forms.Form):
    """Whom the superior heard, when, and what was said."""

    party = forms.ChoiceField(
        label=_("Who was heard"),
        choices=HeardParty.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who was heard.")},
    )
    held_on = DateField(label=_("On"))
    notes = text_field(
        _("What was said"),
        help_text=_("Only who was heard, you, HR and inspectors read it."),
        error_messages={"required": _("Write what was said.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"held_on": timezone.localdate()}, **kwargs)

    def hearing(self) -> Hearing:
        """Return what was typed."""
        data = self.cleaned_data
        return Hearing(party=data["party"], held_on=data["held_on"], notes=data["notes"])


class ObjectionDecisionForm(forms.Form):
    """Confirm or change; for a change both ratings with reasons and a new recommendation."""

    seen_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    outcome = forms.ChoiceField(
        label=_("Your decision"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose: confirm or change.")},
    )
    reason = text_field(
        _("Grounds of the decision"),
        error_messages={"required": _("Write the grounds of your decision; both sides will read them.")},
    )
    unheard_reason = forms.CharField(
        label=_("Why without hearing the evaluator"), required=False, max_length=300
    )
    result_rating = rating_field(_("Work result"), required=False)
    result_reason = text_field(_("Reason for the result rating"), required=False, rows=3, most=SHORT)
    behaviour_rating = rating_field(_("Behaviour"), required=False)
    behaviour_reason = text_field(_("Reason for the behaviour rating"), required=False, rows=3, most=SHORT)
    recommendation = text_field(_("Recommendation"), required=False, rows=3)

    def __init__(self, *args, objection: Objection, is_heard: bool, **kwargs):
        old = objection.original
        names = ("result_rating", "result_reason", "behaviour_rating", "behaviour_reason")
        initial = {name: old[name] for name in names} | {"seen_revision": objection.revision}
        super().__init__(*args, initial=initial, **kwargs)
        if is_heard:
            del self.fields["unheard_reason"]

    def decision(self) -> ObjectionDecision:
        """Return what was decided; ratings only where the rating changes."""
        data = self.cleaned_data
        is_change = data["outcome"] == Outcome.CHANGE
        names = ("result_rating", "result_reason", "behaviour_rating", "behaviour_reason")
        return ObjectionDecision(
            outcome=data["outcome"],
            reason=data["reason"],
            recommendation=data["recommendation"],
            unheard_reason=data.get("unheard_reason", ""),
            seen_revision=data["seen_revision"],
            **{name: data[name] if is_change else "" for name in names},
        )


class DeclineForm(forms.Form):
    """Why somebody does not sign."""

    reason = text_field(
        _("Why you do not sign"),
        rows=3,
        most=SHORT,
        error_messages={"required": _("Please write the reason.")},
    )


class ReportForm(forms.Form):
    """On which day documents went to the authorised official."""

    reported_on = DateField(label=_("Reported on"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"reported_on": timezone.localdate()}, **kwargs)

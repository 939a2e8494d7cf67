"""Unit predicates, calibration and what the fairness view is narrowed by."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from performance.enums import OrganisationPredicate
from performance.forms.appraisals import CHOICES, REASON
from performance.services.calibration import NewRating
from performance.services.unit_predicates import Decision

AREA = {"rows": 3}


class UnitPredicateForm(forms.Form):
    """The predicate of a unit with its basis; HR adds the number of the paper."""

    predicate = forms.ChoiceField(
        label=_("Predicate of the unit"),
        choices=OrganisationPredicate.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a predicate.")},
    )
    reason = forms.CharField(
        label=_("What it rests on"),
        max_length=2000,
        widget=forms.Textarea(attrs=AREA),
        help_text=_(
            "Reached action plan or trajectory of all indicators; for the year IKU, expectation, reform index."
        ),
        error_messages={"required": _("Write what it rests on: the figures and reports.")},
    )
    paper = forms.CharField(label=_("Number of the paper"), max_length=80, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, row=None, needs_paper: bool = False, **kwargs):
        kwargs.setdefault("initial", self.initial_of(row))
        super().__init__(*args, **kwargs)
        if needs_paper:
            self.fields["paper"].required = True
            self.fields["paper"].help_text = _("On which paper the leader above set it.")

    @staticmethod
    def initial_of(row) -> dict:
        """Return what stands there now."""
        if row is None:
            return {"revision": 0}
        return {name: getattr(row, name) for name in ("predicate", "reason", "paper", "revision")}

    def decision(self) -> Decision:
        """Return what was decided."""
        data = self.cleaned_data
        return Decision(data["predicate"], data["reason"], data["paper"], data["revision"] or 0)


class SessionForm(forms.Form):
    """Why a session is held."""

    purpose = forms.CharField(
        label=_("What this session is to make equal"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs=AREA),
        help_text=_("For example: midwives of all health centres by the same measure."),
    )


class ClosingForm(forms.Form):
    """What was agreed, for the minutes."""

    conclusion = forms.CharField(
        label=_("What was agreed"),
        max_length=4000,
        widget=forms.Textarea(attrs=AREA),
        error_messages={"required": _("Write what was agreed; it stands in the minutes.")},
    )


class ChangeForm(forms.Form):
    """Another rating for somebody, with its reason."""

    result_rating = forms.ChoiceField(label=_("1. Work result"), choices=CHOICES, widget=forms.RadioSelect)
    behaviour_rating = forms.ChoiceField(label=_("2. Behaviour"), choices=CHOICES, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason for the change"),
        max_length=2000,
        widget=forms.Textarea(attrs=AREA),
        error_messages=REASON,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, appraisal, **kwargs):
        names = ("result_rating", "behaviour_rating", "revision")
        kwargs.setdefault("initial", {name: getattr(appraisal, name) for name in names})
        super().__init__(*args, **kwargs)

    def rating(self) -> NewRating:
        """Return what is proposed."""
        data = self.cleaned_data
        return NewRating(
            data["result_rating"], data["behaviour_rating"], data["reason"], revision=data["revision"]
        )


class AnswerForm(forms.Form):
    """Why a proposed change is declined."""

    answer = forms.CharField(
        label=_("Your answer"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs=AREA),
        help_text=_("Required when you decline; it stands in the minutes."),
    )


class CalibrationFilterForm(forms.Form):
    """What the table of a session is narrowed by."""

    q = forms.CharField(label=_("Name"), max_length=80, required=False)
    predikat = forms.ChoiceField(label=_("Predicate"), required=False)
    penilai = forms.ChoiceField(label=_("Evaluator"), required=False)
    tampil = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", pgettext_lazy("people", "Everybody")),
            ("berubah", _("With a change")),
            ("terbuka", _("Not released yet")),
            ("pencilan", _("At the edge of the scale")),
        ],
    )

    def __init__(self, *args, predicates, evaluators, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["predikat"].choices = [("", _("All")), *predicates]
        self.fields["penilai"].choices = [("", _("All")), *evaluators]

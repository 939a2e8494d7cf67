"""Rating somebody."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from performance.enums import BehaviourValue, Predicate, Rating
from performance.models import Appraisal
from performance.services.appraisals import Judgement

CHOICES = [
    (Rating.BELOW.value, pgettext_lazy("rating", "Below")),
    (Rating.AS_EXPECTED.value, pgettext_lazy("rating", "As expected")),
    (Rating.ABOVE.value, pgettext_lazy("rating", "Above")),
]
REASON = {"required": _("Please write the reason; the person will read it.")}


def rating_field(label, *, required: bool) -> forms.ChoiceField:
    """Return a rating without any choice made beforehand."""
    return forms.ChoiceField(
        label=label,
        choices=CHOICES,
        required=required,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a rating.")},
    )


def reason_field(label) -> forms.CharField:
    """Return a required reason."""
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=2000, widget=area, error_messages=REASON)


def drop_out_field() -> forms.ChoiceField:
    """Return the choice that is left to somebody who did not complete a study assignment (annex II, E26)."""
    return forms.ChoiceField(
        label=_("3. Predicate: the study assignment was not completed"),
        choices=[(one.value, one.matrix_label) for one in (Predicate.K, Predicate.SK)],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("The study assignment was not completed: choose Poor or Very poor."),
        },
    )


class RatingForm(forms.Form):
    """Two ratings with their reasons decide; the seven values and the recommendation may stay empty."""

    result_rating = rating_field(_("1. Work result"), required=True)
    result_reason = reason_field(_("Reason for the result rating"))
    behaviour_rating = rating_field(_("2. Behaviour"), required=True)
    behaviour_reason = reason_field(_("Reason for the behaviour rating"))
    recommendation = forms.CharField(
        label=_("Notes and recommendation"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, appraisal: Appraisal, **kwargs):
        super().__init__(*args, initial=self.initial_of(appraisal), **kwargs)
        if appraisal.dropped_out:
            self.fields["predicate"] = drop_out_field()
        for value in BehaviourValue:
            self.fields[f"value_{value}"] = rating_field(value.label, required=False)

    @staticmethod
    def initial_of(appraisal: Appraisal) -> dict:
        """Return what was rated before, for an appraisal that came back; nothing for a new one."""
        names = (
            *("result_rating", "result_reason", "behaviour_rating", "behaviour_reason"),
            *("recommendation", "revision", "predicate"),
        )
        values = {f"value_{name}": rating for name, rating in appraisal.behaviour_values.items()}
        return {name: getattr(appraisal, name) for name in names} | values

    def value_fields(self) -> list[tuple[BehaviourValue, forms.BoundField]]:
        """Return the seven values with their fields, in the order of the official form."""
        return [(value, self[f"value_{value}"]) for value in BehaviourValue]

    def seen(self) -> int | None:
        """Return the revision on which the form was built."""
        return self.cleaned_data["revision"]

    def judgement(self) -> Judgement:
        """Return what was decided."""
        data = self.cleaned_data
        values = {str(value.value): data[f"value_{value}"] for value in BehaviourValue}
        return Judgement(
            result_rating=data["result_rating"],
            result_reason=data["result_reason"].strip(),
            behaviour_rating=data["behaviour_rating"],
            behaviour_reason=data["behaviour_reason"].strip(),
            behaviour_values={name: rating for name, rating in values.items() if rating},
            recommendation=data["recommendation"].strip(),
            predicate=data.get("predicate", ""),
        )


class ReturnForm(forms.Form):
    """Why a rating goes back to the evaluator."""

    note = forms.CharField(
        label=_("Reason for returning (the evaluator reads it)"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please write the reason; the person will read it.")},
    )

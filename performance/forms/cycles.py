"""Forms of a performance year."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.forms import DateField
from performance.enums import Approach, PeriodKind
from performance.services.cycles import CycleChanges, RatingWindow


class CycleForm(forms.Form):
    """Which year; its dates are proposed and can be changed afterwards."""

    year = forms.IntegerField(label=_("Year"), min_value=2022, max_value=2100)
    approach = forms.ChoiceField(
        label=_("Approach"),
        choices=Approach.choices,
        initial=Approach.QUANTITATIVE,
        help_text=_("Quantitative: indicator and target apart. Qualitative: both in one sentence."),
    )
    rhythm = forms.ChoiceField(
        label=_("Evaluated every"),
        choices=PeriodKind.rhythms,
        required=False,
        help_text=_("Your agency chooses (PermenPANRB 6/2022 art. 24). The year itself is always evaluated."),
    )


class RhythmForm(forms.Form):
    """Month instead of quarter, or the other way round, for what is still to come."""

    rhythm = forms.ChoiceField(label=_("Evaluated every"), choices=PeriodKind.rhythms)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed once the year is open; everybody can read it."),
    )


class ReopenForm(forms.Form):
    """Why somebody is rated although the period is closed."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person and the evaluator will read it."),
    )


class CycleDatesForm(forms.Form):
    """The dates that the schedule reads: opening, deadline, reminder, and the rating window of each period.

    `revision` is the state of the year the form was filled in on: an older form is refused with what was typed.
    """

    opens_on = DateField(label=_("Opens on"), help_text=_("On this day a plan is prepared for everybody."))
    plan_due_on = DateField(
        label=_("Plans set by"), help_text=_("End of January (PermenPANRB 6/2022 art. 14).")
    )
    remind_days_before = forms.IntegerField(
        label=_("Remind how many days before"),
        min_value=0,
        max_value=60,
        help_text=_("Also on the day itself and on some days after it; one message a day at most."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed once the year is open; everybody can read it."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, cycle, periods, **kwargs):
        names = ("opens_on", "plan_due_on", "remind_days_before", "revision")
        kwargs["initial"] = {name: getattr(cycle, name) for name in names}
        super().__init__(*args, **kwargs)
        self.periods = list(periods)
        for period in self.periods:
            self.fields |= window_fields(period)
        lock_what_began(self.fields, cycle, self.periods)

    def rows(self) -> list[tuple]:
        """Return each period with its three fields."""
        return [
            (period, *(self[f"period_{period.pk}_{name}"] for name in ("opens", "due", "closes")))
            for period in self.periods
        ]

    def changes(self) -> CycleChanges:
        """Return what was written."""
        data = self.cleaned_data
        windows = {
            period.pk: RatingWindow(
                data[f"period_{period.pk}_opens"],
                data[f"period_{period.pk}_due"],
                data[f"period_{period.pk}_closes"],
            )
            for period in self.periods
        }
        return CycleChanges(
            opens_on=data["opens_on"],
            plan_due_on=data["plan_due_on"],
            remind_days_before=data["remind_days_before"],
            periods=windows,
            reason=data["reason"],
            revision=data["revision"],
        )


def lock_what_began(fields: dict, cycle, periods) -> None:
    """Show days that can no longer move without a way to write into them; what is sent for them does not count."""
    today = timezone.localdate()
    fields["opens_on"].disabled = cycle.opened_at is not None
    fields["plan_due_on"].disabled = cycle.opened_at is not None and cycle.plan_due_on < today
    for period in periods:
        is_closed, name = period.closed_at is not None, f"period_{period.pk}"
        fields[f"{name}_opens"].disabled = is_closed or period.opened_at is not None
        fields[f"{name}_due"].disabled = is_closed or period.rating_due_on < today
        fields[f"{name}_closes"].disabled = is_closed


def window_fields(period) -> dict[str, DateField]:
    """Return the fields of one period's rating."""
    name = f"period_{period.pk}"
    return {
        f"{name}_opens": DateField(label=_("Rating opens on"), initial=period.rating_opens_on),
        f"{name}_due": DateField(label=_("Rating due by"), initial=period.rating_due_on),
        f"{name}_closes": DateField(
            label=_("Open until"),
            initial=period.closes_on,
            required=False,
            help_text=_("Empty: until the report is due, counted from the last day of rating."),
        ),
    }

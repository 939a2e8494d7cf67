"""Forms of a performance year."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from asn_portal.core.forms import DateField
from performance.enums import Approach
from performance.services.cycles import CycleChanges


class CycleForm(forms.Form):
    """Which year; its dates are proposed and can be changed afterwards."""

    year = forms.IntegerField(label=_("Year"), min_value=2022, max_value=2100)
    approach = forms.ChoiceField(
        label=_("Approach"),
        choices=Approach.choices,
        initial=Approach.QUANTITATIVE,
        help_text=_("Quantitative: indicator and target apart. Qualitative: both in one sentence."),
    )


class CycleDatesForm(forms.Form):
    """The dates that the schedule reads: opening, deadline, reminder, and the rating window of each period."""

    opens_on = DateField(label=_("Opens on"), help_text=_("On this day a plan is prepared for everybody."))
    plan_due_on = DateField(
        label=_("Plans set by"), help_text=_("End of January (PermenPANRB 6/2022 art. 14).")
    )
    remind_days_before = forms.IntegerField(
        label=_("Remind how many days before"),
        min_value=0,
        max_value=60,
        help_text=_("Who is late then gets one reminder."),
    )

    def __init__(self, *args, cycle, periods, **kwargs):
        names = ("opens_on", "plan_due_on", "remind_days_before")
        kwargs["initial"] = {name: getattr(cycle, name) for name in names}
        super().__init__(*args, **kwargs)
        self.periods = list(periods)
        for period in self.periods:
            self.fields[f"period_{period.pk}_opens"] = DateField(
                label=_("Rating opens on"), initial=period.rating_opens_on
            )
            self.fields[f"period_{period.pk}_due"] = DateField(
                label=_("Rating due by"), initial=period.rating_due_on
            )

    def rows(self) -> list[tuple]:
        """Return each period with its two fields."""
        return [
            (period, self[f"period_{period.pk}_opens"], self[f"period_{period.pk}_due"])
            for period in self.periods
        ]

    def changes(self) -> CycleChanges:
        """Return what was written."""
        windows: dict[int, tuple[date, date]] = {
            period.pk: (
                self.cleaned_data[f"period_{period.pk}_opens"],
                self.cleaned_data[f"period_{period.pk}_due"],
            )
            for period in self.periods
        }
        return CycleChanges(
            opens_on=self.cleaned_data["opens_on"],
            plan_due_on=self.cleaned_data["plan_due_on"],
            remind_days_before=self.cleaned_data["remind_days_before"],
            periods=windows,
        )

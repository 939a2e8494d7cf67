"""Forms of rank proposals: choosing path and TMT, the desks, the decree, the filter of the list."""

from contextlib import suppress
from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.forms import DateField
from promotions.enums import PromotionKind, ProposalStatus
from promotions.rules.proposals import offered_dates
from promotions.rules.spans import long_date
from promotions.selectors.proposals import ProposalFilter, list_offices
from promotions.services.decisions import Decree

LONGEST_REASON = 300
EARLIEST_YEAR, LATEST_YEAR = 1950, 2200
ALL = ("", _("All"))


def shown_date(text: str) -> date:
    """Return a date of an address that a checklist can be worked out for; raises ValueError for any other."""
    day = date.fromisoformat(text)
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise ValueError(text)
    return day


class StartForm(forms.Form):
    """For which TMT; the checklist answers at once. The value stands in the address."""

    tmt = forms.TypedChoiceField(label=_("TMT aimed at"), required=False, empty_value=None)

    def __init__(self, data, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        days = {day.isoformat(): day for day in offered_dates(timezone.localdate())}
        self.first = next(iter(days.values()))
        with suppress(ValueError):
            # One that is not offered is shown all the same; the checklist says what is wrong with it.
            days |= {data["tmt"]: shown_date(data["tmt"])} if data.get("tmt") else {}
        self.fields["tmt"].choices = [(key, long_date(day)) for key, day in sorted(days.items())]
        self.fields["tmt"].coerce = days.__getitem__

    def target_on(self):
        """Return the TMT chosen, by default the next allowed one."""
        return (self.cleaned_data.get("tmt") if self.is_valid() else None) or self.first


class ProposalForm(forms.Form):
    """Path and TMT as chosen above; HR of the agency may give the reason to let it pass all the same."""

    kind = forms.ChoiceField(
        choices=PromotionKind,
        widget=forms.HiddenInput,
        error_messages={"required": _("Choose a path."), "invalid_choice": _("Choose a path.")},
    )
    target_on = DateField(
        error_messages={"required": _("Choose a TMT."), "invalid": _("This TMT is not a date.")}
    )
    override_reason = forms.CharField(
        label=_("Reason to go on although something is open"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Only where a rule allows it. It is kept with the proposal and everybody at a desk reads it."
        ),
    )

    def __init__(self, *args, may_override: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target_on"].widget = forms.HiddenInput()
        if not may_override:
            del self.fields["override_reason"]

    def hidden_errors(self) -> list[str]:
        """Return what is wrong with the hidden fields; the page says it above the button."""
        return [str(error) for name in ("kind", "target_on") for error in self.errors.get(name, [])]


class CheckForm(forms.Form):
    """Passing on from a desk."""

    note = forms.CharField(
        label=_("Note for the next desk"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    override_reason = forms.CharField(
        label=_("Reason to go on although something is open"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReasonForm(forms.Form):
    """Why it is returned or refused; the workflow asks for it."""

    note = forms.CharField(
        label=_("Reason"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class VerifyForm(forms.Form):
    """The evidence on which HR confirms a requirement."""

    code = forms.CharField(max_length=60, widget=forms.HiddenInput)
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=LONGEST_REASON,
        error_messages={"required": _("Write on which evidence you confirm it.")},
    )


class DecisionForm(forms.Form):
    """The decree."""

    decree_number = forms.CharField(label=_("Number of the decree (SK)"), max_length=80)
    decree_on = DateField(label=_("Date of the decree"))
    effective_on = DateField(label=_("TMT"), help_text=_("The 1st of a month that the rule in force allows."))
    override_reason = forms.CharField(
        label=_("Reason to go on although something is open"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, may_override: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_override:
            del self.fields["override_reason"]

    def decree(self) -> Decree:
        """Return what was typed."""
        data = self.cleaned_data
        return Decree(
            number=data["decree_number"],
            decree_on=data["decree_on"],
            effective_on=data["effective_on"],
            override_reason=data.get("override_reason", ""),
        )


class ProposalFilterForm(forms.Form):
    """What the list is narrowed to; every value stands in the address."""

    q = forms.CharField(label=_("Name or NIP"), required=False, max_length=80)
    meja = forms.ChoiceField(label=_("Desk"), required=False, choices=[ALL, *ProposalStatus.choices])
    kantor = forms.TypedChoiceField(label=_("Office"), required=False, coerce=int, empty_value=None)
    tmt = DateField(label=_("TMT aimed at"), required=False)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs.update(type="search")
        offices = list_offices(actor=actor)
        if offices:
            self.fields["kantor"].choices = [ALL, *offices]
        else:
            del self.fields["kantor"]

    def wanted(self, *, finished: bool) -> ProposalFilter:
        """Return the filter; what was not understood does not narrow."""
        self.is_valid()
        data = self.cleaned_data
        return ProposalFilter(
            text=data.get("q", ""),
            desk=data.get("meja", ""),
            office=data.get("kantor"),
            target_on=data.get("tmt"),
            finished=finished,
        )

    def active(self) -> list[tuple[str, str]]:
        """Return the name and the words of every filter that narrows the list."""
        self.is_valid()
        return [(name, self._words(name, value)) for name, value in self.cleaned_data.items() if value]

    def _words(self, name: str, value) -> str:
        if name == "q":
            return f"“{value}”"
        return long_date(value) if name == "tmt" else str(dict(self.fields[name].choices)[value])

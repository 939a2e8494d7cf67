"""Forms of the nominative lists."""

from django import forms
from django.utils.translation import gettext_lazy as _

from asn_portal.core.forms import DateField
from promotions.enums import PromotionKind, Verdict
from promotions.rules.ranks import RANK_CODES
from promotions.rules.spans import long_date
from promotions.selectors.nominative import EntryFilter, list_offices

ALL = ("", _("All"))


class WindowForm(forms.Form):
    """Which TMT a list is for."""

    target_on = DateField(label=_("TMT of the new rank"), widget=forms.Select)

    def __init__(self, *args, windows, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(window.target_on.isoformat(), long_date(window.target_on)) for window in windows]
        self.fields["target_on"].widget.choices = choices


class EntryFilterForm(forms.Form):
    """What a list is narrowed to; every value stands in the address."""

    office = forms.TypedChoiceField(label=_("Office"), required=False, empty_value=None)
    verdict = forms.ChoiceField(label=_("State"), required=False, choices=[ALL, *Verdict.choices])
    kind = forms.ChoiceField(label=_("Path"), required=False, choices=[ALL, *PromotionKind.choices])
    rank = forms.ChoiceField(
        label=_("Present rank"), required=False, choices=[ALL, *((code, code) for code in RANK_CODES)]
    )

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        offices = {str(unit.pk): unit for unit in list_offices(actor=actor).only("pk", "name", "depth")}
        self.fields["office"].choices = [ALL, *((key, unit.name) for key, unit in offices.items())]
        self.fields["office"].coerce = offices.__getitem__

    def wanted(self) -> EntryFilter:
        """Return the filter; what was not understood does not narrow."""
        self.is_valid()
        data = self.cleaned_data
        return EntryFilter(
            office=data.get("office"),
            verdict=data.get("verdict", ""),
            kind=data.get("kind", ""),
            rank=data.get("rank", ""),
        )

    def active(self) -> list[tuple[str, str]]:
        """Return the name and the words of every filter that narrows the list."""
        self.is_valid()
        return [(name, self._words(name, value)) for name, value in self.cleaned_data.items() if value]

    def _words(self, name, value) -> str:
        return value.name if name == "office" else str(dict(self.fields[name].choices)[value])

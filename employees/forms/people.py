"""Forms of the people list and of opening masked data."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from employees.enums import EmployeeKind, PostFamily, Standing
from employees.selectors.people import PeopleFilter, list_ranks
from employees.selectors.units import list_units

ALL = ("", _("All"))


class PeopleFilterForm(forms.Form):
    """What the people list is narrowed to; every value stands in the address."""

    q = forms.CharField(label=_("Name or NIP"), required=False, max_length=80)
    unit = forms.TypedChoiceField(label=_("Unit and all below"), required=False, empty_value=None)
    family = forms.ChoiceField(label=_("Kind of post"), required=False, choices=[ALL, *PostFamily.choices])
    rank_from = forms.TypedChoiceField(label=_("Rank from"), required=False, empty_value=None)
    rank_to = forms.TypedChoiceField(label=_("Rank to"), required=False, empty_value=None)
    kind = forms.ChoiceField(
        label=_("Kind of employee"), required=False, choices=[ALL, *EmployeeKind.choices]
    )
    standing = forms.ChoiceField(label=_("Legal standing"), required=False, choices=[ALL, *Standing.choices])

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        units = {str(unit.pk): unit for unit in list_units(actor=actor).only("pk", "path", "depth", "name")}
        ranks = {rank.code: rank for rank in list_ranks(actor=actor)}
        self.fields["q"].widget.attrs.update(type="search", placeholder=_("e.g. 19860926 or Siti"))
        self._choose("unit", units, lambda unit: "\u2003" * (unit.depth - 1) + unit.name)
        for name in ("rank_from", "rank_to"):
            self._choose(name, ranks, lambda rank: rank.code)

    def _choose(self, name, known, label):
        field = self.fields[name]
        field.choices = [ALL, *((key, label(row)) for key, row in known.items())]
        field.coerce = known.__getitem__

    def wanted(self) -> PeopleFilter:
        """Return the filter; what was not understood does not narrow."""
        self.is_valid()
        data = self.cleaned_data
        return PeopleFilter(
            text=data.get("q", ""),
            unit=data.get("unit"),
            family=data.get("family", ""),
            kind=data.get("kind", ""),
            standing=data.get("standing", ""),
            rank_from=data.get("rank_from"),
            rank_to=data.get("rank_to"),
        )

    def active(self) -> list[tuple[str, str]]:
        """Return the name and the words of every filter that narrows the list."""
        self.is_valid()
        return [(name, self._words(name, value)) for name, value in self.cleaned_data.items() if value]

    def _words(self, name, value) -> str:
        if name == "q":
            return f"“{value}”"
        if name == "unit":
            return value.name
        if name in {"rank_from", "rank_to"}:
            return f"{self.fields[name].label} {value.code}"
        return str(dict(self.fields[name].choices)[value])


class RevealForm(forms.Form):
    """Which masked field is opened, and for what."""

    VERIFY, CONTACT, OTHER = "verify", "contact", "other"
    WORDS = {VERIFY: _("Verifying a proposal"), CONTACT: _("Contacting the person"), OTHER: _("Other")}
    purpose = forms.ChoiceField(
        label=_("What do you need it for?"),
        choices=list(WORDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you need it for.")},
    )
    other = forms.CharField(label=_("Other purpose"), required=False, max_length=160)

    def clean(self):
        """Ask for words where the purpose is another one."""
        data = super().clean()
        if data.get("purpose") == self.OTHER and not data.get("other"):
            raise ValidationError({"other": _("Write what you need it for.")})
        return data

    def words(self) -> str:
        """Return the purpose as it is recorded and shown to the person."""
        data = self.cleaned_data
        return data["other"] if data["purpose"] == self.OTHER else str(self.WORDS[data["purpose"]])

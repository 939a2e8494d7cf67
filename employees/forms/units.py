"""Forms by which HR changes the structure; each one hands its values to one service."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.forms import DateField
from employees.selectors.units import list_units
from employees.services.units import Change, close_unit, merge_units, move_unit, rename_unit


class UnitForm(forms.Form):
    """From which day a change counts, and why; subclasses add what changes."""

    title = ""
    intro = ""
    field_order = ["name", "parent", "into", "on", "reason"]
    on = DateField(label=_("Counts from"))
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("For example the regional regulation with its number.")
    )

    def __init__(self, *args, unit, actor, **kwargs):
        kwargs.setdefault("initial", {"on": timezone.localdate(), "name": unit.name})
        super().__init__(*args, **kwargs)
        self.unit, self.actor = unit, actor
        for name in {"parent", "into"} & set(self.fields):
            choices = list_units(actor=actor).exclude(pk=unit.pk).only("pk", "path", "depth", "name")
            self.fields[name].queryset = choices
            self.fields[name].label_from_instance = lambda row: "\u2003" * (row.depth - 1) + row.name

    def to(self) -> dict:
        """Return the arguments that every service takes."""
        data = self.cleaned_data
        return {"unit": self.unit, "change": Change(data["on"], data["reason"]), "actor": self.actor}


class RenameForm(UnitForm):
    """A new name."""

    title = _("Rename")
    intro = _("The old name stays in the history of the unit.")
    name = forms.CharField(label=_("New name"), max_length=200)

    def save(self):
        """Rename the unit."""
        return rename_unit(name=self.cleaned_data["name"], **self.to())


class MoveForm(UnitForm):
    """A new superior unit."""

    title = _("Move")
    intro = _("The unit moves with everything below it; its people stay in it.")
    parent = forms.ModelChoiceField(label=_("Move below"), queryset=None)

    def save(self):
        """Move the unit."""
        return move_unit(parent=self.cleaned_data["parent"], **self.to())


class MergeForm(UnitForm):
    """The unit that takes everything over."""

    title = _("Merge")
    intro = _("People, posts and sub-units go to the other unit; this one is closed.")
    into = forms.ModelChoiceField(label=_("Merge into"), queryset=None)

    def save(self):
        """Merge the units."""
        return merge_units(into=self.cleaned_data["into"], **self.to())


class CloseForm(UnitForm):
    """The end of an empty unit."""

    title = _("Close")
    intro = _("Only a unit without people and without open sub-units can be closed.")

    def save(self):
        """Close the unit."""
        return close_unit(**self.to())


CHANGES = {"nama": RenameForm, "pindah": MoveForm, "gabung": MergeForm, "tutup": CloseForm}
ICONS = {"nama": "pencil", "pindah": "arrows-move", "gabung": "arrow-merge", "tutup": "archive"}


def unit_actions() -> list[dict]:
    """Return the links to the forms."""
    return [{"what": what, "label": form.title, "icon": ICONS[what]} for what, form in CHANGES.items()]

"""Forms that one page template shows: each field in the way it is best filled in."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ScaleSelect(forms.RadioSelect):
    """A few marks beside each other, also on a phone."""


class PartsForm(forms.Form):
    """A form whose fields may have headings between them."""

    # Name of the field before which a heading stands → (heading, line below it).
    headings: dict[str, tuple[str, str]] = {}

    def parts(self) -> Iterator[tuple[str, Any]]:
        """Yield ("heading", (title, note)), ("checks" | "scale" | "choice" | "field", field) in order."""
        for field in self:
            if field.name in self.headings:
                yield "heading", self.headings[field.name]
            widget = field.field.widget
            if isinstance(widget, forms.CheckboxSelectMultiple):
                yield "checks", field
            elif isinstance(widget, ScaleSelect):
                yield "scale", field
            elif isinstance(widget, forms.RadioSelect):
                yield "choice", field
            else:
                yield "field", field


def long_text(label: Any, *, rows: int = 4, **options: Any) -> forms.CharField:
    """Return a field for several sentences."""
    options.setdefault("max_length", 4_000)
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class StepNoteForm(PartsForm):
    """One note for a step; whether it is required stands in the workflow table."""

    note = long_text(_("Note"), required=False, rows=3, max_length=2_000)

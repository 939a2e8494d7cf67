"""Forms of the matrix, of teams and of templates: they check shape, the services decide."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.forms import DateField, LocalDecimalField
from performance.enums import Aspect, ResultKind
from performance.enums.cascade import DivisionMethod
from performance.forms.plans import area
from performance.rules.standards import plain
from performance.services.matrix import CellText, RoleLine
from performance.services.result_templates import TemplateMeasure, TemplateText

TEXT, LINES, BLANK = 2_000, 8, 2


class LineForm(forms.Form):
    """One role of a cell; an emptied text takes the role out."""

    pk = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    text = forms.CharField(
        label=pgettext_lazy("matrix", "Role, as a result"), required=False, max_length=TEXT, widget=area(2)
    )
    share = LocalDecimalField(
        label=_("Share of the target"),
        required=False,
        min_value=Decimal("0.001"),
        max_value=Decimal(99_999_999),
    )
    part = forms.ChoiceField(label=_("Region or aspect"), required=False)

    def __init__(self, *args, column, **kwargs):
        super().__init__(*args, **kwargs)
        if not column.can_share:
            del self.fields["share"]
        else:
            self.fields["share"].help_text = f"{column.target} {column.target_unit}".strip()
        if column.parts:
            self.fields["part"].choices = [("", "—"), *((part, part) for part in column.parts)]
        else:
            del self.fields["part"]

    def line(self) -> RoleLine:
        """Return what was written."""
        return RoleLine(
            text=self.cleaned_data["text"].strip(),
            share=self.cleaned_data.get("share"),
            part=self.cleaned_data.get("part", ""),
            pk=self.cleaned_data["pk"] or 0,
        )


class CellForm(forms.Form):
    """What a cell says as a whole; `token` is the cell the form was opened with."""

    token = forms.CharField(max_length=32, widget=forms.HiddenInput)
    is_none = forms.BooleanField(
        label=_("No role in this column"),
        required=False,
        help_text=_("Say so explicitly: an empty cell means that nobody has decided yet."),
    )


LineFormSet = forms.formset_factory(LineForm, extra=BLANK, max_num=LINES + BLANK, absolute_max=LINES + BLANK)


def stored_lines(roles) -> list[dict]:
    """Return what stands in a cell as the initial values of its lines."""
    return [
        {"pk": row.pk, "text": row.text, "part": row.part, "share": plain(row.share) if row.share else ""}
        for row in roles
    ]


def cell_text(form: CellForm, lines) -> CellText:
    """Return what was written into a cell; lines without words are gone."""
    written = [one.line() for one in lines if one.cleaned_data]
    return CellText(
        [row for row in written if row.text], form.cleaned_data["is_none"], form.cleaned_data["token"]
    )


class DivisionForm(forms.Form):
    """How a column is divided."""

    method = forms.ChoiceField(label=_("Divided"), choices=DivisionMethod.choices, required=False)
    parts = forms.CharField(
        label=_("Regions or aspects"),
        required=False,
        max_length=4_000,
        widget=area(6),
        help_text=_("One a line, for example the villages of a health centre or the stages of a service."),
    )

    def names(self) -> list[str]:
        """Return the parts, one a line."""
        return self.cleaned_data["parts"].splitlines()


class ReasonForm(forms.Form):
    """Why a result is not taken, a person does not join, or somebody volunteers."""

    reason = forms.CharField(label=pgettext_lazy("answer", "Reason"), max_length=300, widget=area(3))


class TeamForm(forms.Form):
    """A team; its leader by NIP."""

    name = forms.CharField(label=_("Name of the team"), max_length=160)
    purpose = forms.CharField(
        label=_("What the team is to reach"), required=False, max_length=TEXT, widget=area(3)
    )
    nip = forms.CharField(
        label=_("Team leader (NIP)"),
        max_length=30,
        widget=forms.TextInput(attrs={"list": "team-leaders", "inputmode": "numeric"}),
        help_text=_("Somebody of your government with a plan; the results of that plan are the columns."),
    )
    starts_on = DateField(label=pgettext_lazy("team", "From"))
    ends_on = DateField(label=pgettext_lazy("team", "Until"))
    is_open = forms.BooleanField(
        label=_("Anybody may volunteer"),
        required=False,
        help_text=_("People of other units then see the team; their own evaluator decides."),
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)


class CallForm(forms.Form):
    """Whom a team asks for, and why."""

    nip = forms.CharField(label=_("NIP"), max_length=30)
    reason = forms.CharField(label=_("Why this person"), required=False, max_length=300, widget=area(2))


class TemplateForm(forms.Form):
    """A result for many people."""

    statement = forms.CharField(
        label=_("Work result"),
        max_length=TEXT,
        widget=area(3),
        help_text=_("A result that can be seen, not an activity. Everybody gets the same words."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=ResultKind.choices)
    assigned_by = forms.CharField(
        label=_("Assigned by (post or team)"),
        required=False,
        max_length=200,
        help_text=_("Only for tasks outside."),
    )
    leader_result = forms.ChoiceField(label=_("Serves this result of yours"), required=False)

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leader_result"].choices = [("", "—"), *choices]
        if not choices:
            del self.fields["leader_result"]

    def written(self, stored=None) -> TemplateText:
        """Return what was written; a link that cannot be chosen stays."""
        kept = str(stored.leader_result_id or "") if stored else ""
        chosen = self.cleaned_data.get("leader_result", kept)
        values = {name: self.cleaned_data[name] for name in ("statement", "kind", "assigned_by")}
        return TemplateText(**values, leader_result_id=int(chosen) if chosen else None)


class MeasureForm(forms.Form):
    """An indicator of a template."""

    aspect = forms.ChoiceField(label=_("Aspect"), choices=Aspect.choices)
    statement = forms.CharField(label=_("Indicator"), max_length=300, widget=area(2))
    target = forms.CharField(label=_("Target"), max_length=160)
    target_unit = forms.CharField(label=_("Unit of measure"), required=False, max_length=60)

    def measure(self) -> TemplateMeasure:
        """Return what was written."""
        return TemplateMeasure(**self.cleaned_data)


class PeopleForm(forms.Form):
    """Whom a template is for."""

    q = forms.CharField(label=_("Name, NIP or post"), required=False, max_length=80)
    jabatan = forms.ChoiceField(label=_("Kind of post"), required=False)

    def __init__(self, *args, titles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["jabatan"].choices = [("", _("All")), *titles]

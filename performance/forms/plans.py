"""Forms of the plan: they check shape; what is missing is said by the checklist at submission, not while drafting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from performance.enums import Approach, Aspect, AttachmentKind, BehaviourValue, Perspective
from performance.enums.plan_changes import ResultBasis
from performance.rules.comparable import Days, target_problems
from performance.services.plan_content import IndicatorText, ResultText

TEXT = 2_000
NARRATIVE = 1_000


def area(rows: int = 2, **attrs) -> forms.Textarea:
    """Return a text area."""
    return forms.Textarea(attrs={"rows": rows, **attrs})


class AskedForLater:
    """A field that may stay empty while drafting; the checklist asks for it before submission."""

    def validate(self, value):
        """Check only what is there."""
        if value not in self.empty_values:
            super().validate(value)


class LaterCharField(AskedForLater, forms.CharField):
    """Text that is asked for at submission."""


class LaterChoiceField(AskedForLater, forms.ChoiceField):
    """A choice that is asked for at submission."""


class ResultForm(forms.Form):
    """One work result and the leader's result it serves."""

    leader_result = forms.ChoiceField(label=_("Supports this result of your superior"), required=False)
    statement = forms.CharField(
        label=_("Work result"),
        max_length=TEXT,
        widget=area(autofocus=True),
        help_text=_("A result that can be seen, not an activity."),
    )
    assigned_by = forms.CharField(
        label=_("Assigned by (post or team)"),
        required=False,
        max_length=200,
        help_text=_("Only for tasks outside your own unit or team."),
    )
    basis = forms.ChoiceField(
        label=_("Comes from"),
        required=False,
        choices=[("", _("Not said")), *ResultBasis.choices],
        help_text=_("What the performance agreement asks is always a main result."),
    )
    acting = forms.ChoiceField(
        label=_("For an acting post (Plt, Plh)"),
        required=False,
        help_text=_("An acting post is always a main work result."),
    )

    def __init__(self, *args, choices: list[tuple[str, str]], plan, acting=(), **kwargs):
        super().__init__(*args, **kwargs)
        # The forms of JPT and heads of units have no column for the leader's result.
        if choices and not plan.is_leader_form:
            self.fields["leader_result"].choices = [("", _("Not linked yet")), *choices]
        else:
            del self.fields["leader_result"]
        if not plan.is_leader_form:
            del self.fields["basis"]
        if acting:
            self.fields["acting"].choices = [("", _("No")), *acting]
        else:
            del self.fields["acting"]

    @staticmethod
    def initial_of(result) -> dict:
        """Return what is stored."""
        return {
            "statement": result.statement,
            "assigned_by": result.assigned_by,
            "leader_result": str(result.leader_result_id or ""),
            "basis": result.basis,
            "acting": str(result.acting_id or ""),
        }

    def text(self, stored=None) -> ResultText:
        """Return what was written; a link that cannot be chosen at the moment stays."""
        return ResultText(
            statement=self.cleaned_data["statement"],
            leader_result_id=self.chosen("leader_result", stored.leader_result_id if stored else None),
            assigned_by=self.cleaned_data["assigned_by"],
            basis=self.cleaned_data.get("basis", stored.basis if stored else ""),
            acting_id=self.chosen("acting", stored.acting_id if stored else None),
        )

    def chosen(self, name: str, kept: int | None) -> int | None:
        """Return the id that was chosen; what was stored where the form did not ask."""
        value = self.cleaned_data.get(name) or ""
        return (int(value) if value else None) if name in self.fields else kept


class IndicatorForm(forms.Form):
    """One indicator; which fields there are depends on the form of the plan."""

    use_required_attribute = False

    aspect = LaterChoiceField(label=_("Aspect"), choices=[("", "—"), *Aspect.choices])
    perspective = LaterChoiceField(label=_("Perspective"), choices=[("", "—"), *Perspective.choices])
    statement = forms.CharField(
        label=_("Indicator"), max_length=300, widget=forms.TextInput(attrs={"autofocus": True})
    )
    target = LaterCharField(label=_("Target"), max_length=160)
    target_unit = forms.CharField(label=_("Unit of measure"), required=False, max_length=60)

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["aspect" if plan.is_leader_form else "perspective"]
        self.plan = plan
        if plan.approach == Approach.QUALITATIVE:
            self.fields.pop("aspect", None)
            del self.fields["target"], self.fields["target_unit"]
            self.fields["statement"] = forms.CharField(
                label=_("Measure of success and target, in one sentence"),
                max_length=NARRATIVE,
                widget=area(3, autofocus=True),
                help_text=_("For example: complaints about the service are fewer than last year."),
            )

    def clean(self):
        """Refuse a target that nobody can compare, or with a day outside the period (annex II p. 51)."""
        data = super().clean()
        if "target" in self.fields and "target" in data:
            days = Days(self.plan.first_day, self.plan.last_day)
            for name, words in target_problems(data["target"], data.get("target_unit"), days=days).items():
                self.add_error(name, words)
        return data

    @staticmethod
    def initial_of(indicator) -> dict:
        """Return what is stored."""
        return {name: getattr(indicator, name) for name in IndicatorText.__dataclass_fields__}

    def text(self, stored=None) -> IndicatorText:
        """Return what was written; columns that this form lacks keep what they had."""
        kept = self.initial_of(stored) if stored else {}
        written = {name: value for name, value in self.cleaned_data.items() if name in self.fields}
        return IndicatorText(**{"statement": "", **kept, **written})


class AttachmentForm(forms.Form):
    """The three parts of the attachment (form A.1.8)."""

    use_required_attribute = False
    resources = LaterCharField(
        label=AttachmentKind.RESOURCES.label,
        max_length=TEXT,
        widget=area(3),
        help_text=_("People, budget, tools, help of the leader: what you need. One point a line."),
    )
    accountability = LaterCharField(
        label=AttachmentKind.ACCOUNTABILITY.label,
        max_length=TEXT,
        widget=area(3),
        help_text=_("Per result: how often and with which data you report. One point a line."),
    )
    consequence = LaterCharField(
        label=AttachmentKind.CONSEQUENCE.label,
        max_length=TEXT,
        widget=area(3),
        help_text=_("What follows when the expectation is met and when it is not. One point a line."),
    )


class ExpectationForm(forms.Form):
    """The leader's special expectation for each of the seven values; all optional."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for value in BehaviourValue:
            self.fields[value.value] = forms.CharField(
                label=value.label, required=False, max_length=TEXT, widget=area()
            )


class LinkForm(forms.Form):
    """The leader's result for each own result, asked for after the leader's plan was set (B5)."""

    def __init__(self, *args, results, choices, **kwargs):
        super().__init__(*args, **kwargs)
        for result in results:
            self.fields[f"link_{result.pk}"] = forms.ChoiceField(
                label=result.statement,
                required=False,
                choices=[("", _("Not linked yet")), *choices],
                initial=str(result.leader_result_id or ""),
            )

    def links(self) -> dict[int, int]:
        """Return ids of own results with the ids of the leader's."""
        chosen = ((name, value) for name, value in self.cleaned_data.items() if value)
        return {int(name.removeprefix("link_")): int(value) for name, value in chosen}


class ChangeForm(forms.Form):
    """Why a plan in force has to change."""

    reason = forms.CharField(
        label=_("Reason of the change"),
        max_length=300,
        widget=area(3),
        help_text=_("For example a new assignment, or a target that feedback has shown to be wrong."),
    )


class ReturnForm(forms.Form):
    """The note of a return or approval; whether it is required stands in the workflow table."""

    note = forms.CharField(label=_("Reason for returning"), required=False, max_length=TEXT, widget=area(3))

"""Forms around a plan: its form, the manual of an indicator, study assignments, exemptions."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.forms import DateField, LocalDecimalField
from employees.enums import EducationLevel
from performance.enums import Approach
from performance.enums.plan_changes import Accreditation, ControlLevel, ExemptionReason, ReportingPeriod
from performance.forms.plans import TEXT, area
from performance.rules.studies import studied_levels
from performance.services.exemptions import NewExemption
from performance.services.plan_changes import FormChoice
from performance.services.plan_manuals import ManualText
from performance.services.studies import NewStudy

LEVELS = [choice for choice in EducationLevel.choices if choice[0] in studied_levels()]
NONE = [("", "—")]


class PlanFormForm(forms.Form):
    """The approach, where the agency leaves it open, and the terms of the work contract of PPPK."""

    approach = forms.ChoiceField(
        label=_("Approach"),
        choices=Approach.choices,
        help_text=_("Quantitative: indicator and target apart. Qualitative: both in one sentence."),
    )
    contract_terms = forms.CharField(
        label=_("What the work contract says about results"),
        required=False,
        max_length=TEXT,
        widget=area(4),
        help_text=_("Expectations of PPPK also follow the work contract (PermenPANRB 6/2022 art. 8)."),
    )

    def __init__(self, *args, may_choose: bool, has_contract: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_choose:
            del self.fields["approach"]
        if not has_contract:
            del self.fields["contract_terms"]

    def choice(self, plan) -> FormChoice:
        """Return what was chosen; what was not asked stays."""
        return FormChoice(
            approach=self.cleaned_data.get("approach", plan.approach),
            contract_terms=self.cleaned_data.get("contract_terms", plan.contract_terms),
        )


class ManualForm(forms.Form):
    """The manual of one indicator (form A.1.3)."""

    use_required_attribute = False
    purpose = forms.CharField(
        label=_("Purpose"), max_length=TEXT, widget=area(2), help_text=_("Why this is measured.")
    )
    definition = forms.CharField(
        label=_("Definition"),
        max_length=TEXT,
        widget=area(3),
        help_text=_("What exactly counts, so that everybody understands the same by it."),
    )
    formula = forms.CharField(label=_("Formula"), required=False, max_length=TEXT, widget=area(2))
    measure_unit = forms.CharField(label=_("Unit of measure"), required=False, max_length=60)
    control = forms.ChoiceField(
        label=_("Quality and level of control"), choices=NONE + list(ControlLevel.choices)
    )
    data_source = forms.CharField(label=_("Source of the data"), max_length=300)
    reporting = forms.ChoiceField(label=_("Reported"), choices=NONE + list(ReportingPeriod.choices))

    def text(self) -> ManualText:
        """Return what was written."""
        return ManualText(**self.cleaned_data)


class NipField(forms.CharField):
    """A NIP, with or without blanks between its groups."""

    def clean(self, value):
        """Return the digits."""
        return "".join(char for char in super().clean(value) if char.isdigit())


class StudyForm(forms.Form):
    """A study assignment as its decree has it."""

    nip = NipField(label=_("NIP of the person"), max_length=30)
    institution = forms.CharField(label=_("University"), max_length=160)
    programme = forms.CharField(label=_("Study programme"), max_length=160)
    level = forms.ChoiceField(label=_("Level"), choices=NONE + LEVELS)
    accreditation = forms.ChoiceField(
        label=_("Accreditation of the university"), choices=NONE + list(Accreditation.choices)
    )
    programme_accreditation = forms.ChoiceField(
        label=_("Accreditation of the programme"),
        required=False,
        choices=NONE + [choice for choice in Accreditation.choices if choice[0] != Accreditation.ABROAD],
    )
    decree_number = forms.CharField(label=_("Decree number"), required=False, max_length=80)
    starts_on = DateField(label=_("From"))
    due_on = DateField(label=_("Normal end"), help_text=_("The normative duration of the programme."))

    def new(self) -> NewStudy:
        """Return what was written, without the person."""
        return NewStudy(**{name: value for name, value in self.cleaned_data.items() if name != "nip"})


class IpkForm(forms.Form):
    """The grade point average the university reports."""

    ipk = LocalDecimalField(
        label=_("Grade point average (IPK)"), max_length=8, help_text=_("From 0 to 4,00.")
    )
    as_of = DateField(label=_("As of"))
    revision = forms.IntegerField(widget=forms.HiddenInput)


class StudyStepForm(forms.Form):
    """How a study goes on: completed, not completed, or longer."""

    step = forms.ChoiceField(
        label=pgettext_lazy("study", "What happened"),
        choices=[
            *NONE,
            ("graduate", _("Graduated")),
            ("drop_out", _("Not completed (drop-out)")),
            ("extend", _("Extended")),
        ],
    )
    day = DateField(label=_("Day"), help_text=_("The last day, or the new normal end of an extension."))
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=TEXT,
        widget=area(2),
        help_text=_("Required for an extension and for a study that was not completed."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class ExemptionForm(forms.Form):
    """Whom planning does not concern, why, and from when until when."""

    nip = NipField(label=_("NIP of the person"), max_length=30)
    reason = forms.ChoiceField(label=_("Reason"), choices=NONE + list(ExemptionReason.choices))
    starts_on = DateField(label=_("From"))
    ends_on = DateField(label=_("Until"), required=False, help_text=_("Empty: until further notice."))
    decree_number = forms.CharField(label=_("Decree number"), required=False, max_length=80)
    note = forms.CharField(label=_("Note"), required=False, max_length=300, widget=area(2))

    def new(self) -> NewExemption:
        """Return what was written, without the person."""
        return NewExemption(**{name: value for name, value in self.cleaned_data.items() if name != "nip"})


class ExemptionEndForm(forms.Form):
    """The last day of an exemption."""

    ends_on = DateField(label=_("Last day"), help_text=_("From the next day a plan is asked for again."))

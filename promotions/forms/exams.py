"""Forms by which HR records exams and credit points (PAK) of somebody; each hands its values to one service."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from asn_portal.core.forms import DateField, LocalDecimalField
from employees.selectors.people import list_ranks
from performance.services.credit import NewCreditStatement, record_credit_statement
from promotions.enums import ExamKind
from promotions.services.exams import NewExam, record_exam


class AboutPersonForm(forms.Form):
    """A form that knows whom it is about and who writes."""

    def __init__(self, *args, employee, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.employee, self.actor = employee, actor


class ExamForm(AboutPersonForm):
    """An exam or training passed."""

    title = _("Exam passed")
    intro = _(
        "Without a record the portal cannot know whether an exam was passed, and shows it as unverified."
    )
    exam = forms.ChoiceField(label=_("Exam or training"), choices=ExamKind.choices)
    target_rank = forms.ModelChoiceField(
        label=_("Opens the rank"),
        queryset=None,
        required=False,
        empty_label="–",
        help_text=_("Only for UPKP."),
    )
    passed_on = DateField(label=_("Passed on"))
    number = forms.CharField(label=_("Certificate number"), max_length=80, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target_rank"].queryset = list_ranks(actor=self.actor)

    def save(self):
        """Record the exam."""
        return record_exam(employee=self.employee, new=NewExam(**self.cleaned_data), actor=self.actor)


class CreditForm(AboutPersonForm):
    """The credit points a PAK states."""

    title = _("Credit points (PAK)")
    intro = _(
        "The points of the present level, all conversions and base points included, as the PAK states them."
    )
    points = LocalDecimalField(
        label=_("Credit points"), min_value=Decimal(0), help_text=_("For example 96.5.")
    )
    as_of = DateField(label=_("As of"))
    number = forms.CharField(label=_("Number of the PAK"), max_length=80)

    def save(self):
        """Record the statement."""
        new = NewCreditStatement(**self.cleaned_data)
        return record_credit_statement(employee=self.employee, new=new, actor=self.actor)

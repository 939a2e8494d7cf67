"""Forms by which HR records something about a person; each one hands its values to one service."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.forms import DateField
from employees.enums import AssignmentKind, DisciplineLevel, EducationLevel, RankChangeKind
from employees.selectors.people import find_colleague, find_post, list_ranks_of
from employees.services import records as services
from employees.services.evaluators import TemporaryEvaluator, set_temporary_evaluator
from employees.services.posts import NewAssignment, NewRank, record_assignment, record_rank_change

DECREE = _("Decree number")
SINCE, UNTIL = _("From"), _("Until")


class RecordForm(forms.Form):
    """A form that knows whom it is about and who writes; subclasses say `title`, `intro` and `save`."""

    title = ""
    intro = ""
    searches_posts = False

    def __init__(self, *args, employee, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.employee, self.actor = employee, actor

    def clean(self):
        """Refuse an end before its start."""
        data = super().clean()
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            raise ValidationError({"ends_on": _("The end lies before the start.")})
        return data

    def to(self) -> dict:
        """Return the arguments that every service takes."""
        return {"employee": self.employee, "actor": self.actor}


class TemporaryEvaluatorForm(RecordForm):
    """Who rates instead."""

    title = _("Temporary evaluator")
    intro = _("This person rates instead of the holder of the superior post, between the days you set.")
    nip = forms.CharField(label=_("NIP of the evaluator"), max_length=22)
    reason = forms.CharField(label=_("Reason"), max_length=200)
    starts_on = DateField(label=SINCE)
    ends_on = DateField(label=UNTIL, required=False, help_text=_("Empty: until further notice."))

    def clean_nip(self):
        """Return the person with this NIP; blanks do not matter."""
        found = find_colleague(actor=self.actor, nip="".join(self.cleaned_data["nip"].split()))
        if found is None:
            raise ValidationError(_("Nobody in this government has this NIP."))
        if found.pk == self.employee.pk:
            raise ValidationError(_("Nobody rates themselves."))
        return found

    def save(self):
        """Set the evaluator."""
        data = self.cleaned_data
        new = TemporaryEvaluator(data["nip"], data["reason"], data["starts_on"], data["ends_on"])
        return set_temporary_evaluator(new=new, **self.to())


class AssignmentForm(RecordForm):
    """A post held from a day."""

    title = _("Post")
    intro = _("A definitive post ends the one before it the day before.")
    searches_posts = True
    code = forms.CharField(label=_("Post code"), max_length=64)
    kind = forms.ChoiceField(label=_("Held as"), choices=AssignmentKind.choices)
    starts_on = DateField(label=_("From (TMT)"))
    ends_on = DateField(label=UNTIL, required=False)
    decree_number = forms.CharField(label=DECREE, max_length=80, required=False)
    decree_on = DateField(label=_("Decree date"), required=False)

    def clean_code(self):
        """Return the post with this code."""
        found = find_post(actor=self.actor, code=self.cleaned_data["code"].strip())
        if found is None:
            raise ValidationError(_("No post has this code. Search for it by part of its name."))
        return found

    def save(self):
        """Record the post."""
        data = dict(self.cleaned_data)
        return record_assignment(new=NewAssignment(position=data.pop("code"), **data), **self.to())


class RankForm(RecordForm):
    """A rank held from a day."""

    title = _("Rank")
    intro = _("A rank with the same TMT is corrected.")
    rank = forms.ModelChoiceField(label=_("Rank"), queryset=None)
    effective_on = DateField(label=_("TMT"))
    kind = forms.ChoiceField(label=_("Reason"), choices=RankChangeKind.choices)
    decree_number = forms.CharField(label=DECREE, max_length=80, required=False)
    decree_on = DateField(label=_("Decree date"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rank"].queryset = list_ranks_of(actor=self.actor, employee=self.employee)

    def save(self):
        """Record the rank."""
        return record_rank_change(new=NewRank(**self.cleaned_data), **self.to())


class EducationForm(RecordForm):
    """A diploma."""

    title = _("Education")
    level = forms.ChoiceField(label=_("Level"), choices=EducationLevel.choices)
    programme = forms.CharField(label=_("Programme"), max_length=160, required=False)
    institution = forms.CharField(label=_("School"), max_length=160, required=False)
    graduated_year = forms.IntegerField(label=_("Year of graduation"), min_value=1940, max_value=2100)

    def save(self):
        """Record the diploma."""
        return services.record_education(new=services.NewEducation(**self.cleaned_data), **self.to())


class DisciplineForm(RecordForm):
    """A punishment."""

    title = _("Discipline")
    intro = _("Shown only to the person, HR and the inspector (PP 94/2021).")
    level = forms.ChoiceField(label=_("Level"), choices=DisciplineLevel.choices)
    description = forms.CharField(label=_("Punishment"), max_length=200)
    decree_number = forms.CharField(label=DECREE, max_length=80, required=False)
    starts_on = DateField(label=SINCE)
    ends_on = DateField(label=UNTIL, required=False)

    def save(self):
        """Record the punishment."""
        return services.record_discipline(new=services.NewDiscipline(**self.cleaned_data), **self.to())


class LeaveForm(RecordForm):
    """Leave outside state responsibility."""

    title = _("Unpaid leave")
    intro = _("Meanwhile somebody else rates those who report to this person.")
    starts_on = DateField(label=SINCE)
    ends_on = DateField(label=UNTIL, required=False)
    decree_number = forms.CharField(label=DECREE, max_length=80, required=False)

    def save(self):
        """Record the leave."""
        return services.record_leave(new=services.NewLeave(**self.cleaned_data), **self.to())


class DisciplineCheckedForm(RecordForm):
    """HR states that the discipline records are complete."""

    title = _("Discipline records complete")
    intro = _("You state that every punishment of this person is recorded as of today; none means clean.")
    confirmed = forms.BooleanField(label=_("I have compared this with the discipline files."))

    def save(self):
        """State it."""
        return services.state_discipline_checked(**self.to())


class EndForm(forms.Form):
    """The last day of something."""

    ends_on = DateField(label=_("Last day"))

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("initial", {"ends_on": timezone.localdate()})
        super().__init__(*args, **kwargs)


RECORDS = {
    "jabatan": AssignmentForm,
    "pangkat": RankForm,
    "pendidikan": EducationForm,
    "penilai": TemporaryEvaluatorForm,
    "cuti": LeaveForm,
    "disiplin": DisciplineForm,
    "bersih": DisciplineCheckedForm,
}
ICONS = {
    "jabatan": "briefcase",
    "pangkat": "stairs-up",
    "pendidikan": "school",
    "penilai": "user-check",
    "cuti": "calendar-off",
    "disiplin": "gavel",
    "bersih": "shield-check",
}


def record_actions() -> list[dict]:
    """Return the links to the forms."""
    return [{"what": what, "label": form.title, "icon": ICONS[what]} for what, form in RECORDS.items()]

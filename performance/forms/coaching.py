"""Coaching records, and what is written after the guidance."""

from collections.abc import Iterable
from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from asn_portal.core.forms import DateField
from employees.models import Employee
from performance.enums.dialogue import CoachingOutcome
from performance.forms.parts import PartsForm, ScaleSelect, long_text
from performance.models import Coaching, CoachingLine, Indicator, WorkResult
from performance.rules.guidance import COMPETENCES, CRITERIA
from performance.services.after_guidance import CompetenceMark
from performance.services.coaching import CoachingEntry, NewCoaching, StepsEntry

PERSON_LABELS = {
    "baseline": _("Baseline, if there is one"),
    "strategy": _("How I want to reach the target"),
    "progress": _("Where I stand now"),
    "problem": _("What stands in the way"),
    "cause": _("Where that comes from"),
}
TECHNICAL_ROWS = 3
REVIEW_DAYS = 30


class CoachingStartForm(PartsForm):
    """Why, by whom, and on which indicators."""

    reason = long_text(_("Why you offer this coaching"), rows=3, max_length=2_000)
    coach = forms.ChoiceField(label=_("Coach"), help_text=_("You, or somebody you give this task to."))
    indicators = forms.MultipleChoiceField(label=_("Indicators"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, coaches: Iterable[Employee], indicators: Iterable[Indicator], **kwargs):
        super().__init__(*args, **kwargs)
        self.coaches = {str(person.pk): person for person in coaches}
        self.rows = {str(row.pk): row for row in indicators}
        self.fields["coach"].choices = [(key, person.full_name) for key, person in self.coaches.items()]
        self.fields["indicators"].choices = [
            (key, f"{row.statement} ({row.target} {row.target_unit})".replace(" )", ")"))
            for key, row in self.rows.items()
        ]

    def new(self) -> NewCoaching:
        """Return what was chosen."""
        data = self.cleaned_data
        chosen = [self.rows[key] for key in data["indicators"]]
        return NewCoaching(data["reason"], self.coaches[data["coach"]], chosen)


class LinesForm(PartsForm):
    """A form with fields for each line of a coaching, under the indicator as heading."""

    def __init__(self, *args, lines: Iterable[CoachingLine], **kwargs):
        super().__init__(*args, **kwargs)
        self.lines, self.headings = list(lines), {}
        last = list(self.fields)
        for line in self.lines:
            self.add_line(line)
        self.order_fields([*(name for name in self.fields if name not in last), *last])

    def add_line(self, line: CoachingLine) -> None:
        """Add the fields of one line; each form has its own."""
        raise NotImplementedError

    def place(self, line: CoachingLine, part: str, field: forms.Field) -> None:
        """Add one field, with the heading before the first of a line."""
        name = f"line-{line.pk}-{part}"
        if not any(known.startswith(f"line-{line.pk}-") for known in self.fields):
            self.headings[name] = (line.statement, line.target)
        self.fields[name] = field
        self.initial.setdefault(name, getattr(line, part))


class CoachingWriteForm(LinesForm):
    """Goal and facts of each indicator, and the opportunities; gaps are allowed until it is handed in."""

    opportunities = long_text(
        _("What I could do"), required=False, help_text=_("Ways you see, also unusual ones.")
    )

    def __init__(self, *args, coaching: Coaching, **kwargs):
        super().__init__(*args, initial={"opportunities": coaching.opportunities}, **kwargs)

    def add_line(self, line: CoachingLine) -> None:
        """Add the five parts the person writes."""
        for part, label in PERSON_LABELS.items():
            if part == "baseline":
                field = forms.CharField(label=label, required=False, max_length=160)
            else:
                field = long_text(label, required=False, rows=2, max_length=2_000)
            self.place(line, part, field)

    def entry(self) -> CoachingEntry:
        """Return what was typed."""
        data = self.cleaned_data
        parts = {
            line.pk: {part: data[f"line-{line.pk}-{part}"] for part in PERSON_LABELS} for line in self.lines
        }
        return CoachingEntry(parts, data["opportunities"])


class StepsForm(LinesForm):
    """The step ahead of each indicator, and when to look again."""

    review_on = DateField(label=_("Look at it again on"))

    def __init__(self, *args, **kwargs):
        again = timezone.localdate() + timedelta(days=REVIEW_DAYS)
        super().__init__(*args, initial={"review_on": again}, **kwargs)

    def add_line(self, line: CoachingLine) -> None:
        """Add step and adjustment."""
        # The template prints help as it is, and this help was typed by somebody.
        facts = escape(" · ".join(text for text in (line.problem, line.cause) if text))
        self.place(line, "step", long_text(_("How to overcome it"), rows=3, help_text=facts))
        self.place(
            line, "adjusts", forms.BooleanField(label=_("Measure and target need adjusting"), required=False)
        )

    def entry(self) -> StepsEntry:
        """Return what was typed."""
        data = self.cleaned_data
        steps = {
            line.pk: (data[f"line-{line.pk}-step"], data[f"line-{line.pk}-adjusts"]) for line in self.lines
        }
        return StepsEntry(steps, data["review_on"])


class CloseForm(PartsForm):
    """What came of a coaching."""

    outcome = forms.ChoiceField(
        label=_("What came of it?"), choices=CoachingOutcome, widget=forms.RadioSelect
    )
    note = long_text(_("In words"), max_length=2_000, help_text=_("The person reads it."))


class GuidanceForm(PartsForm):
    """The nine sentences of form B.1.8, and what else the superior should know."""

    comment = long_text(_("What else the superior should know"), required=False, max_length=2_000)

    def __init__(self, *args, highest: int, **kwargs):
        super().__init__(*args, **kwargs)
        marks = [(str(mark), str(mark)) for mark in range(1, highest + 1)]
        for number, sentence in enumerate(CRITERIA, start=1):
            self.fields[f"mark_{number}"] = forms.ChoiceField(
                label=f"{number}. {sentence}", choices=marks, widget=ScaleSelect
            )
        self.order_fields([*(f"mark_{number}" for number in range(1, len(CRITERIA) + 1)), "comment"])

    def marks(self) -> list[int]:
        """Return the marks in the order of the form."""
        return [int(self.cleaned_data[f"mark_{number}"]) for number in range(1, len(CRITERIA) + 1)]


class CompetenceForm(PartsForm):
    """The nine competences of form B.1.9 with mark and reason, and up to three technical ones of the post."""

    recommendation = long_text(_("Recommendation"), max_length=2_000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.headings = {}
        marks = [(str(mark), str(mark)) for mark in range(1, 6)]
        for number, name in enumerate(COMPETENCES, start=1):
            self.add(number, marks, is_technical=False)
            self.headings[f"mark_{number}"] = (name, "")
        for number in range(len(COMPETENCES) + 1, len(COMPETENCES) + TECHNICAL_ROWS + 1):
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Technical competence of the post"), required=False, max_length=120
            )
            self.headings[f"name_{number}"] = (
                str(_("Technical competence")),
                str(_("Leave empty if not needed.")),
            )
            self.add(number, marks, is_technical=True)
        self.order_fields([*(name for name in self.fields if name != "recommendation"), "recommendation"])

    def add(self, number: int, marks: list, *, is_technical: bool) -> None:
        """Add mark and reason of one competence."""
        self.fields[f"mark_{number}"] = forms.ChoiceField(
            label=_("Mark, 1 to 5"), choices=marks, required=not is_technical, widget=ScaleSelect
        )
        self.fields[f"reason_{number}"] = forms.CharField(
            label=_("Reason"), required=not is_technical, max_length=300
        )

    def rows(self) -> list[CompetenceMark]:
        """Return the marks, technical ones as far as they were named."""
        data = self.cleaned_data
        rows = [
            CompetenceMark(name, int(data[f"mark_{number}"]), data[f"reason_{number}"])
            for number, name in enumerate(COMPETENCES, start=1)
        ]
        for number in range(len(COMPETENCES) + 1, len(COMPETENCES) + TECHNICAL_ROWS + 1):
            name = data[f"name_{number}"].strip()
            if name:
                mark = int(data[f"mark_{number}"] or 0)
                rows.append(CompetenceMark(name, mark, data[f"reason_{number}"], is_technical=True))
        return rows


class TakeOverForm(PartsForm):
    """Which result, and the note that is weighed at the evaluation."""

    result = forms.ChoiceField(label=_("Work result"))
    note = long_text(_("Note for the evaluation"), max_length=2_000, help_text=_("The person reads it."))

    def __init__(self, *args, results: Iterable[WorkResult], **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {str(row.pk): row for row in results}
        self.fields["result"].choices = [(key, row.statement[:120]) for key, row in self.known.items()]

    def chosen(self) -> WorkResult:
        """Return what was chosen."""
        return self.known[self.cleaned_data["result"]]

"""Reading an autosave: fields are named `result-12-statement`, so that each is checked and merged by itself."""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.http import QueryDict

from performance.enums import AttachmentKind
from performance.forms.plans import AttachmentForm, IndicatorForm, ResultForm
from performance.services.plan_content import DraftChanges

NAME = re.compile(r"(result|indicator)-(\d{1,18})-([a-z_]{1,20})")


@dataclass
class Draft:
    """What an autosave brings: the fields that may be stored, the errors of the others, and all that was typed."""

    changes: DraftChanges = field(default_factory=DraftChanges)
    errors: dict[str, list[str]] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)

    @property
    def note(self) -> str:
        """Return what was typed as one text, for the conflict page."""
        return "\n".join(text for text in self.typed if text.strip())


def read_draft(data: QueryDict, *, plan, choices: list[tuple[str, str]]) -> Draft:
    """Check each known field by itself; unknown names are ignored."""
    draft = Draft()
    parts = {
        "result": (ResultForm(choices=choices, plan=plan), draft.changes.results),
        "indicator": (IndicatorForm(plan=plan), draft.changes.indicators),
    }
    attachments = AttachmentForm()
    for name, value in data.items():
        match = NAME.fullmatch(name)
        if match:
            kind, pk, field_name = match.groups()
            form, rows = parts[kind]
            if field_name in form.fields:
                take(draft, rows.setdefault(int(pk), {}), (name, field_name, value), form)
        elif name in {f"attachment-{kind.value}" for kind in AttachmentKind}:
            field_name = name.removeprefix("attachment-")
            take(draft, draft.changes.attachments, (name, field_name, value), attachments)
    return draft


def take(draft: Draft, row: dict, posted: tuple[str, str, str], form) -> None:
    """Put one field where it belongs, or its error on the list."""
    name, field_name, value = posted
    draft.typed.append(value)
    try:
        row[field_name] = form.fields[field_name].clean(value)
    except ValidationError as error:
        draft.errors[name] = error.messages

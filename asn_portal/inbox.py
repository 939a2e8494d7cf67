"""One inbox for everything that waits for a decision: a UNION of what each app hands in (B19)."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor
from asn_portal.core.calendar import WorkCalendar
from asn_portal.core.selectors import work_calendar
from employees.selectors.corrections import correction_inbox
from performance.selectors.calibration import calibration_inbox
from performance.selectors.inbox import plan_inbox
from performance.selectors.inbox_appraisals import appraisal_inbox
from performance.selectors.inbox_cascade import cascade_inbox
from performance.selectors.inbox_credit import credit_inbox
from performance.selectors.inbox_dialogue import (
    case_inbox,
    coaching_inbox,
    dialogue_inbox,
    request_inbox,
    round_inbox,
)
from performance.selectors.inbox_objections import objection_inbox, receipt_inbox
from performance.selectors.standards import standard_inbox
from performance.selectors.wording import in_words
from promotions.selectors.inbox import proposal_inbox
from promotions.selectors.inbox_awards import nomination_inbox
from training.selectors.inbox import enrolment_inbox
from training.selectors.inbox_mentoring import mentoring_inbox
from training.selectors.inbox_own import feedback_inbox
from training.selectors.inbox_proofs import certificate_inbox, follow_up_inbox

# What waits for the person themselves; everybody has it, also without anything to decide about others.
OWN_SOURCES: list[Callable[..., QuerySet]] = [
    receipt_inbox,
    cascade_inbox,
    request_inbox,
    round_inbox,
    dialogue_inbox,
    coaching_inbox,
    mentoring_inbox,
    feedback_inbox,
]
SOURCES: list[Callable[..., QuerySet]] = [
    plan_inbox,
    appraisal_inbox,
    calibration_inbox,
    objection_inbox,
    credit_inbox,
    case_inbox,
    correction_inbox,
    enrolment_inbox,
    follow_up_inbox,
    proposal_inbox,
    nomination_inbox,
    certificate_inbox,
    standard_inbox,
    *OWN_SOURCES,
]
CEILING = 1_000
FIRST, TASKS = 25, 5


@dataclass(frozen=True)
class Kind:
    """How rows of one kind read, where they lead, and what can be decided from the row itself."""

    label: Any
    url_name: str
    verb: Any
    approve_url: str = ""
    return_url: str = ""
    url_has_subject: bool = True


KINDS = {
    "plan": Kind(
        _("Plan (SKP)"),
        "performance:plan_detail",
        _("Check"),
        "performance:plan_approve",
        "performance:plan_return",
    ),
    "appraisal_rate": Kind(_("Rating"), "performance:appraisal_rate", _("Rate")),
    "appraisal_approve": Kind(
        _("Rating to approve"),
        "performance:appraisal_detail",
        _("Check"),
        "performance:appraisal_approve",
        "performance:appraisal_return",
    ),
    "appraisal_sign": Kind(_("Own evaluation"), "performance:appraisal_detail", _("Read and sign")),
    "calibration": Kind(_("Calibration"), "performance:calibration_change", _("Answer")),
    "objection_decide": Kind(_("Objection"), "performance:objection_detail", _("Decide")),
    "objection_statement": Kind(
        _("Objection, your explanation"), "performance:objection_detail", _("Explain")
    ),
    "team_consent": Kind(_("Team member"), "performance:team_member", _("Answer")),
    "role_offer": Kind(_("Result handed over"), "performance:matrix_home", _("Look"), url_has_subject=False),
    "feedback_request": Kind(_("Feedback asked of you"), "performance:request_detail", _("Answer")),
    "round_answer": Kind(_("Anonymous feedback"), "performance:round_answer", _("Answer")),
    "dialogue": Kind(_("Dialogue"), "performance:dialogue_detail", _("Confirm")),
    "dialogue_action": Kind(_("Agreed action"), "performance:dialogue_detail", _("Look")),
    "coaching": Kind(_("Coaching"), "performance:coaching_detail", _("Continue")),
    "confidential_case": Kind(_("Confidential matter"), "performance:case_detail", _("Look")),
    "credit_confirm": Kind(
        _("Credit points"), "performance:credit_conversion", _("Check"), "performance:credit_confirm"
    ),
    "credit_bonus": Kind(_("Credit points, diploma"), "performance:credit_bonus", _("Check")),
    "credit_pak": Kind(_("Credit points, PAK"), "performance:credit_list", _("Set"), url_has_subject=False),
    "enrolment": Kind(
        _("Training"),
        "training:enrolment_detail",
        _("Check"),
        "training:enrolment_approve",
        "training:enrolment_return",
    ),
    "follow_up": Kind(_("Was it applied at work?"), "training:follow_up_detail", _("Answer")),
    "proposal_unit": Kind(
        _("Rank promotion"),
        "promotions:proposal_detail",
        _("Check"),
        "promotions:proposal_check",
        "promotions:proposal_return",
    ),
    "proposal_bkpsdm": Kind(_("Rank promotion, BKPSDM"), "promotions:proposal_detail", _("Check")),
    "proposal_decide": Kind(_("Rank promotion, decree"), "promotions:proposal_detail", _("Decide")),
    "nomination": Kind(_("Award"), "promotions:nomination_detail", _("Decide")),
    "certificate": Kind(_("Certificate from outside"), "training:certificate_detail", _("Verify")),
    "standard": Kind(_("Performance standard"), "performance:standard_detail", _("Check")),
    "mentoring": Kind(_("Mentoring"), "training:mentoring_pair", _("Answer")),
    "class_feedback": Kind(_("How was the class?"), "training:class_feedback", _("Answer")),
    "correction": Kind(_("Data correction"), "employees:correction_answer", _("Answer")),
}


@dataclass(frozen=True)
class InboxRow:
    """A waiting matter as the row template needs it; `days` are working days."""

    id: str
    pk: int
    code: str
    name: str
    title: str
    kind: str
    subject: str
    days: int
    due: str
    due_on: date | None
    is_overdue: bool
    is_safe: bool
    url: str
    verb: str
    approve_url: str
    return_url: str

    @property
    def select_value(self) -> str:
        """Return the value of the tick box: only what is complete and needs no judgement can be ticked."""
        return str(self.pk) if self.code == "plan" and self.is_safe else ""

    @property
    def select_name(self) -> str:
        """Return the field name of the tick box."""
        return "selected"

    @property
    def select_form(self) -> str:
        """Return the form that the tick box belongs to."""
        return "inbox-batch"


@dataclass(frozen=True)
class Inbox:
    """Everything that waits: the rows shown, the counts of each kind, and whether there is more."""

    rows: list[InboxRow]
    counts: list[tuple[str, str, int]]
    total: int
    more: int


def waiting(actor: Actor) -> QuerySet:
    """Return the UNION of all sources, oldest first."""
    first, *others = [source(actor=actor) for source in SOURCES]
    return first.union(*others, all=True).order_by("since", "subject_id")


def own_tasks(actor: Actor) -> list[InboxRow]:
    """Return what waits for the person themselves; one query, the days are not counted."""
    first, *others = [source(actor=actor) for source in OWN_SOURCES]
    rows = first.union(*others, all=True).order_by("since", "subject_id")[:TASKS]
    calendar, today = WorkCalendar(frozenset()), timezone.localdate()
    return [as_row(row, calendar, today) for row in rows]


def load_inbox(*, actor: Actor, only: str = "", show: int = FIRST) -> Inbox:
    """Return the inbox of an actor; one query for the rows and two for the working days."""
    found = list(waiting(actor)[:CEILING])
    counts = Counter(row["kind"] for row in found)
    chosen = [row for row in found if not only or row["kind"] == only]
    calendar = work_calendar(actor=actor) if chosen else None
    today = timezone.localdate()
    return Inbox(
        rows=[as_row(row, calendar, today) for row in chosen[:show]] if calendar else [],
        counts=[(code, str(kind.label), counts[code]) for code, kind in KINDS.items() if counts[code]],
        total=len(found),
        more=max(0, len(chosen) - show),
    )


def as_row(row: dict, calendar: WorkCalendar, today: date) -> InboxRow:
    """Return a row ready for the template."""
    kind = KINDS[row["kind"]]
    return InboxRow(
        id=f"inbox-{row['kind']}-{row['subject_id']}",
        pk=row["subject_id"],
        code=row["kind"],
        name=row["who"],
        title=row["post"],
        kind=str(kind.label),
        subject=in_words(row["detail"]) or str(kind.label),
        days=calendar.count_between(day_of(row["since"]), today),
        due=due_words(row["due_on"], calendar, today),
        due_on=row["due_on"],
        is_overdue=row["due_on"] is not None and row["due_on"] < today,
        is_safe=bool(row["is_safe"]),
        url=reverse(kind.url_name, args=[row["subject_id"]] if kind.url_has_subject else None),
        verb=str(kind.verb),
        approve_url=reverse(kind.approve_url, args=[row["subject_id"]]) if kind.approve_url else "",
        return_url=reverse(kind.return_url, args=[row["subject_id"]]) if kind.return_url else "",
    )


def day_of(moment: datetime | None) -> date:
    """Return the local day of a moment; a row without one counts from today."""
    return timezone.localtime(moment).date() if moment else timezone.localdate()


def due_words(due_on: date | None, calendar: WorkCalendar, today: date) -> str:
    """Return "late by 2 days" or nothing; the template adds the date itself."""
    if due_on is None or due_on >= today:
        return ""
    return gettext("%(days)s working days late") % {"days": calendar.count_between(due_on, today)}

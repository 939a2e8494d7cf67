"""The audit view: who decided what and when, and who read which data (read-only)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from asn_portal.core.audit import SUBJECTS
from asn_portal.core.models import AccessLog, TransitionLog
from asn_portal.core.pagination import Page, keyset_page
from asn_portal.core.workflow import STEP_LABELS
from employees import policies
from employees.selectors.profile import label_of

SIZE = 50


@dataclass(frozen=True)
class AuditFilter:
    """What the log is narrowed to; days are local and both included. `step` is "subject type:transition"."""

    person: str = ""
    subject: str = ""
    step: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def active(self) -> int:
        """Return how many filters narrow the log."""
        return sum(bool(value) for value in vars(self).values())


@dataclass(frozen=True)
class AuditRow:
    """A row of a log with its subject in words; `url` is empty where the reader may not open it."""

    entry: Any
    kind: str
    name: str
    url: str
    what: str


def page_of_decisions(*, actor: Actor, wanted: AuditFilter, token: str) -> Page:
    """Return one page of the transition log of the agency, newest first; the names of all subjects in one query."""
    rows = narrowed(TransitionLog.objects.filter(agency_id=agency_of(actor)), wanted)
    if wanted.step:
        subject, _colon, transition = wanted.step.partition(":")
        rows = rows.filter(subject_type=subject, transition=transition)
    page = keyset_page(rows, key="id", token=token, size=SIZE, newest_first=True)
    return with_subjects(page, actor, step_words)


def page_of_accesses(*, actor: Actor, wanted: AuditFilter, token: str) -> Page:
    """Return one page of the access log of the agency, newest first."""
    rows = narrowed(AccessLog.objects.filter(agency_id=agency_of(actor)), wanted)
    page = keyset_page(rows, key="id", token=token, size=SIZE, newest_first=True)
    return with_subjects(page, actor, access_words)


def agency_of(actor: Actor) -> int | None:
    """Return the agency whose log the actor may read. Raises NotAllowed."""
    require(policies.can_audit(actor))
    return actor.agency_id


def narrowed(rows: QuerySet, wanted: AuditFilter) -> QuerySet:
    """Apply what both logs have in common."""
    if wanted.person.strip():
        rows = rows.filter(actor_name__icontains=wanted.person.strip())
    if wanted.subject:
        rows = rows.filter(subject_type=wanted.subject)
    if wanted.first:
        rows = rows.filter(at__gte=beginning(wanted.first))
    if wanted.last:
        rows = rows.filter(at__lt=beginning(wanted.last + timedelta(days=1)))
    return rows


def beginning(day: date) -> datetime:
    """Return the first moment of a day in the agency's zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def with_subjects(page: Page, actor: Actor, words) -> Page:
    """Return the page with names and links."""
    names = subject_names(page.items, actor)
    rows = [as_row(entry, names, words) for entry in page.items]
    return Page(items=rows, next=page.next, previous=page.previous)


def subject_names(entries: Iterable, actor: Actor) -> dict[str, dict[int, str]]:
    """Return the names of the subjects that the actor may see, by type and id; one query for all kinds."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        if entry.subject_type in SUBJECTS:
            wanted[entry.subject_type].add(entry.subject_id)
    parts = [
        SUBJECTS[kind].names(actor=actor, ids=sorted(ids)).annotate(kind=Value(kind, CharField()))
        for kind, ids in wanted.items()
    ]
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for pk, name, kind in parts[0].union(*parts[1:], all=True) if parts else ():
        found[kind][pk] = name
    return found


def as_row(entry, names: dict[str, dict[int, str]], words) -> AuditRow:
    """Return a row in words."""
    kind = SUBJECTS.get(entry.subject_type)
    name = names.get(entry.subject_type, {}).get(entry.subject_id, "")
    return AuditRow(
        entry=entry,
        kind=str(kind.label) if kind else entry.subject_type,
        name=name or f"#{entry.subject_id}",
        url=reverse(kind.url_name, args=[entry.subject_id]) if kind and kind.url_name and name else "",
        what=words(entry),
    )


def step_words(entry: TransitionLog) -> str:
    """Return what was done, in words."""
    return str(STEP_LABELS.get((entry.subject_type, entry.transition), entry.transition.replace("_", " ")))


def access_words(entry: AccessLog) -> str:
    """Return what was read, in words."""
    words = {"activation_letters": _("activation letters printed"), "people": _("export")}
    return words.get(entry.what) or label_of(entry.what)


def subject_choices() -> list[tuple[str, str]]:
    """Return the kinds of subject for a filter."""
    return sorted(((kind.type, str(kind.label)) for kind in SUBJECTS.values()), key=lambda pair: pair[1])


def step_choices() -> list[tuple[str, str]]:
    """Return all steps that can be taken, for a filter."""
    steps = []
    for (subject, transition), label in STEP_LABELS.items():
        kind = SUBJECTS.get(subject)
        steps.append((f"{subject}:{transition}", f"{kind.label if kind else subject}: {label}"))
    return sorted(steps, key=lambda pair: pair[1])

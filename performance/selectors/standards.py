"""Performance standards: the library, one standard as a sheet, and those that wait for a decision."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    Count,
    DateField,
    F,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast
from django.shortcuts import get_object_or_404

from asn_portal.core.access import Actor, Role
from asn_portal.core.pagination import Page, keyset_page
from employees.models import RoleGrant, Unit
from performance import policies
from performance.enums import ServiceField, StandardStatus
from performance.models import Standard, StandardIndicator
from performance.selectors.measurements import series_of
from performance.workflow import STANDARD_FLOW

KIND = "standard"
SIZE = 40
IN_FORCE = "in_force"
OFFICE_DEPTH = 2


@dataclass(frozen=True)
class StandardFilter:
    """What the library is narrowed to; `state` is a state or `in_force`."""

    field: str = ""
    text: str = ""
    state: str = ""


@dataclass(frozen=True)
class StandardRights:
    """What the actor may do with a standard now."""

    can_write: bool
    can_propose: bool
    can_take_back: bool
    can_decide: bool
    can_end: bool
    can_withdraw: bool
    can_start_version: bool
    can_measure: bool


@dataclass(frozen=True)
class StandardSheet:
    """A standard with all that its page shows."""

    standard: Standard
    indicators: list[StandardIndicator]
    rights: StandardRights
    timeline: list[Any]
    versions: list[Standard] = field(default_factory=list)
    is_in_force: bool = False

    @property
    def open_version(self) -> Standard | None:
        """Return the version that is being written, if it is another one."""
        waiting = (row for row in self.versions if row.state in OPEN and row.pk != self.standard.pk)
        return next(waiting, None)

    @property
    def return_note(self) -> str:
        """Return the last reason for returning."""
        return next((row.note for row in reversed(self.timeline) if row.transition == "return"), "")


OPEN = {StandardStatus.DRAFT, StandardStatus.PROPOSED, StandardStatus.RETURNED}


def visible_standards(*, actor: Actor) -> QuerySet[Standard]:
    """Return the standards of the actor's scope with their office."""
    return Standard.objects.visible_to(actor).select_related("unit", "proposed_by")


def get_standard(*, actor: Actor, pk: int) -> Standard:
    """Return a standard; 404 outside the actor's scope."""
    return get_object_or_404(visible_standards(actor=actor), pk=pk)


def standards_with_indicators(*, actor: Actor) -> QuerySet[Standard]:
    """Return the standards of the actor's scope with their indicators, for another system."""
    return visible_standards(actor=actor).prefetch_related("indicators")


def get_standard_indicator(*, actor: Actor, standard: Standard, pk: int) -> StandardIndicator:
    """Return one indicator of a standard the actor sees."""
    return get_object_or_404(StandardIndicator, standard=standard, pk=pk)


def page_of_standards(*, actor: Actor, wanted: StandardFilter, today: date, token: str) -> Page:
    """Return one page of the library by name, each standard with its number of indicators."""
    rows = narrowed(visible_standards(actor=actor), wanted, today)
    page = keyset_page(rows.annotate(indicator_count=Count("indicators")), key="name", token=token, size=SIZE)
    for row in page.items:
        row.counts_today = row.is_in_force(today)
    return page


def narrowed(rows: QuerySet[Standard], wanted: StandardFilter, today: date) -> QuerySet[Standard]:
    """Return the rows that fit a filter."""
    if wanted.field:
        rows = rows.filter(field=wanted.field)
    if wanted.text:
        rows = rows.filter(
            Q(name__icontains=wanted.text)
            | Q(unit_name__icontains=wanted.text)
            | Q(
                pk__in=StandardIndicator.objects.filter(statement__icontains=wanted.text).values(
                    "standard_id"
                )
            )
        )
    if wanted.state == IN_FORCE:
        return rows.in_force(today)
    return rows.filter(state=wanted.state) if wanted.state else rows


def field_counts(*, actor: Actor, wanted: StandardFilter, today: date) -> list[tuple[ServiceField, int]]:
    """Return how many standards of each field fit the rest of the filter; one query."""
    others = StandardFilter(text=wanted.text, state=wanted.state)
    rows = narrowed(Standard.objects.visible_to(actor), others, today)
    found = dict(rows.order_by().values_list("field").annotate(count=Count("pk")))
    return [(value, found[value]) for value in ServiceField if found.get(value)]


def standard_sheet(*, actor: Actor, standard: Standard, today: date) -> StandardSheet:
    """Return everything the page of a standard shows: indicators with what was measured, trail, versions."""
    indicators = list(StandardIndicator.objects.filter(standard=standard).order_by("order", "id"))
    series = series_of(actor=actor, standard=standard, indicators=indicators, today=today)
    for row in indicators:
        row.series = series.get(row.lineage, [])
    versions = list_versions(actor=actor, standard=standard)
    has_open = any(row.state in OPEN and row.replaces_id == standard.pk for row in versions)
    return StandardSheet(
        standard=standard,
        indicators=indicators,
        rights=rights_of(actor, standard, has_open=has_open),
        timeline=list(STANDARD_FLOW.timeline(standard)),
        versions=versions,
        is_in_force=standard.is_in_force(today),
    )


def list_versions(*, actor: Actor, standard: Standard) -> list[Standard]:
    """Return the version before and those after a standard, newest first; only where there are any others."""
    near = Q(pk=standard.pk) | Q(replaces_id=standard.pk)
    if standard.replaces_id:
        near |= Q(pk=standard.replaces_id) | Q(replaces_id=standard.replaces_id)
    rows = list(Standard.objects.visible_to(actor).filter(near).order_by("-number", "-id"))
    return rows if len(rows) > 1 else []


def rights_of(actor: Actor, standard: Standard, *, has_open: bool) -> StandardRights:
    """Return what the actor may do now; the services ask the same policies again."""
    may_write = policies.can_write_standard(actor, standard)
    is_approved = standard.state == StandardStatus.APPROVED
    # Whoever decides returns a proposal; taking it back or giving it up is the office's.
    is_decider = STANDARD_FLOW.allows("approve", standard, actor)
    return StandardRights(
        can_write=standard.is_open and may_write,
        can_propose=STANDARD_FLOW.allows("propose", standard, actor),
        can_take_back=not is_decider and STANDARD_FLOW.allows("take_back", standard, actor),
        can_decide=is_decider,
        can_end=STANDARD_FLOW.allows("end", standard, actor),
        can_withdraw=not is_decider and STANDARD_FLOW.allows("withdraw", standard, actor),
        can_start_version=is_approved and may_write and not has_open,
        can_measure=is_approved and policies.can_measure(actor, standard),
    )


def office_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the offices the actor may propose for: those of the scopes and the offices below them."""
    scopes = actor.scopes_for(Role.HR, Role.HEAD)
    own = [scope.unit_id for scope in scopes]
    rows = Unit.objects.in_scopes(scopes).filter(agency_id=actor.agency_id, ends_on=None)
    rows = rows.filter(Q(depth__lte=OFFICE_DEPTH) | Q(pk__in=own))
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def get_office(*, actor: Actor, pk: int) -> Unit:
    """Return a unit of the actor's agency."""
    return get_object_or_404(Unit.objects.visible_to(actor), pk=pk)


def hr_of_agency(*, actor: Actor, today: date) -> list[int]:
    """Return the accounts of HR of the whole agency."""
    grants = RoleGrant.objects.in_force(today).filter(agency_id=actor.agency_id, role=Role.HR, unit__depth=1)
    return list(grants.values_list("user_id", flat=True))


def waiting_standards(*, actor: Actor) -> QuerySet[Standard]:
    """Return the proposals that wait for the actor as HR of the agency, never the actor's own."""
    if not any(scope.is_root for scope in actor.scopes_for(Role.HR)):
        return Standard.objects.none()
    rows = Standard.objects.filter(agency_id=actor.agency_id, state=StandardStatus.PROPOSED)
    return rows.exclude(proposed_by_id=actor.user_id)


def standard_inbox(*, actor: Actor) -> QuerySet:
    """Return the proposals that wait for the actor, in the columns of the inbox."""
    return waiting_standards(actor=actor).values(
        kind=Value(KIND, output_field=CharField()),
        subject_id=F("pk"),
        who=F("proposer_name"),
        post=F("unit_name"),
        detail=F("name"),
        since=F("proposed_at"),
        due_on=Cast(Value(None), DateField()),
        is_safe=Value(False, output_field=BooleanField()),
    )

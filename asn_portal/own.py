"""What concerns a person across the apps, as annotations of the person's own row: no query of its own where that row
is read anyway."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from asn_portal.core.access import Actor
from asn_portal.core.policies import value_subquery
from employees.models import Employee
from promotions.enums import ProposalStatus
from promotions.models import RankProposal
from training.policies.hours import PNS_FLOOR, PPPK_CEILING
from training.rules.hours import HoursRules, HoursStanding, hours_standing
from training.selectors.hours import hours_subquery

FINISHED = [ProposalStatus.DECIDED, ProposalStatus.REFUSED, ProposalStatus.WITHDRAWN]


@dataclass(frozen=True)
class OwnProposal:
    """The own rank proposal on its way: at which desk, and since when."""

    pk: int
    state: ProposalStatus
    since: Any


@dataclass(frozen=True)
class Own:
    """The hours of the year, the own proposal, and for those who answer for others how many are due for what."""

    year: int
    hours: HoursStanding
    proposal: OwnProposal | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


def own_annotations(*, today: date) -> Mapping[str, Any]:
    """Return the annotations of an employee's own row."""
    proposals = (
        RankProposal.objects.filter(employee=OuterRef("pk")).exclude(state__in=FINISHED).order_by("-pk")
    )
    return {
        "hours": hours_subquery(today.year),
        "own_hours": hours_subquery(today.year, own_only=True),
        "pns_floor": value_subquery(PNS_FLOOR, today),
        "pppk_ceiling": value_subquery(PPPK_CEILING, today),
        "proposal_id": Subquery(proposals.values("pk")[:1]),
        "proposal_state": Subquery(proposals.values("state")[:1]),
        "proposal_since": Subquery(proposals.values("desk_since")[:1]),
    }


def own_of(person: Employee, *, today: date) -> Own:
    """Return what an employee with `own_annotations` carries."""
    set_figures = {"pns_floor": person.pns_floor, "pppk_ceiling": person.pppk_ceiling}
    rules = HoursRules(**{name: value for name, value in set_figures.items() if value is not None})
    proposal = None
    if person.proposal_id:
        state = ProposalStatus(person.proposal_state)
        proposal = OwnProposal(person.proposal_id, state, person.proposal_since)
    return Own(
        year=today.year,
        hours=hours_standing(person.kind, person.hours, rules, person.own_hours),
        proposal=proposal,
    )


def load_own(*, actor: Actor, today: date, counts: Mapping[str, QuerySet] | None = None) -> Own | None:
    """Return what concerns the actor in one query, with the number of rows of each of `counts` in it."""
    if actor.employee_id is None:
        return None
    rows = Employee.objects.filter(pk=actor.employee_id, agency_id=actor.agency_id)
    numbers = {f"count_{name}": number_of(found) for name, found in (counts or {}).items()}
    person = rows.annotate(**own_annotations(today=today), **numbers).only("pk", "kind").get()
    own = own_of(person, today=today)
    return replace(own, counts={name: getattr(person, f"count_{name}") for name in counts or {}})


def number_of(rows: QuerySet) -> Coalesce:
    """Return the number of rows as a value of another query."""
    alone = rows.order_by().annotate(matter=Value(1)).values("matter")
    total = alone.annotate(total=Count("pk", distinct=True)).values("total")
    return Coalesce(Subquery(total, output_field=IntegerField()), 0)

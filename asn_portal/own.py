"""What concerns a person across the apps, as annotations of the person's own row: no query of its own where that row
is read anyway."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from asn_portal.core.access import Actor
from asn_portal.core.policies import value_subquery
from employees.models import Employee
from promotions.enums import ProposalStatus
from promotions.models import RankProposal
from training.policies.hours import PNS_FLOOR, PPPK_CEILING
from training.rules.hours import HoursRules, HoursStanding, hours_standing
from training.selectors.hours import hours_subquery
from training.selectors.mentoring_people import new_without_mentor

FINISHED = [ProposalStatus.DECIDED, ProposalStatus.REFUSED, ProposalStatus.WITHDRAWN]


@dataclass(frozen=True)
class OwnProposal:
    """The own rank proposal on its way: at which desk, and since when."""

    pk: int
    state: ProposalStatus
    since: Any


@dataclass(frozen=True)
class Own:
    """The hours of the year, the own proposal, and for heads the new employees without a mentor."""

    year: int
    hours: HoursStanding
    proposal: OwnProposal | None = None
    new_without_mentor: int = 0


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
        new_without_mentor=getattr(person, "new_people", 0),
    )


def load_own(*, actor: Actor, today: date) -> Own | None:
    """Return what concerns the actor, in one query; for heads with the new employees without a mentor."""
    if actor.employee_id is None:
        return None
    fresh = new_without_mentor(actor=actor).order_by().annotate(place=F("agency_id")).values("place")
    counted = fresh.annotate(total=Count("pk")).values("total")
    rows = Employee.objects.filter(pk=actor.employee_id, agency_id=actor.agency_id).annotate(
        **own_annotations(today=today),
        new_people=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
    )
    return own_of(rows.only("pk", "kind").get(), today=today)

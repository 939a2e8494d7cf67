"""What HR and leaders see first: where the process is stuck, what waits at the desks, and who becomes due."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor, Role
from asn_portal.inbox import CEILING, KINDS, waiting
from performance.models import Cycle
from performance.selectors.cycles import OfficeProgress, open_cycle, plan_progress, total_progress
from promotions.enums import ListStatus, Verdict
from promotions.models import AwardCandidate, NominativeEntry, NominativeList
from training.selectors.mentoring_people import new_without_mentor

OFFICES_SHOWN = 8
MATTERS = {
    "rank": (_("May rise at the next date"), "promotions:nominative_list"),
    "medal": (_("Satyalancana candidates"), "promotions:candidate_list"),
    "mentor": (_("New employees without a mentor"), "training:mentoring"),
}


@dataclass(frozen=True)
class Matter:
    """One figure with the page behind it."""

    label: Any
    count: int
    url: str


@dataclass(frozen=True)
class Control:
    """Progress per office, what waits for the actor by kind, and who becomes due."""

    cycle: Cycle | None
    offices: list[OfficeProgress]
    total: OfficeProgress | None
    desks: list[Matter] = field(default_factory=list)
    due: list[Matter] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        """Return how many matters wait for the actor."""
        return sum(desk.count for desk in self.desks)


def load_control(actor: Actor, *, counts: Mapping[str, int]) -> Control:
    """Return the offices furthest behind first, the desks and who becomes due (`counts`: see `due_rows`)."""
    cycle = open_cycle(actor=actor)
    offices = plan_progress(actor=actor, cycle=cycle) if cycle else []
    return Control(
        cycle=cycle,
        offices=offices[:OFFICES_SHOWN],
        total=total_progress(offices) if offices else None,
        desks=desks_of(actor) if actor.has(Role.HR, Role.LEADER) else [],
        due=due_matters(counts),
    )


def desks_of(actor: Actor) -> list[Matter]:
    """Return how many matters of each kind wait for the actor, in one query."""
    counts = Counter(row["kind"] for row in waiting(actor)[:CEILING])
    inbox = reverse("inbox")
    return [
        Matter(kind.label, counts[code], f"{inbox}?jenis={code}")
        for code, kind in KINDS.items()
        if counts[code]
    ]


def due_rows(actor: Actor) -> dict[str, QuerySet]:
    """Return the people who become due, by the code of the matter; for HR, whose lists they are."""
    if not actor.has(Role.HR):
        return {}
    newest = NominativeList.objects.visible_to(actor).filter(state=ListStatus.READY).order_by()
    newest = newest.values("agency_id").annotate(last=Max("target_on")).values("last")
    return {
        "rank": NominativeEntry.objects.visible_to(actor).filter(
            verdict=Verdict.ELIGIBLE, nominative_list__target_on__in=newest
        ),
        "medal": AwardCandidate.objects.visible_to(actor).filter(is_met=True),
        "mentor": new_without_mentor(actor=actor),
    }


def due_matters(counts: Mapping[str, int]) -> list[Matter]:
    """Return the matters people are due for; those without anybody are left out."""
    return [
        Matter(label, counts[code], reverse(url_name))
        for code, (label, url_name) in MATTERS.items()
        if counts.get(code)
    ]

"""Working out a nominative list in the background: in chunks, set-based, restartable (A9)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core import jobs
from asn_portal.core.access import Actor, Conflict, require, system_actor
from asn_portal.core.bulk import insert_many
from asn_portal.core.models import Job
from asn_portal.core.requirements import Status
from employees.models import Rank
from promotions.enums import ListStatus, Verdict
from promotions.models import NominativeEntry, NominativeList
from promotions.policies import rank as policies
from promotions.rules.case import PromotionRules, RankFacts
from promotions.rules.paths import Path, best_path, promotion_paths
from promotions.rules.ranks import is_allowed_start
from promotions.rules.words import without_words
from promotions.selectors.nominative import candidates, coming_windows
from promotions.selectors.rank_facts import PERSON, build_facts, read_records, rules_in_force

TASK = "promotions.build_nominative"
JOB_KIND = "nominative"
FURTHEST = 24
ENTRY = ("unit_id", "unit__opd_id", "sort_name", "rank_id")
COLUMNS = (
    "nominative_list_id",
    "agency_id",
    "employee_id",
    "unit_id",
    "opd_id",
    "sort_name",
    "from_rank_id",
    "kind",
    "to_rank_id",
    "verdict",
    "open_codes",
    "earliest_on",
)


@dataclass(frozen=True)
class Building:
    """One list while it is worked out: what every chunk needs, read once."""

    listing: NominativeList
    actor: Actor
    today: date
    rules: PromotionRules
    rank_ids: dict[str, int]


@transaction.atomic
def start_list(*, target_on: date, actor: Actor) -> NominativeList:
    """Have the list of a TMT worked out, or worked out anew; a running job is left to its work.

    Raises ValidationError for a date on which no rank may start or that has passed, NotAllowed for anybody but HR of
    the whole agency.
    """
    require(policies.can_build_list(actor))
    windows = coming_windows(actor=actor, today=timezone.localdate(), count=FURTHEST)
    if target_on not in {window.target_on for window in windows}:
        allowed = is_allowed_start(target_on)
        message = _("Choose a coming date.") if allowed else _("No rank may start on this date.")
        raise ValidationError({"target_on": message})
    listing, is_new = NominativeList.objects.get_or_create(agency_id=actor.agency_id, target_on=target_on)
    if not is_new:
        listing = _locked(listing)
    if not is_new and is_being_built(listing):
        return listing
    return _queue(listing, actor)


@transaction.atomic
def rebuild_list(*, listing: NominativeList, actor: Actor) -> NominativeList:
    """Queue the work; until it is done the entries of last time stay, chunk by chunk they are replaced.

    Raises NotAllowed for anybody but HR of the whole agency, Conflict while the list is being worked out.
    """
    require(policies.can_build_list(actor) and listing.agency_id == actor.agency_id)
    listing = _locked(listing)
    if is_being_built(listing):
        raise Conflict(listing)
    return _queue(listing, actor)


def is_being_built(listing: NominativeList) -> bool:
    """Tell whether the work is going on; a job that failed or is gone leaves its list to be started anew."""
    job = listing.job
    return listing.state == ListStatus.BUILDING and job is not None and not job.is_finished


def _locked(listing: NominativeList) -> NominativeList:
    """Return the list as it is now; of two starts at once the second waits and finds the work going on."""
    # The job is read after the lock: PostgreSQL would read a joined row as it was before the wait.
    row = NominativeList.objects.select_for_update().get(pk=listing.pk)
    row.job = Job.objects.filter(pk=row.job_id).first()
    return row


def _queue(listing: NominativeList, actor: Actor) -> NominativeList:
    job = jobs.start_job(
        kind=JOB_KIND, task=TASK, agency_id=listing.agency_id, actor=actor, subject_id=listing.pk
    )
    listing.job, listing.state, listing.started_at = job, ListStatus.BUILDING, timezone.now()
    listing.save(update_fields=["job", "state", "started_at"])
    return listing


def run_building(*, job_id: int) -> None:
    """Do the work; delivered twice or after a kill, it goes on where it stopped."""
    job = jobs.take(job_id)
    if job is None:
        return
    building = prepare(job)
    people = candidates(
        actor=building.actor, target_on=building.listing.target_on, rules=building.rules
    ).order_by()
    ranges = jobs.id_ranges(people)
    try:
        if not job.total:
            jobs.set_total(job, people.count())
        with without_words():  # codes are stored, words follow on display
            jobs.run_chunks(job, ranges, lambda first, last: build_entries(building, first, last))
        close_list(building, ranges)
    except jobs.LeaseLost:
        return
    jobs.finish(job)


def prepare(job: Job) -> Building:
    """Read what every chunk needs."""
    listing = NominativeList.objects.get(pk=job.subject_id)
    actor, today = system_actor(listing.agency_id), timezone.localdate()
    return Building(
        listing=listing,
        actor=actor,
        today=today,
        rules=rules_in_force(actor=actor, day=today),
        rank_ids=dict(Rank.objects.filter(scheme="pns").values_list("code", "id")),
    )


def close_list(building: Building, ranges: list[tuple[int, int]]) -> None:
    """Take out whom no chunk has looked at, and show the list as ready."""
    seen = Q(employee_id__gte=ranges[0][0], employee_id__lte=ranges[-1][1]) if ranges else Q(pk__in=[])
    NominativeEntry.objects.filter(nominative_list=building.listing).exclude(seen).delete()
    NominativeList.objects.filter(pk=building.listing.pk).update(
        state=ListStatus.READY, built_at=timezone.now()
    )


def build_entries(building: Building, first: int, last: int) -> int:
    """Replace the entries of one range of people; returns how many people were looked at."""
    listing = building.listing
    people = candidates(actor=building.actor, target_on=listing.target_on, rules=building.rules)
    rows = people.filter(pk__gte=first, pk__lte=last).order_by().values_list(*PERSON.values(), *ENTRY)
    persons = [dict(zip((*PERSON, *ENTRY), row, strict=True)) for row in rows]
    NominativeEntry.objects.filter(
        nominative_list=listing, employee_id__gte=first, employee_id__lte=last
    ).delete()
    if persons:
        insert_many(NominativeEntry, COLUMNS, list(entry_rows(building, persons)))
    return len(persons)


def entry_rows(building: Building, persons: list[dict[str, Any]]) -> Iterator[tuple]:
    """Yield the columns of an entry for everybody whose time in rank suffices."""
    own = [{name: row[name] for name in PERSON} for row in persons]
    ids = [row["id"] for row in own]
    records, _figures = read_records(actor=building.actor, ids=ids, today=building.today)
    facts = build_facts(own, records, building.today, actor=building.actor)
    for row in persons:
        path = path_in_time(facts[row["id"]], building)
        if path:
            yield (
                building.listing.pk,
                building.listing.agency_id,
                row["id"],
                *(row[name] for name in ENTRY),
                *judged(path, building),
            )


def path_in_time(facts: RankFacts, building: Building) -> Path | None:
    """Return the best path on which the time in rank suffices or is unknown; None where there is none."""
    paths = promotion_paths(
        facts, as_of=building.today, target_on=building.listing.target_on, rules=building.rules
    )
    possible = tuple(path for path in paths if path.target and is_in_time(path))
    return best_path(possible) if possible else None


def is_in_time(path: Path) -> bool:
    """Tell whether the path applies and the time in rank does not stand in the way."""
    return path.is_applicable and not any(
        item.code == "years_in_rank" and item.status == Status.UNMET for item in path.checklist.items
    )


def judged(path: Path, building: Building) -> tuple:
    """Return kind, rank, verdict, codes of what is open, and the earliest date."""
    items = path.checklist.open_items
    if not items:
        verdict = Verdict.ELIGIBLE
    elif any(item.status == Status.UNMET for item in items):
        verdict = Verdict.LACKING
    else:
        verdict = Verdict.UNVERIFIED
    earliest = path.checklist.earliest_if_verified
    return (
        path.kind.value,
        building.rank_ids.get(path.target),
        verdict.value,
        ",".join(item.code for item in items)[:200],
        earliest.isoformat() if earliest else None,
    )

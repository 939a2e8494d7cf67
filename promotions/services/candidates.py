"""Finding Satyalancana candidates every night: set-based, in chunks, kept true by upsert and removal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from asn_portal.core import jobs
from asn_portal.core.access import Actor, require, system_actor
from asn_portal.core.models import Agency
from asn_portal.core.requirements import Status
from employees.models import Employee
from promotions.enums import AwardRule
from promotions.models import AwardCandidate, AwardType
from promotions.policies import awards as policies
from promotions.rules.satyalancana import MedalRules, counted_from, satyalancana_statuses
from promotions.rules.spans import add_years
from promotions.selectors import candidates as selectors
from promotions.selectors.candidates import RULES, Extent, Serving
from promotions.services.award_types import ensure_award_types

FACTS = ("unit_id", "sort_name", "is_met", "open_codes", "reached_on")
WRITTEN = ("agency", "unit", "sort_name", "is_met", "open_codes", "reached_on", "checked_on")
BATCH = 1_000


@dataclass(frozen=True)
class Search:
    """One night in one agency."""

    agency: Agency
    today: date
    actor: Actor
    rules: MedalRules
    medals: Mapping[int, AwardType]


def find_candidates(*, agency: Agency, today: date) -> int:
    """Write who may be proposed for a medal, take away who may not; return how many there are.

    Every chunk has a transaction of its own and a constant number of queries; a second run changes nothing. What HR
    has checked by hand stays.
    """
    actor = system_actor(agency.pk)
    types = ensure_award_types(agency=agency)
    search = Search(
        agency=agency,
        today=today,
        actor=actor,
        rules=selectors.medal_rules(actor=actor, on=today),
        medals={years: types[rule] for years, rule in RULES.items() if rule in types},
    )
    people = selectors.long_serving(actor=actor, today=today)
    extents = [Extent(*pair) for pair in jobs.id_ranges(people)]
    count = sum(search_chunk(search, people=people, extent=extent) for extent in extents)
    still_there = people.order_by().filter(pk=OuterRef("employee_id"))
    AwardCandidate.objects.filter(~Exists(still_there), agency=agency).delete()
    return count


@transaction.atomic
def search_chunk(search: Search, *, people: QuerySet[Employee], extent: Extent) -> int:
    """Bring the candidates among a range of people up to date; return how many there are."""
    lock_medals(search.agency)
    rows = AwardCandidate.objects.filter(agency=search.agency, **extent.of_employees)
    columns = rows.values_list("pk", "employee_id", "award_type_id", *FACTS)
    known = {(employee, medal): (pk, *facts) for pk, employee, medal, *facts in columns}
    found = {}
    for person in selectors.service_facts(actor=search.actor, people=people, extent=extent):
        candidate = judge(search, person)
        if candidate is not None:
            found[candidate.employee_id, candidate.award_type_id] = candidate
    write(search, rows, known, found)
    return len(found)


def lock_medals(agency: Agency) -> None:
    """Let one chunk, or HR who has checked somebody's papers, go at a time: neither reads over the other.

    Three rows instead of thousands of candidates; who only refers to a medal is not held up.
    """
    rows = AwardType.objects.filter(agency=agency).exclude(rule=AwardRule.LOCAL).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))


def judge(search: Search, person: Serving) -> AwardCandidate | None:
    """Return the candidate row of somebody with nothing against a medal; what is unknown stays open."""
    facts = person.facts
    level, statuses = satyalancana_statuses(facts, as_of=search.today, rules=search.rules)
    medal, start = search.medals.get(level or 0), counted_from(facts, search.rules)
    if level is None or medal is None or start is None or Status.UNMET in statuses.values():
        return None
    open_codes = [code for code, status in statuses.items() if status == Status.UNVERIFIED]
    return AwardCandidate(
        agency_id=search.agency.pk,
        employee_id=person.pk,
        award_type_id=medal.pk,
        unit_id=person.unit_id,
        sort_name=person.sort_name,
        is_met=not open_codes,
        open_codes=",".join(open_codes),
        reached_on=add_years(start, level),
        checked_on=search.today,
    )


def write(search: Search, rows: QuerySet[AwardCandidate], known: dict, found: dict) -> None:
    """Insert and update what differs, remove what no longer applies, and date the rest."""
    changed = [
        row
        for key, row in found.items()
        if key not in known or known[key][1:] != tuple(getattr(row, name) for name in FACTS)
    ]
    AwardCandidate.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["employee", "award_type"],
        update_fields=WRITTEN,
        batch_size=BATCH,
    )
    gone = [pk for key, (pk, *_facts) in known.items() if key not in found]
    for start in range(0, len(gone), BATCH):
        AwardCandidate.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    rows.exclude(checked_on=search.today).update(checked_on=search.today)


@transaction.atomic
def confirm_papers(*, candidate: AwardCandidate, actor: Actor) -> AwardCandidate | None:
    """Say that the papers of the proposal are there and right; return the candidate as judged now, None if it went.

    Raises NotAllowed for anybody but HR of the person.
    """
    require(policies.can_check_papers(actor, candidate))
    lock_medals(candidate.employee.agency)
    AwardCandidate.objects.filter(pk=candidate.pk, agency_id=candidate.agency_id).update(
        papers_checked_on=timezone.localdate(), papers_checked_by_name=actor.name
    )
    refresh_person(employee=candidate.employee, actor=actor)
    return AwardCandidate.objects.filter(pk=candidate.pk).select_related("award_type", "employee").first()


def refresh_person(*, employee: Employee, actor: Actor) -> None:
    """Judge one person anew, after something about the person has changed."""
    agency, today = employee.agency, timezone.localdate()
    system = system_actor(agency.pk)
    types = ensure_award_types(agency=agency)
    medals = {years: types[rule] for years, rule in RULES.items() if rule in types}
    rules = selectors.medal_rules(actor=system, on=today)
    people = selectors.long_serving(actor=system, today=today)
    search = Search(agency, today, system, rules, medals)
    search_chunk(search, people=people, extent=Extent(employee.pk, employee.pk))

"""Rank proposals of an invented government at every desk, and decided ones behind ranks that are on record."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.utils import translation

from asn_portal.core.access import Role, system_actor
from asn_portal.core.models import Agency, Notice, TransitionLog
from asn_portal.core.requirements import Checklist, Status
from asn_portal.demo.plans import at
from employees.enums import EmployeeKind
from employees.models import Assignment, Employee, Rank, RankRecord, RoleGrant
from promotions.enums import ProposalStatus
from promotions.models import RankProposal
from promotions.rules.paths import Path, best_path, promotion_paths
from promotions.rules.proposals import RECORD_KINDS, Verification, stored, unmet_codes, verify
from promotions.rules.ranks import next_allowed_start
from promotions.selectors.rank_facts import facts_for, rules_in_force
from promotions.workflow.proposals import PROPOSAL_FLOW

SAMPLE, OFFICE = 160, 25  # people looked at for open proposals; those of the personas' office among the first
LATEST, AHEAD, EARLIER = (
    900,
    8,
    28,
)  # days: back for decided ones, to the TMT, from the record to the TMT
AT_UNIT, AT_BKPSDM, TO_DECIDE = ProposalStatus.AT_UNIT, ProposalStatus.AT_BKPSDM, ProposalStatus.TO_DECIDE
RETURNED, REFUSED = ProposalStatus.RETURNED, ProposalStatus.REFUSED
# The first ones meet the personas, the others lie anywhere.
WANTED = (
    *[AT_UNIT] * 4,
    AT_BKPSDM,
    TO_DECIDE,
    RETURNED,
    *[AT_BKPSDM] * 5,
    *[AT_UNIT] * 3,
    *[TO_DECIDE] * 3,
    RETURNED,
    REFUSED,
    ProposalStatus.WITHDRAWN,
)
DECIDED = 12
STEPS: dict[str, tuple[str, ...]] = {
    "at_unit": ("propose",),
    "at_bkpsdm": ("propose", "check_unit"),
    "to_decide": ("propose", "check_unit", "check_bkpsdm"),
    "returned": ("propose", "check_unit", "return_bkpsdm"),
    "refused": ("propose", "check_unit", "refuse_bkpsdm"),
    "withdrawn": ("propose", "withdraw"),
    "decided": ("propose", "check_unit", "check_bkpsdm", "decide"),
}
NOTES = {
    "check_unit": "Berkas lengkap dan sesuai dengan tugas di unit.",
    "return_bkpsdm": "Salinan SK pangkat terakhir belum terbaca. Mohon unggah ulang lalu ajukan lagi.",
    "refuse_bkpsdm": "Formasi jenjang di unit sudah terisi; usulkan lagi setelah ada formasi.",
}
# What HR found where the record is silent, by the code of the requirement.
EVIDENCE = {
    "discipline": "Surat pernyataan Inspektorat Daerah 700/214 (contoh)",
    "exam": "Surat tanda lulus ujian dinas 893/61 (contoh)",
    "credit": "PAK asli 31 Desember tahun lalu (contoh)",
    "predicate": "Dokumen evaluasi kinerja di arsip kertas (contoh)",
}
OTHER_EVIDENCE = "Berkas asli diperiksa, salinan di arsip BKPSDM (contoh)"
PERSONA, UNIT_OF_PERSONA = "Ratih Kusumawardani", "UPTD Puskesmas Bahari"


@dataclass
class Desks:
    """Who holds which desk: heads by office, one HR officer of the agency, one leader."""

    heads: dict[int, Employee]
    hr: Employee | None
    leader: Employee | None
    rows: list[RankProposal] = field(default_factory=list)
    days: dict[int, list[datetime]] = field(default_factory=dict)


def add_proposals(agency: Agency, today: date, rng: Random) -> None:
    """Write proposals in all states with their trail; texts are stored in Indonesian."""
    with translation.override("id"):
        desks = load_desks(agency, today)
        if desks.hr is None:
            return
        add_open(agency, desks, today, rng)
        add_decided(agency, desks, today, rng)
        RankProposal.objects.bulk_create(desks.rows)
        TransitionLog.objects.bulk_create(
            step for number, row in enumerate(desks.rows) for step in trail(row, desks, desks.days[number])
        )
        Notice.objects.bulk_create(notice for row in desks.rows for notice in notices_of(row, desks))


def load_desks(agency: Agency, today: date) -> Desks:
    """Return the holders of the desks."""
    held = (
        Assignment.objects.on(today)
        .filter(agency=agency, position__is_head=True, employee__user__isnull=False)
        .select_related("employee__position", "position")
    )
    heads = {row.position.unit_id: row.employee for row in held if row.position}
    return Desks(heads, holder(agency, today, Role.HR), holder(agency, today, Role.LEADER))


def holder(agency: Agency, today: date, role: str) -> Employee | None:
    """Return somebody with a role for the whole agency."""
    grants = RoleGrant.objects.in_force(today).filter(agency=agency, role=role, unit__depth=1)
    rows = Employee.objects.filter(agency=agency, is_active=True, user__in=grants.order_by().values("user"))
    return rows.select_related("position").order_by("pk").first()


def people_of(agency: Agency) -> list[Employee]:
    """Return the PNS of an agency who sit in an office, with what a proposal copies."""
    rows = Employee.objects.filter(
        agency=agency, kind=EmployeeKind.PNS, is_active=True, rank__isnull=False, unit__opd__isnull=False
    )
    return list(rows.select_related("rank", "position", "unit__opd").order_by("pk"))


def add_open(agency: Agency, desks: Desks, today: date, rng: Random) -> None:
    """Choose people who may be proposed: those the personas meet first, then some of everywhere."""
    target, actor = next_allowed_start(today + timedelta(days=AHEAD)), system_actor(agency.pk)
    sample = sample_of(people_of(agency), rng)
    chosen = Employee.objects.filter(pk__in=[person.pk for person in sample])
    facts = facts_for(chosen, actor=actor, today=today)
    figures = rules_in_force(actor=actor, day=today)
    ranks = {rank.code: rank for rank in Rank.objects.filter(scheme="pns")}
    states = list(WANTED)
    for person in sample:
        if not states:
            return
        path = best_path(promotion_paths(facts[person.pk], as_of=today, target_on=target, rules=figures))
        if is_fit(person, path, desks):
            row = proposal_of(person, path, target, ranks)
            write(desks, row, states.pop(0), dates_back(row, today, rng))


def sample_of(people: list[Employee], rng: Random) -> list[Employee]:
    """Return some people, first a few of the office in which the personas work."""
    rng.shuffle(people)
    near = sorted(people, key=wanted_first)[: OFFICE * 4]
    known = {person.pk for person in near}
    rest = [person for person in people if person.pk not in known]
    return [*near[:OFFICE], *rest[: SAMPLE - OFFICE], *near[OFFICE:]]


def wanted_first(person: Employee) -> int:
    """Return where somebody stands: the persona, the own centre, the own office, everybody else."""
    places = (
        person.name == PERSONA,
        person.unit.name == UNIT_OF_PERSONA,
        person.unit.opd.name == "Dinas Kesehatan",
    )
    return next((place for place, fits in enumerate(places) if fits), len(places))


def is_fit(person: Employee, path: Path, desks: Desks) -> bool:
    """Tell whether somebody may be proposed, and another person checks at the office."""
    head = desks.heads.get(person.unit.opd_id)
    others = head is not None and head.pk != person.pk
    holds_desk = person.pk in {desk.pk for desk in (desks.hr, desks.leader) if desk}
    return others and not holds_desk and bool(path.target) and is_clear(path.checklist)


def is_clear(checklist: Checklist) -> bool:
    """Tell whether nothing is known to be missing."""
    return checklist.is_applicable and not unmet_codes(checklist)


def proposal_of(person: Employee, path: Path, target: date, ranks: dict[str, Rank]) -> RankProposal:
    """Return an unsaved proposal with the person as they are."""
    return RankProposal(
        agency_id=person.agency_id,
        employee=person,
        unit=person.unit,
        opd=person.unit.opd,
        employee_name=person.full_name,
        employee_nip=person.nip or "",
        position_name=person.position.name if person.position else "",
        unit_name=person.unit.name,
        path=path.kind.value,
        from_rank=person.rank,
        to_rank=ranks[path.target],
        target_on=target,
        checklist=stored(path.checklist),
        proposed_by_id=person.user_id,
    )


def dates_back(row: RankProposal, today: date, rng: Random) -> list[datetime]:
    """Return the moments of the steps, the newest a few days ago."""
    day, moments = today - timedelta(days=rng.randint(1, 12)), []
    for hour in (14, 11, 10, 9):
        moments.insert(0, at(day, hour))
        day -= timedelta(days=rng.randint(2, 7))
    return moments


def write(desks: Desks, row: RankProposal, state: str, moments: list[datetime]) -> None:
    """Put a proposal at its desk."""
    steps = STEPS[state]
    moments = moments[-len(steps) :]
    row.state, row.revision = state, len(steps)
    row.proposed_at, row.desk_since = moments[0], moments[-1]
    is_checked = state in {TO_DECIDE, ProposalStatus.DECIDED}
    row.checked_by_id = desks.hr.user_id if desks.hr and is_checked else None
    if desks.hr and is_checked:
        row.checklist = verified(row.checklist, desks.hr, moments[-1].date())
    desks.days[len(desks.rows)] = moments
    desks.rows.append(row)


def verified(data: dict[str, Any], officer: Employee, day: date) -> dict[str, Any]:
    """Return a checklist on which HR has confirmed what the record did not say."""
    for item in Checklist.from_dict(data).items:
        if item.status == Status.UNVERIFIED:
            evidence = EVIDENCE.get(item.code.partition("_")[0], OTHER_EVIDENCE)
            found = Verification(officer.user_id, officer.full_name, day, evidence)
            data = verify(data, item.code, found)
    return data


def add_decided(agency: Agency, desks: Desks, today: date, rng: Random) -> None:
    """Write the proposals behind ranks that came into force lately: the decree is the one on record."""
    actor, since = system_actor(agency.pk), today - timedelta(days=LATEST)
    people = [row for row in people_of(agency) if row.rank_effective_on]
    people = [row for row in people if row.rank_effective_on >= since or row.name == PERSONA]
    people = sorted(people, key=wanted_first)[: DECIDED * 6]
    records = records_of(people)
    chosen = Employee.objects.filter(pk__in=[person.pk for person in people])
    facts = facts_for(chosen, actor=actor, today=today)
    made = 0
    for person in people:
        newest, *older = records[person.pk]
        if made >= DECIDED or not older:
            continue
        then = replace(
            facts[person.pk],
            rank_code=older[0].rank.code,
            rank_effective_on=older[0].effective_on,
            source_on=newest.effective_on - timedelta(days=EARLIER),
        )
        path = best_path(promotion_paths(then, as_of=then.source_on, target_on=newest.effective_on))
        if is_fit(person, path, desks) and path.target == newest.rank.code:
            write_decided(desks, person, path, (older[0], newest), rng)
            made += 1


def records_of(people: list[Employee]) -> dict[int, list[RankRecord]]:
    """Return the ranks of people, newest first."""
    rows = RankRecord.objects.filter(employee__in=people).select_related("rank").order_by("-effective_on")
    found: dict[int, list[RankRecord]] = {}
    for row in rows:
        found.setdefault(row.employee_id, []).append(row)
    return found


def write_decided(
    desks: Desks, person: Employee, path: Path, ranks: tuple[RankRecord, RankRecord], rng: Random
) -> None:
    """Write the proposal that led to a rank on record."""
    old, new = ranks
    decree_on = new.effective_on - timedelta(days=rng.randint(3, 10))
    row = proposal_of(person, path, new.effective_on, {path.target: new.rank})
    row.from_rank, row.rank_record = old.rank, new
    row.decree_number, row.decree_on, row.effective_on = new.decree_number, decree_on, new.effective_on
    write(desks, row, ProposalStatus.DECIDED, dates_back(row, decree_on + timedelta(days=1), rng))
    RankRecord.objects.filter(pk=new.pk).update(kind=RECORD_KINDS[path.kind], decree_on=decree_on)


def trail(row: RankProposal, desks: Desks, moments: list[datetime]) -> list[TransitionLog]:
    """Return the steps of a proposal, each by who holds that desk."""
    head = desks.heads.get(row.opd_id or 0)
    actors = {"propose": row.employee, "withdraw": row.employee, "check_unit": head}
    actors["decide"] = desks.leader or desks.hr
    steps, before = [], ""
    for name, moment in zip(STEPS[row.state], moments, strict=True):
        step, who = PROPOSAL_FLOW[name], actors.get(name, desks.hr)
        steps.append(
            TransitionLog(
                agency_id=row.agency_id,
                subject_type="proposal",
                subject_id=row.pk,
                transition=name,
                from_state=before,
                to_state=step.target,
                user_id=who.user_id if who else None,
                actor_name=who.full_name if who else "",
                actor_title=who.position.name if who and who.position else "",
                role=step.role,
                note=f"SK {row.decree_number}" if name == "decide" else NOTES.get(name, ""),
                at=moment,
            )
        )
        before = step.target
    return steps


def notices_of(row: RankProposal, desks: Desks) -> list[Notice]:
    """Return the notices of what waits or came back."""
    head = desks.heads.get(row.opd_id or 0)
    told = {
        AT_UNIT: ("proposal_to_check", head, row.employee),
        AT_BKPSDM: ("proposal_to_check", desks.hr, head),
        TO_DECIDE: ("proposal_to_decide", desks.leader, desks.hr),
        RETURNED: ("proposal_returned", row.employee, desks.hr),
        REFUSED: ("proposal_refused", row.employee, desks.hr),
    }
    event, reader, actor = told.get(ProposalStatus(row.state), ("", None, None))
    if reader is None or reader.user_id is None:
        return []
    note = NOTES["return_bkpsdm" if event == "proposal_returned" else "refuse_bkpsdm"]
    params = {
        "name": row.employee_name,
        "rank": str(row.to_rank),
        "target_on": row.target_on.isoformat(),
        "actor": actor.full_name if actor else "",
        "note": note,
    }
    key = {"event": event, "subject_type": "proposal", "subject_id": row.pk}
    moment = {"occasion": f"revision-{row.revision}", "created_at": row.desk_since}
    return [Notice(agency_id=row.agency_id, user_id=reader.user_id, params=params, **key, **moment)]

"""Exams, credit points and one nominative list of an invented government, set-based."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from asn_portal.core.access import system_actor
from asn_portal.core.models import Agency
from employees.enums import EmployeeKind, PostFamily
from employees.models import Employee, Rank
from performance.models import CreditStatement
from promotions.enums import ExamKind
from promotions.models import ExamRecord, NominativeList
from promotions.rules.diploma import GRADES
from promotions.rules.levels import Level, level_for
from promotions.rules.ranks import next_allowed_start, rank_order
from promotions.selectors.rank_facts import rules_in_force
from promotions.services import nominative

WITHOUT_PAK, PASSED, RECORDED = 0.06, 0.4, 0.85
BEFORE_DEGREES = {"sltp", "slta", "d1", "d2", "d3"}
TRAININGS = {PostFamily.SUPERVISOR: ExamKind.LEADERSHIP_4, PostFamily.ADMINISTRATOR: ExamKind.LEADERSHIP_3}


def add_rank_records(agency: Agency, today: date, rng: Random) -> None:
    """Write the exams people passed, the PAK of functional posts, and the list of the next date."""
    people = list(
        Employee.objects.filter(agency=agency, kind=EmployeeKind.PNS, rank__scheme="pns")
        .select_related("rank", "position__title")
        .order_by("pk")
    )
    ranks = dict(Rank.objects.filter(scheme="pns").values_list("code", "id"))
    exams = [row for person in people for row in exams_of(person, ranks, rng)]
    ExamRecord.objects.bulk_create(exams, batch_size=1_000, ignore_conflicts=True)
    credits = [row for person in people for row in credit_of(person, today, rng)]
    CreditStatement.objects.bulk_create(credits, batch_size=1_000, ignore_conflicts=True)
    build_list(agency, today, ranks)


def exams_of(person: Employee, ranks: dict[str, int], rng: Random) -> list[ExamRecord]:
    """Return what somebody of this rank, post and diploma has passed."""
    since, code = person.rank_effective_on, person.rank.code
    if since is None:
        return []
    found, family = [], person.position.title.family if person.position else ""
    if family in TRAININGS and rng.random() < RECORDED:
        found.append((TRAININGS[family], since - timedelta(days=200), None))
    if person.education_level in BEFORE_DEGREES and rank_order(code) >= rank_order("II/d"):
        has_risen = rank_order(code) > rank_order("II/d")
        if rng.random() < (RECORDED if has_risen else PASSED):
            found.append((ExamKind.SERVICE_1, since + timedelta(days=-90 if has_risen else 150), None))
    grade = GRADES.get(person.education_level)
    if grade and rank_order(grade.rank) > rank_order(code) and rng.random() < PASSED:
        found.append((ExamKind.UPKP, since + timedelta(days=120), ranks[grade.rank]))
    return [
        ExamRecord(
            agency_id=person.agency_id,
            employee=person,
            exam=exam,
            passed_on=day,
            target_rank_id=target,
            number=f"{exam.upper()[:2]}/{person.pk % 900 + 100}/{day.year} (contoh)",
        )
        for exam, day, target in found
    ]


def credit_of(person: Employee, today: date, rng: Random) -> list[CreditStatement]:
    """Return the newest PAK of somebody in a functional post: points as the years in the level bring them."""
    level = level_for(person.position.title.level, on=today) if person.position else None
    if level is None or person.rank_effective_on is None or rng.random() < WITHOUT_PAK:
        return []
    as_of = date(today.year - 1, 12, 31)
    years = max((as_of - person.rank_effective_on).days / 365, 0)
    # A step takes four years at Baik and less at Sangat Baik.
    share = years / 4 * rng.choice([1, 1, 1.15, 1.3])
    points = base_points(level, person.rank.code) + level.step * Decimal(share)
    return [
        CreditStatement(
            agency_id=person.agency_id,
            employee=person,
            points=round(points, 2),
            as_of=as_of,
            number=f"PAK/{person.pk % 900 + 100}/{today.year} (contoh)",
        )
    ]


def base_points(level: Level, rank: str) -> Decimal:
    """Return the points of the steps already made in a level."""
    return level.needed(rank) - level.step if rank in level.ranks else Decimal(0)


def build_list(agency: Agency, today: date, ranks: dict[str, int]) -> None:
    """Work out the list of the next date by the portal's own service."""
    target = next_allowed_start(today + timedelta(days=1))
    listing, _new = NominativeList.objects.get_or_create(agency=agency, target_on=target)
    actor = system_actor(agency.pk)
    rules = rules_in_force(actor=actor, day=today)
    building = nominative.Building(listing, actor, today, rules, ranks)
    nominative.build_entries(building, 0, 2**62)
    NominativeList.objects.filter(pk=listing.pk).update(state="ready", built_at=timezone.now())

"""Keeps the maintained columns of people true to their histories, and writes those histories."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor, require, system_actor
from asn_portal.core.history import bulk_update_with_history
from employees import policies
from employees.enums import AssignmentKind
from employees.models import Assignment, Employee, Position, Rank, RankRecord, Unit
from employees.rules.superiors import Chart, evaluator_of
from employees.selectors.evaluators import load_chart, officials

CURRENT = ["position_id", "position_effective_on", "unit_id", "rank_id", "rank_effective_on"]
FOUND = ["new_position", "new_position_on", "new_unit", "new_rank", "new_rank_on", "has_ended"]
BATCH = 2_000
OVERLAP = _("This overlaps another definitive post of the person.")


@dataclass(frozen=True)
class NewAssignment:
    """What HR records: the post, how it is held, from when until when, by which decree."""

    position: Position
    kind: str
    starts_on: date
    ends_on: date | None = None
    decree_number: str = ""
    decree_on: date | None = None


def refresh_current_posts(*, agency_id: int, today: date, employee_ids: list[int] | None = None) -> int:
    """Set post, unit, rank and evaluator of people from their histories; only what changed is written.

    History rows are written for posts and ranks; the evaluator is derived and has none. `employee_ids` limits the
    posts and ranks; evaluators are always worked out for all, since one move can change those of many.
    """
    changed = refresh_posts_and_ranks(agency_id, today, employee_ids)
    return changed + refresh_evaluators(agency_id=agency_id, today=today)


def refresh_posts_and_ranks(agency_id: int, today: date, employee_ids: list[int] | None) -> int:
    """Write the post and rank of today where they differ from the columns."""
    post = (
        Assignment.objects.on(today)
        .filter(employee=OuterRef("pk"), kind=AssignmentKind.DEFINITIVE)
        .order_by("-starts_on", "-pk")
    )
    ended = Assignment.objects.filter(
        employee=OuterRef("pk"), kind=AssignmentKind.DEFINITIVE, ends_on__lt=today
    )
    rank = RankRecord.objects.filter(employee=OuterRef("pk"), effective_on__lte=today).order_by(
        "-effective_on", "-pk"
    )
    people = Employee.objects.filter(agency_id=agency_id, is_active=True)
    if employee_ids is not None:
        people = people.filter(pk__in=employee_ids)
    rows = people.annotate(
        new_position=Subquery(post.values("position_id")[:1]),
        new_position_on=Subquery(post.values("starts_on")[:1]),
        new_unit=Subquery(post.values(place=Coalesce("position__unit_id", "unit_id"))[:1]),
        new_rank=Subquery(rank.values("rank_id")[:1]),
        new_rank_on=Subquery(rank.values("effective_on")[:1]),
        has_ended=Exists(ended),
    ).values_list("pk", *CURRENT, *FOUND)
    changes = {row[0]: merged(row) for row in rows.iterator(BATCH) if merged(row) != row[1:6]}
    return write_current(changes)


def merged(row: tuple) -> tuple:
    """Return the columns as they should be.

    A post that ended without a successor is gone, its unit remains; what has no history at all stays as it is.
    """
    old_post, old_unit, old_rank = row[1:3], row[3], row[4:6]
    position, since, unit, rank, rank_since, has_ended = row[6:]
    post = (position, since)
    if position is None and (since or not has_ended):
        post = old_post
    return (*post, unit or old_unit, *((rank, rank_since) if rank else old_rank))


def write_current(changes: dict[int, tuple]) -> int:
    """Write changed columns with history, in batches."""
    ids = list(changes)
    for start in range(0, len(ids), BATCH):
        people = list(Employee.objects.filter(pk__in=ids[start : start + BATCH]))
        for person in people:
            for name, value in zip(CURRENT, changes[person.pk], strict=True):
                setattr(person, name, value)
        fields = [name.removesuffix("_id") for name in CURRENT]
        bulk_update_with_history(people, Employee, fields, reason="from the histories")
    return len(ids)


def refresh_person(employee: Employee) -> None:
    """Follow a change of one person; the evaluators of others only where somebody reports to a post of theirs."""
    today, ids = timezone.localdate(), [employee.pk]
    refresh_posts_and_ranks(employee.agency_id, today, ids)
    everybody = has_led(employee)
    refresh_evaluators(agency_id=employee.agency_id, today=today, employee_ids=None if everybody else ids)


def has_led(employee: Employee) -> bool:
    """Tell whether the person holds or held a post to which others report."""
    superiors = Position.objects.filter(agency_id=employee.agency_id, reports_to__isnull=False)
    heads = Unit.objects.filter(agency_id=employee.agency_id, head_position__isnull=False)
    above = Q(is_head=True) | Q(pk__in=superiors.values("reports_to_id"))
    above |= Q(pk__in=heads.order_by().values("head_position_id"))
    return Position.objects.filter(above, assignments__employee=employee).exists()


def refresh_evaluators(*, agency_id: int, today: date, employee_ids: list[int] | None = None) -> int:
    """Work out the evaluators of everybody, or of some, and write those that changed, in batches."""
    actor = system_actor(agency_id)
    chart = load_chart(actor=actor, day=today)
    unrated = officials(actor=actor)
    starts = starting_posts(agency_id, today)
    changed: dict[tuple, list[int]] = {}
    people = Employee.objects.filter(agency_id=agency_id, is_active=True)
    if employee_ids is not None:
        people = people.filter(pk__in=employee_ids)
    columns = people.only("pk", "position_id", "unit_id", "evaluator_id", "evaluator_source")
    for person in columns.iterator(BATCH):
        before = (person.evaluator_id, person.evaluator_source)
        found = found_for(chart, person, starts) if person.pk not in unrated else (None, "")
        if found != before:
            changed.setdefault(found, []).append(person.pk)
    return write_evaluators(changed)


def write_evaluators(changed: dict[tuple, list[int]]) -> int:
    """Write each evaluator to all people at once: as many statements as there are evaluators, not people."""
    for (evaluator_id, source), ids in changed.items():
        for start in range(0, len(ids), BATCH):
            Employee.objects.filter(pk__in=ids[start : start + BATCH]).update(
                evaluator_id=evaluator_id, evaluator_source=source
            )
    return sum(map(len, changed.values()))


def starting_posts(agency_id: int, today: date) -> dict[int, tuple[int, int]]:
    """Return the Plt post and its unit of those who hold one: it decides who rates them (annex IV p. 89)."""
    rows = (
        Assignment.objects.on(today)
        .filter(agency_id=agency_id, kind=AssignmentKind.ACTING, position__isnull=False)
        .order_by("starts_on")
        .values_list("employee_id", "position_id", "unit_id")
    )
    return {employee_id: (post_id, unit_id) for employee_id, post_id, unit_id in rows}


def found_for(chart: Chart, person: Employee, starts: dict) -> tuple[int | None, str]:
    """Return the evaluator and the source as the columns want them."""
    post_id, unit_id = starts.get(person.pk, (person.position_id, person.unit_id))
    answer = evaluator_of(chart, employee_id=person.pk, post_id=post_id, unit_id=unit_id)
    return answer.evaluator_id, str(answer.source)


@transaction.atomic
def record_assignment(*, employee: Employee, new: NewAssignment, actor: Actor) -> Assignment:
    """Record a post; a definitive one ends the one before it the day before.

    Raises ValidationError where two definitive posts of a person would overlap (B12) or a post of a head would
    have two definitive holders, NotAllowed without the right.
    """
    require(policies.can_edit_records(actor, employee))
    locked = Employee.objects.select_for_update(of=("self",)).get(pk=employee.pk)
    if new.kind == AssignmentKind.DEFINITIVE:
        refuse_second_head(locked, new)
        make_room(locked, new)
    row = write_assignment(locked, new)
    refresh_person(locked)
    return row


def write_assignment(employee: Employee, new: NewAssignment) -> Assignment:
    """Insert the row; where the database itself finds an overlap, that is an error of the form, too."""
    row = Assignment(
        agency_id=employee.agency_id,
        employee=employee,
        position_name=new.position.name,
        unit=new.position.unit,
        unit_name=new.position.unit.name,
        source="portal",
        **vars(new),
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise ValidationError({"starts_on": OVERLAP}) from None
    return row


def make_room(employee: Employee, new: NewAssignment) -> None:
    """End the open definitive post the day before; refuse a new one that lies inside or before it.

    A post that is over already ends nothing, or the person would be left without a post today.
    """
    definitive = Assignment.objects.filter(employee=employee, kind=AssignmentKind.DEFINITIVE)
    if new.ends_on is None or new.ends_on >= timezone.localdate():
        definitive.filter(ends_on=None, starts_on__lt=new.starts_on).update(
            ends_on=new.starts_on - timedelta(days=1)
        )
    if overlapping(definitive, new.starts_on, new.ends_on).exists():
        raise ValidationError({"starts_on": OVERLAP})


def refuse_second_head(employee: Employee, new: NewAssignment) -> None:
    """Keep a post of a head for one definitive holder at a time; acting officers stand beside it."""
    if not new.position.is_head:
        return
    others = Assignment.objects.filter(
        position=new.position, kind=AssignmentKind.DEFINITIVE, employee__is_active=True
    ).exclude(employee=employee)
    other = overlapping(others, new.starts_on, new.ends_on).select_related("employee").first()
    if other is not None:
        raise ValidationError(
            _("%(name)s still holds this post of a head on those days; end that first."),
            params={"name": other.employee.full_name},
        )


def overlapping(rows: QuerySet[Assignment], starts_on: date, ends_on: date | None) -> QuerySet[Assignment]:
    """Return those that count on at least one day of a span; both ends belong to it."""
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on), starts_on__lte=ends_on or date.max)


@transaction.atomic
def end_assignment(*, assignment: Assignment, ends_on: date, actor: Actor) -> Assignment:
    """End a post on a day.

    Raises ValidationError for a day before its start, or one on which the person's next definitive post counts.
    """
    require(policies.can_edit_records(actor, assignment.employee))
    if ends_on < assignment.starts_on:
        raise ValidationError({"ends_on": _("The end lies before the start.")})
    locked = Employee.objects.select_for_update(of=("self",)).get(pk=assignment.employee_id)
    others = Assignment.objects.filter(employee=locked, kind=AssignmentKind.DEFINITIVE).exclude(
        pk=assignment.pk
    )
    is_definitive = assignment.kind == AssignmentKind.DEFINITIVE
    if is_definitive and overlapping(others, assignment.starts_on, ends_on).exists():
        raise ValidationError({"ends_on": OVERLAP})
    Assignment.objects.filter(pk=assignment.pk).update(ends_on=ends_on)
    assignment.ends_on = ends_on
    refresh_person(locked)
    return assignment


@dataclass(frozen=True)
class NewRank:
    """A rank from a date, by which decree."""

    rank: Rank
    effective_on: date
    kind: str
    decree_number: str = ""
    decree_on: date | None = None


@transaction.atomic
def record_rank_change(*, employee: Employee, new: NewRank, actor: Actor) -> RankRecord:
    """Write a rank record; the same TMT is a correction of it. Raises NotAllowed without the right."""
    require(policies.can_edit_records(actor, employee))
    row, _created = RankRecord.objects.update_or_create(
        employee=employee,
        effective_on=new.effective_on,
        defaults={
            "agency_id": employee.agency_id,
            "rank": new.rank,
            "kind": new.kind,
            "decree_number": new.decree_number,
            "decree_on": new.decree_on,
            "source": "portal",
        },
    )
    refresh_posts_and_ranks(employee.agency_id, timezone.localdate(), [employee.pk])
    return row


def refresh_offices(*, agency_id: int) -> int:
    """Set `opd` of every unit to its ancestor below the root; returns how many changed."""
    units = list(Unit.objects.filter(agency_id=agency_id).only("pk", "path", "depth", "opd_id"))
    tops = {unit.path: unit.pk for unit in units if unit.depth == 2}
    changed = []
    for unit in units:
        opd_id = tops.get(unit.path[: 2 * Unit.steplen])
        if unit.opd_id != opd_id:
            unit.opd_id = opd_id
            changed.append(unit)
    Unit.objects.bulk_update(changed, ["opd"], batch_size=500)
    return len(changed)

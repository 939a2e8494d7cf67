"""Opening a year: one plan for each person, set-based, in chunks, restartable (A9, scale D11)."""

from django.db import connection, models, transaction
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, Concat, Left, Trim
from django.utils import timezone

from asn_portal.core import jobs
from asn_portal.core.access import Actor, require
from asn_portal.core.models import Job
from asn_portal.core.notices import Subject, announce
from employees.enums import PostFamily
from performance import policies
from performance.enums import CycleStatus
from performance.models import Cycle, Plan
from performance.notifications.plan_changes import exempt_people_told
from performance.notifications.plans import CYCLE_OPENED
from performance.selectors.plan_people import exempt_people, people_without_plan, planning_people
from performance.workflow import CYCLE_FLOW

TASK = "performance.open_cycle"


@transaction.atomic
def start_opening(*, cycle: Cycle, actor: Actor) -> Job:
    """Open a year, or prepare the plans of people who joined since; a running opening is returned as it is.

    Raises NotAllowed, and Conflict when somebody opened it between reading and clicking.
    """
    if cycle.state == CycleStatus.PLANNED:
        CYCLE_FLOW.apply("open", cycle, actor=actor, opened_at=timezone.now())
    return prepare_missing_plans(cycle=cycle, actor=actor)


@transaction.atomic
def prepare_missing_plans(*, cycle: Cycle, actor: Actor) -> Job:
    """Queue the preparation of every plan that is not there yet."""
    require(policies.can_change_cycle(actor, cycle) and cycle.state == CycleStatus.OPEN)
    job = jobs.start_job(
        kind="open_cycle", task=TASK, agency_id=cycle.agency_id, actor=actor, subject_id=cycle.pk
    )
    Cycle.objects.filter(pk=cycle.pk).update(job=job)
    cycle.job = job
    return job


def run_opening(*, job_id: int) -> None:
    """Do the work of an opening; delivered twice or after a kill, it goes on where it stopped."""
    job = jobs.take(job_id)
    if job is None:
        return
    cycle = Cycle.objects.get(pk=job.subject_id)
    missing = people_without_plan(cycle)
    try:
        if not job.total:
            jobs.set_total(job, missing.count())
        jobs.run_chunks(job, jobs.id_ranges(missing), lambda first, last: prepare_plans(cycle, first, last))
    except jobs.LeaseLost:
        return
    announce(
        event=CYCLE_OPENED.event,
        subject=Subject(cycle.agency_id, "cycle", cycle.pk),
        params={"year": cycle.year, "due_on": cycle.plan_due_on.isoformat()},
        ends_on=cycle.plan_due_on,
    )
    exempt_people_told(cycle, exempt_people(cycle).values_list("pk", flat=True))
    jobs.finish(job)


def prepare_plans(cycle: Cycle, first: int, last: int) -> int:
    """Insert the plans of one range of employees in one statement; who has one already is left alone.

    The SELECT is the ORM's own, so that SQLite and PostgreSQL agree on who plans (`Employee.objects.planning`);
    columns that are not named have a database default. Returns the number of new plans.
    """
    columns = snapshot_columns(cycle)
    # No look at the plans that are there: ON CONFLICT sees to them, and reading them for every chunk would cost
    # more with each one.
    people = planning_people(cycle).filter(pk__gte=first, pk__lte=last).order_by()
    # Annotations may not be called like a field of Employee, hence the prefix.
    rows = people.annotate(**{f"new_{name}": value for name, value in columns.items()})
    select, params = rows.values_list(*(f"new_{name}" for name in columns)).query.sql_with_params()
    quote = connection.ops.quote_name
    target = f"{quote(Plan._meta.db_table)} ({', '.join(quote(name) for name in columns)})"
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {target} {select} ON CONFLICT DO NOTHING", params)
        return max(cursor.rowcount, 0)


def snapshot_columns(cycle: Cycle) -> dict:
    """Return the columns of a new plan: the person and the evaluator as they are now (architecture §2.4)."""
    return {
        "agency_id": F("agency_id"),
        "cycle_id": Value(cycle.pk, output_field=models.BigIntegerField()),
        "employee_id": F("pk"),
        "unit_id": F("unit_id"),
        "position_id": F("position_id"),
        "evaluator_id": F("evaluator_id"),
        "approach": text(Value(cycle.approach)),
        "is_leader_form": is_leader(),
        **person_columns("employee", ""),
        **person_columns("evaluator", "evaluator__"),
    }


def person_columns(kind: str, at: str) -> dict:
    """Return name, NIP, rank, post and unit of the person found at a path."""
    rank, post, unit = (
        ("rank_name", "position_name", "unit_name")
        if kind == "employee"
        else ("evaluator_rank", "evaluator_position", "evaluator_unit")
    )
    return {
        f"{kind}_name": full_name(at),
        f"{kind}_nip": text(Coalesce(F(f"{at}nip"), Value(""))),
        rank: rank_name(at),
        post: text(Coalesce(F(f"{at}position__name"), Value(""))),
        unit: text(Coalesce(F(f"{at}unit__name"), Value(""))),
    }


def full_name(at: str):
    """Return the name with its titles, as Employee.full_name has it; empty where nobody is."""
    front = Trim(Concat(F(f"{at}front_title"), Value(" "), F(f"{at}name")))
    back = Case(
        When(**{f"{at}back_title": ""}, then=Value("")), default=Concat(Value(", "), F(f"{at}back_title"))
    )
    named = When(**{f"{at}pk__isnull": False}, then=Left(Concat(front, back), 200))
    return Case(named, default=Value(""), output_field=models.CharField())


def rank_name(at: str):
    """Return the rank as its __str__ has it, or nothing."""
    rank = f"{at}rank__"
    return Case(
        When(**{f"{rank}pk__isnull": True}, then=Value("")),
        When(**{f"{rank}name": ""}, then=F(f"{rank}code")),
        default=Concat(F(f"{rank}name"), Value(", "), F(f"{rank}code")),
        output_field=models.CharField(),
    )


def is_leader():
    """JPT and heads of independent units use the form with perspectives (PermenPANRB 6/2022 annex II)."""
    heads_office = Q(position__is_head=True, unit__opd=F("unit_id"))
    return Case(
        When(Q(position__title__family=PostFamily.JPT) | heads_office, then=Value(True)),
        default=Value(False),
        output_field=models.BooleanField(),
    )


def text(expression):
    """Say that an expression is text."""
    return models.ExpressionWrapper(expression, output_field=models.CharField())

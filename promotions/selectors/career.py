"""The career of one person, read from the records of the other apps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor
from asn_portal.core.requirements import Checklist, Status
from employees.enums import AssignmentKind, DisciplineLevel, EmployeeKind
from employees.models import Assignment, DisciplineRecord, Employee, RankRecord
from employees.rules.retirement import Retirement, retirement, retirement_age
from performance.enums import AppraisalStatus, PeriodKind, Predicate
from performance.models import Appraisal
from promotions.rules.ranks import next_rank, rank_title
from promotions.rules.regular import RankFacts, RegularRules, regular_promotion_checklist
from promotions.rules.spans import add_years, span_in_words

YEARS_SHOWN = 6
PREDICATE_TONES = {"sb": "c1", "b": "c3", "bp": "c2", "k": "c5", "sk": "c5"}


@dataclass(frozen=True)
class Career:
    """What the career page and the home page show about one person."""

    employee: Employee
    today: date
    checklist: Checklist
    next_rank: str
    in_rank: str
    in_post: str
    predicates: Mapping[int, Predicate]
    retirement: Retirement | None

    @property
    def earliest(self) -> date | None:
        """Return the earliest date of the next rank, supposing that what needs verification turns out right."""
        if self.checklist.is_met:
            return self.today
        return self.checklist.earliest_if_verified

    @property
    def met_count(self) -> int:
        """Return how many requirements are met."""
        return self.checklist.count(Status.MET)


def get_career(*, actor: Actor, pk: int | None = None, on: date | None = None) -> Career:
    """Return the career of a person in the actor's scope, by default the actor's own (404 outside).

    Two queries: the person with rank, post, superior and running discipline, and the released annual predicates.
    """
    today = on or timezone.localdate()
    employee = get_object_or_404(_with_facts(actor, today), pk=pk or actor.employee_id or 0)
    predicates = _annual_predicates(employee)
    checklist = regular_promotion_checklist(_facts_of(employee, predicates, today), as_of=today)
    following = next_rank(employee.rank.code) if employee.rank and employee.kind == EmployeeKind.PNS else None
    return Career(
        employee=employee,
        today=today,
        checklist=checklist,
        next_rank=rank_title(following) if following and checklist.is_applicable else "",
        in_rank=span_in_words(employee.rank_effective_on, today) if employee.rank_effective_on else "",
        in_post=span_in_words(employee.position_effective_on, today)
        if employee.position_effective_on
        else "",
        predicates=predicates,
        retirement=_retirement_of(employee, today),
    )


def _with_facts(actor: Actor, today: date):
    """Return people with everything the rank rules ask, in one query."""
    running = DisciplineRecord.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today),
        employee=OuterRef("pk"),
        starts_on__lte=today,
        level__in=[DisciplineLevel.MEDIUM, DisciplineLevel.HEAVY],
    )
    return (
        Employee.objects.visible_to(actor)
        .select_related("rank", "position__title", "unit", "evaluator__rank", "evaluator__position")
        .annotate(
            has_running_discipline=Exists(running),
            discipline_ends_on=Max(
                "discipline_records__ends_on",
                filter=Q(discipline_records__level__in=[DisciplineLevel.MEDIUM, DisciplineLevel.HEAVY]),
            ),
        )
    )


def _annual_predicates(employee: Employee) -> dict[int, Predicate]:
    """Return the released predicates of the last years."""
    rows = (
        Appraisal.objects.filter(
            agency_id=employee.agency_id,
            employee=employee,
            state=AppraisalStatus.RELEASED,
            period__kind=PeriodKind.YEAR,
        )
        .order_by("-period__cycle__year")
        .values_list("period__cycle__year", "predicate")[:YEARS_SHOWN]
    )
    return {year: Predicate(predicate) for year, predicate in rows}


def _facts_of(employee, predicates: Mapping[int, Predicate], today: date) -> RankFacts:
    """Return what is on record, as the rules want it; what nobody recorded stays unknown."""
    superior = employee.evaluator
    discipline_known = employee.has_running_discipline or employee.discipline_checked_on is not None
    return RankFacts(
        kind=employee.kind,
        rank_code=employee.rank.code if employee.rank else "",
        rank_effective_on=employee.rank_effective_on,
        education_level=employee.education_level,
        post_family=employee.position.title.family if employee.position else "",
        superior_rank_code=superior.rank.code if superior and superior.rank else None,
        superior_is_official=bool(superior and superior.kind == EmployeeKind.OFFICIAL),
        predicates={year: value.value for year, value in predicates.items()},
        running_discipline=employee.has_running_discipline if discipline_known else None,
        discipline_ends_on=employee.discipline_ends_on,
        source=_("Personnel record"),
        source_on=today,
        correction_link=reverse("employees:correction_new"),
    )


def _retirement_of(employee: Employee, today: date) -> Retirement | None:
    """Return when the pension begins; None where the post or the birth date is not known."""
    if not employee.birth_date or not employee.position:
        return None
    title = employee.position.title
    age = retirement_age(title.family, title.level, on=today)
    return retirement(employee.birth_date, age) if age else None


def career_lanes(*, actor: Actor, career: Career) -> list[dict]:
    """Return ranks, posts and predicates on one axis of time, the next rank as a forecast."""
    return [_rank_lane(career), _post_lane(career), _predicate_lane(career)]


def _rank_lane(career: Career) -> dict:
    """Return the ranks, each until the next began."""
    rows = RankRecord.objects.filter(employee=career.employee, agency_id=career.employee.agency_id)
    records = list(rows.select_related("rank").order_by("effective_on"))
    segments = []
    for index, record in enumerate(records):
        end = records[index + 1].effective_on - timedelta(days=1) if index + 1 < len(records) else None
        segments.append(_segment(str(record.rank), record.effective_on, end, "c1"))
    earliest = career.earliest
    if segments and career.next_rank and earliest and earliest > career.today:
        waiting = segments[-1]["label"]
        segments[-1]["end"] = career.today
        segments.append(_segment(waiting, career.today, earliest, "c1", is_forecast=True))
        segments.append(_segment(career.next_rank, earliest, _later(earliest), "c1", is_forecast=True))
    return {"label": _("Rank"), "segments": segments}


def _later(day: date) -> date:
    """Return the end of the forecast that is drawn: four years on, the shortest time in a rank."""
    return add_years(day, RegularRules().years_in_rank)


def _post_lane(career: Career) -> dict:
    """Return the definitive posts; acting posts stand in the profile."""
    rows = Assignment.objects.filter(
        employee=career.employee, agency_id=career.employee.agency_id, kind=AssignmentKind.DEFINITIVE
    ).order_by("starts_on")
    segments = [_segment(row.position_name, row.starts_on, row.ends_on, "c2") for row in rows]
    return {"label": _("Post"), "segments": segments}


def _predicate_lane(career: Career) -> dict:
    """Return one segment for each released year."""
    segments = [
        _segment(str(value.label), date(year, 1, 1), date(year, 12, 31), PREDICATE_TONES[value.value])
        for year, value in sorted(career.predicates.items())
    ]
    return {"label": _("Predicate"), "segments": segments}


def _segment(label: str, start: date, end: date | None, tone: str, *, is_forecast: bool = False) -> dict:
    """Return a segment as the drawing wants it."""
    return {"label": label, "start": start, "end": end, "tone": tone, "is_forecast": is_forecast}

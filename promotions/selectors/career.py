"""The career of one person, read from the records of the other apps."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone

from asn_portal.core.access import Actor
from asn_portal.core.requirements import Checklist, Status
from employees.models import Employee
from employees.rules.retirement import Retirement, retirement, retirement_age
from performance.enums import Predicate
from promotions.enums import ExamKind
from promotions.rules.case import RankFacts
from promotions.rules.paths import Path, best_path, promotion_paths
from promotions.rules.spans import span_in_words
from promotions.selectors.discretion import readable
from promotions.selectors.rank_facts import RELATED, Records, facts_of_person, read_records


@dataclass(frozen=True)
class PassedExam:
    """An exam or training as the career page shows it."""

    label: str
    target: str
    passed_on: date | None


@dataclass(frozen=True)
class Career:
    """What the career page and the home page show about one person; `path` is the one to follow."""

    employee: Employee
    today: date
    facts: RankFacts
    path: Path
    other_paths: tuple[Path, ...]
    in_rank: str
    in_post: str
    predicates: Mapping[int, Predicate]
    retirement: Retirement | None
    exams: list[PassedExam] = field(default_factory=list)

    @property
    def checklist(self) -> Checklist:
        """Return what the next rank asks for on the path to follow."""
        return self.path.checklist

    @property
    def next_rank(self) -> str:
        """Return the next rank in words, or nothing where there is none."""
        return self.path.rank

    @property
    def earliest(self) -> date | None:
        """Return the earliest date of the next rank, supposing that what needs verification turns out right."""
        return self.today if self.checklist.is_met else self.checklist.earliest_if_verified

    @property
    def met_count(self) -> int:
        """Return how many requirements are met."""
        return self.checklist.count(Status.MET)


def get_career(
    *,
    actor: Actor,
    pk: int | None = None,
    on: date | None = None,
    annotations: Mapping[str, Any] | None = None,
) -> Career:
    """Return the career of a person in the actor's scope, by default the actor's own (404 outside).

    Two queries: the person with rank, post and superior, and the records around the person with the agency's figures.
    `annotations` are added to the person's row.
    """
    today = on or timezone.localdate()
    people = Employee.objects.visible_to(actor).select_related(*RELATED, "unit", "evaluator__position")
    people = people.annotate(**(annotations or {}))
    employee = get_object_or_404(people, pk=pk or actor.employee_id or 0)
    records, figures = read_records(actor=actor, ids=[employee.pk], today=today)
    facts = facts_of_person(employee, records, today, actor=actor)
    paths = promotion_paths(facts, as_of=today, rules=figures)
    path, found = best_path(paths), records.get(employee.pk, Records())
    return Career(
        employee=employee,
        today=today,
        facts=facts,
        path=_readable_path(path, actor, employee),
        other_paths=tuple(_readable_path(other, actor, employee) for other in paths if other is not path),
        in_rank=span_in_words(employee.rank_effective_on, today) if employee.rank_effective_on else "",
        in_post=span_in_words(employee.position_effective_on, today)
        if employee.position_effective_on
        else "",
        predicates={year: Predicate(value) for year, value in sorted(found.predicates.items(), reverse=True)},
        retirement=_retirement_of(employee, today),
        exams=[PassedExam(str(ExamKind(exam).label), rank, day) for exam, rank, day in found.exams],
    )


def _readable_path(path: Path, actor: Actor, employee: Employee) -> Path:
    return replace(path, checklist=readable(actor=actor, employee=employee, checklist=path.checklist))


def _retirement_of(employee: Employee, today: date) -> Retirement | None:
    """Return when the pension begins; None where the post or the birth date is not known."""
    if not employee.birth_date or not employee.position:
        return None
    title = employee.position.title
    age = retirement_age(title.family, title.level, on=today)
    return retirement(employee.birth_date, age) if age else None

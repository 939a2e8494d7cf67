"""How predicates are spread over groups of people, for HR, leaders and inspectors; small groups stay hidden."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from asn_portal.core.access import Actor, Role, require
from employees.enums import EmployeeKind, RankScheme, Sex
from employees.models import Unit
from performance.enums import AppraisalStatus, Predicate, Rating
from performance.models import Appraisal, Period
from performance.policies import evaluation as policies
from performance.rules.suppression import SMALLEST_SHOWN, hidden_groups
from performance.selectors.approvals import TONES
from performance.selectors.unit_predicates import choose_period, recent_periods

ROLES = (Role.HR, Role.LEADER, Role.INSPECTOR)
JUDGED = [AppraisalStatus.RATED, AppraisalStatus.RELEASED]
MOST_EVALUATORS = 50
PPPK = "PPPK"
UNKNOWN = gettext_lazy("Unknown")
DIMENSIONS: dict[str, Any] = {
    "unit": gettext_lazy("By office"),
    "rank": gettext_lazy("By rank group"),
    "sex": gettext_lazy("By sex"),
    "kind": gettext_lazy("By kind of employee"),
}


@dataclass
class Group:
    """Some people with their predicates; `is_hidden` where they are too few to be shown."""

    label: str
    counts: dict[Predicate, int] = field(default_factory=lambda: dict.fromkeys(Predicate, 0))
    is_hidden: bool = False

    @property
    def size(self) -> int:
        """Return how many people there are."""
        return sum(self.counts.values())

    @property
    def cells(self) -> list[tuple[Predicate, int]]:
        """Return people by predicate, the best first."""
        return list(self.counts.items())

    @property
    def parts(self) -> list[dict]:
        """Return the parts of the bar."""
        return [
            {"label": predicate.label, "value": people, "tone": TONES[predicate.value]}
            for predicate, people in self.counts.items()
            if people
        ]


@dataclass(frozen=True)
class Dimension:
    """One way to divide the people."""

    code: str
    label: Any
    groups: list[Group]

    @property
    def hidden(self) -> int:
        """Return how many groups are hidden."""
        return sum(group.is_hidden for group in self.groups)

    @property
    def shown(self) -> list[Group]:
        """Return the groups that may be shown."""
        return [group for group in self.groups if not group.is_hidden]


@dataclass(frozen=True)
class EvaluatorRow:
    """One evaluator of five people or more, and in what everybody got the same."""

    name: str
    unit: str
    group: Group
    same_predicate: Predicate | None
    same_result: Rating | None

    @property
    def is_alike(self) -> bool:
        """Tell whether everybody got the same predicate or the same result rating."""
        return self.same_predicate is not None or self.same_result is not None


@dataclass(frozen=True)
class FairnessScreen:
    """The page: one period, the whole and its divisions."""

    period: Period | None
    periods: list[Period]
    total: Group
    dimensions: list[Dimension]
    evaluators: list[EvaluatorRow]
    alike: int
    more_evaluators: bool
    only_alike: bool


def get_fairness(*, actor: Actor, period_id: int | None, only_alike: bool, today) -> FairnessScreen:
    """Return the distributions of a period inside the actor's scope; five queries at any size."""
    require(policies.can_see_fairness(actor))
    periods = recent_periods(actor=actor)
    period = choose_period(periods, period_id, today)
    rows = judged(actor=actor, period=period)
    total, by_person = divided_by_person(rows)
    total.is_hidden = 0 < total.size < SMALLEST_SHOWN
    rows = rows.none() if total.is_hidden else rows
    everybody = evaluators_of(rows)
    alike = everybody.filter(ALIKE)
    evaluators = [evaluator_row(row) for row in (alike if only_alike else everybody)[: MOST_EVALUATORS + 1]]
    return FairnessScreen(
        period=period,
        periods=periods,
        total=total,
        dimensions=[by_unit(rows, actor), *by_person] if not total.is_hidden else [],
        evaluators=evaluators[:MOST_EVALUATORS],
        alike=alike.count(),
        more_evaluators=len(evaluators) > MOST_EVALUATORS,
        only_alike=only_alike,
    )


def judged(*, actor: Actor, period: Period | None) -> QuerySet[Appraisal]:
    """Return the rated and released appraisals of a period inside the scopes of HR, leader or inspector."""
    rows = Appraisal.objects.visible_to(actor).filter(period=period, state__in=JUDGED).order_by()
    rows = rows.without_own_secret(actor)
    scopes = actor.scopes_for(*ROLES)
    if not any(scope.is_root for scope in scopes):
        rows = rows.filter(unit_id__in=Unit.objects.in_scopes(scopes).order_by().values("id"))
    return rows


def divided_by_person(rows: QuerySet[Appraisal]) -> tuple[Group, list[Dimension]]:
    """Return everybody together, and by rank group, sex and kind; one query for all of them."""
    total = Group(_("Everybody"))
    divisions: dict[str, dict[str, Group]] = {"rank": {}, "sex": {}, "kind": {}}
    columns = (
        "employee__rank__scheme",
        "employee__rank__code",
        "employee__sex",
        "employee__kind",
        "predicate",
    )
    found = rows.values(*columns).annotate(people=Count("pk")).values_list(*columns, "people")
    for scheme, rank, sex, kind, code, people in found:
        labels = {"rank": rank_group(scheme, rank), "sex": words(Sex, sex), "kind": words(EmployeeKind, kind)}
        total.counts[Predicate(code)] += people
        for name, label in labels.items():
            group = divisions[name].setdefault(label, Group(label))
            group.counts[Predicate(code)] += people
    return total, [dimension(name, groups) for name, groups in divisions.items()]


def by_unit(rows: QuerySet[Appraisal], actor: Actor) -> Dimension:
    """Return the people by office; for a scope inside one office by unit. One query."""
    is_whole = any(scope.is_root for scope in actor.scopes_for(*ROLES))
    prefix = "opd" if is_whole else "unit"
    columns = (f"{prefix}_id", f"{prefix}__name", "predicate")
    groups: dict[int | None, Group] = {}
    for pk, name, code, people in (
        rows.values(*columns).annotate(people=Count("pk")).values_list(*columns, "people")
    ):
        group = groups.setdefault(pk, Group(name or str(UNKNOWN)))
        group.counts[Predicate(code)] += people
    return dimension("unit", groups)


def dimension(code: str, groups: Mapping[Any, Group]) -> Dimension:
    """Return the groups by name, small ones marked as hidden."""
    for key in hidden_groups({key: group.size for key, group in groups.items()}):
        groups[key].is_hidden = True
    return Dimension(code, DIMENSIONS[code], sorted(groups.values(), key=lambda group: group.label))


def words(choices: type[TextChoices], code: str) -> str:
    """Return the label of a stored choice."""
    return str(choices(code).label) if code else str(UNKNOWN)


def rank_group(scheme: str | None, code: str | None) -> str:
    """Return golongan I to IV of a rank, or PPPK."""
    if not scheme or not code:
        return str(UNKNOWN)
    return _("Group %(number)s") % {"number": code.split("/")[0]} if scheme == RankScheme.PNS else PPPK


ALIKE = Q(predicates=1) | Q(results=1)


def evaluators_of(rows: QuerySet[Appraisal]) -> QuerySet:
    """Return evaluators of five people or more, those who gave everybody the same first."""
    counts = {predicate.value: Count("pk", filter=Q(predicate=predicate.value)) for predicate in Predicate}
    ratings = {f"result_{one.value}": Count("pk", filter=Q(result_rating=one.value)) for one in Rating}
    kinds = {
        "predicates": Count("predicate", distinct=True),
        "results": Count("result_rating", distinct=True),
    }
    found = (
        rows.filter(rated_by__isnull=False)
        .values("rated_by_id", "rated_by__name", "rated_by__unit__name")
        .annotate(people=Count("pk"), **counts, **ratings, **kinds)
    )
    return found.filter(people__gte=SMALLEST_SHOWN).order_by(
        "predicates", "results", "-people", "rated_by_id"
    )


def evaluator_row(row: dict) -> EvaluatorRow:
    """Return a line of the table."""
    group = Group(row["rated_by__name"], {predicate: row[predicate.value] for predicate in Predicate})
    same = next((one for one, people in group.counts.items() if people), None)
    result = next((one for one in Rating if row[f"result_{one.value}"]), None)
    return EvaluatorRow(
        name=row["rated_by__name"],
        unit=row["rated_by__unit__name"] or "",
        group=group,
        same_predicate=same if row["predicates"] == 1 else None,
        same_result=result if row["results"] == 1 else None,
    )

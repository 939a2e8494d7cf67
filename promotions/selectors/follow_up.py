"""Who may be considered after the evaluation of a year, list by list, with what speaks for and against."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from asn_portal.core.access import Actor, Role
from asn_portal.core.pagination import Page, keyset_page
from asn_portal.core.policies import value_on
from asn_portal.core.requirements import Checklist
from employees.enums import EmployeeKind
from employees.models import DisciplineRecord, Unit
from performance.enums import AppraisalStatus, PeriodKind, Predicate, Rating
from performance.models import Appraisal, Coaching, Cycle, Objection
from promotions.enums import FollowUpKind, FollowUpStatus, NominationStatus
from promotions.models import Award, FollowUpDecision, Nomination
from promotions.policies import follow_up as policies
from promotions.rules.follow_up import Evaluated, FollowUpRules, follow_up_checklist
from promotions.selectors.discretion import readable
from training.enums import EnrolmentStatus
from training.models import Enrolment

SIZE = 30
CONTRACTS = [EmployeeKind.PPPK, EmployeeKind.PPPK_PART]
# Where each step is taken; a page that takes a person gets the person.
PLACES = {
    FollowUpKind.AWARD: ("promotions:nomination_new", "pegawai"),
    FollowUpKind.DEVELOPMENT: ("training:catalogue", ""),
    FollowUpKind.TALENT: ("promotions:career_detail", "pk"),
    FollowUpKind.POST: ("promotions:career_detail", "pk"),
    FollowUpKind.CONTRACT: ("employees:profile", "pk"),
    FollowUpKind.COACHING: ("performance:coaching_new", "pk"),
    FollowUpKind.COUNSELLING: ("performance:case_report", "pk"),
}


@dataclass(frozen=True)
class FollowUpFilter:
    """The list, the year and the decision it is narrowed to."""

    kind: FollowUpKind
    year: int
    state: str = ""


@dataclass
class FollowUpCase:
    """One candidate of one list."""

    appraisal: Appraisal
    kind: FollowUpKind
    checklist: Checklist
    state: FollowUpStatus
    decision: FollowUpDecision | None = None
    can_decide: bool = False
    place: str = ""
    predicate: Predicate = field(init=False)

    def __post_init__(self):
        self.predicate = Predicate(self.appraisal.predicate)


def rules_on(*, actor: Actor, day: date) -> FollowUpRules:
    """Return what the agency has set."""
    low = value_on(policies.LOW_PREDICATES, agency_id=actor.agency_id, day=day)
    return FollowUpRules(low=frozenset(low) & frozenset(Predicate.values))


def standing_in(rules: FollowUpRules) -> Mapping[FollowUpKind, Q]:
    """Return for each list who stands in it, as `rules.follow_up.kinds_for` has it."""
    best, low = Q(predicate=Predicate.SB), Q(predicate__in=sorted(rules.low))
    weak = Q(predicate__in=[Predicate.BP, Predicate.K, Predicate.SK])
    is_pns = Q(employee__kind=EmployeeKind.PNS)
    return {
        FollowUpKind.AWARD: best,
        FollowUpKind.TALENT: best & is_pns,
        FollowUpKind.DEVELOPMENT: best | weak,
        FollowUpKind.COACHING: Q(result_rating=Rating.BELOW),
        FollowUpKind.COUNSELLING: Q(behaviour_rating=Rating.BELOW),
        FollowUpKind.POST: low & is_pns,
        FollowUpKind.CONTRACT: low & Q(employee__kind__in=CONTRACTS),
    }


def years_to_follow(*, actor: Actor) -> list[int]:
    """Return the years that have released evaluations in the actor's scope, newest first."""
    rows = Cycle.objects.visible_to(actor).order_by("-year").values_list("year", flat=True)
    done = Appraisal.objects.filter(
        period__cycle=OuterRef("pk"), period__kind=PeriodKind.YEAR, state=AppraisalStatus.RELEASED
    )
    return list(rows.filter(Exists(done)))


def evaluated(*, actor: Actor, year: int) -> QuerySet[Appraisal]:
    """Return the released evaluations of a year in scope, the actor's own left out."""
    return (
        Appraisal.objects.visible_to(actor)
        .filter(
            state=AppraisalStatus.RELEASED,
            period__kind=PeriodKind.YEAR,
            period__cycle__year=year,
            employee__is_active=True,
        )
        .exclude(employee_id=actor.employee_id or 0)
    )


def count_follow_ups(*, actor: Actor, year: int, today: date) -> list[tuple[FollowUpKind, int]]:
    """Return how many people stand in each list the actor reads; one query."""
    lists = kinds_of(actor)
    standing = standing_in(rules_on(actor=actor, day=today))
    counts = (
        evaluated(actor=actor, year=year)
        .order_by()
        .aggregate(**{kind.value: Count("pk", filter=standing[kind]) for kind in lists})
    )
    return [(kind, counts[kind.value]) for kind in lists]


def kinds_of(actor: Actor) -> list[FollowUpKind]:
    """Return the lists the actor reads: an evaluator without a role does not read those of HR."""
    has_role = actor.has(Role.HR, Role.HEAD, Role.LEADER, Role.INSPECTOR)
    return [kind for kind in FollowUpKind if has_role or kind not in policies.BY_HR_ONLY]


def page_of_follow_ups(*, actor: Actor, wanted: FollowUpFilter, today: date, token: str) -> Page:
    """Return one page of a list by name, each with its checklist as the actor may read it."""
    rows = with_facts(evaluated(actor=actor, year=wanted.year), actor=actor, kind=wanted.kind, today=today)
    rows = rows.filter(standing_in(rules_on(actor=actor, day=today))[wanted.kind])
    if wanted.state == FollowUpStatus.OPEN:
        rows = rows.filter(Q(decision_state=None) | Q(decision_state=FollowUpStatus.OPEN))
    elif wanted.state:
        rows = rows.filter(decision_state=wanted.state)
    page = keyset_page(rows, token=token, size=SIZE)
    items = [case_of(row, actor=actor, kind=wanted.kind, today=today) for row in page.items]
    return Page(items=items, next=page.next, previous=page.previous)


def with_facts(
    rows: QuerySet[Appraisal], *, actor: Actor, kind: FollowUpKind, today: date
) -> QuerySet[Appraisal]:
    """Add what the checklist needs; every fact only as far as the actor may see its rows."""
    me = {"employee_id": OuterRef("employee_id"), "agency_id": OuterRef("agency_id")}
    before = Appraisal.objects.filter(
        **me,
        state=AppraisalStatus.RELEASED,
        period__kind=PeriodKind.YEAR,
        period__cycle__year=OuterRef("period__cycle__year") - 1,
    )
    decided = FollowUpDecision.objects.filter(appraisal=OuterRef("pk"), kind=kind)
    punished = DisciplineRecord.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), **me)
    trained = Enrolment.objects.filter(**me, requested_at__gte=OuterRef("released_at")).exclude(
        state__in=[EnrolmentStatus.CANCELLED, EnrolmentStatus.RETURNED]
    )
    nominated = Nomination.objects.filter(**me, nominated_at__gte=OuterRef("released_at")).exclude(
        state__in=[NominationStatus.WITHDRAWN, NominationStatus.REFUSED]
    )
    honoured = Award.objects.filter(**me, awarded_on__gte=OuterRef("released_at"))
    return rows.select_related("employee__unit", "employee__position", "unit", "period__cycle").annotate(
        sort_name=F("employee__sort_name"),
        previous=Subquery(before.values("predicate")[:1]),
        decision_state=Subquery(decided.values("state")[:1]),
        decision_note=Subquery(decided.values("note")[:1]),
        is_punished=Exists(punished),
        is_trained=Exists(trained),
        is_nominated=Exists(nominated) | Exists(honoured),
        is_disputed=known(actor, Objection.objects.visible_to(actor).filter(**of_appraisal())),
        is_coached=known(actor, Coaching.objects.visible_to(actor).filter(**me)),
    )


def of_appraisal() -> dict[str, Any]:
    """Return the condition on an objection that is still examined."""
    return {"appraisal": OuterRef("pk"), "state": "filed"}


def known(actor: Actor, rows: QuerySet) -> Case:
    """Return True where there is such a row among those the actor sees; otherwise unknown, not no.

    HR and the inspectors see every objection of their units, so in these no row means none.
    """
    whens = [When(Exists(rows), then=Value(True))]
    scopes = actor.scopes_for(Role.HR, Role.INSPECTOR)
    if rows.model is Objection and scopes:
        units = Unit.objects.in_scopes(scopes).order_by().values("id")
        whens.append(When(unit_id__in=units, then=Value(False)))
    unknown = Value(None, output_field=BooleanField(null=True))
    return Case(*whens, default=unknown, output_field=BooleanField(null=True))


def case_of(row: Appraisal, *, actor: Actor, kind: FollowUpKind, today: date) -> FollowUpCase:
    """Return a candidate as the actor may read it. Needs the columns of `with_facts`."""
    outcome = Evaluated(
        kind=row.employee.kind,
        predicate=row.predicate,
        result_rating=row.result_rating,
        behaviour_rating=row.behaviour_rating,
        previous=row.previous or "",
        has_open_objection=row.is_disputed,
        is_punished=row.is_punished,
        discipline_checked_on=row.employee.discipline_checked_on,
        is_coached=row.is_coached,
        is_trained=row.is_trained,
        is_nominated=row.is_nominated,
    )
    checklist = follow_up_checklist(kind, outcome, as_of=today)
    can_decide = policies.can_decide_follow_up(actor, row, kind)
    return FollowUpCase(
        appraisal=row,
        kind=kind,
        checklist=readable(actor=actor, employee=row.employee, checklist=checklist),
        state=FollowUpStatus(row.decision_state or FollowUpStatus.OPEN),
        can_decide=can_decide,
        place=place_of(kind, row.employee_id) if can_decide and acts(actor, kind, row) else "",
    )


def acts(actor: Actor, kind: FollowUpKind, row: Appraisal) -> bool:
    """Tell whether the actor takes the step: guidance is the evaluator's, who also reports a behaviour problem."""
    is_guidance = kind in {FollowUpKind.COACHING, FollowUpKind.COUNSELLING}
    return not is_guidance or (row.employee.evaluator_id == actor.employee_id is not None)


def place_of(kind: FollowUpKind, employee_id: int) -> str:
    """Return the page where the step is taken, for this person."""
    name, how = PLACES[kind]
    if how == "pk":
        return reverse(name, args=[employee_id])
    return f"{reverse(name)}?{how}={employee_id}" if how else reverse(name)


def get_follow_up(*, actor: Actor, pk: int, kind: FollowUpKind, today: date) -> FollowUpCase:
    """Return one candidate (404 outside the scope, and for who does not stand in that list)."""
    rows = Appraisal.objects.visible_to(actor).filter(
        state=AppraisalStatus.RELEASED, period__kind=PeriodKind.YEAR
    )
    rows = rows.filter(standing_in(rules_on(actor=actor, day=today))[kind])
    row = get_object_or_404(with_facts(rows, actor=actor, kind=kind, today=today), pk=pk)
    if not policies.can_see_follow_up(actor, row, kind):
        raise Http404
    case = case_of(row, actor=actor, kind=kind, today=today)
    case.decision = FollowUpDecision.objects.filter(appraisal=row, kind=kind).first()
    return case

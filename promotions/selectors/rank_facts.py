"""What is on record for a promotion, of one person or of very many: two queries, however many people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from json import loads
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor
from asn_portal.core.models import AgencyPolicy
from employees.enums import DisciplineLevel, EmployeeKind
from employees.models import DisciplineRecord, Employee
from employees.rules.retirement import RetirementAge, retirement, retirement_age
from performance.enums import AppraisalStatus, PeriodKind
from performance.models import Appraisal, CreditAccount, CreditStatement
from performance.rules.credit_levels import level_for
from promotions.models import ExamRecord
from promotions.policies.rank import FIGURES, rules_from
from promotions.rules.case import PromotionRules, RankFacts
from promotions.rules.paths import Path, promotion_paths

YEARS_READ = 7
MANY = 200  # beyond, one range of ids instead of a list of them
COLUMNS = ("who", "what", "key", "value", "day")
BLOCKING = [DisciplineLevel.MEDIUM, DisciplineLevel.HEAVY]
# Columns of a person, by the name they have in the facts; those with an underscore are read below.
PERSON = {
    "id": "pk",
    "kind": "kind",
    "standing": "standing",
    "rank_code": "rank__code",
    "rank_effective_on": "rank_effective_on",
    "education_level": "education_level",
    "post_family": "position__title__family",
    "post_level": "position__title__level",
    "eselon": "position__title__eselon",
    "post_since": "position_effective_on",
    "_birth_date": "birth_date",
    "_checked_on": "discipline_checked_on",
    "_superior_rank": "evaluator__rank__code",
    "_superior_kind": "evaluator__kind",
}
RELATED = ("rank", "position__title", "evaluator__rank")


@dataclass
class Records:
    """What the records around a person say."""

    predicates: dict[int, str] = field(default_factory=dict)
    exams: list[tuple[str, str, date | None]] = field(default_factory=list)
    credit: tuple[date, Decimal] | None = None
    account: tuple[date, str, Decimal] | None = None
    punishments: list[date | None] = field(default_factory=list)


def facts_for(people: QuerySet[Employee], *, actor: Actor, today: date) -> dict[int, RankFacts]:
    """Return what is on record about each of these people of the actor's agency, by id; two queries."""
    return _read(people, actor=actor, today=today)[0]


def paths_of(
    *, actor: Actor, employee: Employee, today: date, target_on: date | None = None
) -> tuple[Path, ...]:
    """Return the paths of somebody the actor sees, with their checklists in the active language; two queries."""
    people = Employee.objects.visible_to(actor).filter(pk=employee.pk)
    facts, figures = _read(people, actor=actor, today=today)
    if employee.pk not in facts:
        raise Http404
    return promotion_paths(facts[employee.pk], as_of=today, target_on=target_on, rules=figures)


def _read(
    people: QuerySet[Employee], *, actor: Actor, today: date
) -> tuple[dict[int, RankFacts], PromotionRules]:
    rows = people.filter(agency_id=actor.agency_id).order_by().values_list(*PERSON.values())
    persons = [dict(zip(PERSON, row, strict=True)) for row in rows]
    records, figures = read_records(actor=actor, ids=[row["id"] for row in persons], today=today)
    return build_facts(persons, records, today, actor=actor), figures


def facts_of_person(
    person: Employee, records: Mapping[int, Records], today: date, *, actor: Actor
) -> RankFacts:
    """Return the facts of a person read with `RELATED`."""
    row = {name: _follow(person, path) for name, path in PERSON.items()}
    return build_facts([row], records, today, actor=actor)[person.pk]


def build_facts(
    persons: Iterable[Mapping[str, Any]], records: Mapping[int, Records], today: date, *, actor: Actor
) -> dict[int, RankFacts]:
    """Put persons and records together as the rules want them; what nobody recorded stays unknown."""
    common = {"source": _("Personnel record"), "source_on": today}
    nothing = Records()
    facts = {row["id"]: _facts(row, records.get(row["id"], nothing), common) for row in persons}
    if actor.employee_id in facts:  # only for the own record one asks for a correction
        own = facts[actor.employee_id]
        facts[actor.employee_id] = replace(own, correction_link=reverse("employees:correction_new"))
    return facts


def _facts(row: Mapping[str, Any], found: Records, common: Mapping[str, Any]) -> RankFacts:
    own: dict[str, Any] = {
        name: value or "" for name, value in row.items() if name[0] != "_" and name != "id"
    }
    own |= {name: row[name] for name in ("rank_effective_on", "post_since")}
    is_known = bool(found.punishments) or row["_checked_on"] is not None
    ends = [day for day in found.punishments if day is not None]
    credit_on, points = _points(row, found, common["source_on"])
    pension_from, is_sure = _pension(row, common["source_on"])
    return RankFacts(
        **own,
        **common,
        superior_rank_code=row["_superior_rank"],
        superior_is_official=row["_superior_kind"] == EmployeeKind.OFFICIAL,
        predicates=found.predicates,
        running_discipline=bool(found.punishments) if is_known else None,
        discipline_ends_on=max(ends) if ends and len(ends) == len(found.punishments) else None,
        # Without any record exams are unknown: they may have been passed before the portal.
        exams=frozenset(exam for exam, _rank, _day in found.exams) if found.exams else None,
        upkp_ranks=frozenset(rank for _exam, rank, _day in found.exams if rank),
        credit_points=points,
        credit_on=credit_on,
        pak_on=found.credit[0] if found.credit else None,
        pension_from=pension_from,
        is_pension_sure=is_sure,
    )


def _points(row: Mapping[str, Any], found: Records, today: date) -> tuple[date | None, Decimal | None]:
    """Return what has been added up in the present level, or else what the newest PAK states, with its day."""
    level = level_for(row["post_level"] or "", on=today)
    if found.account and level and found.account[1] == level.code:
        until, _level, points = found.account
        if found.credit is None or until >= found.credit[0]:
            return until, points
    return found.credit or (None, None)


def _pension(row: Mapping[str, Any], today: date) -> tuple[date | None, bool]:
    """Return the first day of the pension and whether the age of the post is sure; None where it is unknown."""
    born, family = row["_birth_date"], row["post_family"]
    age = _age(family, row["post_level"] or "", today) if born and family else None
    return (retirement(born, age).pension_from, age.is_verified) if age else (None, True)


@lru_cache(maxsize=256)
def _age(family: str, level: str, on: date) -> RetirementAge | None:
    return retirement_age(family, level, on=on)


def rules_in_force(*, actor: Actor, day: date) -> PromotionRules:
    """Return the figures of the actor's agency on a day; one query."""
    rows = AgencyPolicy.objects.filter(**_in_force(actor, day)).order_by("starts_on")
    return rules_from(dict(rows.values_list("key", "value")))


def read_records(*, actor: Actor, ids: list[int], today: date) -> tuple[dict[int, Records], PromotionRules]:
    """Return predicates, exams, credit points and punishments by person, and the agency's figures: one query."""
    own = {"agency_id": actor.agency_id} | _among(ids)
    wanted, figures = set(ids), {}
    records: dict[int, Records] = {}
    for who, what, key, value, day in sorted(_union(actor, own, today), key=lambda row: str(row[4])):
        if what == "figure":
            figures[key] = loads(value)
        elif who in wanted:
            _note(records.setdefault(who, Records()), what, key, value, day)
    return records, rules_from(figures)


def _note(found: Records, what: str, key: str, value: str, day: date | None) -> None:
    """Write down one row; rows come by rising date, so the newest credit statement stays."""
    if what == "predicate":
        found.predicates[int(key)] = value
    elif what == "exam":
        found.exams.append((key, value, day))
    elif what == "credit" and day is not None:
        found.credit = (day, Decimal(value))
    elif what == "account" and day is not None:
        found.account = (day, key, Decimal(value))
    elif what == "discipline":
        found.punishments.append(day)


def _union(actor: Actor, own: dict[str, Any], today: date) -> QuerySet:
    """Return the rows of all records in one SELECT: a page has no queries to spare."""
    year, no_day = today.year - YEARS_READ, Cast(Value(None), DateField())
    predicates = Appraisal.objects.filter(
        **own, state=AppraisalStatus.RELEASED, period__kind=PeriodKind.YEAR, period__cycle__year__gte=year
    )
    exams = ExamRecord.objects.filter(**own)
    credits = CreditStatement.objects.filter(**own, state="set")
    # An account with a gap says less than the PAK that is still to be recorded.
    accounts = CreditAccount.objects.filter(**own, is_complete=True)
    punishments = DisciplineRecord.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today), **own, level__in=BLOCKING
    )
    figures = AgencyPolicy.objects.filter(**_in_force(actor, today))
    nobody = Value(0, output_field=BigIntegerField())
    points = Cast("points", CharField(max_length=20))
    total = Cast(F("total") + F("reduction"), CharField(max_length=20))
    return _rows(predicates, "predicate", "period__cycle__year", F("predicate"), no_day).union(
        _rows(exams, "exam", "exam", Coalesce("target_rank__code", Value("")), F("passed_on")),
        _rows(credits, "credit", "number", points, F("as_of")),
        _rows(accounts, "account", "level", total, F("counted_until")),
        _rows(punishments, "discipline", "level", Value(""), F("ends_on")),
        _rows(figures, "figure", "key", F("value"), F("starts_on"), nobody),
        all=True,
    )


def _rows(rows: QuerySet, what: str, key: str, value, day, who=None) -> QuerySet:
    """Return one part of the union in the order of COLUMNS."""
    columns = {
        "who": F("employee_id") if who is None else who,
        "what": Value(what, output_field=CharField()),
        "key": Cast(key, CharField(max_length=80)),
        "value": Cast(value, TextField()),
        "day": day,
    }
    named = rows.order_by().annotate(**{f"the_{name}": column for name, column in columns.items()})
    return named.values_list(*(f"the_{name}" for name in COLUMNS))


def _among(ids: list[int]) -> dict[str, Any]:
    if len(ids) == 1:
        return {"employee_id": ids[0]}
    if len(ids) <= MANY:  # an empty list finds nobody
        return {"employee_id__in": ids}
    return {"employee_id__gte": min(ids), "employee_id__lte": max(ids)}


def _in_force(actor: Actor, day: date) -> dict[str, Any]:
    keys = [policy.key for policy in FIGURES.values()]
    return {"agency_id": actor.agency_id, "key__in": keys, "starts_on__lte": day}


def _follow(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name, None)
    return row

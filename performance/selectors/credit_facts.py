"""What is on record about the credit points of people: the same few queries for one person and for thousands."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from asn_portal.core.access import Actor
from asn_portal.core.models import AgencyPolicy
from employees.enums import AssignmentKind, EducationLevel, PostFamily
from employees.models import Assignment, Education, Employee, RankRecord
from performance.enums.credit import ConversionState, EntryState, StatementSource, StatementState
from performance.models import CreditConversion, CreditEntry, CreditStatement
from performance.policies.credit import FIGURES, PAK_SETTER, SHOW_ESTIMATE, rules_from
from performance.rules.credit import CreditRules, Diploma, Stint, last_day, level_since, month_of
from performance.rules.credit_account import Converted, CreditFacts, Entry, Floor
from performance.rules.credit_levels import SINCE, level_for

PERSON = {
    "pk": "pk",
    "kind": "kind",
    "rank_code": "rank__code",
    "rank_on": "rank_effective_on",
    "family": "position__title__family",
    "level": "position__title__level",
    "post_since": "position_effective_on",
}


@dataclass
class CreditRecords:
    """The rows around one person, as they were read."""

    person: dict[str, Any]
    stints: list[Stint] = field(default_factory=list)
    ranks: list[tuple[date, str]] = field(default_factory=list)
    diplomas: list[Diploma] = field(default_factory=list)
    floor: Floor | None = None
    converted: list[Converted] = field(default_factory=list)
    statements: list[CreditStatement] = field(default_factory=list)
    all_entries: list[CreditEntry] = field(default_factory=list)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the rows without a predicate that count."""
        return tuple(
            Entry(row.kind, row.level, row.points, row.effective_on, row.reason, row.pk)
            for row in self.all_entries
            if row.state == EntryState.ACCEPTED
        )

    @property
    def newest_statement(self) -> CreditStatement | None:
        """Return the newest PAK in force."""
        live = [row for row in self.statements if row.state == StatementState.SET]
        return live[-1] if live else None

    @property
    def claimed(self) -> frozenset[int]:
        """Return the diplomas whose bonus was claimed and not refused."""
        rows = (row for row in self.all_entries if row.state != EntryState.REFUSED)
        return frozenset(row.education_id for row in rows if row.education_id)

    @property
    def taken(self) -> frozenset[int]:
        """Return the months converted already."""
        return frozenset(month for row in self.converted for month in row.months)

    def covered(self, today: date) -> frozenset[int]:
        """Return the months that stand in a conversion or in a PAK from outside already."""
        if self.floor is None:
            return self.taken
        first, beyond = month_of(SINCE), month_of(today) + 13
        before = (month for month in range(first, beyond) if last_day(month) <= self.floor.as_of)
        return self.taken | frozenset(before)

    def held(self, today: date) -> list[Stint]:
        """Return the levels held; where no history is recorded, the present one since the day of the post."""
        if self.stints or self.person["family"] != PostFamily.FUNCTIONAL:
            return self.stints
        return [Stint(level_code(self.person["level"], today), self.person["post_since"])]


def level_code(written: str | None, today: date) -> str:
    """Return the code of a level as it stands in the title of a post, empty for none."""
    row = level_for(written or "", on=today)
    return row.code if row else ""


def facts_from(records: CreditRecords, *, today: date) -> CreditFacts:
    """Return the facts the rules work on."""
    person = records.person
    level = level_code(person["level"], today)
    since = level_since(records.held(today), level)
    return CreditFacts(
        kind=person["kind"],
        family=person["family"] or "",
        level=level,
        rank_code=person["rank_code"] or "",
        rank_on=person["rank_on"],
        level_since=since,
        entry_rank=_rank_on(records, since),
        floor=records.floor,
        converted=tuple(records.converted),
        entries=records.entries,
    )


def _rank_on(records: CreditRecords, day: date | None) -> str:
    """Return the rank held on a day; empty where the record does not reach back so far."""
    if day is None:
        return ""
    known = [row for row in records.ranks if row[0] <= day]
    if known:
        return max(known)[1]
    own = records.person["rank_on"]
    return (records.person["rank_code"] or "") if own and own <= day else ""


def read_credit(
    *, actor: Actor, ids: Iterable[int], today: date, person: Employee | None = None
) -> dict[int, CreditRecords]:
    """Return what is on record about these people of the actor's agency, by id; five queries.

    `person` is somebody read with rank and title of the post already: one query less.
    """
    wanted = list(ids)
    if person is not None:
        found = {person.pk: CreditRecords(_columns_of(person))}
    else:
        rows = Employee.objects.filter(agency_id=actor.agency_id, pk__in=wanted).order_by()
        found = {
            values[0]: CreditRecords(dict(zip(PERSON, values, strict=True)))
            for values in rows.values_list(*PERSON.values())
        }
    own = {"agency_id": actor.agency_id, "employee_id__in": wanted}
    _read_posts(found, own, today)
    _read_statements(found, own)
    _read_rows(found, own)
    return found


def _columns_of(person: Employee) -> dict[str, Any]:
    title = person.position.title if person.position else None
    return {
        "pk": person.pk,
        "kind": person.kind,
        "rank_code": person.rank.code if person.rank else "",
        "rank_on": person.rank_effective_on,
        "family": title.family if title else "",
        "level": title.level if title else "",
        "post_since": person.position_effective_on,
    }


def _read_posts(found: dict[int, CreditRecords], own: dict[str, Any], today: date) -> None:
    """Read posts and ranks held, and diplomas, in one query."""
    posts = Assignment.objects.filter(**own, kind=AssignmentKind.DEFINITIVE, position__isnull=False)
    ranks = RankRecord.objects.filter(**own)
    degrees = Education.objects.filter(**own)
    no_day = Cast(Value(None), DateField())
    held = {"first": F("starts_on"), "last": F("ends_on")}
    got = {"first": F("effective_on"), "last": no_day}
    rows = _named(posts, "post", "position__title__family", "position__title__level", **held).union(
        _named(ranks, "rank", "rank__scheme", "rank__code", **got),
        _named(degrees, "degree", "level", "programme", first=no_day, last=no_day, year=F("graduated_year")),
        all=True,
    )
    for who, what, family, word, first, last, pk, year in sorted(rows, key=lambda row: (str(row[4]), row[6])):
        if what == "rank":
            found[who].ranks.append((first, word))
        elif what == "degree":
            name = f"{EducationLevel(family).label} {word}".strip()
            found[who].diplomas.append(Diploma(pk, family, name, year))
        else:
            code = level_code(word, today) if family == PostFamily.FUNCTIONAL else ""
            found[who].stints.append(Stint(code, first, last))


def _named(rows: QuerySet, what: str, family: str, word: str, **columns: Any) -> QuerySet:
    """Return one part of the union."""
    text = CharField(max_length=160)
    years = {"year": Cast(Value(None), IntegerField())} | columns
    named = rows.order_by().annotate(
        what=Value(what, output_field=text),
        family=Cast(family, text),
        word=Cast(word, text),
        key=F("pk"),
        **years,
    )
    return named.values_list("employee_id", "what", "family", "word", "first", "last", "key", "year")


def _read_statements(found: dict[int, CreditRecords], own: dict[str, Any]) -> None:
    """Keep all; the newest one in force from outside is the floor: one set here only repeats what is added up."""
    for row in CreditStatement.objects.filter(**own).order_by("as_of", "pk"):
        record = found[row.employee_id]
        record.statements.append(row)
        if row.state == StatementState.SET and row.source != StatementSource.PORTAL:
            record.floor = Floor(row.points, row.as_of, row.number, row.pk)


def _read_rows(found: dict[int, CreditRecords], own: dict[str, Any]) -> None:
    conversions = CreditConversion.objects.filter(**own).exclude(state=ConversionState.VOID)
    columns = ("level", "months", "predicate", "percent", "coefficient", "points", "state", "pk")
    for who, *values in conversions.order_by("starts_on", "pk").values_list("employee_id", *columns):
        given = dict(zip(columns, values, strict=True))
        is_confirmed = given.pop("state") == ConversionState.CONFIRMED
        given["months"] = tuple(given["months"])
        found[who].converted.append(Converted(**given, is_confirmed=is_confirmed))
    for row in CreditEntry.objects.filter(**own).order_by("effective_on", "pk"):
        found[row.employee_id].all_entries.append(row)


@dataclass(frozen=True)
class CreditSettings:
    """The figures of an agency on a day."""

    rules: CreditRules
    shows_estimate: bool
    setter: str


def credit_settings(*, actor: Actor, day: date) -> CreditSettings:
    """Return what the actor's agency has set on a day; one query."""
    keys = [policy.key for policy in (*FIGURES.values(), SHOW_ESTIMATE, PAK_SETTER)]
    rows = AgencyPolicy.objects.filter(agency_id=actor.agency_id, key__in=keys, starts_on__lte=day)
    figures = dict(rows.order_by("starts_on").values_list("key", "value"))
    return CreditSettings(
        rules=rules_from(figures),
        shows_estimate=bool(figures.get(SHOW_ESTIMATE.key, SHOW_ESTIMATE.default)),
        setter=str(figures.get(PAK_SETTER.key, PAK_SETTER.default)),
    )


def credit_rules(*, actor: Actor, day: date) -> CreditRules:
    """Return the figures of the rules alone; one query."""
    return credit_settings(actor=actor, day=day).rules

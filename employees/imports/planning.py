"""What a record would change (B6): pure, on plain data, used for the preview and again when it is applied.

Later day = a new rank or post, same day = a correction, earlier day = history only. What the file leaves empty
is left alone. Nobody is deactivated.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from employees.enums import EducationLevel, EmployeeKind, RowVerdict, Standing
from employees.imports.parsing import Problem, problem

PLAIN = (
    "nip", "pns_id", "name", "front_title", "back_title", "sex", "birth_place", "birth_date", "nik", "npwp", "phone",
    "email", "address", "kind", "standing", "cpns_on", "pns_on",
)  # fmt: skip
# Written in capitals in the export as often as not: only other letters count as a change.
CASELESS = {"name", "birth_place", "address", "email"}
DIGITS = {"phone", "npwp"}
LEFT_SERVICE = {Standing.RETIRED, Standing.MOVED, Standing.DIED, Standing.DISMISSED}
LEVELS = {level.value: order for order, level in enumerate(EducationLevel)}


@dataclass(slots=True)
class RankEntry:
    """One recorded rank: id of the row, of the rank, and the service time at that moment."""

    pk: int
    rank_id: int
    years: int | None
    months: int | None


@dataclass(slots=True)
class PostEntry:
    """One recorded definitive post."""

    pk: int
    starts: str
    ends: str | None
    position_id: int | None
    unit_id: int | None
    title_id: int | None
    name: str
    unit_name: str


@dataclass(slots=True)
class Person:
    """Somebody as recorded now; `plain` holds the values of PLAIN by name."""

    pk: int
    plain: dict[str, str]
    ranks: dict[str, RankEntry] = field(default_factory=dict)
    posts: list[PostEntry] = field(default_factory=list)
    educations: list[tuple] = field(default_factory=list)


@dataclass(slots=True)
class Reference:
    """What the rows are compared with: the agency, its units, titles and posts, and the ranks."""

    agency_id: int
    national_id: str
    agency_name: str
    today: str
    root_id: int
    ranks: dict[str, int]
    units: dict[str, int]
    unit_names: dict[int, str]
    aliases: dict[str, int]
    titles_by_code: dict[str, int]
    titles_by_name: dict[str, int]
    title_names: dict[int, str]
    positions: dict[int, tuple]
    by_code: dict[str, int]
    by_name: dict[tuple, int]
    by_title: dict[tuple, int]
    active_elsewhere: set[str] = field(default_factory=set)
    inactive_here: set[str] = field(default_factory=set)
    rank_labels: dict[int, str] = field(default_factory=dict)
    units_by_name: dict[str, int | None] = field(default_factory=dict)


@dataclass(slots=True)
class Target:
    """The post a row names: known as far as it is known; `key` names a title that does not exist yet."""

    unit_id: int | None
    title_id: int | None
    position_id: int | None
    name: str
    unor: str


@dataclass(slots=True)
class Plan:
    """All that one row does, or why it does nothing."""

    verdict: str
    changes: list = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    flags: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    rank: tuple | None = None
    post: tuple | None = None
    education: tuple | None = None
    person: Person | None = None


def fold(text: str) -> str:
    """Return a name for comparison."""
    return " ".join(text.casefold().split())


def plan_row(record: Mapping, person: Person | None, reference: Reference) -> Plan:
    """Return what a row would do; the caller has already refused rows with wrong cells."""
    aside = set_aside(record, person, reference)
    if aside:
        return aside
    plan = Plan(RowVerdict.NEW if person is None else RowVerdict.CHANGED, person=person)
    plan_fields(record, person, plan)
    plan_rank(record, person, reference, plan)
    plan_post(record, person, reference, plan)
    plan_education(record, person, plan)
    if any(not item.get("remark") for item in plan.problems):
        return Plan(RowVerdict.REFUSED, problems=plan.problems, person=person)
    if person is not None and not plan.changes:
        plan.verdict = RowVerdict.SAME
    return plan


def set_aside(record: Mapping, person: Person | None, reference: Reference) -> Plan | None:
    """Return a verdict for rows that are not this agency's business, or None."""
    if is_other_agency(record, reference):
        name = record.get("agency_name") or record.get("agency_code", "")
        return Plan(
            RowVerdict.ELSEWHERE, problems=[problem("other_agency", "agency_name", name)], person=person
        )
    if record.get("standing") in LEFT_SERVICE:
        code = "left_but_active_here" if person else "left_service"
        return Plan(
            RowVerdict.ELSEWHERE, problems=[problem(code, "standing", record["standing"])], person=person
        )
    nip = record["nip"]
    if person is None and nip in reference.inactive_here:
        return Plan(RowVerdict.REFUSED, problems=[problem("left_before", "nip", nip)])
    if nip in reference.active_elsewhere and (person is None or person.plain["nip"] != nip):
        return Plan(RowVerdict.REFUSED, problems=[problem("active_elsewhere", "nip", nip)])
    return None


def is_other_agency(record: Mapping, reference: Reference) -> bool:
    """Compare the id where both sides have one, otherwise the name; nothing said means this agency."""
    code, name = record.get("agency_code"), record.get("agency_name")
    if code and reference.national_id:
        return code != reference.national_id
    if name:
        return agency_key(name) != agency_key(reference.agency_name)
    return False


def agency_key(name: str) -> str:
    """Return the name of a government without what is written in many ways."""
    words = fold(name).replace(".", "").split()
    short = {"pemkot": "kota", "pemkab": "kabupaten", "kab": "kabupaten", "pemprov": "provinsi"}
    return " ".join(short.get(word, word) for word in words if word not in {"pemerintah", "daerah"})


def plan_fields(record: Mapping, person: Person | None, plan: Plan) -> None:
    """Compare the plain fields."""
    for key in PLAIN:
        value = record.get(key)
        if not value:
            continue
        now = person.plain[key] if person else ""
        if value == now or (now and is_alike(key, value, now)):
            continue
        plan.fields[key] = value
        plan.changes.append([key, now, value])


def is_alike(key: str, value: str, now: str) -> bool:
    """Tell whether two values differ only in how they are written."""
    if key in CASELESS:
        return fold(value) == fold(now)
    return key in DIGITS and value == ("0" if now.startswith("+62") else "") + "".join(
        char for char in now.removeprefix("+62") if char.isdigit()
    )


def plan_rank(record: Mapping, person: Person | None, reference: Reference, plan: Plan) -> None:
    """A later TMT adds, the same corrects, an earlier one goes to the history only."""
    code, day = record.get("rank"), record.get("rank_on")
    if not code:
        return
    rank_id = reference.ranks.get(code)
    known = person.ranks if person else {}
    current = max(known, default="")
    if rank_id is None or not day:
        if rank_id is None or not current or known[current].rank_id != rank_id:
            plan.problems.append(
                problem("rank_unknown" if rank_id is None else "rank_without_date", "rank", code)
            )
        return
    years, months = record.get("service_years"), record.get("service_months")
    entry = known.get(day)
    if entry is None:
        plan.rank = ("add", None, rank_id, day, years, months)
        before = known[current] if current and day > current else None
        now = [before.rank_id, current] if before else ""
        plan.changes.append(["rank" if day > current else "rank_history", now, [rank_id, day]])
    elif entry.rank_id != rank_id:
        plan.rank = ("fix", entry.pk, rank_id, day, years, months)
        plan.changes.append(
            ["rank" if day == current else "rank_history", [entry.rank_id, day], [rank_id, day]]
        )
    elif differs(years, entry.years) or differs(months, entry.months):
        plan.rank = ("fix", entry.pk, rank_id, day, years, months)
        plan.changes.append(
            ["service_time", f"{entry.years or 0}/{entry.months or 0}", f"{years or 0}/{months or 0}"]
        )
        return
    else:
        return
    plan.flags += "r"


def differs(said, recorded) -> bool:
    """Tell whether the file states something else; nothing said is no difference."""
    return said is not None and said != recorded


def plan_post(record: Mapping, person: Person | None, reference: Reference, plan: Plan) -> None:
    """A later TMT ends the previous post the day before; the same corrects; an earlier one is history only."""
    posts = person.posts if person else []
    target = find_target(record, posts, reference)
    if target is None:
        return
    day = record.get("post_on") or (record.get("cpns_on") if not posts else None)
    last = posts[-1] if posts else None
    if not day:
        if last is None or not is_same_post(target, last):
            plan.problems.append(problem("post_without_date", "post", target.name))
        return
    if "unor" in record and target.unit_id is None:
        unit = record.get("unor_name") or target.unor
        plan.problems.append(problem("unit_unmapped", "unit", unit, unor=target.unor) | {"remark": True})
    same_day = next((entry for entry in posts if entry.starts == day), None)
    if same_day and is_same_post(target, same_day):
        return
    if same_day:
        plan.post = ("fix", same_day, target, day)
        describe_post(plan, target, same_day, day, reference, is_current=same_day is last)
    else:
        is_current = last is None or day > last.starts
        plan.post = ("add" if is_current else "insert", last, target, day)
        describe_post(plan, target, last if is_current else None, day, reference, is_current=is_current)


def describe_post(plan, target, before, day, reference, *, is_current) -> None:
    """Add the lines of the preview for a post and its unit."""
    unit = reference.unit_names.get(target.unit_id, "") if target.unit_id else target.unor
    if before is None or before.name != target.name or before.starts != day:
        now = [before.name, before.starts] if before else ""
        plan.changes.append(["post" if is_current else "post_history", now, [target.name, day]])
    if is_current and (before is None or (target.unit_id or before.unit_id) != before.unit_id):
        plan.changes.append(["unit", before.unit_name if before else "", unit])
        plan.flags += "u"
    plan.flags += "p"


def is_same_post(target: Target, entry: PostEntry) -> bool:
    """Tell whether a recorded post is the one the row names; a unit that is not mapped yet is no difference."""
    if target.position_id and target.position_id == entry.position_id:
        return True
    same_unit = target.unit_id is None or target.unit_id == entry.unit_id
    if target.title_id and entry.title_id:
        return same_unit and target.title_id == entry.title_id
    return same_unit and fold(target.name) == fold(entry.name)


def find_target(record: Mapping, posts: list[PostEntry], reference: Reference) -> Target | None:
    """Return the post a row names, or None when it names none."""
    unor = unor_key(record)
    unit_id = find_unit(record, reference)
    if unit_id is None and posts and "unor" not in record and "unor_name" not in record:
        unit_id = posts[-1].unit_id
    name = record.get("post_name", "")
    code = record.get("post_code", "")
    if not name and not code:
        if not posts or unit_id is None:
            return None
        last = posts[-1]
        position = reference.by_title.get((unit_id, last.title_id))
        return Target(unit_id, last.title_id, position, last.name, unor)
    title_id = reference.titles_by_code.get(code) if code else None
    if title_id is None:
        title_id = reference.titles_by_name.get(fold(name))
    position_id = find_position(code, name, unit_id, title_id, reference)
    if position_id and unit_id is not None:
        title_id = reference.positions[position_id][1]
    shown = name or (reference.title_names[title_id] if title_id else code)
    return Target(unit_id, title_id, position_id, shown, unor)


def find_position(code, name, unit_id, title_id, reference: Reference) -> int | None:
    """Return an existing post of that unit: by the post's code, its name, or its title."""
    if unit_id is None:
        return None
    position_id = reference.by_code.get(code) if code else None
    if position_id and reference.positions[position_id][0] == unit_id:
        return position_id
    found = reference.by_name.get((unit_id, fold(name))) if name else None
    return found or (reference.by_title.get((unit_id, title_id)) if title_id else None)


def find_unit(record: Mapping, reference: Reference) -> int | None:
    """Return the unit by code, by mapped code, or, where the file has no codes, by a name that is unique."""
    mapped = reference.aliases.get(unor_key(record))
    if mapped:
        return mapped
    if code := record.get("unor"):
        return reference.units.get(code)
    name = record.get("unor_name")
    return reference.units_by_name.get(fold(name)) if name else None


def unor_key(record: Mapping) -> str:
    """Return under which code a unit is mapped; without an id its name stands in, without either a dash."""
    name = record.get("unor_name")
    return record.get("unor") or (f"nama:{fold(name)}"[:64] if name else "-")


def plan_education(record: Mapping, person: Person | None, plan: Plan) -> None:
    """Add a diploma that is not recorded; complete the school of one that is."""
    level = record.get("education")
    if not level:
        return
    programme, year, school = (
        record.get("programme", ""),
        record.get("graduated_year"),
        record.get("school", ""),
    )
    for pk, known_level, known_programme, known_year, known_school in person.educations if person else ():
        if known_level != level or (programme and fold(programme) != fold(known_programme)):
            continue
        if year is None or year == known_year:
            if school and not known_school:
                plan.education = ("fix", pk, level, programme, year, school)
                plan.changes.append(["school", known_school, school])
            return
    plan.education = ("add", None, level, programme, year, school)
    plan.changes.append(["education", "", [level, programme, year]])


def day_before(day: str) -> date:
    """Return the day before an ISO day."""
    return date.fromisoformat(day) - timedelta(days=1)


def default_kind(nip: str) -> str:
    """Return the likely kind for a new person about whom the file says nothing (08-reference-data §2)."""
    return (EmployeeKind.PPPK if int(nip[12:14]) >= 21 else EmployeeKind.PNS).value

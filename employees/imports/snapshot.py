"""What is recorded now, as plain data for `planning`; a fixed number of queries per chunk."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from asn_portal.core.models import Agency
from employees.enums import AssignmentKind
from employees.imports.planning import PLAIN, Person, PostEntry, RankEntry, Reference, fold
from employees.models import (
    Assignment,
    Education,
    Employee,
    Position,
    PositionTitle,
    Rank,
    RankRecord,
    Unit,
    UnitAlias,
)

UNMAPPED_CODE = "BELUM-DIPETAKAN"
ATTRIBUTES = {key: {"pns_id": "national_id"}.get(key, key) for key in PLAIN}


def load_reference(agency_id: int) -> Reference:
    """Return units, titles, posts and ranks of an agency; nine queries whatever their number."""
    agency = Agency.objects.get(pk=agency_id)
    units = list(
        Unit.objects.filter(agency_id=agency_id, ends_on=None).values_list("id", "code", "name", "depth")
    )
    titles = list(PositionTitle.objects.filter(agency_id=agency_id).values_list("id", "code", "name"))
    aliases = UnitAlias.objects.filter(agency_id=agency_id, unit__isnull=False)
    ranks = list(Rank.objects.values_list("id", "scheme", "code"))
    reference = Reference(
        agency_id=agency_id,
        national_id=agency.national_id,
        agency_name=agency.name,
        today=timezone.localdate().isoformat(),
        root_id=next((pk for pk, _, _, depth in units if depth == 1), 0),
        ranks={f"{scheme}:{code}": pk for pk, scheme, code in ranks},
        rank_labels={pk: code for pk, _, code in ranks},
        units={code: pk for pk, code, _, _ in units if code != UNMAPPED_CODE},
        unit_names={pk: name for pk, _, name, _ in units},
        units_by_name=unique_names((pk, name) for pk, code, name, _ in units if code != UNMAPPED_CODE),
        aliases=dict(aliases.values_list("code", "unit_id")),
        titles_by_code={code: pk for pk, code, _ in titles if code},
        titles_by_name={fold(name): pk for pk, _, name in titles},
        title_names={pk: name for pk, _, name in titles},
        positions={},
        by_code={},
        by_name={},
        by_title={},
    )
    load_positions(reference)
    return reference


def unique_names(pairs: Iterable[tuple[int, str]]) -> dict[str, int | None]:
    """Return folded name → id; a name that two units share means none of them."""
    found: dict[str, int | None] = {}
    for pk, name in pairs:
        key = fold(name)
        found[key] = None if key in found else pk
    return found


def load_positions(reference: Reference) -> None:
    """Index the posts in use by code, by name in their unit and by title in their unit."""
    rows = Position.objects.filter(agency_id=reference.agency_id, is_open=True).order_by("-is_head", "id")
    for pk, code, unit_id, title_id, name in rows.values_list(
        "id", "code", "unit_id", "title_id", "name"
    ).iterator():
        add_position(reference, pk, code, (unit_id, title_id, name))


def add_position(reference: Reference, pk: int, code: str, place: tuple) -> None:
    """Make one post known; the first of several with the same title in a unit counts."""
    unit_id, title_id, name = place
    reference.positions[pk] = place
    reference.by_code.setdefault(code, pk)
    reference.by_name.setdefault((unit_id, fold(name)), pk)
    reference.by_title.setdefault((unit_id, title_id), pk)


def load_people(reference: Reference, nips: set[str], pns_ids: set[str]) -> tuple[dict, dict]:
    """Return active people of the agency by NIP and by PNS ID, with their histories; six queries."""
    agency_id = reference.agency_id
    active = Employee.objects.filter(agency_id=agency_id, is_active=True)
    fields = ("id", *ATTRIBUTES.values())
    by_nip = {
        person.plain["nip"]: person for person in persons(active.filter(nip__in=nips).values_list(*fields))
    }
    known = {person.plain["pns_id"] for person in by_nip.values()}
    others = pns_ids - known - {""}
    by_pns = {
        p.plain["pns_id"]: p for p in persons(active.filter(national_id__in=others).values_list(*fields))
    }
    by_pns |= {person.plain["pns_id"]: person for person in by_nip.values() if person.plain["pns_id"]}
    people = {person.pk: person for person in (*by_nip.values(), *by_pns.values())}
    load_histories(people)
    fresh = nips - set(by_nip)
    reference.active_elsewhere = set(
        Employee.objects.filter(nip__in=fresh, is_active=True).values_list("nip", flat=True)
    )
    reference.inactive_here = set(
        Employee.objects.filter(nip__in=fresh, agency_id=agency_id, is_active=False).values_list(
            "nip", flat=True
        )
    )
    return by_nip, by_pns


def persons(rows: Iterable[tuple]) -> Iterable[Person]:
    """Turn rows of id and PLAIN into persons; dates become ISO text, None becomes empty."""
    for pk, *values in rows:
        yield Person(pk, dict(zip(PLAIN, map(plain_text, values), strict=True)))


def plain_text(value) -> str:
    """Return a stored value as a record holds it."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else value


def load_histories(people: dict[int, Person]) -> None:
    """Add ranks, definitive posts (oldest first) and diplomas."""
    ids = list(people)
    ranks = RankRecord.objects.filter(employee_id__in=ids).order_by()
    for pk, owner, rank_id, day, years, months in ranks.values_list(
        "id", "employee_id", "rank_id", "effective_on", "service_years", "service_months"
    ).iterator():
        people[owner].ranks[day.isoformat()] = RankEntry(pk, rank_id, years, months)
    posts = Assignment.objects.filter(employee_id__in=ids, kind=AssignmentKind.DEFINITIVE)
    for owner, *values in posts.order_by("starts_on", "id").values_list(
        "employee_id", "id", "starts_on", "ends_on", "position_id", "unit_id", "position__title_id",
        "position_name", "unit_name",
    ).iterator():  # fmt: skip
        pk, starts, ends, *rest = values
        people[owner].posts.append(
            PostEntry(pk, starts.isoformat(), ends.isoformat() if ends else None, *rest)
        )
    diplomas = Education.objects.filter(employee_id__in=ids).order_by()
    for owner, *values in diplomas.values_list(
        "employee_id", "id", "level", "programme", "graduated_year", "institution"
    ).iterator():
        people[owner].educations.append(tuple(values))

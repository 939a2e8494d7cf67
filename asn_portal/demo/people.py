"""Fills the posts of an invented government with people and their histories, set-based."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from asn_portal.demo.accounts import PASSWORD
from asn_portal.demo.names import Identity, Registry
from asn_portal.demo.organisation import Organisation, Spot
from asn_portal.demo.structure import Government
from employees.enums import EmployeeKind, RankChangeKind
from employees.models import Assignment, Education, Employee, Rank, RankRecord, User
from employees.rules.names import sort_name
from employees.services.posts import refresh_current_posts

RANK_CODES = ("II/a", "II/b", "II/c", "II/d", "III/a", "III/b", "III/c", "III/d", "IV/a", "IV/b", "IV/c")
DEGREES = {"s1": ("", "S.Sos."), "s2": ("", "M.Si."), "d3": ("", "A.Md."), "slta": ("", "")}
LONGEST = 4
WITHOUT_ACCOUNT = 70  # one in so many has none yet
PPPK_SHARE, CPNS_SHARE, VACANT_SHARE, UNPAID_SHARE = 0.14, 0.03, 0.03, 0.005


@dataclass
class Hired:
    """A person to write, with the spot filled."""

    spot: Spot
    identity: Identity | None
    employee: Employee


def build_people(government: Government, built: Organisation, registry: Registry, today: date) -> list[Hired]:
    """Write people, accounts, posts, ranks and diplomas; evaluators follow from the project's own service."""
    spots = choose_spots(government, built, registry)
    ranks = {(rank.scheme, rank.code): rank for rank in Rank.objects.all()}
    hired = [hire(spot, registry, today, ranks) for spot in spots]
    write_accounts(hired)
    Employee.objects.bulk_create([row.employee for row in hired], batch_size=500)
    write_histories(hired, registry, today, ranks)
    refresh_current_posts(agency_id=built.agency.pk, today=today)
    return hired


def choose_spots(government: Government, built: Organisation, registry: Registry) -> list[Spot]:
    """Return who sits where: every head but a few vacancies, staff spread over the units."""
    rng = registry.random
    offices = {spot.unit.pk for spot in built.heads if spot.unit.depth <= 2}  # noqa: PLR2004
    heads = [spot for spot in built.heads if spot.unit.pk in offices or rng.random() > VACANT_SHARE]
    staff = [built.staff[index % len(built.staff)] for index in range(government.people - len(heads))]
    return heads + staff


def contact(identity, rng) -> dict[str, str]:
    """Return what is only shown to those who need it: citizen number, phone, mail, address."""
    return {
        "nik": f"1273{rng.randint(10, 99)}{identity.birth_date:%d%m%y}{rng.randint(1, 9999):04d}",
        "phone": f"08{rng.randint(10**9, 10**10 - 1)}",
        "email": f"{identity.nip}@contoh.example",
        "address": f"Jalan Contoh {rng.randint(1, 200)}",
    }


def hire(spot: Spot, registry: Registry, today: date, ranks: dict) -> Hired:
    """Return an unsaved person for a spot."""
    if spot.unit.depth == 1:
        return Hired(spot, None, official(spot, registry))
    rng = registry.random
    can_vary = not spot.is_head
    is_pppk = can_vary and rng.random() < PPPK_SHARE
    is_cpns = can_vary and not is_pppk and rng.random() < CPNS_SHARE
    identity = registry.identity(today=today, age=age_of(spot), is_pppk=is_pppk)
    kind = EmployeeKind.PPPK if is_pppk else EmployeeKind.CPNS if is_cpns else EmployeeKind.PNS
    front, back = DEGREES[spot.title.education]
    code = rng.choice(spot.title.ranks)
    rank = ranks["pppk", "IX"] if is_pppk else ranks["pns", code]
    return Hired(
        spot,
        identity,
        Employee(
            agency_id=spot.unit.agency_id,
            kind=kind,
            nip=identity.nip,
            name=identity.name,
            front_title=front,
            back_title=back,
            sort_name=sort_name(identity.name),
            sex=identity.sex,
            birth_place="Sibolga",
            birth_date=identity.birth_date,
            **contact(identity, rng),
            cpns_on=identity.cpns_on,
            pns_on=identity.cpns_on.replace(year=identity.cpns_on.year + 1)
            if kind == EmployeeKind.PNS
            else None,
            education_level=spot.title.education if rng.random() > 0.02 else "",  # noqa: PLR2004
            rank=rank,
            position=spot.position,
            unit=spot.unit,
            discipline_checked_on=today - timedelta(days=30) if rng.random() > 0.1 else None,  # noqa: PLR2004
        ),
    )


def official(spot: Spot, registry: Registry) -> Employee:
    """Return the mayor: rates others, is no civil servant (B1)."""
    name = registry.full_name("female")
    return Employee(
        agency_id=spot.unit.agency_id,
        kind=EmployeeKind.OFFICIAL,
        name=name,
        sort_name=sort_name(name),
        position=spot.position,
        unit=spot.unit,
    )


def age_of(spot: Spot) -> tuple[int, int]:
    """Return the ages that fit a post."""
    if spot.is_head:
        return (45, 57) if spot.unit.depth == 2 else (36, 55)  # noqa: PLR2004
    return {"implementer": (24, 56), "functional": (25, 55)}.get(spot.title.family, (30, 55))


def write_accounts(hired: list[Hired]) -> None:
    """Write accounts that share one prepared hash (B16); a few people still have to be invited."""
    password = make_password(PASSWORD)
    hired = [row for number, row in enumerate(hired) if row.spot.is_head or number % WITHOUT_ACCOUNT]
    users = [
        User(
            username=row.employee.nip or f"walikota-{row.spot.unit.code.lower()}",
            full_name=row.employee.full_name,
            agency_id=row.employee.agency_id,
            password=password,
        )
        for row in hired
    ]
    User.objects.bulk_create(users, batch_size=500)
    for row, user in zip(hired, users, strict=True):
        row.employee.user = user


def write_histories(hired: list[Hired], registry: Registry, today: date, ranks: dict) -> None:
    """Write posts, ranks and diplomas."""
    posts, records, diplomas = [], [], []
    for row in hired:
        posts += posts_of(row, registry, today)
        if row.identity:
            records += ranks_of(row, registry, today, ranks)
            if row.employee.education_level:
                diplomas.append(diploma_of(row))
    Assignment.objects.bulk_create(posts, batch_size=1_000)
    RankRecord.objects.bulk_create(records, batch_size=1_000)
    Education.objects.bulk_create(diplomas, batch_size=1_000)


def posts_of(row: Hired, registry: Registry, today: date) -> list[Assignment]:
    """Return the present post and, for most, one before it."""
    rng = registry.random
    hired_on = row.identity.cpns_on if row.identity else date(today.year - 2, 2, 20)
    since = max(hired_on, today - timedelta(days=rng.randint(400, 3_000)))
    posts = [assignment(row, row.spot.position.name, since, None, row.spot.position)]
    if row.identity and (since - hired_on).days > 700:  # noqa: PLR2004
        posts.append(assignment(row, "Pelaksana", hired_on, since - timedelta(days=1), None))
    return posts


def assignment(row: Hired, name: str, starts_on: date, ends_on: date | None, position) -> Assignment:
    """Return a definitive post."""
    return Assignment(
        agency_id=row.employee.agency_id,
        employee=row.employee,
        position=position,
        position_name=name,
        unit=row.spot.unit,
        unit_name=row.spot.unit.name,
        starts_on=starts_on,
        ends_on=ends_on,
        decree_number=f"800/{row.employee.pk % 900 + 100}/{starts_on.year}",
        source="demo",
    )


def ranks_of(row: Hired, registry: Registry, today: date, ranks: dict) -> list[RankRecord]:
    """Return the ranks from the first to the present one, about four years apart."""
    rank = row.employee.rank
    if rank.scheme == "pppk":
        return [record(row, rank, row.identity.cpns_on, RankChangeKind.FIRST)]
    rng = registry.random
    newest = date(today.year - rng.choice([1, 2, 2, 3, 3, 4, 4, 5]), rng.choice([4, 10]), 1)
    dates = [max(newest, row.identity.cpns_on)]
    while dates[0].year - 4 > row.identity.cpns_on.year and len(dates) < LONGEST:
        dates.insert(0, date(dates[0].year - rng.choice([4, 4, 5]), rng.choice([4, 10]), 1))
    if dates[0] > row.identity.cpns_on:
        dates.insert(0, row.identity.cpns_on)
    place = RANK_CODES.index(rank.code)
    codes = RANK_CODES[max(0, place + 1 - len(dates)) : place + 1]
    dates = dates[-len(codes) :]
    return [
        record(row, ranks["pns", code], day, RankChangeKind.REGULAR if index else RankChangeKind.FIRST)
        for index, (code, day) in enumerate(zip(codes, dates, strict=True))
    ]


def record(row: Hired, rank: Rank, day: date, kind: str) -> RankRecord:
    """Return a rank from a day."""
    return RankRecord(
        agency_id=row.employee.agency_id,
        employee=row.employee,
        rank=rank,
        effective_on=day,
        kind=kind,
        decree_number=f"823/{row.employee.pk % 900 + 100}/{day.year}",
        source="demo",
    )


def diploma_of(row: Hired) -> Education:
    """Return the diploma of the recorded level."""
    return Education(
        agency_id=row.employee.agency_id,
        employee=row.employee,
        level=row.employee.education_level,
        programme="Administrasi Publik",
        institution="Universitas Contoh",
        graduated_year=row.identity.birth_date.year + 22,
        source="demo",
    )

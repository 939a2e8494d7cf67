"""Builds the unit tree and the posts of one invented government, set-based."""

from dataclasses import dataclass, field

from asn_portal.core.models import Agency
from asn_portal.demo.structure import HEADS, OFFICES, STAFF, TECHNICAL, VILLAGES, Government, Title, field_of
from employees.models import Position, PositionTitle, Unit

STEP = Unit.steplen


@dataclass
class Spot:
    """A place for somebody: the unit, the post and its title; `weight` is how many staff it draws."""

    unit: Unit
    position: Position
    title: Title
    is_head: bool = False


@dataclass
class Organisation:
    """What was built: units by name, the heads' spots, and spots of staff to fill."""

    agency: Agency
    units: dict[str, Unit] = field(default_factory=dict)
    heads: list[Spot] = field(default_factory=list)
    staff: list[Spot] = field(default_factory=list)


def build_organisation(government: Government) -> Organisation:
    """Write agency, units, titles and posts."""
    agency = Agency.objects.create(
        name=government.name, code=government.code, time_zone=government.time_zone, is_demo=True
    )
    built = Organisation(agency)
    specs = unit_specs(government)
    root = first_free_root()
    Unit.objects.bulk_create(units_of(agency, specs, root))
    units = {unit.path: unit for unit in Unit.objects.filter(agency=agency)}
    built.units = {unit.name: unit for unit in units.values()}
    set_offices(units)
    titles = write_titles(agency)
    write_posts(built, specs, units, titles)
    return built


def first_free_root() -> int:
    """Return the number of the next root of the forest."""
    last = Unit.objects.filter(depth=1).order_by("path").last()
    return int(last.path) + 1 if last else 1


def unit_specs(government: Government) -> list[tuple[tuple[int, ...], str, str, str]]:
    """Return (place in the tree, name, kind, office) of every unit, parents first."""
    specs: list[tuple[tuple[int, ...], str, str, str]] = [((), government.name.split(" (")[0], "agency", "")]
    for number, (name, kind, divisions) in enumerate(OFFICES[: government.offices], 1):
        specs.append(((number,), name, kind, name))
        below = [(division, "division") for division in divisions]
        below += [
            (unit, "school" if unit.startswith("S") else "technical") for unit in TECHNICAL.get(name, ())
        ]
        below += [(village, "village") for village in VILLAGES.get(name, ())]
        specs += [
            ((number, order), unit, unit_kind, name) for order, (unit, unit_kind) in enumerate(below, 1)
        ]
    return specs


def units_of(agency: Agency, specs: list, root: int) -> list[Unit]:
    """Return unit rows with their tree paths worked out, so that one INSERT writes them all."""
    children: dict[tuple[int, ...], int] = {}
    for place, *_ in specs:
        if place:
            children[place[:-1]] = children.get(place[:-1], 0) + 1
    return [
        Unit(
            agency=agency,
            path="".join(str(number).zfill(STEP) for number in (root, *place)),
            depth=len(place) + 1,
            numchild=children.get(place, 0),
            code=f"{agency.code}-{'-'.join(f'{number:02d}' for number in place) or '00'}",
            name=name,
            kind=kind,
        )
        for place, name, kind, _ in specs
    ]


def set_offices(units: dict[str, Unit]) -> None:
    """Set the office (ancestor below the root) of every unit."""
    for path, unit in units.items():
        unit.opd = units.get(path[: 2 * STEP])
    Unit.objects.bulk_update(units.values(), ["opd"], batch_size=500)


def write_titles(agency: Agency) -> dict[str, PositionTitle]:
    """Write the kinds of post."""
    wanted = [*HEADS.values(), *(title for group in STAFF.values() for title in group)]
    unique = {title.name: title for title in wanted}
    rows = [
        PositionTitle(agency=agency, name=name, family=title.family, level=title.level, eselon=title.eselon)
        for name, title in unique.items()
    ]
    PositionTitle.objects.bulk_create(rows)
    return {row.name: row for row in PositionTitle.objects.filter(agency=agency)}


def write_posts(
    built: Organisation, specs: list, units: dict[str, Unit], titles: dict[str, PositionTitle]
) -> None:
    """Write a head's post for each unit and its posts of staff, and tell the units who heads them."""
    by_name = {unit.name: unit for unit in units.values()}
    spots: list[Spot] = []
    for _place, name, kind, office in specs:
        unit = by_name[name]
        spots.append(Spot(unit, new_post(unit, HEADS[kind], titles, "0"), HEADS[kind], is_head=True))
        if kind != "agency":
            group = STAFF[field_of(office)]
            spots += [
                Spot(unit, new_post(unit, title, titles, str(order)), title)
                for order, title in enumerate(group, 1)
            ]
    Position.objects.bulk_create([spot.position for spot in spots], batch_size=1_000)
    saved = {post.code: post for post in Position.objects.filter(agency=built.agency)}
    for spot in spots:
        spot.position = saved[spot.position.code]
        if spot.is_head:
            spot.unit.head_position = spot.position
    Unit.objects.bulk_update([spot.unit for spot in spots if spot.is_head], ["head_position"], batch_size=500)
    built.heads = [spot for spot in spots if spot.is_head]
    built.staff = [spot for spot in spots if not spot.is_head]


def new_post(unit: Unit, title: Title, titles: dict[str, PositionTitle], order: str) -> Position:
    """Return an unsaved post; a head's name carries the unit's."""
    is_head = order == "0"
    name = head_name(title, unit) if is_head else title.name
    return Position(
        agency_id=unit.agency_id,
        code=f"{unit.code}-J{order}",
        unit=unit,
        title=titles[title.name],
        name=name,
        is_head=is_head,
    )


def head_name(title: Title, unit: Unit) -> str:
    """Return the name of a head's post, such as "Kepala Dinas Kesehatan"."""
    place = unit.name
    for word in (
        "Sekretariat ",
        "Dinas ",
        "Bidang ",
        "Bagian ",
        "Badan ",
        "Kecamatan ",
        "Kelurahan ",
        "UPTD ",
        "Inspektorat ",
    ):
        place = place.removeprefix(word)
    if unit.kind == "agency":
        return f"{title.name} {place.removeprefix('Pemerintah ').removeprefix('Kota ')}"
    if unit.name.startswith("Bagian "):
        return f"Kepala Bagian {place}"
    return f"{title.name} {place}"

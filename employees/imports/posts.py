"""Titles, posts and the unmapped unit that rows of people name and nobody has set up yet."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from asn_portal.core import history
from employees.enums import UnitKind
from employees.imports.planning import Reference, Target, fold, unor_key
from employees.imports.snapshot import UNMAPPED_CODE, add_position
from employees.models import Position, PositionTitle, Unit, UnitAlias

UNMAPPED_NAME = "Unit belum dipetakan"
UNMAPPED_LABEL = _("Unit not mapped yet")


def ensure_posts(wanted: Sequence[tuple[dict, Target]], reference: Reference) -> None:
    """Give every target its title, unit and post, creating what is missing (Y8)."""
    if not wanted:
        return
    create_titles(wanted, reference)
    place_unmapped(wanted, reference)
    create_positions([target for _, target in wanted], reference)


def create_titles(wanted: Iterable[tuple[dict, Target]], reference: Reference) -> None:
    """Create the titles that nobody knows yet, with the family the row states."""
    fresh: dict[str, PositionTitle] = {}
    for record, target in wanted:
        if target.title_id is None and fold(target.name) not in reference.titles_by_name:
            fresh.setdefault(
                fold(target.name),
                PositionTitle(
                    agency_id=reference.agency_id,
                    code=record.get("post_code", ""),
                    name=target.name,
                    family=record.get("family", "implementer"),
                ),
            )
    for title in PositionTitle.objects.bulk_create(fresh.values(), batch_size=500):
        reference.titles_by_name[fold(title.name)] = title.pk
        reference.title_names[title.pk] = title.name
        if title.code:
            reference.titles_by_code[title.code] = title.pk
    for _record, target in wanted:
        if target.title_id is None:
            target.title_id = reference.titles_by_name[fold(target.name)]


def place_unmapped(wanted: Iterable[tuple[dict, Target]], reference: Reference) -> None:
    """Put people of unknown units under the root in one unit that waits for mapping; list their codes."""
    lost = [(record, target) for record, target in wanted if target.unit_id is None]
    if not lost:
        return
    unit_id = unmapped_unit(reference)
    remember_codes(reference.agency_id, {unor_key(record): record.get("unor_name", "") for record, _ in lost})
    for _record, target in lost:
        target.unit_id = unit_id


def remember_codes(agency_id: int, names: dict[str, str]) -> None:
    """List unit codes for mapping; known ones stay as they are."""
    UnitAlias.objects.bulk_create(
        [UnitAlias(agency_id=agency_id, code=code, name=name) for code, name in names.items()],
        ignore_conflicts=True,
        batch_size=500,
    )


def unmapped_unit(reference: Reference) -> int:
    """Return the unit that holds people of unknown units; made when first needed."""
    unit = Unit.objects.filter(agency_id=reference.agency_id, code=UNMAPPED_CODE).first()
    if unit is None:
        root = Unit.objects.get(pk=reference.root_id)
        values = {"code": UNMAPPED_CODE, "name": UNMAPPED_NAME, "kind": UnitKind.OTHER}
        unit = Unit.objects.add_child(root, {"agency_id": reference.agency_id, **values})
    reference.unit_names[unit.pk] = unit.name
    return unit.pk


def position_code(target: Target, *, is_unmapped: bool) -> str:
    """Return the code of a post made by an import; in the unmapped unit it keeps the code of the export."""
    return (
        f"UNOR:{target.unor[:40]}:{target.title_id}"
        if is_unmapped
        else f"U{target.unit_id}-J{target.title_id}"
    )


def create_positions(targets: Iterable[Target], reference: Reference) -> None:
    """Find or create one post per unit and title; a new one reports to the head of its unit."""
    lacking: dict[str, Target] = {}
    for target in targets:
        is_unmapped = reference.unit_names[target.unit_id] == UNMAPPED_NAME
        code = position_code(target, is_unmapped=is_unmapped)
        found = reference.by_code.get(code)
        if not found and not is_unmapped:
            found = target.position_id or reference.by_title.get((target.unit_id, target.title_id))
        target.position_id = found
        if not found:
            lacking.setdefault(code, target)
    if not lacking:
        return
    heads = dict(
        Unit.objects.filter(pk__in={target.unit_id for target in lacking.values()}).values_list(
            "pk", "head_position_id"
        )
    )
    rows = [
        Position(
            agency_id=reference.agency_id,
            code=code,
            unit_id=target.unit_id,
            title_id=target.title_id,
            name=target.name,
            reports_to_id=heads.get(target.unit_id),
        )
        for code, target in lacking.items()
    ]
    history.bulk_create_fast(rows, Position, reason="import")
    for row in rows:
        add_position(reference, row.pk, row.code, (row.unit_id, row.title_id, row.name))
    for target in targets:
        if target.position_id is None:
            is_unmapped = reference.unit_names[target.unit_id] == UNMAPPED_NAME
            target.position_id = reference.by_code[position_code(target, is_unmapped=is_unmapped)]

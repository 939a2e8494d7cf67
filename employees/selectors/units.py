"""The unit tree with its heads and head counts."""

from collections import Counter
from dataclasses import dataclass, field, replace

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor
from employees.models import Assignment, Employee, Unit, UnitVersion
from employees.rules.superiors import PREFERENCE


@dataclass
class TreeNode:
    """A unit of the tree as the template wants it; `count` includes everything below."""

    id: int
    name: str
    url: str
    note: str
    depth: int
    count: int = 0
    is_open: bool = False
    children: list["TreeNode"] = field(default_factory=list)


def list_units(*, actor: Actor) -> QuerySet[Unit]:
    """Return the open units of the agency in tree order."""
    return Unit.objects.visible_to(actor).filter(ends_on=None)


def find_units(*, actor: Actor, text: str, limit: int = 20) -> list[Unit]:
    """Return open units whose name contains the text."""
    rows = list_units(actor=actor).filter(name__icontains=text.strip()).select_related("opd")
    return list(rows.order_by("name")[:limit])


def get_unit(*, actor: Actor, pk: int) -> Unit:
    """Return a unit of the actor's agency (404 otherwise)."""
    rows = Unit.objects.visible_to(actor).select_related("head_position", "opd", "merged_into")
    return get_object_or_404(rows, pk=pk)


def unit_tree(*, actor: Actor, top: Unit | None = None) -> list[TreeNode]:
    """Return the tree with heads of today and head counts; three queries for the whole agency."""
    units = (
        list_units(actor=actor) if top is None else list_units(actor=actor).filter(path__startswith=top.path)
    )
    rows = list(units.values_list("pk", "path", "depth", "name", "head_position_id"))
    heads = _heads(actor)
    counts = _counts(actor, [(pk, path) for pk, path, *_ in rows])
    roots: list[TreeNode] = []
    open_path: dict[str, TreeNode] = {}
    for pk, path, depth, name, head_post in rows:
        node = TreeNode(
            id=pk,
            name=name,
            url=reverse("employees:unit_detail", args=[pk]),
            note=heads.get(head_post, _("Post of the head is vacant")) if head_post else "",
            depth=depth,
            count=counts[pk],
            is_open=depth == 1,
        )
        parent = open_path.get(path[: -Unit.steplen])
        (parent.children if parent else roots).append(node)
        open_path[path] = node
    return roots


def head_of(*, actor: Actor, unit: Unit) -> Assignment | None:
    """Return who heads a unit today: acting officers before the definitive one."""
    if unit.head_position_id is None:
        return None
    rows = Assignment.objects.on(timezone.localdate()).filter(
        agency_id=actor.agency_id, position_id=unit.head_position_id, employee__is_active=True
    )
    return min(rows.select_related("employee"), key=lambda row: PREFERENCE.index(row.kind), default=None)


def parent_of(*, actor: Actor, unit: Unit) -> Unit | None:
    """Return the unit above."""
    above = unit.path[: -Unit.steplen]
    return Unit.objects.visible_to(actor).filter(path=above).first() if above else None


def find_nodes(nodes: list[TreeNode], text: str, above: str = "") -> list[TreeNode]:
    """Return the units whose name contains a text as a flat list; the note says where they belong."""
    found = []
    for node in nodes:
        if text.casefold() in node.name.casefold():
            note = " · ".join(part for part in (node.note, above) if part)
            found.append(replace(node, note=note, children=[], is_open=False))
        found += find_nodes(node.children, text, node.name)
    return found


def list_versions(*, actor: Actor, unit: Unit) -> list[UnitVersion]:
    """Return what the unit was called and to whom it belonged."""
    return list(
        UnitVersion.objects.filter(unit=unit, unit__agency_id=actor.agency_id).select_related("parent")
    )


def _heads(actor: Actor) -> dict[int, str]:
    today = timezone.localdate()
    rows = (
        Assignment.objects.on(today)
        .filter(agency_id=actor.agency_id, position__is_head=True, employee__is_active=True)
        .values_list("position_id", "employee__name", "kind")
    )
    labels = {"plt": "Plt ", "plh": "Plh "}
    rows = sorted(rows, key=lambda row: -PREFERENCE.index(row[2]))
    return {position: labels.get(kind, "") + name for position, name, kind in rows}


def _counts(actor: Actor, paths: list[tuple[int, str]]) -> Counter[int]:
    direct: dict[int | None, int] = dict(
        Employee.objects.filter(agency_id=actor.agency_id, is_active=True)
        .order_by()
        .values_list("unit")
        .annotate(people=Count("pk"))
    )
    by_path = {path: pk for pk, path in paths}
    sums: Counter[int] = Counter()
    for pk, path in paths:
        people = direct.get(pk, 0)
        for end in range(Unit.steplen, len(path) + 1, Unit.steplen):
            above = by_path.get(path[:end])
            if above is not None:
                sums[above] += people
    return sums

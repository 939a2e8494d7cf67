"""Writes units and posts; names and places of units keep their history (B8)."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from employees.enums import PostFamily, UnitKind
from employees.models import Position, PositionTitle, Unit, UnitVersion


class StructureWriter:
    """Writes rows one after the other, parents first; structures are small, so clarity wins over speed."""

    def __init__(self, source):
        self.agency_id = source.run.agency_id
        self.root_code = source.root.code
        self.today = source.today

    def write_unit(self, record: dict) -> None:
        """Create, rename or move a unit."""
        unit = Unit.objects.filter(agency_id=self.agency_id, code=record["unit_code"]).first()
        if unit is None:
            self._create_unit(record)
            return
        self._change_unit(unit, record)
        parent_code = record.get("parent_code")
        if parent_code and unit.code != self.root_code:
            self._move_unit(self._unit(unit.code), self._unit(parent_code), record)

    def _unit(self, code: str) -> Unit:
        unit = Unit.objects.filter(agency_id=self.agency_id, code=code).first()
        if unit is None:
            raise ValidationError(_("There is no unit with the code %(code)s.") % {"code": code})
        return unit

    def _create_unit(self, record: dict) -> None:
        parent = self._unit(record.get("parent_code") or self.root_code)
        Unit.objects.add_child(
            parent,
            {
                "agency_id": self.agency_id,
                "code": record["unit_code"],
                "name": record["unit_name"],
                "kind": record.get("unit_kind", UnitKind.OTHER),
                "starts_on": as_day(record.get("starts_on")),
            },
        )

    def _change_unit(self, unit: Unit, record: dict) -> None:
        before = (unit.name, unit.kind, unit.starts_on)
        if record.get("unit_name", unit.name) != unit.name:
            self._keep_version(unit, record)
        unit.name = record.get("unit_name", unit.name)
        unit.kind = record.get("unit_kind", unit.kind)
        unit.starts_on = as_day(record.get("starts_on")) or unit.starts_on
        if (unit.name, unit.kind, unit.starts_on) != before:
            unit.save(update_fields=["name", "kind", "starts_on"])

    def _move_unit(self, unit: Unit, parent: Unit, record: dict) -> None:
        if Unit.objects.get_parent(unit).pk == parent.pk:
            return
        if parent.path.startswith(unit.path):
            raise ValidationError(_("A unit cannot be moved below itself."))
        self._keep_version(unit, record)
        unit.save(update_fields=["starts_on"])
        Unit.objects.move(unit, parent, "last-child")

    def _keep_version(self, unit: Unit, record: dict) -> None:
        """Keep what the unit was until the day before (B8); the same day as recorded is a correction."""
        on = as_day(record.get("starts_on")) or self.today
        if on > self.today:
            raise ValidationError(_("The day lies ahead; record the change when it has come."))
        if unit.starts_on and on <= unit.starts_on:
            return
        UnitVersion.objects.create(
            unit=unit,
            name=unit.name,
            parent=Unit.objects.get_parent(unit),
            starts_on=unit.starts_on,
            ends_on=on - timedelta(days=1),
            reason="import",
        )
        unit.starts_on = on

    def write_post(self, record: dict) -> None:
        """Create or change a post, its superior and whether it heads its unit."""
        unit = self._unit(record["unit_code"])
        post = Position.objects.filter(agency_id=self.agency_id, code=record["post_code"]).first()
        post = post or Position(agency_id=self.agency_id, code=record["post_code"], unit=unit)
        old_unit = post.unit_id
        post.unit = unit
        post.name = record.get("post_name") or post.name or record["title"]
        post.title = self._title(record, post)
        post.is_head = record.get("is_head", post.is_head)
        if record.get("superior_code"):
            post.reports_to = self._post(record["superior_code"])
        post.save()
        self._set_head(post, unit, old_unit)

    def _post(self, code: str) -> Position:
        post = Position.objects.filter(agency_id=self.agency_id, code=code).first()
        if post is None:
            raise ValidationError(_("There is no post with the code %(code)s.") % {"code": code})
        return post

    def _title(self, record: dict, post: Position) -> PositionTitle:
        name = record.get("title") or (post.title.name if post.title_id else post.name)
        title, made = PositionTitle.objects.get_or_create(
            agency_id=self.agency_id,
            name=name,
            defaults={
                "family": record.get("family", PostFamily.IMPLEMENTER),
                "level": record.get("level", ""),
                "eselon": record.get("eselon", ""),
            },
        )
        changes = {
            key: record[key]
            for key in ("family", "level", "eselon")
            if key in record and record[key] != getattr(title, key)
        }
        if changes and not made:
            PositionTitle.objects.filter(pk=title.pk).update(**changes)
        return title

    def _set_head(self, post: Position, unit: Unit, old_unit_id: int | None) -> None:
        if old_unit_id and old_unit_id != unit.pk:
            Unit.objects.filter(pk=old_unit_id, head_position=post).update(head_position=None)
        if post.is_head:
            Position.objects.filter(unit=unit, is_head=True).exclude(pk=post.pk).update(is_head=False)
            Unit.objects.filter(pk=unit.pk).update(head_position=post)
        else:
            Unit.objects.filter(pk=unit.pk, head_position=post).update(head_position=None)


def as_day(text: str | None) -> date | None:
    """Return a date from ISO text."""
    return date.fromisoformat(text) if text else None

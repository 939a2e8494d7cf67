"""Requirements, explained: what the portal decides about a person is a checklist that shows its reasons.

Rules build these from plain data. Unknown data is never "met": it is `unverified`, with a next step.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asn_portal.core.badges import BadgeChoices, Looks


class Status(BadgeChoices):
    """The answer to one requirement."""

    MET = "met", pgettext_lazy("requirement", "Met")
    UNMET = "unmet", pgettext_lazy("requirement", "Not met yet")
    UNVERIFIED = "unverified", _("Needs verification")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")

    @classmethod
    def looks(cls) -> Looks:
        return {
            "met": ("ok", "check"),
            "unmet": ("bad", "x"),
            "unverified": ("ask", "question-mark"),
            "not_applicable": ("mute", "minus"),
        }


@dataclass(frozen=True)
class Requirement:
    """One requirement with its answer and the reasons for it.

    `evidence` is the value found, `source` and `source_on` where it is from and of which date, `basis` the
    legal basis, `earliest` the first date on which an unmet time condition will be met, `next_step` what the
    person can do, `link` a path for that step.
    """

    code: str
    label: str
    status: Status
    evidence: str = ""
    source: str = ""
    source_on: date | None = None
    basis: str = ""
    earliest: date | None = None
    next_step: str = ""
    link: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values; translated texts are stored in the language that is active now."""
        return {key: _plain(value) for key, value in asdict(self).items()}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Requirement":
        """Read back what `to_dict` stored; keys of a later version are ignored."""
        known = {key: value for key, value in data.items() if key in cls.__dataclass_fields__}
        dates = {key: _date(known.get(key)) for key in ("source_on", "earliest")}
        return cls(**{**known, **dates, "status": Status(data["status"])})


@dataclass(frozen=True)
class Checklist:
    """A decision as a list of requirements, taken on `as_of` by the rules of `rule_version`."""

    title: str
    items: tuple[Requirement, ...]
    rule_version: str
    as_of: date

    @property
    def is_applicable(self) -> bool:
        """At least one requirement applies to the person; otherwise the decision is not for them."""
        return any(item.status != Status.NOT_APPLICABLE for item in self.items)

    @property
    def is_met(self) -> bool:
        """Everything that applies is met. Unverified is not met, nor is a list that does not apply."""
        return self.is_applicable and not self.open_items

    @property
    def open_items(self) -> tuple[Requirement, ...]:
        """What still stands in the way: unmet first, then what needs verification."""
        unmet = (item for item in self.items if item.status == Status.UNMET)
        unverified = (item for item in self.items if item.status == Status.UNVERIFIED)
        return (*unmet, *unverified)

    @property
    def earliest(self) -> date | None:
        """The first date on which all will be met; None when met already or when it cannot be known."""
        return _latest(self.open_items)

    @property
    def earliest_if_verified(self) -> date | None:
        """The same, supposing that everything that needs verification turns out right: for planning only."""
        return _latest(tuple(item for item in self.open_items if item.status == Status.UNMET))

    def count(self, status: Status) -> int:
        """Return how many requirements have this status."""
        return sum(item.status == status for item in self.items)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values, to be stored with the decision (language: see `Requirement`)."""
        return {
            "title": str(self.title),
            "items": [item.to_dict() for item in self.items],
            "rule_version": self.rule_version,
            "as_of": self.as_of.isoformat(),
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Checklist":
        """Read back what `to_dict` stored."""
        return cls(
            title=data["title"],
            items=tuple(Requirement.from_dict(item) for item in data["items"]),
            rule_version=data["rule_version"],
            as_of=date.fromisoformat(data["as_of"]),
        )


def _latest(items: tuple[Requirement, ...]) -> date | None:
    dates = [item.earliest for item in items]
    known = [day for day in dates if day is not None]
    return max(known) if known and len(known) == len(dates) else None


def _plain(value: Any) -> str | None:
    if isinstance(value, Status):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return None if value is None else str(value)


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

"""The access log: who read which sensitive data, and why (A12, A13)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, QuerySet
from django.db.models.functions import Concat

from asn_portal.core.access import Actor
from asn_portal.core.models import AccessLog


def record_access(*, actor: Actor, subject_type: str, subject_id: int, what: str, purpose: str = "") -> None:
    """Append one row; `what` is a short code such as "nik" or "export"."""
    AccessLog.objects.create(
        agency_id=actor.agency_id,
        user_id=actor.user_id,
        actor_name=actor.name,
        subject_type=subject_type,
        subject_id=subject_id,
        what=what,
        purpose=purpose[:200],
    )


@dataclass(frozen=True)
class SubjectKind:
    """How the audit view names one kind of subject and where it leads.

    `names(actor=, ids=)` returns `named` rows of those subjects that the actor may see; the view reads those of all
    kinds in one query, and only these are linked. Without a `url_name` nothing is linked.
    """

    type: str
    label: Any
    names: Callable[..., QuerySet]
    url_name: str = ""


def named(rows: QuerySet, *parts: Any) -> QuerySet:
    """Return rows as pairs of id and name, the name put together from columns and values."""
    name = Concat(*parts, output_field=CharField()) if len(parts) > 1 else F(*parts)
    return (
        rows.order_by()
        .annotate(subject_pk=F("pk"), subject_name=name)
        .values_list("subject_pk", "subject_name")
    )


SUBJECTS: dict[str, SubjectKind] = {}


def register_subject(kind: SubjectKind) -> SubjectKind:
    """Make a kind of subject known to the audit view; each app registers its own."""
    SUBJECTS[kind.type] = kind
    return kind

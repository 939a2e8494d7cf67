"""The list of candidates as a workbook; every one that leaves the portal is logged."""

from typing import BinaryIO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from asn_portal.core.audit import record_access
from asn_portal.core.spreadsheets import Column, write_workbook
from promotions.models import AwardCandidate
from promotions.policies import awards as policies
from promotions.selectors.candidates import CandidateFilter, list_candidates

CHUNK = 2_000


@transaction.atomic
def export_candidates(*, wanted: CandidateFilter, words: str, target: BinaryIO, actor: Actor) -> int:
    """Write exactly the candidates of a filter, by name; returns how many. Raises NotAllowed without HR's role."""
    require(policies.can_see_candidates(actor))
    rows = list_candidates(actor=actor, wanted=wanted).order_by("sort_name", "pk")
    words = words or _("All candidates in scope.")
    notes = [
        _("Exported by %(name)s on %(day)s.")
        % {"name": actor.name, "day": timezone.localdate().strftime("%d-%m-%Y")},
        words,
    ]
    count = write_workbook(
        target,
        columns=columns(),
        rows=(line(row) for row in rows.iterator(chunk_size=CHUNK)),
        title="Satyalancana",
        notes=notes,
    )
    purpose = _("%(count)s rows: %(words)s") % {"count": count, "words": words}
    record_access(actor=actor, subject_type="award_candidates", subject_id=0, what="export", purpose=purpose)
    return count


def columns() -> list[Column]:
    """Return the columns of the list."""
    return [
        Column(_("NIP"), "digits", 22),
        Column(_("Name"), width=36),
        Column(_("Post"), width=40),
        Column(_("Unit"), width=40),
        Column(_("Office"), width=32),
        Column(_("Medal"), width=36),
        Column(_("Reached on"), "date", 14),
        Column(_("Requirements"), width=22),
        Column(_("Still open"), width=50),
    ]


def line(row: AwardCandidate) -> list:
    """Return the cells of one candidate."""
    person, unit = row.employee, row.unit
    return [
        person.nip,
        person.full_name,
        person.position.name if person.position else "",
        unit.name if unit else "",
        unit.opd.name if unit and unit.opd else "",
        row.award_type.name,
        row.reached_on,
        _("All met") if row.is_met else _("Needs verification"),
        ", ".join(row.still_open),
    ]

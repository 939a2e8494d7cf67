"""Lists of promotions that leave the portal; every one is logged."""

from typing import BinaryIO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from asn_portal.core.audit import record_access
from asn_portal.core.selectors import work_calendar
from asn_portal.core.spreadsheets import Column, write_workbook
from employees.policies import can_export
from promotions.enums import PromotionKind
from promotions.selectors.proposals import ProposalFilter, ProposalRow, as_rows, list_proposals


@transaction.atomic
def export_proposals(*, wanted: ProposalFilter, words: str, target: BinaryIO, actor: Actor) -> int:
    """Write exactly the proposals of a filter, the longest at a desk first; returns how many.

    Raises NotAllowed without a role.
    """
    require(can_export(actor))
    today, calendar = timezone.localdate(), work_calendar(actor=actor)
    found = list_proposals(actor=actor, wanted=wanted).order_by("desk_since", "pk")
    rows = (
        line_of(row)
        for proposal in found.iterator(chunk_size=2_000)
        for row in as_rows([proposal], calendar=calendar, today=today)
    )
    words = words or _("All proposals in scope.")
    values = {"name": actor.name, "day": today.strftime("%d-%m-%Y")}
    count = write_workbook(
        target,
        columns=columns(),
        rows=rows,
        title=str(_("Rank proposals")),
        notes=[_("Exported by %(name)s on %(day)s.") % values, words],
    )
    purpose = _("%(count)s rows: %(words)s") % {"count": count, "words": words}
    record_access(actor=actor, subject_type="proposals", subject_id=0, what="export", purpose=purpose)
    return count


def columns() -> list[Column]:
    """Return the columns of the list."""
    return [
        Column(_("NIP"), "digits", 22),
        Column(_("Name"), width=36),
        Column(_("Post"), width=40),
        Column(_("Unit"), width=40),
        Column(_("Path"), width=36),
        Column(_("Present rank"), width=12),
        Column(_("Next rank"), width=12),
        Column(_("TMT aimed at"), "date", 14),
        Column(_("Desk"), width=28),
        Column(_("At this desk since"), "date", 16),
        Column(_("Working days"), "number", 12),
        Column(_("Decree"), width=24),
        Column(_("TMT"), "date", 14),
    ]


def line_of(row: ProposalRow) -> list:
    """Return the cells of one proposal."""
    proposal = row.proposal
    return [
        proposal.employee_nip,
        proposal.employee_name,
        proposal.position_name,
        proposal.unit_name,
        str(PromotionKind(proposal.path).label),
        proposal.from_rank.code,
        proposal.to_rank.code,
        proposal.target_on,
        str(proposal.get_state().label),
        timezone.localtime(proposal.desk_since).date(),
        row.days,
        proposal.decree_number,
        proposal.effective_on,
    ]

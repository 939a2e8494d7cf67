"""A nominative list as a workbook; every one that leaves the portal is logged."""

from typing import BinaryIO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from asn_portal.core.audit import record_access
from asn_portal.core.spreadsheets import Column, write_workbook
from promotions.enums import PromotionKind
from promotions.models import NominativeEntry, NominativeList
from promotions.policies import rank as policies
from promotions.rules.codes import words_of
from promotions.rules.spans import long_date
from promotions.selectors.nominative import EntryFilter, entries_to_export


@transaction.atomic
def export_list(
    *, listing: NominativeList, wanted: tuple[EntryFilter, str], target: BinaryIO, actor: Actor
) -> int:
    """Write exactly the entries of a filter, by name; returns how many. `wanted` says also in words what was chosen.

    Raises NotAllowed for anybody but HR.
    """
    require(policies.can_see_lists(actor))
    chosen, words = wanted
    entries = entries_to_export(actor=actor, listing=listing, wanted=chosen)
    words = words or str(_("All people in scope."))
    title = _("Nominative list %(day)s") % {"day": long_date(listing.target_on)}
    count = write_workbook(
        target,
        columns=entry_columns(),
        rows=(entry_line(entry) for entry in entries),
        title=title,
        notes=[
            title,
            _("Exported by %(name)s on %(day)s.")
            % {"name": actor.name, "day": timezone.localdate().strftime("%d-%m-%Y")},
            words,
        ],
    )
    purpose = _("%(count)s rows: %(words)s") % {"count": count, "words": words}
    record_access(
        actor=actor, subject_type="nominative_list", subject_id=listing.pk, what="export", purpose=purpose
    )
    return count


def entry_columns() -> list[Column]:
    """Return the columns of the list."""
    return [
        Column(_("NIP"), "digits", 22),
        Column(_("Name"), width=36),
        Column(_("Present rank"), width=12),
        Column(_("Rank since (TMT)"), "date", 14),
        Column(_("Next rank"), width=12),
        Column(_("Path"), width=34),
        Column(_("Post"), width=40),
        Column(_("Unit"), width=36),
        Column(_("Office"), width=36),
        Column(_("State"), width=20),
        Column(_("Still open"), width=48),
        Column(_("Earliest date"), "date", 14),
    ]


def entry_line(entry: NominativeEntry) -> list:
    """Return the cells of one person."""
    person = entry.employee
    return [
        person.nip,
        person.full_name,
        entry.from_rank.code,
        person.rank_effective_on,
        entry.to_rank.code if entry.to_rank else "",
        str(PromotionKind(entry.kind).label),
        person.position.name if person.position else "",
        entry.unit.name if entry.unit else "",
        entry.opd.name if entry.opd else "",
        str(entry.get_verdict().label),
        ", ".join(words_of(entry.open_codes)),
        entry.earliest_on,
    ]

"""The table of awards an agency gives."""

from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor, require
from asn_portal.core.models import Agency
from promotions.enums import AwardLevel, AwardRule
from promotions.models import AwardType
from promotions.policies import awards as policies

# Names and criteria are data of Indonesian governments, not words of the interface.
MEDALS = (
    (AwardRule.SATYALANCANA_10, "Satyalancana Karya Satya X Tahun", "Medali perunggu", 10, 1),
    (AwardRule.SATYALANCANA_20, "Satyalancana Karya Satya XX Tahun", "Medali perak", 20, 2),
    (AwardRule.SATYALANCANA_30, "Satyalancana Karya Satya XXX Tahun", "Medali emas", 30, 3),
)
LOCAL = (
    (
        "ASN Teladan",
        AwardLevel.CITY,
        "Piagam dan uang pembinaan",
        "Predikat kinerja minimal Baik dua tahun terakhir, inovasi yang terbukti, tanpa hukuman disiplin.",
        5,
        5,
    ),
    (
        "Inovasi Pelayanan",
        AwardLevel.CITY,
        "Piagam dan studi tiru",
        "Pembaruan pelayanan dengan manfaat yang terukur bagi warga.",
        5,
        4,
    ),
    (
        "Pelayanan Terbaik",
        AwardLevel.OFFICE,
        "Piagam",
        "Kepuasan warga naik atau waktu layanan turun, dengan angka sebelum dan sesudah.",
        3,
        2,
    ),
    (
        "Pegawai Triwulan",
        AwardLevel.OFFICE,
        "Piagam",
        "Capaian triwulan, umpan balik rekan kerja, dan kehadiran.",
        2,
        1,
    ),
    (
        "Pembimbing Teladan",
        AwardLevel.OFFICE,
        "Piagam dan prioritas pelatihan",
        "Membimbing rekan sampai mandiri.",
        3,
        2,
    ),
)
MEDAL_CRITERIA = (
    "Masa kerja PNS {years} tahun terus-menerus, tanpa hukuman disiplin sedang atau berat, tanpa CLTN."
)


@dataclass(frozen=True)
class AwardTypeEntry:
    """What HR writes about an award."""

    name: str
    level: str
    form: str = ""
    criteria: str = ""
    valid_years: int | None = None
    points: int = 0
    is_active: bool = True


@transaction.atomic
def ensure_award_types(*, agency: Agency) -> dict[str, AwardType]:
    """Write the three medals where one is missing, and the local awards for an agency that has no award at all.

    Returns the medals in use by their rule. What HR renamed, changed or put out of use stays as it is.
    """
    known = list(AwardType.objects.filter(agency=agency))
    rules = {row.rule for row in known}
    rows = [medal(agency, *fields) for fields in MEDALS if fields[0] not in rules]
    rows += [] if known else [local_award(agency, *fields) for fields in LOCAL]
    if rows:
        AwardType.objects.bulk_create(rows, ignore_conflicts=True)
        known = list(AwardType.objects.filter(agency=agency))
    return {row.rule: row for row in known if row.rule != AwardRule.LOCAL and row.is_active}


def medal(agency: Agency, rule: str, name: str, form: str, years: int, points: int) -> AwardType:
    """Return a medal of the state."""
    criteria = MEDAL_CRITERIA.format(years=years)
    return AwardType(
        agency=agency,
        rule=rule,
        name=name,
        level=AwardLevel.NATION,
        form=form,
        criteria=criteria,
        points=points,
    )


def local_award(agency: Agency, name: str, level: str, *rest) -> AwardType:
    """Return an award of the city or an office."""
    form, criteria, years, points = rest
    return AwardType(
        agency=agency, name=name, level=level, form=form, criteria=criteria, valid_years=years, points=points
    )


@transaction.atomic
def create_award_type(*, entry: AwardTypeEntry, actor: Actor) -> AwardType:
    """Add a local award. Raises ValidationError when there is one of this name, NotAllowed for others than HR."""
    require(policies.can_manage_award_types(actor))
    award_type = AwardType(agency_id=actor.agency_id, **asdict(entry))
    save_type(award_type)
    return award_type


@transaction.atomic
def change_award_type(*, award_type: AwardType, entry: AwardTypeEntry, actor: Actor) -> AwardType:
    """Change an award; a medal of the state keeps its level. Raises as `create_award_type` does."""
    require(policies.can_manage_award_types(actor) and award_type.agency_id == actor.agency_id)
    for name, value in asdict(entry).items():
        if name != "level" or award_type.rule == AwardRule.LOCAL:
            setattr(award_type, name, value)
    save_type(award_type)
    return award_type


def save_type(award_type: AwardType) -> None:
    """Write the row; the name is unique within the agency."""
    try:
        with transaction.atomic():
            award_type.save()
    except IntegrityError:
        raise ValidationError({"name": _("There already is an award of this name.")}) from None

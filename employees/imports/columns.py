"""The columns of each workbook, recognised by normalised header (09-systems-and-users §2, Y5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from asn_portal.core.spreadsheets import Column
from employees.enums import ImportKind


@dataclass(frozen=True, slots=True)
class Field:
    """One column the import reads: our key, its header, other spellings, and what a template says about it."""

    key: str
    header: str
    kind: str = "text"
    aliases: tuple[str, ...] = ()
    is_required: bool = False
    help: object = ""
    example: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Return every header under which the column is recognised."""
        return (self.header, *self.aliases)


PEOPLE = (
    Field("pns_id", "PNS ID", help=_("Id of the person in SIASN; finds somebody whose NIP was corrected.")),
    Field("nip", "NIP BARU", "digits", ("NIP",), True, _("18 digits as text."), "198609262015051001"),
    Field("nik", "NIK", "digits", help=_("16 digits as text."), example="1273010101900001"),
    Field("name", "NAMA", is_required=True, help=_("Name without titles."), example="Sitti Aminah"),
    Field("front_title", "GELAR DEPAN", example="Dr."),
    Field("back_title", "GELAR BELAKANG", example="S.Pd., M.Si."),
    Field("birth_place", "TEMPAT LAHIR NAMA", aliases=("TEMPAT LAHIR",), example="Sibolga"),
    Field("birth_date", "TANGGAL LAHIR", "date", help=_("Day-month-year."), example="26-09-1986"),
    Field("sex", "JENIS KELAMIN", help=_("M or F; L or P."), example="F"),
    Field("employee_type", "JENIS PEGAWAI NAMA", aliases=("JENIS PEGAWAI",)),
    Field("standing_code", "KEDUDUKAN HUKUM ID"),
    Field("standing_name", "KEDUDUKAN HUKUM NAMA", aliases=("KEDUDUKAN HUKUM",), example="Aktif"),
    Field("cpns_or_pns", "STATUS CPNS PNS", help=_("C for CPNS, P for PNS."), example="P"),
    Field("asn_status", "STATUS ASN", help=_("PNS or PPPK."), example="PNS"),
    Field("rank_code", "GOL AKHIR ID"),
    Field("rank_name", "GOL AKHIR NAMA", aliases=("GOL AKHIR", "GOLONGAN"), example="III/b"),
    Field(
        "rank_on",
        "TMT GOLONGAN",
        "date",
        help=_("A later day adds a rank, the same day corrects it."),
        example="01-04-2024",
    ),
    Field("service_years", "MK TAHUN", "number", example="8"),
    Field("service_months", "MK BULAN", "number", example="4"),
    Field("post_kind_code", "JENIS JABATAN ID"),
    Field("post_kind_name", "JENIS JABATAN NAMA", aliases=("JENIS JABATAN",), example="Jabatan Fungsional"),
    Field("post_code", "JABATAN ID"),
    Field("post_name", "JABATAN NAMA", aliases=("JABATAN",), example="Guru Ahli Pertama"),
    Field(
        "post_on",
        "TMT JABATAN",
        "date",
        help=_("A later day adds a post, the same day corrects it."),
        example="01-06-2022",
    ),
    Field("education_code", "TINGKAT PENDIDIKAN ID"),
    Field("education_name", "TINGKAT PENDIDIKAN NAMA", aliases=("TINGKAT PENDIDIKAN",), example="S-1"),
    Field("programme", "PENDIDIKAN NAMA", aliases=("PENDIDIKAN",), example="S-1 Pendidikan Matematika"),
    Field("graduated_year", "TAHUN LULUS", "number", example="2012"),
    Field("school", "NAMA SEKOLAH", example="Universitas Sumatera Utara"),
    Field("address", "ALAMAT"),
    Field("phone", "NOMOR HP", "digits", ("NO HP",), example="081234567890"),
    Field("email", "EMAIL", example="nama@contoh.go.id"),
    Field("email_gov", "EMAIL GOV"),
    Field("npwp", "NPWP NOMOR", "digits", ("NPWP",)),
    Field("cpns_on", "TMT CPNS", "date", example="01-05-2015"),
    Field("pns_on", "TMT PNS", "date", example="01-06-2016"),
    Field(
        "unor",
        "UNOR ID",
        help=_("A code that is not known goes to the unmapped unit and is listed for mapping."),
    ),
    Field("unor_name", "UNOR NAMA", aliases=("UNOR", "UNIT ORGANISASI"), example="SD Negeri 1 Sibolga"),
    Field("agency_code", "INSTANSI KERJA ID"),
    Field(
        "agency_name",
        "INSTANSI KERJA NAMA",
        aliases=("INSTANSI KERJA",),
        help=_("Rows of other governments are left out."),
    ),
)

# Part of the national export, but nothing the portal keeps: recognised, so that nobody wonders.
PEOPLE_UNUSED = [
    "NIP LAMA",
    "TEMPAT LAHIR ID",
    "AGAMA ID",
    "AGAMA NAMA",
    "JENIS KAWIN ID",
    "JENIS KAWIN NAMA",
    "JENIS PEGAWAI ID",
    "GOL AWAL ID",
    "GOL AWAL NAMA",
    "PENDIDIKAN ID",
    "BPJS",
    "KARTU ASN VIRTUAL",
    "NOMOR SK CPNS",
    "TANGGAL SK CPNS",
    "NOMOR SK PNS",
    "TANGGAL SK PNS",
    "KPKN ID",
    "KPKN NAMA",
    "LOKASI KERJA ID",
    "LOKASI KERJA NAMA",
    "INSTANSI INDUK ID",
    "INSTANSI INDUK NAMA",
    "SATUAN KERJA INDUK ID",
    "SATUAN KERJA INDUK NAMA",
    "SATUAN KERJA KERJA ID",
    "SATUAN KERJA NAMA",
    "SATUAN KERJA KERJA NAMA",
    "IS VALID NIK",
    "FLAG IKD",
    "NO",
    "NOMOR",
]

STRUCTURE = (
    Field(
        "unit_code",
        "KODE UNIT",
        is_required=True,
        help=_("UNOR ID of SIASN or your own code."),
        example="DINKES",
    ),
    Field("unit_name", "NAMA UNIT", help=_("Required in rows of units."), example="Dinas Kesehatan"),
    Field("unit_kind", "JENIS UNIT", help=_("One of: %(kinds)s."), example="office"),
    Field(
        "parent_code",
        "KODE UNIT INDUK",
        is_required=True,
        help=_("Code of the unit above; empty: directly under the government."),
    ),
    Field("starts_on", "MULAI BERLAKU", "date", example="01-01-2026"),
    Field(
        "post_code",
        "KODE JABATAN",
        help=_("Fill this in only in rows that describe a post."),
        example="DINKES-01",
    ),
    Field("post_name", "NAMA JABATAN", example="Kepala Dinas Kesehatan"),
    Field(
        "title", "NOMENKLATUR", help=_("General title; empty: the name of the post."), example="Kepala Dinas"
    ),
    Field("family", "RUMPUN JABATAN", help=_("One of: %(families)s."), example="jpt"),
    Field("level", "JENJANG", example="JPT Pratama"),
    Field("eselon", "ESELON", example="II.b"),
    Field("superior_code", "KODE JABATAN ATASAN", help=_("Code of the superior's post."), example="SETDA-01"),
    Field("is_head", "KEPALA UNIT", help=_("1 when this post heads the unit, otherwise 0."), example="1"),
)

GRANTS = (
    Field(
        "login", "NIP ATAU NAMA MASUK", "digits", ("NIP", "NAMA MASUK"), True, example="198609262015051001"
    ),
    Field("role", "PERAN", is_required=True, help=_("hr, leader or inspector."), example="hr"),
    Field(
        "unit_code",
        "KODE UNIT",
        is_required=True,
        help=_("The role counts for this unit and all below it."),
        example="DINKES",
    ),
    Field("starts_on", "MULAI", "date", is_required=True, example="01-01-2026"),
    Field("ends_on", "SAMPAI", "date", help=_("Empty: until further notice."), example="31-12-2026"),
    Field("reason", "ALASAN", example="SK Kepala BKPSDM 800/12/2026"),
)

FIELDS: dict[str, tuple[Field, ...]] = {
    ImportKind.PEOPLE: PEOPLE,
    ImportKind.STRUCTURE: STRUCTURE,
    ImportKind.GRANTS: GRANTS,
}
# The columns in front of an error workbook, in both languages, so that the corrected file is not scolded for them.
ERROR_COLUMNS = {
    "BARIS",
    "ALASAN",
    "CARA MEMPERBAIKI",
    "YANG PERLU DILAKUKAN",
    "YANG HARUS DILAKUKAN",
    "ROW",
    "REASON",
    "WHAT TO DO",
}


@dataclass(frozen=True, slots=True)
class Recognition:
    """Which columns were found: key → index, and the headers that were used, left aside, unknown or missing."""

    indexes: Mapping[str, int]
    used: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def to_dict(self) -> dict:
        """Return what a page shows."""
        return {"used": self.used, "unused": self.unused, "unknown": self.unknown, "missing": self.missing}


def recognise(kind: str, columns: Mapping[str, int], headers: Sequence[str]) -> Recognition:
    """Match normalised headers (name → index) with the columns of a kind of import."""
    indexes: dict[str, int] = {}
    taken: dict[str, bool] = {}
    for item in FIELDS[kind]:
        for name in item.names:
            if name in columns and name not in taken:
                indexes[item.key], taken[name] = columns[name], True
                break
    left = {name: headers[index] for name, index in columns.items() if name not in taken}
    aside = set(PEOPLE_UNUSED) if kind == ImportKind.PEOPLE else set()
    return Recognition(
        indexes=indexes,
        used=[headers[index] for index in sorted(indexes.values())],
        unused=[header for name, header in left.items() if name in aside],
        unknown=[header for name, header in left.items() if name not in aside and name not in ERROR_COLUMNS],
        missing=[item.header for item in FIELDS[kind] if item.is_required and item.key not in indexes],
    )


def known_headers(kind: str) -> list[str]:
    """Return every header by which a sheet of this kind is found."""
    return [name for item in FIELDS[kind] for name in item.names]


def as_columns(
    kind: str, words: Mapping[str, str] | None = None, leave_out: frozenset[str] = frozenset()
) -> list[Column]:
    """Return the columns as a workbook needs them, helps in the present language."""
    return [
        Column(
            item.header,
            item.kind,
            is_required=item.is_required,
            help=str(item.help) % words if words and "%(" in str(item.help) else str(item.help),
            example=item.example,
        )
        for item in FIELDS[kind]
        if item.key not in leave_out
    ]

"""The invented organisations: offices of a small city with divisions, technical units, districts and villages."""

from dataclasses import dataclass

OFFICES = (
    ("Sekretariat Daerah", "secretariat", ("Bagian Hukum", "Bagian Organisasi", "Bagian Umum")),
    ("Sekretariat DPRD", "secretariat", ("Bagian Persidangan",)),
    ("Inspektorat Daerah", "inspectorate", ("Bidang Pengawasan",)),
    (
        "Dinas Kesehatan",
        "office",
        ("Bidang Kesehatan Masyarakat", "Bidang Pelayanan Kesehatan", "Bidang P2P"),
    ),
    ("Dinas Pendidikan", "office", ("Bidang SD", "Bidang SMP", "Bidang PAUD")),
    ("BKPSDM", "board", ("Bidang Mutasi", "Bidang Pengembangan", "Bidang Kinerja")),
    ("Dinas Pekerjaan Umum dan Penataan Ruang", "office", ("Bidang Bina Marga", "Bidang Cipta Karya")),
    (
        "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
        "office",
        ("Bidang Perizinan", "Bidang Pengaduan"),
    ),
    ("Dinas Kependudukan dan Pencatatan Sipil", "office", ("Bidang Pendaftaran", "Bidang Pencatatan")),
    ("Dinas Perumahan dan Kawasan Permukiman", "office", ("Bidang Permukiman",)),
    ("Satuan Polisi Pamong Praja", "office", ("Bidang Ketertiban",)),
    ("Dinas Sosial", "office", ("Bidang Perlindungan Sosial",)),
    ("Dinas Tenaga Kerja", "office", ("Bidang Pelatihan Kerja",)),
    ("Dinas Pemberdayaan Perempuan dan Perlindungan Anak", "office", ("Bidang Perlindungan Anak",)),
    ("Dinas Ketahanan Pangan dan Pertanian", "office", ("Bidang Pangan",)),
    ("Dinas Lingkungan Hidup", "office", ("Bidang Kebersihan",)),
    ("Dinas Pengendalian Penduduk dan Keluarga Berencana", "office", ("Bidang Keluarga Berencana",)),
    ("Dinas Perhubungan", "office", ("Bidang Lalu Lintas",)),
    ("Dinas Komunikasi dan Informatika", "office", ("Bidang Aplikasi", "Bidang Informasi")),
    ("Dinas Koperasi, UKM, Perindustrian dan Perdagangan", "office", ("Bidang Perdagangan",)),
    ("Dinas Pariwisata, Pemuda dan Olahraga", "office", ("Bidang Pariwisata",)),
    ("Dinas Perpustakaan dan Kearsipan", "office", ("Bidang Arsip",)),
    ("Dinas Kelautan dan Perikanan", "office", ("Bidang Perikanan",)),
    ("Bappeda", "board", ("Bidang Perencanaan", "Bidang Riset")),
    ("Badan Pengelolaan Keuangan dan Aset Daerah", "board", ("Bidang Anggaran", "Bidang Aset")),
    ("Badan Penanggulangan Bencana Daerah", "board", ("Bidang Kesiapsiagaan",)),
    ("Badan Kesatuan Bangsa dan Politik", "board", ("Bidang Politik",)),
    ("Kecamatan Utara", "district", ()),
    ("Kecamatan Kota", "district", ()),
    ("Kecamatan Selatan", "district", ()),
)
TECHNICAL = {
    "Dinas Kesehatan": ("UPTD Puskesmas Bahari", "UPTD Puskesmas Pulau Karang", "UPTD Puskesmas Aek Biru"),
    "Dinas Pendidikan": tuple(f"SD Negeri {number}" for number in range(1, 9))
    + tuple(f"SMP Negeri {number}" for number in range(1, 5)),
}
VILLAGES = {
    "Kecamatan Utara": ("Kelurahan Angin Laut", "Kelurahan Batu Hijau"),
    "Kecamatan Kota": ("Kelurahan Kota Lama", "Kelurahan Pasar Pagi"),
    "Kecamatan Selatan": ("Kelurahan Muara Indah", "Kelurahan Karang Timur"),
}


@dataclass(frozen=True)
class Government:
    """One invented government: how many offices and people."""

    code: str
    name: str
    offices: int
    people: int
    seed: int
    time_zone: str = "Asia/Jakarta"


GOVERNMENTS = (
    Government("SBG", "Pemerintah Kota Sibolga (data contoh)", 30, 1_500, 11),
    Government("LGS", "Pemerintah Kota Langsa (data contoh)", 8, 200, 22),
    Government("PMS", "Pemerintah Kota Pematangsiantar (data contoh)", 8, 200, 33),
    Government("SLK", "Pemerintah Siulak (data contoh)", 8, 200, 44),
    Government("SRG", "Pemerintah Kota Sorong (data contoh)", 8, 200, 55, "Asia/Jayapura"),
)


@dataclass(frozen=True)
class Title:
    """A kind of post: family, level, eselon and the lowest and highest usual rank."""

    name: str
    family: str
    level: str = ""
    eselon: str = ""
    ranks: tuple[str, ...] = ("III/a",)
    education: str = "s1"


HEADS = {
    "agency": Title("Wali Kota", "jpt"),
    "secretariat": Title("Sekretaris", "jpt", "pratama", "II.b", ("IV/b", "IV/c"), "s2"),
    "inspectorate": Title("Inspektur", "jpt", "pratama", "II.b", ("IV/b", "IV/c"), "s2"),
    "office": Title("Kepala Dinas", "jpt", "pratama", "II.b", ("IV/b", "IV/c"), "s2"),
    "board": Title("Kepala Badan", "jpt", "pratama", "II.b", ("IV/b", "IV/c"), "s2"),
    "district": Title("Camat", "administrator", "", "III.a", ("IV/a", "IV/b")),
    "division": Title("Kepala Bidang", "administrator", "", "III.b", ("III/d", "IV/a")),
    "village": Title("Lurah", "supervisor", "", "IV.a", ("III/c", "III/d")),
    "technical": Title("Kepala UPTD", "supervisor", "", "IV.a", ("III/c", "III/d")),
    "school": Title("Kepala Sekolah", "functional", "ahli_madya", "", ("IV/a",)),
}
STAFF = {
    "health": (
        Title("Perawat Ahli Pertama", "functional", "ahli_pertama", "", ("III/a", "III/b")),
        Title("Bidan Ahli Muda", "functional", "ahli_muda", "", ("III/c", "III/d")),
        Title("Sanitarian Terampil", "functional", "terampil", "", ("II/c", "II/d"), "d3"),
        Title("Pengadministrasi Layanan Kesehatan", "implementer", "", "", ("II/c", "II/d", "III/a"), "d3"),
    ),
    "education": (
        Title("Guru Ahli Pertama", "functional", "ahli_pertama", "", ("III/a", "III/b")),
        Title("Guru Ahli Muda", "functional", "ahli_muda", "", ("III/c", "III/d")),
        Title("Pengelola Layanan Pendidikan", "implementer", "", "", ("II/c", "III/a"), "s1"),
    ),
    "general": (
        Title("Penelaah Teknis Kebijakan", "implementer", "", "", ("III/a", "III/b", "III/c"), "s1"),
        Title("Pengelola Layanan Operasional", "implementer", "", "", ("II/c", "II/d", "III/a"), "d3"),
        Title(
            "Pengadministrasi Perkantoran", "implementer", "", "", ("II/a", "II/b", "II/c", "II/d"), "slta"
        ),
        Title("Analis SDM Aparatur Ahli Pertama", "functional", "ahli_pertama", "", ("III/a", "III/b")),
    ),
}


def field_of(office: str) -> str:
    """Return the field of service an office works in."""
    if "Kesehatan" in office:
        return "health"
    return "education" if "Pendidikan" in office else "general"

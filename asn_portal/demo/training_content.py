"""What can be learnt in the invented governments: providers and programmes as local governments know them."""

from dataclasses import dataclass

from training.enums import LearningForm, ProviderKind


@dataclass(frozen=True)
class Course:
    """A programme: provider, name, form, field of service ("" for everybody), JP, price and days."""

    provider: str
    name: str
    form: str
    field: str
    hours: int
    price: int
    days: int
    about: str = ""


PROVIDERS = {
    "BKPSDM": (ProviderKind.OWN, "bidang.diklat@contoh.go.id"),
    "BPSDM Provinsi": (ProviderKind.STATE, "0411 000 111"),
    "Lembaga Administrasi Negara (LAN)": (ProviderKind.STATE, "pelatihan@lan.contoh.go.id"),
    "Badan Kepegawaian Negara (BKN)": (ProviderKind.STATE, "kanreg@bkn.contoh.go.id"),
    "Bapelkes Kementerian Kesehatan": (ProviderKind.STATE, "bapelkes@kemkes.contoh.go.id"),
    "Balai Guru Penggerak": (ProviderKind.STATE, "bgp@kemdikbud.contoh.go.id"),
    "Balai Diklat Keuangan": (ProviderKind.STATE, "bdk@kemenkeu.contoh.go.id"),
    "Universitas Negeri Setempat": (ProviderKind.UNIVERSITY, "lppm@kampus.contoh.ac.id"),
    "Komunitas Belajar ASN": (ProviderKind.OWN, ""),
    "Yayasan Layanan Prima": (ProviderKind.PRIVATE, "0812 0000 1111"),
}

F = LearningForm
OWN, BPSDM, LAN, BKN, HEALTH, SCHOOL, MONEY, CAMPUS, COMMUNITY, PRIVATE = PROVIDERS

COURSES = (
    # Hours of PKP and PKA differ by the curriculum of the year (domain/06 §5), so a short course stands for them.
    Course(LAN, "Kepemimpinan Melayani bagi Pejabat Pengawas", F.LEADERSHIP, "", 20, 6_500_000, 4),
    Course(
        LAN, "Pelayanan Publik Prima", F.E_LEARNING, "", 6, 0, 2, "Standar pelayanan, maklumat, pengaduan."
    ),
    Course(LAN, "Berakhlak dalam Pekerjaan Sehari-hari", F.E_LEARNING, "", 4, 0, 1),
    Course(
        BPSDM,
        "Penyusunan Sasaran Kinerja Pegawai",
        F.GUIDANCE,
        "administration",
        8,
        0,
        1,
        "Dari rencana hasil kerja pimpinan ke hasil kerja pegawai.",
    ),
    Course(
        BPSDM, "Analisis Jabatan dan Analisis Beban Kerja", F.GUIDANCE, "administration", 16, 1_750_000, 2
    ),
    Course(BPSDM, "Tata Naskah Dinas Elektronik", F.WORKSHOP, "administration", 6, 250_000, 1),
    Course(BKN, "Pemutakhiran Data SIASN untuk Pengelola Kepegawaian", F.GUIDANCE, "administration", 8, 0, 1),
    Course(
        MONEY, "Perbendaharaan dan Pertanggungjawaban APBD", F.TECHNICAL, "administration", 24, 2_400_000, 3
    ),
    Course(
        MONEY, "Pengadaan Barang/Jasa Pemerintah Level 1", F.TECHNICAL, "administration", 40, 3_500_000, 5
    ),
    Course(
        HEALTH,
        "Surveilans Penyakit Daring",
        F.E_LEARNING,
        "health",
        12,
        0,
        5,
        "Pencatatan, pelaporan dini, dan penyelidikan wabah di puskesmas.",
    ),
    Course(HEALTH, "Bimtek Posyandu Integrasi Layanan Primer", F.GUIDANCE, "health", 8, 1_200_000, 1),
    Course(
        HEALTH,
        "Pertolongan Persalinan dan Kegawatdaruratan Neonatal",
        F.FUNCTIONAL,
        "health",
        32,
        4_500_000,
        4,
    ),
    Course(HEALTH, "Pencegahan dan Pengendalian Infeksi", F.WORKSHOP, "health", 10, 650_000, 1),
    Course(HEALTH, "Komunikasi Efektif dengan Pasien", F.SOCIO_CULTURAL, "health", 6, 0, 1),
    Course(
        SCHOOL,
        "Literasi Kelas Awal",
        F.WORKSHOP,
        "education",
        10,
        0,
        1,
        "Strategi membaca permulaan untuk kelas 1 sampai 3.",
    ),
    Course(SCHOOL, "Asesmen Formatif di Kelas", F.E_LEARNING, "education", 8, 0, 4),
    Course(SCHOOL, "Pembelajaran Berdiferensiasi", F.DISTANCE, "education", 12, 0, 6),
    Course(COMMUNITY, "Komunitas Belajar Guru Numerasi", F.COMMUNITY, "education", 6, 0, 1),
    Course(BPSDM, "Perizinan Berusaha Berbasis Risiko (OSS)", F.TECHNICAL, "licensing", 16, 1_500_000, 2),
    Course(BPSDM, "Administrasi Kependudukan dan Layanan Daring", F.GUIDANCE, "registry", 12, 900_000, 2),
    Course(CAMPUS, "Dasar Sistem Informasi Geografis", F.COURSE, "public_works", 20, 2_000_000, 3),
    Course(CAMPUS, "Adaptasi Perubahan Iklim Pesisir", F.SEMINAR, "environment", 5, 150_000, 1),
    Course(
        PRIVATE, "Pelayanan Inklusif bagi Penyandang Disabilitas", F.SOCIO_CULTURAL, "social", 8, 500_000, 1
    ),
    Course(OWN, "Pengolahan Data dengan Lembar Sebar", F.COURSE, "", 10, 0, 2),
    Course(OWN, "Keamanan Informasi bagi ASN", F.BRIEFING, "", 4, 0, 1),
    Course(OWN, "Menulis Laporan yang Dibaca Pimpinan", F.WORKSHOP, "", 6, 0, 1),
)
REASONS = (
    "Diperlukan untuk tugas baru mulai triwulan depan.",
    "Temuan supervisi: langkah ini belum saya kuasai.",
    "Disepakati dalam dialog kinerja.",
    "Akan saya teruskan kepada rekan satu unit.",
    "",
)
RETURNS = (
    "Stok tenaga bulan itu tipis; ikut angkatan berikutnya.",
    "Dahulukan pelatihan wajib untuk jabatan Anda.",
)
PLACES = ("Aula BKPSDM", "Balai Diklat Provinsi", "Ruang Rapat Dinas", "Laboratorium Komputer SMK 1")
CEILING_REASON = "Ditugaskan kepala unit karena pedoman kerja berubah tahun ini."

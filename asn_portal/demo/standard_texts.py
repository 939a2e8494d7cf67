"""Performance standards of the invented governments: real-looking services, targets and sources by field."""

from dataclasses import dataclass

# aspect, indicator, direction, target, unit, source of the data
Measure = tuple[str, str, str, str, str, str]
SKM = "PermenPANRB 14/2017 (survei kepuasan masyarakat)"
SP = "UU 25/2009 dan standar pelayanan unit"
SPM_HEALTH, HOSPITAL = "Standar teknis SPM bidang kesehatan", "Permenkes 129/2008"
SPM_SCHOOL, SPM_REGISTRY = "Standar teknis SPM bidang pendidikan", "Permendagri 7/2019 dan target Dukcapil"
OSS = "PP 5/2021 (perizinan berusaha berbasis risiko)"


@dataclass(frozen=True)
class Promised:
    """One standard with its indicators; `state` other than approved fills the desks of the demo."""

    name: str
    source: str
    measures: tuple[Measure, ...]
    state: str = "approved"


def least(statement: str, target: str, unit: str, data: str, aspect: str = "quality") -> Measure:
    """Return a measure that should be at least its target."""
    return (aspect, statement, "higher", target, unit, data)


def most(statement: str, target: str, unit: str, data: str, aspect: str = "time") -> Measure:
    """Return a measure that should be at most its target."""
    return (aspect, statement, "lower", target, unit, data)


def satisfaction(name: str, target: str = "85") -> Promised:
    """Return the standard of satisfaction that every service has."""
    measure = least("Indeks kepuasan masyarakat (IKM)", target, "indeks", "Survei SKM triwulanan")
    return Promised(name, SKM, (measure,))


HEALTH = (
    Promised(
        "Rawat jalan",
        HOSPITAL,
        (
            most("Waktu tunggu rawat jalan", "60", "menit", "Nomor antrean dan rekam medis"),
            least("Pasien dilayani sesuai nomor antrean", "95", "persen", "Aplikasi antrean"),
        ),
    ),
    satisfaction("Kepuasan pasien"),
    Promised(
        "Pelayanan obat",
        HOSPITAL,
        (
            most("Waktu tunggu obat jadi", "30", "menit", "Catatan farmasi"),
            most("Waktu tunggu obat racikan", "60", "menit", "Catatan farmasi"),
        ),
    ),
    Promised("Gawat darurat", HOSPITAL, (most("Waktu tanggap dokter", "5", "menit", "Catatan IGD"),)),
    Promised(
        "Kesehatan ibu hamil",
        SPM_HEALTH,
        (
            least("Ibu hamil mendapat pelayanan sesuai standar", "95", "persen", "Kohort ibu", "quantity"),
            least("Persalinan di fasilitas kesehatan", "96", "persen", "Kohort ibu"),
        ),
    ),
    Promised(
        "Imunisasi bayi",
        SPM_HEALTH,
        (least("Bayi mendapat imunisasi dasar lengkap", "95", "persen", "Kohort bayi", "quantity"),),
    ),
    Promised(
        "Pemantauan balita",
        SPM_HEALTH,
        (least("Balita ditimbang dan diukur tiap bulan", "85", "persen", "Posyandu", "quantity"),),
    ),
    Promised(
        "Pengobatan tuberkulosis",
        SPM_HEALTH,
        (least("Keberhasilan pengobatan TB", "90", "persen", "SITB"),),
    ),
    Promised(
        "Pelayanan hipertensi",
        SPM_HEALTH,
        (least("Penderita hipertensi berobat teratur", "80", "persen", "Prolanis", "quantity"),),
    ),
    Promised(
        "Pengaduan pasien",
        SP,
        (most("Rata-rata waktu tanggapan pertama", "3", "hari kerja", "SP4N-LAPOR! dan kotak saran"),),
    ),
    Promised(
        "Hasil laboratorium",
        HOSPITAL,
        (most("Waktu tunggu hasil laboratorium", "140", "menit", "Catatan laboratorium"),),
        "proposed",
    ),
    Promised(
        "Kunjungan rumah lansia",
        SPM_HEALTH,
        (least("Lansia risiko tinggi dikunjungi", "4", "kali setahun", "Buku kunjungan", "quantity"),),
        "returned",
    ),
)
EDUCATION = (
    Promised(
        "Literasi siswa",
        SPM_SCHOOL,
        (least("Siswa mencapai kompetensi minimum literasi", "75", "persen", "Asesmen Nasional"),),
    ),
    Promised(
        "Numerasi siswa",
        SPM_SCHOOL,
        (least("Siswa mencapai kompetensi minimum numerasi", "70", "persen", "Asesmen Nasional"),),
    ),
    Promised("Kehadiran guru", SP, (least("Guru hadir mengajar", "96", "persen", "Presensi", "quantity"),)),
    Promised(
        "Keberlanjutan sekolah",
        SPM_SCHOOL,
        (most("Siswa putus sekolah", "0.5", "persen", "Dapodik", "quantity"),),
    ),
    Promised(
        "Pembagian rapor",
        SP,
        (most("Rapor diterima orang tua setelah semester berakhir", "5", "hari kerja", "Tanda terima"),),
    ),
    Promised(
        "Legalisasi ijazah",
        SP,
        (most("Legalisasi ijazah selesai", "1", "hari kerja", "Buku register"),),
    ),
    satisfaction("Kepuasan orang tua siswa"),
    Promised(
        "Pendidikan anak usia dini",
        SPM_SCHOOL,
        (least("Anak usia 5–6 tahun mengikuti PAUD", "80", "persen", "Dapodik", "quantity"),),
    ),
    Promised(
        "Pengembangan guru",
        SPM_SCHOOL,
        (least("Guru memenuhi 20 jam pelajaran", "90", "persen", "Data pelatihan", "quantity"),),
    ),
    Promised(
        "Perpustakaan sekolah",
        SP,
        (least("Buku dipinjam tiap siswa", "6", "buku setahun", "Buku pinjam", "quantity"),),
    ),
    Promised(
        "Penerimaan murid baru",
        SP,
        (most("Pengaduan penerimaan murid selesai", "2", "hari kerja", "Posko pengaduan"),),
        "proposed",
    ),
)
LICENSING = (
    satisfaction("Kepuasan pemohon izin", "88.31"),
    Promised("Pendampingan OSS", OSS, (most("Waktu pendampingan NIB", "30", "menit", "Loket OSS"),)),
    Promised(
        "Izin praktik tenaga kesehatan",
        SP,
        (most("Izin praktik terbit sejak berkas lengkap", "5", "hari kerja", "Aplikasi perizinan"),),
    ),
    Promised(
        "Persetujuan bangunan gedung",
        "PP 16/2021",
        (most("PBG terbit sejak berkas lengkap", "28", "hari kerja", "SIMBG"),),
    ),
    Promised("Izin reklame", SP, (most("Izin reklame terbit", "3", "hari kerja", "Aplikasi perizinan"),)),
    Promised(
        "Ketepatan waktu izin",
        SP,
        (least("Izin terbit dalam waktu standar", "95", "persen", "Aplikasi perizinan", "time"),),
    ),
    Promised(
        "Mutu berkas",
        SP,
        (most("Berkas dikembalikan lebih dari sekali", "5", "persen", "Aplikasi perizinan", "quality"),),
    ),
    Promised(
        "Pengaduan perizinan",
        SP,
        (most("Pengaduan perizinan selesai", "5", "hari kerja", "SP4N-LAPOR!"),),
    ),
    Promised(
        "Pengawasan izin",
        OSS,
        (least("Pelaku usaha terjadwal diawasi", "80", "persen", "OSS", "quantity"),),
    ),
    Promised("Antrean loket", SP, (most("Waktu tunggu di loket", "15", "menit", "Mesin antrean"),)),
    Promised(
        "Konsultasi daring",
        SP,
        (most("Pertanyaan daring dijawab", "4", "jam kerja", "Kanal pesan"),),
        "proposed",
    ),
)
REGISTRY = (
    satisfaction("Kepuasan penduduk", "88.31"),
    Promised("Pencetakan KTP-el", SPM_REGISTRY, (most("KTP-el selesai dicetak", "1", "hari kerja", "SIAK"),)),
    Promised("Kartu keluarga", SPM_REGISTRY, (most("Kartu keluarga terbit", "1", "hari kerja", "SIAK"),)),
    Promised(
        "Akta kelahiran",
        SPM_REGISTRY,
        (
            most("Akta kelahiran terbit", "1", "hari kerja", "SIAK"),
            least("Anak 0–18 tahun memiliki akta kelahiran", "98", "persen", "SIAK", "quantity"),
        ),
    ),
    Promised("Akta kematian", SPM_REGISTRY, (most("Akta kematian terbit", "1", "hari kerja", "SIAK"),)),
    Promised(
        "Kartu identitas anak",
        SPM_REGISTRY,
        (least("Anak memiliki KIA", "60", "persen", "SIAK", "quantity"),),
    ),
    Promised(
        "Perekaman KTP-el",
        SPM_REGISTRY,
        (least("Penduduk wajib KTP yang direkam", "99.4", "persen", "SIAK", "quantity"),),
    ),
    Promised("Pindah datang", SPM_REGISTRY, (most("Surat pindah terbit", "1", "hari kerja", "SIAK"),)),
    Promised(
        "Identitas digital",
        SPM_REGISTRY,
        (least("Penduduk mengaktifkan IKD", "30", "persen", "SIAK", "quantity"),),
    ),
    Promised("Antrean layanan", SP, (most("Waktu tunggu di loket", "30", "menit", "Mesin antrean"),)),
    Promised(
        "Jemput bola ke pulau",
        SP,
        (least("Kunjungan layanan ke pulau", "4", "kali per triwulan", "Laporan tim", "quantity"),),
        "proposed",
    ),
)
ADMINISTRATION = (
    satisfaction("Kepuasan layanan kantor"),
    Promised(
        "Pengaduan masyarakat",
        SP,
        (
            most("Rata-rata waktu tanggapan pertama", "3", "hari kerja", "SP4N-LAPOR!"),
            least("Pengaduan selesai ditindaklanjuti", "90", "persen", "SP4N-LAPOR!", "quantity"),
        ),
    ),
    Promised("Surat masuk", SP, (most("Surat masuk didisposisi", "1", "hari kerja", "Srikandi"),)),
    Promised(
        "Arsip aktif", SP, (least("Berkas ditemukan kembali dalam 10 menit", "90", "persen", "Uji petik"),)
    ),
)
PUBLIC_WORKS = (
    Promised(
        "Perbaikan jalan",
        SP,
        (most("Jalan berlubang diperbaiki sejak laporan", "7", "hari", "SP4N-LAPOR!"),),
    ),
    Promised("Drainase", SP, (least("Drainase utama berfungsi", "85", "persen", "Survei lapangan"),)),
)
SOCIAL = (
    Promised("Bantuan sosial", SP, (least("Bantuan tepat sasaran", "95", "persen", "DTSEN"),)),
    Promised("Korban bencana", SP, (most("Bantuan pertama diterima", "1", "hari", "Posko"),)),
)
ENVIRONMENT = (
    Promised(
        "Pengangkutan sampah", SP, (least("Sampah terangkut", "90", "persen", "Timbangan TPA", "quantity"),)
    ),
)
# Office that proposes, field, standards.
LIBRARY = (
    ("Dinas Kesehatan", "health", HEALTH),
    ("Dinas Pendidikan", "education", EDUCATION),
    ("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "licensing", LICENSING),
    ("Dinas Kependudukan dan Pencatatan Sipil", "registry", REGISTRY),
    ("Sekretariat Daerah", "administration", ADMINISTRATION),
    ("Dinas Pekerjaan Umum dan Penataan Ruang", "public_works", PUBLIC_WORKS),
    ("Dinas Sosial", "social", SOCIAL),
    ("Dinas Lingkungan Hidup", "environment", ENVIRONMENT),
)
RETURN_NOTE = "Target belum menyebut siapa yang dihitung. Mohon lengkapi sumber datanya."

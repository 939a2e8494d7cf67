"""What the invented people plan and reach: results by field of service, each with an indicator and a target."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Promise:
    """One result with its indicators (aspect, indicator, target, unit, reached)."""

    statement: str
    indicators: tuple[tuple[str, str, str, str, str], ...]


LEADERS = (
    Promise(
        "Kualitas pelayanan perangkat daerah meningkat",
        (
            ("quality", "Indeks kepuasan masyarakat (IKM)", "85", "indeks", "84,2"),
            ("cost", "Serapan anggaran sesuai rencana", "95", "persen", "61"),
        ),
    ),
    Promise(
        "Pengaduan warga ditanggapi cepat",
        (("time", "Rata-rata waktu tanggapan pertama", "2", "hari kerja", "1,8"),),
    ),
    Promise(
        "Kompetensi pegawai unit meningkat",
        (("quantity", "Pegawai yang memenuhi 20 jam pelajaran", "90", "persen", "72"),),
    ),
)
STAFF = {
    "health": (
        Promise(
            "Ibu hamil risiko tinggi terpantau sampai persalinan",
            (
                ("quality", "Ibu hamil risiko tinggi bersalin di fasilitas kesehatan", "95", "persen", "93"),
                ("quantity", "Kunjungan rumah per ibu selama kehamilan", "4", "kunjungan", "3"),
            ),
        ),
        Promise(
            "Bayi di wilayah kerja terimunisasi lengkap",
            (("quantity", "Bayi terimunisasi dasar lengkap", "96", "persen", "71"),),
        ),
    ),
    "education": (
        Promise(
            "Kemampuan membaca siswa kelas awal meningkat",
            (("quality", "Siswa kelas 3 yang membaca lancar", "85", "persen", "80"),),
        ),
        Promise(
            "Laporan hasil belajar diterima orang tua tepat waktu",
            (("time", "Rapor dibagikan setelah akhir semester", "5", "hari kerja", "4"),),
        ),
    ),
    "general": (
        Promise(
            "Berkas layanan selesai tepat waktu",
            (
                ("time", "Berkas selesai dalam waktu standar", "90", "persen", "88"),
                ("quality", "Berkas tanpa perbaikan ulang", "95", "persen", "96"),
            ),
        ),
        Promise(
            "Arsip unit tertata dan mudah ditemukan",
            (("quantity", "Arsip aktif yang terdaftar", "1200", "berkas", "860"),),
        ),
    ),
}
ATTACHMENTS = {
    "resources": "Komputer, jaringan internet, dan akses ke aplikasi layanan.",
    "accountability": "Laporan setiap triwulan kepada atasan langsung beserta bukti dukung.",
    "consequence": "Bila tercapai diusulkan mengikuti pelatihan; bila tidak, dibahas dalam dialog kinerja.",
}
RETURN_NOTES = (
    "Target kedua belum terukur. Mohon tuliskan angka dan satuannya.",
    "Hasil kerja belum terkait dengan hasil unit. Mohon pilih hasil pimpinan yang didukung.",
)
FEEDBACK = (
    "Penjelasan kepada warga jelas dan ramah.",
    "Laporan tepat waktu; lengkapi dengan sumber data.",
    "Terima kasih sudah membantu rekan yang baru.",
    "Perlu lebih sering berkoordinasi dengan bidang lain.",
)
EXPECTATIONS = {
    "service": "Sambut setiap warga dengan salam dan tanyakan keperluannya.",
    "adaptive": "Gunakan formulir digital.",
}

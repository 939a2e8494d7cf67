"""What the invented people were honoured for, by field of service."""

# Award, and what for.
MERITS: dict[str, tuple[tuple[str, str], ...]] = {
    "health": (
        ("Inovasi Pelayanan", "“Perahu Siaga” menjemput ibu hamil dari tiga pulau; 42 persalinan selamat."),
        ("Pelayanan Terbaik", "Waktu tunggu loket puskesmas turun dari 55 menjadi 18 menit."),
        ("Pegawai Triwulan", "Imunisasi dasar lengkap di wilayah kerja naik dari 88% menjadi 97%."),
        ("Pembimbing Teladan", "Mendampingi enam perawat baru sampai lulus uji kompetensi."),
        ("Pegawai Triwulan", "Kunjungan rumah lansia terlaksana penuh selama musim hujan."),
        ("Pelayanan Terbaik", "Antrean lewat pesan singkat dipakai tanpa internet oleh 1.300 warga."),
        ("ASN Teladan", "Posyandu remaja di lima kelurahan; kasus anemia turun sepertiga dalam setahun."),
    ),
    "education": (
        (
            "ASN Teladan",
            "Kelas perahu membawa 64 anak pulau kembali belajar; kehadiran naik dari 61% menjadi 93%.",
        ),
        ("Pembimbing Teladan", "Membimbing sembilan guru baru; semuanya kini menyusun asesmen sendiri."),
        ("Inovasi Pelayanan", "Pojok baca di dermaga: 400 buku berpindah tangan setiap pekan."),
        ("Pegawai Triwulan", "Rapor dibagikan tepat waktu di seluruh kelas dengan catatan kemajuan anak."),
        (
            "Pelayanan Terbaik",
            "Pendaftaran siswa baru tanpa antre; keluhan orang tua turun dari 31 menjadi 2.",
        ),
        ("Pegawai Triwulan", "Siswa kelas 3 yang membaca lancar naik dari 74% menjadi 91%."),
    ),
    "general": (
        ("Pelayanan Terbaik", "Akta kelahiran selesai dalam 15 menit; kepuasan warga naik dari 78 ke 91."),
        ("Pegawai Triwulan", "1.204 izin usaha mikro terbit, rata-rata 1,2 hari."),
        ("Inovasi Pelayanan", "Panduan tindak lanjut temuan yang kini dipakai 24 perangkat daerah."),
        ("Pegawai Triwulan", "Arsip sepuluh tahun tertata; berkas ditemukan dalam dua menit."),
        ("Pembimbing Teladan", "Mengajari tiga belas rekan menyusun laporan keuangan tanpa koreksi."),
        ("Pelayanan Terbaik", "Lampu jalan yang dilaporkan warga menyala kembali dalam dua hari."),
        ("Inovasi Pelayanan", "Peta genangan dari laporan warga memandu 38 perbaikan saluran."),
        ("Pegawai Triwulan", "Laporan keuangan OPD selesai sepekan lebih awal tanpa temuan."),
        ("ASN Teladan", "Pendampingan 120 pelaku usaha kecil; 87 di antaranya naik omzet dalam setahun."),
        ("Pelayanan Terbaik", "Pengaduan kebersihan ditanggapi rata-rata enam jam, sebelumnya tiga hari."),
    ),
}
# Nominations on their way: state, award, what for, what was answered.
ON_THE_WAY = (
    (
        "submitted",
        "Pelayanan Terbaik",
        "Pendaftaran pasien lewat pesan singkat: antrean pagi hilang sejak Juli.",
        "",
    ),
    ("submitted", "Pegawai Triwulan", "Stok obat tidak pernah kosong selama triwulan berjalan.", ""),
    (
        "returned",
        "Pembimbing Teladan",
        "Membimbing rekan yang baru pindah.",
        "Mohon tambahkan siapa dan hasilnya.",
    ),
    (
        "refused",
        "Pegawai Triwulan",
        "Rajin dan ramah.",
        "Belum ada capaian yang terukur; silakan diusulkan lagi.",
    ),
)
FOR_THE_CITY = (
    ("Inovasi Pelayanan", "Layanan jemput berkas bagi penyandang disabilitas; 210 keluarga terlayani."),
    ("ASN Teladan", "Menggerakkan bank sampah di sembilan kelurahan; sampah ke TPA turun 14%."),
)

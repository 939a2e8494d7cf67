"""Invented texts of objections."""

REASONS = (
    "Hasil kedua saya selesai pada bulan terakhir periode (laporan nomor 14), tetapi alasan penilaian menyebut "
    "laporan belum ada. Saya lampirkan tanda terima dari sekretariat.",
    "Target waktu pelayanan tidak tercapai karena aplikasi antrean terputus sebelas hari. Gangguan itu sudah saya "
    "laporkan, dan tidak disebut dalam penilaian.",
    "Umpan balik warga di kotak saran seluruhnya baik. Penilaian perilaku di bawah ekspektasi tidak menyebut satu "
    "kejadian pun.",
    "Dua bulan saya ditugaskan ke tim vaksinasi kecamatan. Hasil kerja di tim itu tidak ikut dipertimbangkan.",
)
STATEMENTS = (
    "Laporan nomor 14 masuk setelah batas akhir evaluasi. Isinya baik dan akan dihitung pada periode berikutnya.",
    "Gangguan aplikasi sudah saya pertimbangkan. Di luar hari gangguan pun waktu tunggu masih di atas target.",
    "Penilaian perilaku berdasar dua teguran lisan tentang kehadiran di loket, yang sudah kami bicarakan.",
)
HEARINGS = (
    "Pegawai menunjukkan tanda terima laporan dan catatan gangguan aplikasi.",
    "Pegawai menjelaskan tugas di tim kecamatan dan siapa yang dapat dimintai keterangan.",
)
GROUNDS = {
    "confirmed": (
        "Bukti yang diajukan sudah dipertimbangkan pejabat penilai. Hasil pada periode ini memang belum selesai.",
        "",
    ),
    "changed": (
        "Tanda terima menunjukkan laporan masuk dalam periode penilaian, sehingga hasil kerja perlu dinilai kembali.",
        "Lanjutkan dengan target waktu yang disepakati ulang; pejabat penilai mendampingi selama tiga bulan.",
    ),
}
UNSIGNED = "Saya menunggu penjelasan tentang hasil kerja kedua."

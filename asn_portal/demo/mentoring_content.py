"""What the invented pairs set out to do and talk about."""

PURPOSES = (
    "Menguasai layanan loket dan penanganan keluhan warga",
    "Menyusun laporan kinerja bulanan secara mandiri",
    "Memahami alur anggaran dan pertanggungjawaban kegiatan",
    "Beradaptasi dengan tugas jabatan pada masa percobaan",
    "Mengolah data layanan dengan lembar kerja elektronik",
    "Memimpin rapat koordinasi lintas bidang",
)
GOALS = (
    "Melayani pemohon sendiri selama satu minggu penuh",
    "Menyusun laporan bulanan tanpa perbaikan dari atasan",
    "Menjawab keluhan tertulis paling lama dua hari kerja",
    "Memandu satu rapat koordinasi sampai notulen selesai",
    "Menyiapkan berkas pertanggungjawaban yang lengkap sejak awal",
    "Mengenal semua standar pelayanan di unit",
)
TOPICS = (
    "Cara menerima keluhan dan meredakan suasana",
    "Menyusun telaahan staf yang ringkas",
    "Membaca standar operasional prosedur unit",
    "Menyiapkan bukti dukung SKP",
    "Rekap data kunjungan dan cara memeriksanya",
    "Berkoordinasi dengan kecamatan dan kelurahan",
    "Mengatur waktu saat loket ramai",
)
AGREED = (
    "Mencoba sendiri pekan ini, lalu dibahas bersama",
    "Menyusun konsep pertama sebelum pertemuan berikutnya",
    "Mendampingi rekan di loket dua kali",
    "Membaca SOP dan mencatat tiga pertanyaan",
)
NOTES = (
    "Masih ragu berbicara di depan warga; membaik setelah latihan berdua.",
    "Sudah memahami alurnya, perlu lebih teliti pada angka.",
    "Bercerita tentang kesulitan membagi waktu; disepakati daftar prioritas harian.",
    "Percaya diri meningkat, siap diberi tanggung jawab lebih.",
)
DECLINES = (
    "Beban tugas saya sedang penuh sampai akhir triwulan; mohon dicarikan pembimbing lain.",
    "Saya akan segera pindah tugas, sehingga tidak dapat mendampingi sampai selesai.",
)
REVIEWS = (
    "Tujuan utama tercapai: junior sudah melayani sendiri. Yang masih perlu dilatih ialah penulisan laporan.",
    "Target pendampingan tercapai lebih cepat; junior kini membantu rekan baru lainnya.",
)

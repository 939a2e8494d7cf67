"""Invented sentences of feedback, dialogue, rounds and coaching."""

PRAISE = (
    "Warga bercerita petugasnya sabar menjelaskan sampai paham.",
    "Laporan selesai dua hari lebih cepat dan mudah dibaca.",
    "Selalu siap membantu ketika loket ramai.",
    "Usul perbaikan alurnya sudah dipakai seluruh tim.",
)
HINTS = (
    "Berkas yang kurang sebaiknya diberitahukan sekaligus, agar warga tidak bolak-balik.",
    "Kabar kepada tim sering terlambat, jadwal jadi berubah mendadak.",
    "Tanggapan lewat WhatsApp kantor perlu lebih cepat pada jam layanan.",
)
RECEIVERS = (("Bu Ida", "Pelayanan cepat, saya puas."), ("", "Antre agak lama, tetapi petugasnya ramah."))
QUESTIONS = (
    "Bagaimana pelayanan saya di loket bulan ini?",
    "Apa yang perlu saya perbaiki dalam laporan triwulan?",
    "Bagaimana kerja sama kita saat pelayanan keliling?",
)
TALKS = {
    "expectation": "Kita menyepakati ukuran keberhasilan tahun ini dan dukungan yang diperlukan.",
    "progress": "Capaian berjalan sesuai rencana, kecuali kunjungan ke pulau yang terkendala cuaca.",
    "evaluation": "Kita membahas hasil triwulan dan umpan balik dari rekan.",
}
ACTIONS = (
    "Menyusun jadwal kunjungan cadangan",
    "Mengirim rekap pengaduan setiap Senin",
    "Mengusulkan kapal bersama kecamatan",
    "Mendampingi petugas baru di loket",
)
STRENGTHS = (
    "Tenang saat banyak pasien.",
    "Mau mendengar usul staf.",
    "Datang paling pagi dan pulang setelah semua selesai.",
    "Menjelaskan aturan dengan bahasa sederhana.",
)
WISHES = (
    "Lebih sering rapat singkat.",
    "Pembagian tugas diumumkan lebih awal.",
    "Beri kesempatan staf muda memimpin kegiatan.",
)
REASONS = (
    "Kunjungan rumah tertinggal dari target sampai akhir triwulan.",
    "Belum ada bukti dukung pada dua indikator.",
)
COACHING = {
    "baseline": "4",
    "strategy": "Jadwal tetap setiap Selasa dan Kamis.",
    "progress": "Baru sepertiga dari target.",
    "problem": "Kapal tidak berangkat saat gelombang tinggi.",
    "cause": "Tidak ada jadwal cadangan.",
    "step": "Menyusun jadwal cadangan dan memakai konsultasi lewat radio desa.",
}
OPPORTUNITIES = "Ikut kapal kecamatan, dan meminta bantuan kader desa."
OUTCOMES = {
    "progress": "Setelah dua bulan capaian kembali sesuai rencana.",
    "none": "Sampai hari peninjauan belum ada kemajuan.",
}
TAKEN_OVER = (
    "Hasil kerja diambil alih atasan agar layanan tidak berhenti; menjadi pertimbangan saat evaluasi."
)
PROBLEM = "Nada bicara kepada rekan dan warga beberapa kali menyinggung, sehingga kerja tim terganggu."
TRIED = "Sudah dua kali berbicara berdua dan memberi umpan balik tertulis."
AGREED = "Berhenti sejenak sebelum menjawab, dan meminta maaf bila terlanjur menyinggung."

"""What invented people learnt outside the portal, and what they say about a class."""

from training.enums import LearningForm as F

# Name, organiser, form, JP.
OUTSIDE = (
    ("Webinar Manajemen ASN Berbasis Sistem Merit", "BKN", F.SEMINAR, 3),
    ("Pelatihan Dasar Pengolahan Data dengan Lembar Kerja", "Universitas Terbuka", F.COURSE, 10),
    ("Bimbingan Teknis Penatausahaan Barang Milik Daerah", "BPSDM Provinsi", F.GUIDANCE, 8),
    ("Seminar Pelayanan Publik Ramah Kelompok Rentan", "Ombudsman RI Perwakilan", F.SEMINAR, 4),
    ("E-learning Keamanan Informasi bagi ASN", "BSSN", F.E_LEARNING, 6),
    ("E-learning Gratifikasi dan Konflik Kepentingan", "KPK", F.E_LEARNING, 5),
    ("Lokakarya Penulisan Laporan Kinerja", "LAN RI", F.WORKSHOP, 6),
    ("Sosialisasi Tata Kelola Pengaduan Masyarakat", "Kementerian PANRB", F.BRIEFING, 3),
    ("Kursus Bahasa Isyarat Dasar untuk Petugas Layanan", "Yayasan Bahasa Isyarat Setempat", F.COURSE, 12),
    ("Belajar Mandiri: Bahasa Inggris untuk Layanan Publik", "Belajar mandiri", F.SELF_LEARNING, 6),
)
BY_FIELD = {
    "health": (
        ("Bantuan Hidup Dasar bagi Tenaga Nonmedis", "PMI Cabang", F.TECHNICAL, 8),
        ("Seminar Penurunan Stunting Berbasis Keluarga", "IDI Cabang", F.SEMINAR, 4),
    ),
    "education": (
        ("Lokakarya Penyusunan Modul Ajar", "Kelompok Kerja Guru", F.WORKSHOP, 8),
        ("Komunitas Belajar: Literasi Numerasi Kelas Awal", "Balai Guru Penggerak", F.COMMUNITY, 6),
    ),
}
REFUSALS = (
    "Pindaian tidak terbaca; mohon unggah ulang dengan jelas.",
    "JP pada sertifikat berbeda dari yang Anda tulis.",
    "Nama pada sertifikat bukan nama Anda.",
)
REVOCATION = "Penyelenggara menyatakan sertifikat ini tidak pernah diterbitkan."
COMMENTS = (
    "Contoh kasusnya dekat dengan pekerjaan kami.",
    "Waktu praktik sebaiknya ditambah.",
    "Narasumber jelas dan sabar menjawab.",
    "Ruang terlalu kecil untuk jumlah peserta.",
    "Mohon materi dibagikan sebelum kelas.",
)
PROMISES = (
    "Mulai bulan depan saya memakai daftar periksa ini pada setiap berkas masuk.",
    "Saya menyusun satu halaman panduan untuk rekan seunit dan membahasnya pada rapat pagi.",
    "Saya menata ulang arsip aktif unit sesuai kode klasifikasi.",
    "Saya mencoba cara ini pada satu layanan lebih dahulu, lalu melaporkan hasilnya.",
    "Saya melatih dua rekan yang belum ikut.",
)
NOT_YET = (
    "Perangkat belum tersedia; dicoba lagi setelah pengadaan.",
    "Beban kerja akhir tahun; belum sempat.",
)
APPLIED = ("Terlihat pada berkas bulan ini.", "Sudah dipakai dan rekan ikut terbantu.", "")

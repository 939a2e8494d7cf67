"""Makes workbooks of invented people in the columns of the national export, for tests and benchmarks."""

import io
from collections.abc import Iterable
from datetime import date, timedelta

import xlsxwriter

HEADERS = [
    "PNS ID", "NIP BARU", "NIP LAMA", "NIK", "NAMA", "GELAR DEPAN", "GELAR BELAKANG", "TEMPAT LAHIR ID",
    "TEMPAT LAHIR NAMA", "TANGGAL LAHIR", "JENIS KELAMIN", "AGAMA ID", "AGAMA NAMA", "JENIS KAWIN ID",
    "JENIS KAWIN NAMA", "JENIS PEGAWAI ID", "JENIS PEGAWAI NAMA", "KEDUDUKAN HUKUM ID", "KEDUDUKAN HUKUM NAMA",
    "STATUS CPNS PNS", "STATUS ASN", "GOL AWAL ID", "GOL AKHIR ID", "GOL AKHIR NAMA", "TMT GOLONGAN", "MK TAHUN",
    "MK BULAN", "JENIS JABATAN ID", "JENIS JABATAN NAMA", "JABATAN ID", "JABATAN NAMA", "TMT JABATAN",
    "TINGKAT PENDIDIKAN ID", "TINGKAT PENDIDIKAN NAMA", "PENDIDIKAN ID", "PENDIDIKAN NAMA", "TAHUN LULUS",
    "NAMA SEKOLAH", "ALAMAT", "NOMOR HP", "EMAIL", "EMAIL GOV", "NPWP NOMOR", "BPJS", "KARTU ASN VIRTUAL",
    "NOMOR SK CPNS", "TANGGAL SK CPNS", "TMT CPNS", "NOMOR SK PNS", "TANGGAL SK PNS", "TMT PNS", "KPKN ID",
    "LOKASI KERJA ID", "UNOR ID", "UNOR NAMA", "INSTANSI INDUK ID", "INSTANSI KERJA ID", "INSTANSI KERJA NAMA",
    "SATUAN KERJA INDUK ID", "SATUAN KERJA KERJA ID", "IS VALID NIK", "FLAG IKD",
]  # fmt: skip
FIRST = ["Dewi", "Sitti", "Jonathan", "Rosmini", "Bonifasius", "Putri", "Ahmad", "Maria", "Lukas", "Hotma"]
LAST = [
    "Rahayu",
    "Aminah",
    "Rumaropen",
    "Tojeng",
    "Kambu",
    "Larasati",
    "Simanjuntak",
    "Gultom",
    "Wanma",
    "Nasution",
]
TITLES = [
    "Guru Ahli Pertama",
    "Perawat Terampil",
    "Pengelola Keuangan",
    "Analis Kebijakan Ahli Muda",
    "Arsiparis",
]
RANKS = ["III/a", "III/b", "III/c", "II/c", "III/d"]
EPOCH = date(1899, 12, 30)


def nip_of(number: int) -> str:
    """Return a plausible, unique NIP of an invented person."""
    born = date(1972, 1, 1) + timedelta(days=number % 9000)
    serial = number // 9000 + 1
    return f"{born:%Y%m%d}{born.year + 25}{number % 12 + 1:02d}{number % 2 + 1}{serial:03d}"


def person(number: int, *, units: int = 30) -> dict:
    """Return one row as header → value."""
    nip = nip_of(number)
    unit = number % units
    return {
        "PNS ID": f"PNS{number:08d}-A8AC-1F{number:06X}",
        "NIP BARU": f"'{nip}",
        "NIK": f"'127301{nip[6:8]}{nip[4:6]}{nip[2:4]}{number % 9999 + 1:04d}",
        "NAMA": f"{FIRST[number % 10]} {LAST[number // 10 % 10]} {number}",
        "GELAR BELAKANG": "S.Pd." if number % 3 else "S.E.",
        "TEMPAT LAHIR NAMA": "Sibolga",
        "TANGGAL LAHIR": f"{nip[6:8]}-{nip[4:6]}-{nip[:4]}",
        "JENIS KELAMIN": "M" if nip[14] == "1" else "F",
        "AGAMA ID": "2",
        "JENIS KAWIN ID": "1",
        "JENIS PEGAWAI NAMA": "PNS Daerah Kab/Kota",
        "KEDUDUKAN HUKUM ID": "01",
        "KEDUDUKAN HUKUM NAMA": "Aktif",
        "STATUS CPNS PNS": "P",
        "STATUS ASN": "PNS",
        "GOL AKHIR NAMA": RANKS[number % 5],
        "TMT GOLONGAN": (date(2020, 4, 1) - EPOCH).days + number % 3 * 365,
        "MK TAHUN": number % 20,
        "MK BULAN": number % 12,
        "JENIS JABATAN ID": "2",
        "JENIS JABATAN NAMA": "Jabatan Fungsional",
        "JABATAN ID": f"JBT-{number % 5:04d}-8AE4",
        "JABATAN NAMA": TITLES[number % 5],
        "TMT JABATAN": "01-06-2021",
        "TINGKAT PENDIDIKAN NAMA": "S-1",
        "PENDIDIKAN NAMA": "S-1 Pendidikan Matematika",
        "TAHUN LULUS": 1996 + number % 20,
        "NAMA SEKOLAH": "Universitas Contoh",
        "ALAMAT": f"Jalan Contoh Nomor {number}, Sibolga",
        "NOMOR HP": f"'0812{number:08d}",
        "EMAIL": f"orang{number}@contoh.test",
        "NPWP NOMOR": f"{number:015d}",
        "TMT CPNS": f"01-{number % 12 + 1:02d}-{int(nip[:4]) + 25}",
        "TMT PNS": f"01-{number % 12 + 1:02d}-{int(nip[:4]) + 26}",
        "UNOR ID": f"UNOR-{unit:04d}",
        "UNOR NAMA": f"Unit {unit}",
        "INSTANSI KERJA ID": "INST-1",
        "INSTANSI KERJA NAMA": "Kota Contoh",
        "IS VALID NIK": 1,
        "FLAG IKD": 0,
    }


def workbook(rows: Iterable[dict], headers: list[str] | None = None, target=None) -> io.BytesIO:
    """Write rows of header → value into a workbook and return it, ready to be read."""
    file = target or io.BytesIO()
    rows = list(rows)
    headers = headers or [*HEADERS, *sorted({name for row in rows for name in row} - set(HEADERS))]
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_numbers": False})
    sheet = book.add_worksheet("Data Utama")
    sheet.write_row(0, 0, headers)
    for number, row in enumerate(rows, start=1):
        for index, header in enumerate(headers):
            value = row.get(header)
            if value is not None:
                sheet.write(number, index, value)
    book.close()
    if target is None:
        file.seek(0)
        file.name = "data_utama.xlsx"
    return file


def write_roster(path: str, rows: int, is_later: bool = False) -> None:
    """Write a large roster to a file; in the later one every twentieth person has changed."""
    people = (person(number) for number in range(rows))
    if is_later:
        people = (
            row | {"GELAR BELAKANG": "M.Si."} if place % 20 == 0 else row for place, row in enumerate(people)
        )
    workbook(people, target=path)

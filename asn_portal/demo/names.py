"""Invented people: names and numbers from a seeded generator, so that every seeding makes the same."""

from dataclasses import dataclass
from datetime import date
from random import Random

MALE = [
    "Ahmad",
    "Benyamin",
    "Dedi",
    "Edison",
    "Faisal",
    "Gunawan",
    "Hendra",
    "Irwan",
    "Jonathan",
    "Ketut",
    "Lukas",
    "Markus",
    "Nelson",
    "Oloan",
    "Parlin",
    "Rahmat",
    "Sahat",
    "Togar",
    "Usman",
    "Wahyu",
    "Yakob",
    "Zulkifli",
    "Bonifasius",
    "Daud",
    "Elia",
    "Fransiskus",
    "Ibrahim",
]
FEMALE = [
    "Agustina",
    "Bunga",
    "Citra",
    "Dewi",
    "Elisabet",
    "Fitri",
    "Grace",
    "Hotmaida",
    "Intan",
    "Juliana",
    "Kartika",
    "Lestari",
    "Maria",
    "Nurul",
    "Oktavia",
    "Putri",
    "Ratih",
    "Sitti",
    "Tiurma",
    "Ulfa",
    "Wulandari",
    "Yohana",
    "Zahra",
    "Melati",
    "Rosmini",
    "Dahlia",
    "Ester",
]
LAST = [
    "Aritonang",
    "Bahari",
    "Cendana",
    "Damanik",
    "Ekaputra",
    "Firdaus",
    "Ginting",
    "Harahap",
    "Iskandar",
    "Jayadi",
    "Kambu",
    "Lubis",
    "Marbun",
    "Nasution",
    "Ompusunggu",
    "Pasaribu",
    "Rumaropen",
    "Siregar",
    "Tarigan",
    "Utomo",
    "Wanggai",
    "Yoku",
    "Zebua",
    "Simatupang",
    "Tambunan",
    "Wospakrik",
    "Hutapea",
    "Sinaga",
    "Manurung",
    "Panjaitan",
    "Rumbekwan",
    "Sawaki",
    "Tuanakotta",
    "Latuconsina",
]
LONG_NAME = "Maria Magdalena Kartika Sari Tuanakotta-Latuconsina Simanjuntak"


@dataclass(frozen=True)
class Identity:
    """Who somebody is: name, sex, birth, first appointment and number."""

    name: str
    sex: str
    birth_date: date
    cpns_on: date
    nip: str


class Registry:
    """Makes identities; numbers never repeat across the five governments."""

    def __init__(self, seed: int):
        self.random = Random(seed)
        self.serials: dict[str, int] = {}

    def identity(self, *, today: date, age: tuple[int, int] = (24, 57), is_pppk: bool = False) -> Identity:
        """Return a new identity with an age in whole years between the two, at most a whole career ago."""
        rng = self.random
        sex = rng.choice(["male", "female"])
        years = rng.randint(*age)
        birth = date(today.year - years, rng.randint(1, 12), rng.randint(1, 28))
        began = min(rng.randint(birth.year + 21, birth.year + 30), today.year - 1)
        month = rng.choice([1, 2, 3, 4, 5, 10, 12])
        if is_pppk:
            began = max(began, 2021)
        stem = f"{birth:%Y%m%d}{began}{21 if is_pppk else month:02d}{1 if sex == 'male' else 2}"
        self.serials[stem] = self.serials.get(stem, 0) + 1
        return Identity(
            self.full_name(sex), sex, birth, date(began, month, 1), f"{stem}{self.serials[stem]:03d}"
        )

    def full_name(self, sex: str) -> str:
        """Return an invented name; one in four hundred is very long."""
        rng = self.random
        if rng.random() < 1 / 400:
            return LONG_NAME
        first = rng.choice(MALE if sex == "male" else FEMALE)
        middle = rng.choice(LAST) if rng.random() < 0.4 else ""  # noqa: PLR2004
        return " ".join(part for part in (first, middle, rng.choice(LAST)) if part)

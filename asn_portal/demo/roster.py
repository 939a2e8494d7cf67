"""A roster in the columns of the national export, made from the demo, with news and with dirt, to try the import."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import BinaryIO

from django.utils import timezone

from asn_portal.core.models import Agency
from asn_portal.core.spreadsheets import write_workbook
from asn_portal.demo.names import Registry
from employees.enums import ImportKind
from employees.imports.columns import FIELDS, as_columns
from employees.imports.exporting import WORDS, cell, people_rows
from promotions.rules.ranks import RANK_NAMES, next_rank

UNCHANGED, CHANGED, NEW, SPOILED = 150, 40, 12, 11


def write_roster(target: BinaryIO, *, agency: Agency) -> int:
    """Write the workbook and return its number of rows: most unchanged, some changed, some new, some refused."""
    fields = FIELDS[ImportKind.PEOPLE]
    rows = (
        [cell(record.get(item.key, ""), kind_of(item, record)) for item in fields]
        for record in records(agency)
    )
    columns = as_columns(ImportKind.PEOPLE, WORDS)
    return write_workbook(target, columns=columns, rows=rows, title="data utama (contoh)")


def kind_of(item, record: dict) -> str:
    """Return how a cell is written: an impossible day stays text, as it comes in real files."""
    return "text" if record.get("is_dirty") else item.kind


def records(agency: Agency) -> Iterator[dict]:
    """Return the records: real ones of the demo, changed ones, new ones and dirty ones."""
    today = timezone.localdate()
    known = list(take(people_rows(agency.pk), UNCHANGED + CHANGED + SPOILED))
    known, spare = known[:-SPOILED], known[-SPOILED:]
    rng = Random(7)
    for number, record in enumerate(known):
        yield changed(record, today) if number % 5 == 0 else record
    registry = Registry(seed=77)
    yield from (new_person(registry, known[rng.randrange(len(known))], today) for _ in range(NEW))
    yield from dirty(spare)


def take(rows: Iterator[dict], count: int) -> Iterator[dict]:
    """Return the first rows."""
    for _, row in zip(range(count), rows, strict=False):
        yield row


def changed(record: dict, today: date) -> dict:
    """Return a record with news: a diploma, a telephone as people type it, for some the next rank."""
    degree = record.get("back_title") or ""
    code = record.get("rank_name", "").split(", ")[-1]
    if code in RANK_NAMES and next_rank(code) and len(degree) % 2:
        record = record | {"rank_name": next_rank(code), "rank_on": today.replace(day=1).isoformat()}
    return record | {"back_title": f"{degree}, M.A.P.".strip(", "), "phone": "'0812 3456 7890"}


def new_person(registry: Registry, like: dict, today: date) -> dict:
    """Return somebody who is not there yet, in the post of somebody else."""
    identity = registry.identity(today=today, age=(23, 30))
    day = today.replace(day=1) - timedelta(days=1)
    return like | {
        "pns_id": "",
        "nip": "'" + identity.nip,
        "name": identity.name,
        "front_title": "",
        "birth_date": identity.birth_date.isoformat(),
        "sex": "M" if identity.sex == "male" else "F",
        "email": "",
        "nik": "",
        "cpns_or_pns": "C",
        "cpns_on": identity.cpns_on.isoformat(),
        "pns_on": "",
        "rank_name": "III/a",
        "rank_on": identity.cpns_on.isoformat(),
        "post_on": max(identity.cpns_on, day.replace(day=1)).isoformat(),
    }


def dirty(known: list[dict]) -> Iterator[dict]:
    """Return rows as they come in real files: wrong numbers, impossible days, doubles, people of elsewhere."""
    spoiled = [
        {"nip": known[1]["nip"][:17]},
        {"nip": float(known[2]["nip"])},
        {"nip": known[3]["nip"][:12] + "13" + known[3]["nip"][14:]},
        {"birth_date": "31-02-1990"},
        {"rank_on": "17 Agustus"},
        {"name": ""},
    ]
    for number, wrong in enumerate(spoiled):
        yield known[number] | {"is_dirty": True} | wrong
    yield known[8]
    yield known[9] | {
        "nip": "199001012015011999",
        "unor": "8ae48289aa11",
        "unor_name": "Unit Lama",
        "pns_id": "",
    }
    yield known[10] | {"nip": "198801012012012888", "pns_id": "", "agency_name": "Pemerintah Kabupaten Lain"}

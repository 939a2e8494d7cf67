"""Units and posts of a workbook: parsing, and what only the whole file can tell. Pure."""

from collections.abc import Iterable, Mapping

from asn_portal.core.spreadsheets import CellError
from asn_portal.core.spreadsheets.cells import clean_text, to_bool, to_date
from employees.enums import PostFamily, UnitKind
from employees.imports.parsing import problem
from employees.imports.planning import fold

KIND_WORDS = {
    "pemerintah": "agency", "sekretariat": "secretariat", "setda": "secretariat", "inspektorat": "inspectorate",
    "dinas": "office", "badan": "board", "rsud": "hospital", "rumah sakit": "hospital", "kecamatan": "district",
    "kelurahan": "village", "bidang": "division", "bagian": "division", "seksi": "section", "subbagian": "section",
    "uptd": "technical", "puskesmas": "technical", "sekolah": "school", "tim": "team", "lainnya": "other",
}  # fmt: skip
FAMILY_WORDS = {
    "pengawas": "supervisor", "pelaksana": "implementer", "fungsional": "functional", "jf": "functional",
    "jabatan fungsional": "functional", "jabatan pimpinan tinggi": "jpt",
}  # fmt: skip
LIMITS = {
    "unit_code": 64, "unit_name": 200, "parent_code": 64, "post_code": 64, "post_name": 200, "title": 200,
    "level": 40, "eselon": 6, "superior_code": 64,
}  # fmt: skip
UNIT_KEYS = ("unit_name", "unit_kind", "parent_code", "starts_on")
POST_KEYS = ("unit_code", "post_name", "title", "family", "level", "eselon", "superior_code", "is_head")


def parse(values: list, indexes: Mapping[str, int]) -> tuple[dict, list]:
    """Return what a row states and what is wrong with it; a row with a post code describes a post."""
    record: dict = {}
    problems: list = []
    for key, index in indexes.items():
        raw = values[index] if index < len(values) else ""
        try:
            value = read_cell(key, raw)
        except CellError as error:
            problems.append(problem(error.code, key, raw, **error.params))
            continue
        if value in ("", None):
            continue
        record[key] = value
        if key in LIMITS and len(value) > LIMITS[key]:
            problems.append(problem("too_long", key, value, limit=LIMITS[key], found=len(value)))
    if not record.get("unit_code"):
        problems.append(problem("unit_code_missing", "unit_code"))
    return record, problems


def read_cell(key: str, raw):
    """Return the value of one cell as a record holds it."""
    if key == "starts_on":
        day = to_date(raw)
        return day.isoformat() if day else ""
    if key == "is_head":
        return to_bool(raw)
    text = clean_text(raw)
    if key == "unit_kind":
        return choice(text, UnitKind.values, KIND_WORDS)
    if key == "family":
        return choice(text, PostFamily.values, FAMILY_WORDS)
    return text


def choice(text: str, values: list[str], words: Mapping[str, str]) -> str:
    """Return a stored value from itself or its Indonesian word; raises CellError for anything else."""
    folded = fold(text)
    if not folded or folded in values:
        return folded
    if folded not in words:
        raise CellError("not_a_choice", text)
    return words[folded]


def is_post(record: Mapping) -> bool:
    """Tell a row of a post from a row of a unit."""
    return bool(record.get("post_code"))


def key_of(record: Mapping) -> str:
    """Return what may not stand in two rows."""
    if is_post(record):
        return f"J:{record['post_code']}"[:64]
    return f"U:{record['unit_code']}"[:64] if record.get("unit_code") else ""


def find_cycle(start: str, above: Mapping[str, str]) -> list[str]:
    """Return the codes of a circle that `start` runs into, or an empty list."""
    path, code = [], start
    while code and code not in path:
        path.append(code)
        code = above.get(code, "")
    return path[path.index(code) :] if code else []


def check_units(records: Mapping[int, dict], above: Mapping[str, str], root_code: str) -> dict[int, list]:
    """Return problems of unit rows by row number; `above` is the recorded tree, code → code of the unit above."""
    units = {number: record for number, record in records.items() if not is_post(record)}
    stated = {record["unit_code"]: record.get("parent_code", "") for record in units.values()}
    merged = {**above, **{code: parent for code, parent in stated.items() if parent or code not in above}}
    merged[root_code] = ""
    known = set(above) | {root_code}
    found: dict[int, list] = {}
    for number, record in units.items():
        code, parent = record["unit_code"], record.get("parent_code", "")
        if code not in known and not record.get("unit_name"):
            found[number] = [problem("unit_name_missing", "unit_name", code)]
        elif parent and parent not in known and parent not in stated:
            found[number] = [problem("parent_unknown", "parent_code", parent)]
        elif circle := find_cycle(code, merged):
            found[number] = [problem("unit_cycle", "parent_code", " → ".join([*circle, circle[0]]))]
    spread(found, units, known)
    return found


def spread(found: dict[int, list], units: Mapping[int, dict], known: set[str]) -> None:
    """Refuse units below new units that were refused, as often as it takes."""
    while True:
        lost = {units[number]["unit_code"] for number in found} - known
        more = {
            number: [problem("parent_refused", "parent_code", record["parent_code"])]
            for number, record in units.items()
            if number not in found and record.get("parent_code") in lost
        }
        if not more:
            return
        found |= more


def check_posts(records: Mapping[int, dict], units: set[str], above: Mapping[str, str]) -> dict[int, list]:
    """Return problems of post rows; `units` are all usable unit codes, `above` the recorded superiors."""
    posts = {number: record for number, record in records.items() if is_post(record)}
    stated = {record["post_code"]: record.get("superior_code", "") for record in posts.values()}
    merged = {
        **above,
        **{code: superior for code, superior in stated.items() if superior or code not in above},
    }
    heads: dict[str, int] = {}
    found: dict[int, list] = {}
    for number, record in posts.items():
        code, superior, unit = record["post_code"], record.get("superior_code", ""), record["unit_code"]
        if unit not in units:
            found[number] = [problem("unit_unknown", "unit_code", unit)]
        elif superior and superior not in above and superior not in stated:
            found[number] = [problem("superior_unknown", "superior_code", superior)]
        elif circle := find_cycle(code, merged):
            found[number] = [problem("superior_cycle", "superior_code", " → ".join([*circle, circle[0]]))]
        elif record.get("is_head") and heads.setdefault(unit, number) != number:
            found[number] = [problem("two_heads", "is_head", unit, other=heads[unit])]
        elif code not in above and not (record.get("post_name") or record.get("title")):
            found[number] = [problem("post_name_missing", "post_name", code)]
    return found


def top_down(records: Iterable[tuple[object, dict]]) -> list:
    """Return rows with units first, parents and superiors before what is below them."""
    pairs = list(records)
    units = {r["unit_code"]: r.get("parent_code", "") for _, r in pairs if not is_post(r)}
    posts = {r["post_code"]: r.get("superior_code", "") for _, r in pairs if is_post(r)}

    def rank(record: dict) -> tuple[int, int]:
        above, code = (posts, record["post_code"]) if is_post(record) else (units, record["unit_code"])
        depth = 0
        while code in above and depth <= len(above):
            code, depth = above[code], depth + 1
        return is_post(record), depth

    return [row for row, _ in sorted(pairs, key=lambda pair: rank(pair[1]))]

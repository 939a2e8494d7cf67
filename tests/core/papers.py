"""Data for documents in tests, and the words of a PDF."""

import io

from pypdf import PdfReader

from asn_portal.core.documents.services import IssueRequest
from performance.documents import SKP_QUANTITATIVE

PERIOD = {"agency": "Pemerintah Kota Teluk Sari", "period_start": "2026-01-01", "period_end": "2026-12-31"}


def person(name: str = "Siti Aminah, S.Pd.", nip: str = "198609262015051003") -> dict:
    """Return a person as printed."""
    return {"name": name, "nip": nip, "rank": "Penata / III/c", "position": "Analis", "unit": "BKPSDM"}


def result(number: int, kind: str) -> dict:
    """Return a work result with up to three indicators."""
    indicator = {"aspect": "Kuantitas", "statement": "Jumlah berkas", "target": "12 berkas"}
    return {
        "kind": kind,
        "leader_result": "",
        "statement": f"Hasil {number}",
        "indicators": [indicator] * (number % 4),
    }


def plan_data(*, name: str = "Siti Aminah, S.Pd.", main: int = 2, extra: int = 0) -> dict:
    """Return the data of form A.1.7."""
    results = [result(number, "main") for number in range(main)]
    results += [result(number, "additional") for number in range(extra)]
    return {
        **PERIOD,
        "employee": person(name),
        "evaluator": person("Budi", ""),
        "results": results,
        "expectations": [],
    }


def evaluation_data() -> dict:
    """Return the data of form D.1.1 with everything optional left out."""
    return {**PERIOD, "employee": person(), "evaluator": person("Budi", ""), "predicate": "Sangat Baik"}


def letters(count: int) -> dict:
    """Return the data of activation letters."""
    letter = {
        **person(),
        "agency": PERIOD["agency"],
        "url": "https://example.test/",
        "valid_until": "2026-02-02",
    }
    return {"letters": [{**letter, "code": f"KODE-{number}"} for number in range(count)]}


def request_for(agency, **changes) -> IssueRequest:
    """Return a request for a plan."""
    values = {
        "agency": agency,
        "kind": "skp",
        "subject_type": "plan",
        "subject_id": 7,
        "title": "SKP 2026",
        "holder_name": "Siti Aminah, S.Pd.",
        "holder_nip": "198609262015051003",
        "template": SKP_QUANTITATIVE,
        "data": plan_data(),
        "facts": [("Approved on", "2026-01-19")],
    }
    return IssueRequest(**{**values, **changes})


def words_of(pdf: bytes) -> str:
    """Return the text of a PDF in its layout, pages ended by form feeds."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "".join(page.extract_text(extraction_mode="layout") + "\n\f" for page in pages)


def fonts_of(pdf: bytes) -> list[tuple[str, bool]]:
    """Return the name of each font of a PDF and whether it is embedded."""
    found = {}
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            for inner in font.get_object().get("/DescendantFonts", [font]):
                described = inner.get_object()["/FontDescriptor"]
                is_embedded = any(name in described for name in ("/FontFile", "/FontFile2", "/FontFile3"))
                found[described["/FontName"]] = is_embedded
    return list(found.items())

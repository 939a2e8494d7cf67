"""Pages, forms as PDF, inbox and workbooks of credit points, as people meet them."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from asn_portal.core.documents.checks import check_code
from asn_portal.core.models import AccessLog, Document
from performance.models import CreditAccount, CreditConversion, CreditStatement
from performance.selectors.inbox_credit import credit_inbox
from performance.services.credit_accounts import refresh_accounts
from performance.services.credit_sheets import HEADERS, SIASN
from performance.services.credit_statements import NewPak, set_statement
from tests.employees.factories import office
from tests.performance.appraisal_help import actor
from tests.performance.factories_credit import ConversionFactory, StatementFactory, functional, rated_year

pytestmark = pytest.mark.django_db
TODAY = date(2026, 2, 10)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def world(freeze, settings):
    """Ani with a confirmed 2023, Budi with a prepared one."""
    freeze(2026, 2, 10)
    settings.LANGUAGE_CODE = "en"
    world = office()
    world.ani, world.budi = (functional(person) for person in world.staff[:2])
    world.done = ConversionFactory(appraisal=rated_year(world.ani, 2023, "sb"), confirmed=True)
    world.waiting = ConversionFactory(appraisal=rated_year(world.budi, 2024))
    refresh_accounts(agency_id=world.agency.pk, today=TODAY)
    return world


def text_of(response) -> str:
    """Return the words of a PDF response."""
    pages = PdfReader(BytesIO(b"".join(response.streaming_content))).pages
    return " ".join(page.extract_text() for page in pages)


def test_the_own_page_explains_every_row(client_for, world):
    page = client_for(world.ani.user).get(
        reverse("performance:credit_own"), headers={"accept-language": "en"}
    )
    words = page.content.decode()
    assert "12/12 × 150% × 12" in words
    assert "31" in words  # points still missing for III/b


def test_a_person_without_functional_post_reads_why(client_for, world):
    page = client_for(world.evaluator.user).get(reverse("performance:credit_own"))
    assert page.status_code == 200
    assert "PPPK" in page.content.decode()


def test_the_evaluator_confirms_the_ticked_ones(client_for, world):
    visitor, url = client_for(world.evaluator.user), reverse("performance:credit_waiting")
    assert world.budi.full_name in visitor.get(url).content.decode()
    visitor.post(url, {"conversion": [world.waiting.pk, world.done.pk]})
    world.waiting.refresh_from_db()
    assert (world.waiting.state, world.waiting.confirmed_by_id) == ("confirmed", world.evaluator.pk)
    assert world.budi.full_name not in visitor.get(url).content.decode()


def test_somebody_else_confirms_nothing_by_ticking(client_for, world):
    client_for(world.head.user).post(
        reverse("performance:credit_waiting"), {"conversion": [world.waiting.pk]}
    )
    world.waiting.refresh_from_db()
    assert world.waiting.state == "prepared"


def test_the_second_click_on_confirm_meets_the_page_of_conflicts(client_for, world):
    visitor = client_for(world.evaluator.user)
    url = reverse("performance:credit_confirm", args=[world.waiting.pk])
    assert [visitor.post(url).status_code for _click in range(2)] == [302, 409]


def test_the_list_has_filters_and_only_people_in_scope(client_for, world):
    url = reverse("performance:credit_list")
    head, outside = client_for(world.head.user), client_for(world.outsider.user)
    assert {world.ani.full_name in head.get(url).content.decode()} == {True}
    assert world.ani.full_name not in head.get(url, {"q": "budi"}).content.decode()
    assert world.budi.full_name not in head.get(url, {"pak": "on"}).content.decode()
    assert outside.get(url).status_code == 403
    assert (
        world.ani.full_name
        in head.get(url, {"unit": world.dinas.pk, "jenjang": "ahli_pertama"}).content.decode()
    )


def test_what_waits_stands_in_the_inbox_of_who_decides(world):
    rows = list(credit_inbox(actor=actor(world.evaluator)))
    assert [(row["kind"], row["subject_id"], row["is_safe"]) for row in rows] == [
        ("credit_confirm", world.waiting.pk, True)
    ]
    offices = [row for row in credit_inbox(actor=actor(world.hr)) if row["kind"] == "credit_pak"]
    assert [(row["subject_id"], row["who"]) for row in offices] == [(world.dinas.pk, world.dinas.name)]
    assert not list(credit_inbox(actor=actor(world.ani)))


def test_months_typed_wrongly_come_back_with_what_was_typed(client_for, world):
    url = reverse("performance:credit_correct", args=[world.waiting.pk])
    data = {"starts_on": "2023-01-01", "ends_on": "2024-12-31", "note": "Salah bulan"}
    page = client_for(world.hr.user).post(url, data)
    assert page.status_code == 422
    assert "Salah bulan" in page.content.decode()


# --- Forms ---


def test_the_conversion_form_shows_the_calculation_and_can_be_checked(client_for, world):
    visitor = client_for(world.ani.user)
    url = reverse("performance:credit_conversion_paper", args=[world.done.pk])
    visitor.post(url)
    visitor.post(url)
    words = text_of(visitor.get(url))
    assert "KONVERSI PREDIKAT KINERJA KE ANGKA KREDIT" in words
    assert "18,75" in words
    document = Document.objects.get()
    assert check_code(document.code).state == "valid"
    assert document.code in words


def test_the_accumulation_is_issued_anew_when_the_sum_has_grown(client_for, world):
    visitor = client_for(world.ani.user)
    url = reverse("performance:credit_accumulation", args=[world.ani.pk])
    visitor.post(url)
    visitor.post(url)
    assert Document.objects.count() == 1
    ConversionFactory(appraisal=rated_year(world.ani, 2024), confirmed=True)
    visitor.post(url)
    old, new = Document.objects.order_by("pk")
    assert old.successor == new
    assert "31,25" in text_of(visitor.get(url))


def test_the_pak_form_concludes_what_can_be_considered(client_for, world):
    visitor = client_for(world.hr.user)
    visitor.post(
        reverse("performance:credit_pak_new", args=[world.ani.pk]),
        {"number": "PAK/7", "set_on": "2026-02-10"},
    )
    pak = CreditStatement.objects.get(number="PAK/7")
    url = reverse("performance:credit_pak_paper", args=[pak.pk])
    visitor.post(url)
    words = text_of(visitor.get(url))
    assert "PENETAPAN ANGKA KREDIT" in words
    assert "III/b" in words
    assert "18,75" in words


def test_pak_of_the_ticked_people_are_set_together(client_for, world):
    visitor, url = client_for(world.hr.user), reverse("performance:credit_pak_many")
    assert visitor.post(url, {"number": "PAK", "set_on": "2026-02-10"}).status_code == 422
    data = {"number": "PAK", "set_on": "2026-02-10", "person": [world.ani.pk, world.budi.pk]}
    page = visitor.post(url, data, follow=True)
    assert CreditStatement.objects.get().number == "PAK/001"
    assert world.budi.full_name in page.content.decode()  # named with the reason


# --- Workbooks ---


def sheet(*rows):
    """Return an upload with these rows under the headers of the template."""
    book = openpyxl.Workbook()
    book.active.append(list(HEADERS))
    for row in rows:
        book.active.append(list(row))
    target = BytesIO()
    book.save(target)
    return SimpleUploadedFile("pak.xlsx", target.getvalue(), XLSX)


def row_of(person, points="96,5", as_of="31-12-2024", kind="", number="PAK/1"):
    nip = person if isinstance(person, str) else person.nip
    return (nip, "", kind, number, "", as_of, points, "")


def test_a_workbook_is_seen_first_and_recorded_once(client_for, world):
    visitor = client_for(world.hr.user)
    bad = row_of("198609262015051999")
    file = sheet(row_of(world.ani), row_of(world.budi, kind="INTEGRASI"), bad)
    page = visitor.post(reverse("performance:credit_import"), {"file": file})
    assert CreditStatement.objects.count() == 0
    preview = page.context["preview"]
    assert preview.counts == {"new": 2, "same": 0, "refused": 1}
    for _click in range(2):
        visitor.post(reverse("performance:credit_import_apply"), {"token": preview.token})
    assert set(CreditStatement.objects.values_list("points", "source")) == {
        (Decimal("96.5"), "outside"),
        (Decimal("96.5"), "integration"),
    }
    assert CreditAccount.objects.get(employee=world.ani).total == Decimal("96.5")


@pytest.mark.parametrize(
    ("row", "number"),
    [
        pytest.param({"as_of": "31-12-2030"}, 1, id="to-come"),
        pytest.param({"as_of": ""}, 1, id="no-day"),
        pytest.param({"points": "-1"}, 1, id="negative"),
        pytest.param({"points": "banyak"}, 1, id="no-number"),
        pytest.param({"kind": "LAIN"}, 1, id="unknown-kind"),
        pytest.param({"number": ""}, 1, id="no-pak-number"),
    ],
)
def test_rows_that_cannot_be_are_refused_with_their_reason(client_for, world, row, number):
    page = client_for(world.hr.user).post(
        reverse("performance:credit_import"), {"file": sheet(row_of(world.ani, **row))}
    )
    (shown,) = page.context["preview"].rows
    assert shown.verdict == "refused"
    assert len(shown.problems) == number
    assert not page.context["preview"].token


def test_people_without_credit_points_and_other_figures_of_the_day_are_refused(client_for, world):
    StatementFactory(employee=world.ani, points=30)
    file = sheet(row_of(world.ani), row_of(world.evaluator), row_of(world.outsider))
    page = client_for(world.hr.user).post(reverse("performance:credit_import"), {"file": file})
    assert [row.verdict for row in page.context["preview"].rows] == ["refused"] * 3


def test_hr_of_another_office_does_not_reach_these_people(client_for, world):
    from tests.employees.factories import RoleGrantFactory

    RoleGrantFactory(user=world.colleague.user, unit=world.other_dinas)
    page = client_for(world.colleague.user).post(
        reverse("performance:credit_import"), {"file": sheet(row_of(world.ani))}
    )
    assert page.context["preview"].counts["refused"] == 1


def test_the_export_has_the_field_names_of_siasn_and_is_logged(client_for, world):
    set_statement(employee=world.ani, new=NewPak("PAK/7", TODAY), actor=actor(world.hr))
    page = client_for(world.hr.user).get(reverse("performance:credit_export"), {"tahun": "2023"})
    rows = list(openpyxl.load_workbook(BytesIO(b"".join(page.streaming_content))).active.values)
    found = dict(zip(rows[0], rows[1], strict=True))
    assert tuple(rows[0]) == SIASN
    assert (found["bulanMulaiPenailan"], found["tahunSelesaiPenailan"]) == ("1", "2023")
    assert (found["isAngkaKreditPertama"], found["isIntegrasi"], found["isKonversi"]) == ("1", "0", "1")
    assert (found["kreditBaruTotal"], found["tanggalSk"]) == (18.75, "10-02-2026")
    assert AccessLog.objects.filter(what="export").exists()


def test_the_template_lists_people_without_a_pak(client_for, world):
    page = client_for(world.hr.user).get(reverse("performance:credit_template"))
    rows = list(openpyxl.load_workbook(BytesIO(b"".join(page.streaming_content))).worksheets[0].values)
    assert {row[0] for row in rows[1:]} == {world.ani.nip, world.budi.nip}
    assert CreditConversion.objects.count() == 2

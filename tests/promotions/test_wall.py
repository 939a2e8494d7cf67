"""The wall of the office, one's own awards, their certificates, and the table of awards."""

import datetime as dt

import pytest
from django.urls import reverse

from asn_portal.core.models import Document
from promotions.models import Award, AwardType, Nomination
from promotions.services.award_types import ensure_award_types
from tests.employees.factories import office
from tests.promotions.factories_awards import (
    AwardFactory,
    AwardTypeFactory,
    NominationFactory,
    medals,
)
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    built = office()
    built.award_type = AwardTypeFactory(agency=built.agency, name="Pelayanan Terbaik")
    built.award = AwardFactory(employee=built.staff[0], award_type=built.award_type)
    return built


def names(page):
    return texts(page, ".wall-name")


@pytest.mark.parametrize("who", ["staff", "colleague", "hr", "leader", "mayor"])
def test_everybody_of_the_government_sees_the_wall(place, client_for, who):
    person = place.staff[1] if who == "staff" else getattr(place, who)
    page = client_for(person.user).get("/apresiasi/")
    assert names(page) == [place.staff[0].full_name]
    assert place.award.citation in page.content.decode()


def test_another_government_never_sees_it(place, client_for):
    assert not names(client_for(place.outsider.user).get("/apresiasi/"))


def test_the_newest_award_of_the_city_stands_out_and_not_twice(place, client_for):
    city = AwardTypeFactory(agency=place.agency, is_city=True, name="ASN Teladan")
    AwardFactory(employee=place.staff[1], award_type=city)
    page = client_for(place.colleague.user).get("/apresiasi/")
    assert texts(page, ".wall-hero-name") == [place.staff[1].full_name]
    assert names(page) == [place.staff[0].full_name]


def test_medals_are_counted_and_listed_on_request(place, client_for):
    types = medals(place.agency)
    for person, years in zip(place.staff, (30, 20, 20), strict=True):
        AwardFactory(employee=person, award_type=types[years], awarded_on=dt.date(2025, 8, 17))
    client = client_for(place.colleague.user)
    page = client.get("/apresiasi/")
    assert [words.split()[1] for words in texts(page, ".wall-medals > li")] == ["1", "2", "0"]
    assert len(names(client.get("/apresiasi/?jenis=satyalancana"))) == len(place.staff)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("tahun=2026", 1),
        ("tahun=2025", 0),
        ("lingkup=kantor", 0),
        ("tahun=x&lingkup=y&jenis=z", 1),
        ("tahun=99999999999", 1),
        ("jenis=999999999", 0),
        ("after=bm9wZQ", 1),
        ("tahun=%00", 1),
    ],
)
def test_the_wall_is_narrowed_and_nonsense_does_not_break_it(place, client_for, query, count):
    assert len(names(client_for(place.colleague.user).get(f"/apresiasi/?{query}"))) == count


def test_a_person_takes_the_own_award_down_and_hangs_it_again(place, client_for):
    url = reverse("promotions:award_hang", args=[place.award.pk])
    assert client_for(place.colleague.user).post(url, {"tampil": "tidak"}).status_code == 403
    owner = client_for(place.staff[0].user)
    owner.post(url, {"tampil": "tidak"})
    assert not names(client_for(place.colleague.user).get("/apresiasi/"))
    assert client_for(place.colleague.user).post(url).status_code == 404
    assert len(soup(owner.get("/apresiasi/saya/")).select(".rows > li")) == 1
    owner.post(url, {"tampil": "ya"})
    assert names(client_for(place.colleague.user).get("/apresiasi/"))


def test_the_certificate_is_issued_once_and_can_be_checked_by_anybody(place, client_for, client):
    url = reverse("promotions:award_certificate", args=[place.award.pk])
    owner = client_for(place.staff[0].user)
    first = b"".join(owner.get(url).streaming_content)
    assert first.startswith(b"%PDF")
    assert b"".join(owner.get(url).streaming_content) == first
    document = Document.objects.get()
    place.award.refresh_from_db()
    assert place.award.document == document
    page = client.get(reverse("document_result", args=[document.code]))
    assert "Pelayanan Terbaik" in page.content.decode()
    assert "800/1/2026" in page.content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("evaluator", 200),
        ("head", 200),
        ("hr", 200),
        ("leader", 200),
        ("colleague", 403),
        ("outsider", 404),
    ],
)
def test_the_paper_is_for_the_person_and_those_above(place, client_for, who, status):
    url = reverse("promotions:award_certificate", args=[place.award.pk])
    response = client_for(getattr(place, who).user).get(url)
    response.close()
    assert response.status_code == status


@pytest.mark.parametrize("name", ["Ni", "Prof. Dr. drg. " + "Namasangatpanjang " * 8 + "M.Kes., Sp.KG."])
def test_long_names_and_a_medal_fit_on_one_sheet(place, client_for, name):
    medal = medals(place.agency)[30]
    award = AwardFactory(
        employee=place.staff[0],
        award_type=medal,
        employee_name=name[:200],
        citation="Pengabdian tanpa cela. " * 13,
        decree_number="Keppres Nomor 50/TK/Tahun 2026",
        position_name="Jabatan " * 20,
    )
    response = client_for(place.hr.user).get(reverse("promotions:award_certificate", args=[award.pk]))
    content = b"".join(response.streaming_content)
    assert b"/Type/Pages/Count 1/" in content


def test_the_wall_costs_the_same_with_many_awards(place, client_for, count_queries):
    client = client_for(place.colleague.user)
    AwardFactory(employee=place.staff[1], award_type=AwardTypeFactory(agency=place.agency, is_city=True))
    few = count_queries(client, "promotions:wall")
    for person in (*place.staff[1:], place.head, place.evaluator, place.hr):
        AwardFactory(employee=person, award_type=place.award_type)
    assert count_queries(client, "promotions:wall") == few <= 12
    assert count_queries(client_for(place.staff[0].user), "promotions:my_awards") <= 12


def test_pages_lead_to_the_last_award(place, client_for):
    types = [AwardTypeFactory(agency=place.agency) for _number in range(15)]
    for award_type in types:
        AwardFactory(employee=place.staff[1], award_type=award_type)
    client = client_for(place.colleague.user)
    page, seen = client.get("/apresiasi/"), []
    while True:
        seen += [card["id"] for card in soup(page).select(".wall-card")]
        link = soup(page).select_one("a[rel=next]")
        if link is None:
            break
        page = client.get("/apresiasi/" + link["href"])
    assert len(seen) == len(set(seen)) == Award.objects.count()


# --- The table of awards ---


def entry(**fields):
    data = {"name": "Inovator Muda", "level": "city", "points": "3", "valid_years": "2", "is_active": "on"}
    return data | fields


def test_hr_adds_and_changes_awards(place, client_for):
    client = client_for(place.hr.user)
    assert client.post("/apresiasi/jenis/baru/", entry()).status_code == 302
    made = AwardType.objects.get(name="Inovator Muda")
    url = reverse("promotions:award_type_edit", args=[made.pk])
    assert client.post(url, entry(points="5", is_active="")).status_code == 302
    made.refresh_from_db()
    assert (made.points, made.is_active) == (5, False)


@pytest.mark.parametrize(
    "data",
    [{"name": ""}, {"name": "Pelayanan Terbaik"}, {"points": "-1"}, {"valid_years": "0"}, {"level": "x"}],
    ids=str,
)
def test_an_award_that_cannot_be_is_refused_and_stays_in_the_form(place, client_for, data):
    page = client_for(place.hr.user).post("/apresiasi/jenis/baru/", entry(criteria="Kriteria saya") | data)
    assert page.status_code == 422
    assert "Kriteria saya" in page.content.decode()


@pytest.mark.parametrize(("who", "status"), [("head", 403), ("leader", 403), ("colleague", 403)])
def test_others_read_the_table_only(place, client_for, who, status):
    client = client_for(getattr(place, who).user)
    assert client.get("/apresiasi/jenis/").status_code == 200
    assert client.get("/apresiasi/jenis/baru/").status_code == status
    url = reverse("promotions:award_type_edit", args=[place.award_type.pk])
    assert client.post(url, entry()).status_code == status
    assert client_for(place.outsider.user).get(url).status_code == 404


def test_the_medals_come_once_and_keep_what_hr_changed(place):
    first = ensure_award_types(agency=place.agency)
    AwardType.objects.filter(pk=first["satyalancana_10"].pk).update(name="SLKS 10")
    again = ensure_award_types(agency=place.agency)
    assert again["satyalancana_10"].name == "SLKS 10"
    assert AwardType.objects.filter(agency=place.agency).count() == 4


def test_a_government_without_awards_gets_the_usual_ones(place):
    ensure_award_types(agency=place.outsider.agency)
    assert AwardType.objects.filter(agency=place.outsider.agency, rule="local").count() == 5


def test_a_medal_keeps_its_level(place, client_for):
    medal = medals(place.agency)[10]
    client_for(place.hr.user).post(reverse("promotions:award_type_edit", args=[medal.pk]), entry(name="X"))
    medal.refresh_from_db()
    assert (medal.name, medal.level) == ("X", "nation")


def test_an_award_type_in_use_may_be_put_aside_and_its_awards_stay(place, client_for):
    NominationFactory(employee=place.staff[1], award_type=place.award_type)
    AwardType.objects.filter(pk=place.award_type.pk).update(is_active=False)
    page = client_for(place.evaluator.user).get(f"/apresiasi/usulan/baru/?pegawai={place.staff[1].pk}")
    assert page.status_code == 403
    assert Nomination.objects.count() == 1
    assert names(client_for(place.colleague.user).get("/apresiasi/")) == [place.staff[0].full_name]

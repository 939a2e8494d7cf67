"""The nominative list: who is on it and why, worked out in chunks, seen by HR of the people."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from asn_portal.core import jobs
from asn_portal.core.access import Role, system_actor
from asn_portal.core.models import AccessLog, Job, JobChunk
from employees.enums import PostFamily
from promotions.models import NominativeEntry, NominativeList
from promotions.selectors.nominative import candidates
from promotions.services import nominative
from tests.employees.factories import RoleGrantFactory, member, office
from tests.promotions.factories_rank import (
    CreditFactory,
    EntryFactory,
    ExamFactory,
    ListFactory,
    make_ready,
    rank,
)

pytestmark = pytest.mark.django_db
TARGET = dt.date(2026, 4, 1)


@pytest.fixture
def place(freeze):
    """A government on 2 March 2026 in which one person of the staff may rise on 1 April (R1)."""
    freeze(2026, 3, 2)
    place = office()
    place.evaluator.rank = rank("III/d")
    place.evaluator.save()
    make_ready(place.staff[0])
    return place


@pytest.fixture
def bkd_of_dinas(place):
    """HR of one office only."""
    person = member(place.dinas, "Kepegawaian Dinas", evaluator=place.head)
    RoleGrantFactory(user=person.user, unit=place.dinas, role=Role.HR)
    return person


def build(place, target=TARGET):
    """Work out a list as the worker does."""
    listing = nominative.start_list(target_on=target, actor=system_actor(place.agency.pk))
    nominative.run_building(job_id=listing.job_id)
    listing.refresh_from_db()
    return listing


def entry_of(listing, person):
    """Return verdict, path, ranks and open codes of a person, or None."""
    found = NominativeEntry.objects.filter(nominative_list=listing, employee=person).first()
    if found is None:
        return None
    target = found.to_rank.code if found.to_rank else ""
    return found.verdict, found.kind, f"{found.from_rank.code}>{target}", found.open_codes


def test_who_meets_everything_is_eligible(place):
    listing = build(place)
    assert entry_of(listing, place.staff[0]) == ("eligible", "regular", "II/c>II/d", "")
    assert (listing.state, listing.job.state, listing.job.percent) == ("ready", "done", 100)


def test_what_is_unknown_needs_verification_and_what_is_missing_is_named(place):
    unknown, lacking = place.staff[1], place.staff[2]
    unknown.rank, unknown.education_level = rank("II/c"), "slta"
    unknown.save()
    make_ready(lacking, code="III/b")
    listing = build(place)
    codes = "predicate_2024,predicate_2025,discipline"
    assert entry_of(listing, unknown) == ("unverified", "regular", "II/c>II/d", codes)
    assert entry_of(listing, lacking) == ("lacking", "regular", "III/b>III/c", "ceiling")


@pytest.mark.parametrize(
    ("since", "is_listed"),
    [
        pytest.param(dt.date(2022, 4, 1), True, id="first-valid-day"),
        pytest.param(dt.date(2022, 4, 2), False, id="last-invalid-day"),
        pytest.param(None, True, id="unknown"),
    ],
)
def test_only_those_whose_time_in_rank_can_suffice_are_listed(place, since, is_listed):
    person = place.staff[0]
    person.rank_effective_on = since
    person.save()
    assert (entry_of(build(place), person) is not None) is is_listed


@pytest.mark.parametrize(
    "fields", [{"kind": "pppk"}, {"kind": "cpns"}, {"is_active": False, "standing": "retired"}]
)
def test_who_has_no_rank_promotion_is_not_listed(place, fields):
    person = place.staff[0]
    for name, value in fields.items():
        setattr(person, name, value)
    person.save()
    assert entry_of(build(place), person) is None


def test_functional_and_structural_posts_and_diplomas_take_their_own_path(place):
    nurse = member(place.bidang, "Perawat", family=PostFamily.FUNCTIONAL, evaluator=place.evaluator)
    nurse.position.title.level = "ahli_muda"
    nurse.position.title.save()
    make_ready(nurse, code="III/c", since=dt.date(2024, 4, 1), education="s1")
    CreditFactory(employee=nurse, points=96)
    chief = member(place.bidang, "Kepala Seksi", family=PostFamily.SUPERVISOR, evaluator=place.evaluator)
    chief.position.title.eselon = "IV.a"
    chief.position.title.save()
    make_ready(chief, code="III/b", since=dt.date(2025, 4, 1), education="s1")
    student = make_ready(place.staff[1], code="II/c", since=dt.date(2025, 4, 1), education="s1")
    ExamFactory(employee=student, exam="upkp", target_rank=rank("III/a"))
    listing = build(place)
    assert entry_of(listing, nurse) == ("lacking", "functional", "III/c>III/d", "credit")
    assert entry_of(listing, chief) == ("eligible", "structural", "III/b>III/c", "")
    assert entry_of(listing, student) == ("unverified", "diploma", "II/c>III/a", "formation")


def test_working_it_out_anew_replaces_the_entries(place):
    listing = build(place)
    EntryFactory(nominative_list=listing, employee=place.mayor)
    person = place.staff[0]
    person.rank_effective_on = dt.date(2025, 4, 1)
    person.save()
    assert build(place).pk == listing.pk
    assert (entry_of(listing, person), entry_of(listing, place.mayor)) == (None, None)


def test_a_killed_worker_is_taken_over_where_it_stopped(place):
    listing = nominative.start_list(target_on=TARGET, actor=system_actor(place.agency.pk))
    job, pk = jobs.take(listing.job_id), place.staff[0].pk
    building = nominative.prepare(job)
    people = candidates(actor=building.actor, target_on=TARGET, rules=building.rules)
    ranges = jobs.id_ranges(people)
    jobs.run_chunks(job, ranges, lambda first, last: nominative.build_entries(building, first, last))
    NominativeEntry.objects.filter(employee=pk).update(open_codes="of the first worker")
    Job.objects.update(heartbeat_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    nominative.run_building(job_id=listing.job_id)
    listing.refresh_from_db()
    assert (listing.state, JobChunk.objects.filter(job=job).count()) == ("ready", len(ranges))
    assert NominativeEntry.objects.get(employee=pk).open_codes == "of the first worker"


def test_another_government_is_never_on_the_list(place):
    make_ready(place.outsider)
    assert entry_of(build(place), place.outsider) is None


def test_the_queries_do_not_grow_with_the_people(place, django_assert_max_num_queries):
    building = nominative.prepare(
        Job.objects.get(
            pk=nominative.start_list(target_on=TARGET, actor=system_actor(place.agency.pk)).job_id
        )
    )
    for number in range(5):
        make_ready(member(place.bidang, f"Pegawai {number}", evaluator=place.evaluator))
    with django_assert_max_num_queries(4):
        assert nominative.build_entries(building, 0, 2**40) > 5


# --- The pages ---


def test_hr_starts_a_list_from_the_page_and_sees_the_bar(client_for, place):
    visitor = client_for(place.hr.user)
    answer = visitor.post(reverse("promotions:nominative_list"), {"target_on": "2026-04-01"})
    listing = NominativeList.objects.get(agency=place.agency)
    assert answer.url == reverse("promotions:nominative_detail", args=[listing.pk])
    assert f'id="job-{listing.job_id}"' in visitor.get(answer.url).content.decode()
    assert visitor.post(reverse("promotions:nominative_list"), {"target_on": "2026-04-01"}).url == answer.url
    assert Job.objects.filter(kind="nominative").count() == 1


def test_a_second_click_is_a_conflict_and_a_failed_job_is_started_anew(client_for, place):
    listing = nominative.start_list(target_on=TARGET, actor=system_actor(place.agency.pk))
    visitor, url = client_for(place.hr.user), reverse("promotions:nominative_rebuild", args=[listing.pk])
    assert visitor.post(url).status_code == 409
    Job.objects.update(state="failed")
    assert visitor.post(url).status_code == 302
    assert Job.objects.filter(kind="nominative").count() == 2
    nominative.run_building(job_id=Job.objects.latest("pk").pk)
    assert visitor.post(url).status_code == 302


def test_a_list_whose_job_is_gone_is_started_anew(client_for, place):
    listing = nominative.start_list(target_on=TARGET, actor=system_actor(place.agency.pk))
    Job.objects.all().delete()
    visitor, url = client_for(place.hr.user), reverse("promotions:nominative_rebuild", args=[listing.pk])
    assert (
        f'action="{url}"'
        in visitor.get(reverse("promotions:nominative_detail", args=[listing.pk])).content.decode()
    )
    assert visitor.post(url).status_code == 302
    assert Job.objects.filter(kind="nominative", subject_id=listing.pk).count() == 1


@pytest.mark.parametrize("day", ["2026-03-01", "2026-04-02", "2031-01-01", "", "besok"])
def test_a_date_that_cannot_be_is_refused(client_for, place, day):
    answer = client_for(place.hr.user).post(reverse("promotions:nominative_list"), {"target_on": day})
    assert answer.status_code == 422
    assert not NominativeList.objects.exists()


@pytest.mark.parametrize(
    ("who", "seen", "built"),
    [("hr", 200, 302), ("head", 403, 403), ("leader", 403, 403), ("colleague", 403, 403)],
)
def test_only_hr_sees_lists_and_only_hr_of_the_government_builds_them(client_for, place, who, seen, built):
    visitor = client_for(getattr(place, who).user)
    assert visitor.get(reverse("promotions:nominative_list")).status_code == seen
    answer = visitor.post(reverse("promotions:nominative_list"), {"target_on": "2026-04-01"})
    assert answer.status_code == built


def test_hr_of_an_office_sees_its_own_people_and_builds_nothing(client_for, place, bkd_of_dinas):
    listing = ListFactory(agency=place.agency)
    EntryFactory(nominative_list=listing, employee=place.staff[0])
    EntryFactory(nominative_list=listing, employee=place.colleague)
    visitor = client_for(bkd_of_dinas.user)
    page = visitor.get(reverse("promotions:nominative_detail", args=[listing.pk])).content.decode()
    assert place.staff[0].name in page
    assert place.colleague.name not in page
    assert visitor.post(reverse("promotions:nominative_rebuild", args=[listing.pk])).status_code == 403


def test_another_government_finds_no_list(client_for, place):
    listing = ListFactory(agency=place.agency)
    RoleGrantFactory(user=place.outsider.user, unit=place.outsider.unit, role=Role.HR)
    for name in ("detail", "export"):
        url = reverse(f"promotions:nominative_{name}", args=[listing.pk])
        assert client_for(place.outsider.user).get(url).status_code == 404


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("verdict=lacking", {"Budi"}),
        ("kind=functional", {"Citra"}),
        ("rank=III/b", {"Budi"}),
        ("office={dinas}", {"Ani", "Budi", "Citra"}),
        ("office={other}", set()),
        ("verdict=unknown&office=x", {"Ani", "Budi", "Citra"}),
    ],
)
def test_filters_narrow_the_list(client_for, place, query, names):
    listing = ListFactory(agency=place.agency)
    EntryFactory(nominative_list=listing, employee=place.staff[0])
    EntryFactory(
        nominative_list=listing,
        employee=place.staff[1],
        verdict="lacking",
        open_codes="ceiling,predicate_2025",
        from_rank=rank("III/b"),
    )
    EntryFactory(nominative_list=listing, employee=place.staff[2], kind="functional", verdict="unverified")
    query = query.format(dinas=place.dinas.pk, other=place.other_dinas.pk)
    url = reverse("promotions:nominative_detail", args=[listing.pk])
    page = client_for(place.hr.user).get(f"{url}?{query}").content.decode()
    assert {name for name in ("Ani", "Budi", "Citra") if f">{name} " in page} == names


def test_the_workbook_has_the_filtered_people_with_nip_as_text_and_is_logged(client_for, place):
    listing = ListFactory(agency=place.agency)
    EntryFactory(nominative_list=listing, employee=place.staff[0])
    EntryFactory(nominative_list=listing, employee=place.staff[1], verdict="lacking")
    url = reverse("promotions:nominative_export", args=[listing.pk])
    answer = client_for(place.hr.user).get(f"{url}?verdict=eligible")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[:2] for row in rows] == [(place.staff[0].nip, place.staff[0].full_name)]
    assert AccessLog.objects.get(subject_type="nominative_list").what == "export"


def test_the_page_costs_the_same_with_more_people(client_for, place, count_queries):
    listing = ListFactory(agency=place.agency)
    EntryFactory(nominative_list=listing, employee=place.staff[0])
    visitor, args = client_for(place.hr.user), [listing.pk]
    few = count_queries(visitor, "promotions:nominative_detail", args=args)
    for person in (*place.staff[1:], place.colleague, place.evaluator):
        EntryFactory(nominative_list=listing, employee=person)
    assert count_queries(visitor, "promotions:nominative_detail", args=args) == few <= 12
    assert count_queries(visitor, "promotions:nominative_list") <= 12

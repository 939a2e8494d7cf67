"""Forms of a unit as one ZIP: what is in it, killed workers, who may take it, until when."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from asn_portal.core import jobs
from asn_portal.core.access import NotAllowed
from asn_portal.core.models import AccessLog, Document
from performance.enums.reports import OrderStatus
from performance.models import ReportItem, ReportOrder
from performance.rules.report_files import distinct, file_path
from performance.services import form_batches, form_orders
from tests.employees.factories import RoleGrantFactory, member, office
from tests.performance.factories import PeriodFactory
from tests.performance.reports_help import archive, judged, order, revive, run, year_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return office()


@pytest.fixture
def period(place):
    """Three people of the office are rated."""
    period = year_of(place.agency)
    for person in place.staff:
        judged(person, period)
    return period


def test_the_zip_holds_every_form_sorted_by_unit_nip_and_name(place, period):
    names = archive(run(order(place, period))).namelist()
    assert names == sorted(names)
    assert len(names) == 9
    ani = min(place.staff, key=lambda person: person.nip)
    assert names[0].startswith(f"dinas-kesehatan/bidang-kesehatan-masyarakat/{ani.nip}-")
    assert {name.rsplit("-", 1)[1] for name in names} == {"c.pdf", "d.pdf", "skp.pdf"}


@pytest.mark.parametrize(
    ("unit", "name", "expected"),
    [
        ("../../etc", "Ani /\\ Lestari", "dinas/etc/1-ani-lestari-c.pdf"),
        ("Dinas", "=HYPERLINK()", "dinas/1-hyperlink-c.pdf"),
        ("CON", "日本", "dinas/con-/1-pegawai-c.pdf"),
    ],
)
def test_names_in_the_zip_are_safe(unit, name, expected):
    assert file_path(office="Dinas", unit=unit, nip="1", name=name, form="c") == expected


def test_two_files_of_one_name_both_stay():
    assert distinct(["a.pdf", "b.pdf", "a.pdf"]) == ["a.pdf", "b.pdf", "a-2.pdf"]


def test_issued_documents_are_used_again(place, period):
    run(order(place, period))
    known = set(Document.objects.values_list("pk", flat=True))
    second = run(order(place, period))
    assert set(Document.objects.values_list("pk", flat=True)) == known
    assert second.counts == {"files": 9, "missing": 0}


def test_a_killed_worker_loses_nothing_and_makes_nothing_twice(place, period, monkeypatch):
    ordered = order(place, period)
    make, calls = form_batches.make_documents, []

    def dies_in_the_third_chunk(*chunk):
        calls.append(chunk)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return make(*chunk)

    monkeypatch.setattr(form_orders, "CHUNK", 2)
    monkeypatch.setattr(form_orders, "make_documents", dies_in_the_third_chunk)
    with pytest.raises(KeyboardInterrupt):
        form_orders.run_order(ordered.job.pk)
    before = set(Document.objects.values_list("pk", flat=True))
    revive(ordered.job)
    done = run(ordered)
    assert len(before) == 4
    assert before < set(Document.objects.values_list("pk", flat=True))
    assert (Document.objects.count(), len(archive(done).namelist())) == (9, 9)


def test_a_task_delivered_twice_changes_nothing(place, period):
    done = run(order(place, period))
    form_orders.run_order(done.job_id)
    again = ReportOrder.objects.get(pk=done.pk)
    assert (again.ready_at, Document.objects.count()) == (done.ready_at, 9)


def test_a_worker_killed_after_the_zip_replaces_it(place, period):
    done = run(order(place, period))
    revive(done.job)
    ReportOrder.objects.filter(pk=done.pk).update(state=OrderStatus.WAITING)
    again = run(done)
    assert again.file.name == done.file.name
    assert jobs.Job.objects.get(pk=done.job_id).state == "done"


def test_what_cannot_be_made_is_named_in_a_list(place, period, monkeypatch):
    ordered = order(place, period, forms=["c"])
    real = form_batches.issue_documents

    def first_fails(*, requests, actor):
        return [form_batches.Refused("TypstError"), *real(requests=requests[1:], actor=actor)]

    monkeypatch.setattr(form_batches, "issue_documents", first_fails)
    done = run(ordered)
    text = archive(done).read(form_orders.LIST).decode()
    assert done.counts == {"files": 2, "missing": 1}
    assert "TypstError" in text
    assert text.startswith("dinas-kesehatan/")


def test_only_who_ordered_it_downloads_and_each_time_is_logged(place, period, client_for):
    done = run(order(place, period))
    url = reverse("performance:report_file", args=[done.pk])
    response = client_for(place.hr.user).get(url)
    assert b"".join(response.streaming_content).startswith(b"PK")
    assert response["Cache-Control"] == "private, no-store"
    for who in (place.head, place.leader, place.outsider):
        assert client_for(who.user).get(url).status_code == 404
    entry = AccessLog.objects.get(subject_type="report", what="export")
    assert (entry.subject_id, entry.purpose) == (done.pk, done.purpose)


def test_a_head_orders_for_the_own_office_only(place, period):
    with pytest.raises(NotAllowed):
        order(place, period, unit=place.other_dinas, who=place.head)
    assert len(archive(run(order(place, period, who=place.head, forms=["c"]))).namelist()) == 3


def test_a_file_of_a_unit_that_is_no_longer_ones_own_is_gone(place, period, client_for):
    hr = member(place.dinas, "HR Dinas", evaluator=place.head)
    grant = RoleGrantFactory(user=hr.user, unit=place.dinas)
    done = run(order(place, period, who=hr, forms=["c"]))
    grant.delete()
    assert client_for(hr.user).get(reverse("performance:report_file", args=[done.pk])).status_code == 404


def test_files_are_deleted_after_their_days_and_documents_stay(place, period):
    done = run(order(place, period))
    path = done.file.path
    assert form_orders.expire_files(agency=place.agency, today=done.expires_on) == 0
    assert form_orders.expire_files(agency=place.agency, today=done.expires_on + dt.timedelta(days=1)) == 1
    done.refresh_from_db()
    assert (done.state, bool(done.file), ReportItem.objects.count()) == ("expired", False, 0)
    assert not done.file.storage.exists(path)
    assert Document.objects.count() == 9


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"forms": []}, "forms"), ({"period": None}, "period")],
    ids=["no form", "nothing to print"],
)
def test_an_impossible_order_is_refused(place, period, changes, field):
    if "period" in changes:
        quarter = PeriodFactory(cycle=period.cycle, number=2, is_opened=True)
        changes = {"period": quarter, "forms": ["c", "d"]}
    with pytest.raises(ValidationError) as caught:
        order(place, **{"period": period} | changes)
    assert field in caught.value.message_dict


def test_the_form_keeps_what_was_typed(place, period, client_for):
    data = {"unit": place.dinas.pk, "period": period.pk, "purpose": "Arsip 2025"}
    response = client_for(place.hr.user).post(reverse("performance:form_order"), data)
    assert response.status_code == 422
    assert b"Arsip 2025" in response.content


def test_the_page_shows_the_bar_and_then_the_file(place, period, client_for):
    data = {"unit": place.dinas.pk, "period": period.pk, "purpose": "Arsip 2025", "forms": ["c"]}
    visitor = client_for(place.hr.user)
    page = visitor.post(reverse("performance:form_order"), data, follow=True)
    assert b"job-" in page.content
    done = run(ReportOrder.objects.select_related("job").get())
    url = reverse("performance:report_file", args=[done.pk])
    assert url in visitor.get(reverse("performance:report_order", args=[done.pk])).content.decode()
    assert url in visitor.get(reverse("performance:report_home")).content.decode()

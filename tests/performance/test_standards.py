"""Performance standards: written and proposed by an office, decided by the agency."""

import datetime as dt

import pytest
from django.urls import reverse

from asn_portal.core.models import Notice, TransitionLog
from employees.actors import actor_of
from performance.enums import StandardStatus
from performance.models import Standard, StandardIndicator
from performance.selectors.standards import standard_inbox
from tests.employees.factories import office
from tests.performance.factories_standards import StandardFactory, StandardIndicatorFactory
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)
INDICATOR = {
    "statement": "Waktu tunggu rawat jalan",
    "aspect": "time",
    "direction": "lower",
    "target": "60",
    "target_unit": "menit",
}


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


@pytest.fixture
def proposal(place):
    standard = StandardFactory(unit=place.dinas, proposed=True, proposed_by=place.head.user)
    StandardIndicatorFactory(standard=standard)
    return standard


def url(name, *args):
    return reverse(f"performance:{name}", args=args)


def decide(client, standard, **data):
    given = {"decision": "approve", "starts_on": "2026-04-01"} | data
    return client.post(url("standard_decide", standard.pk), given)


def test_a_head_writes_a_standard_and_proposes_it(place, client_for, mailoutbox):
    client = client_for(place.head.user)
    words = {"unit": place.dinas.pk, "field": "health", "name": "Rawat jalan", "source": "SK 1/2026"}
    made = client.post(url("standard_new"), words)
    standard = Standard.objects.get()
    assert made.url == url("standard_detail", standard.pk)
    assert client.post(url("standard_indicator_add", standard.pk), INDICATOR).status_code == 302
    assert client.post(url("standard_propose", standard.pk)).status_code == 302
    standard.refresh_from_db()
    assert (standard.state, standard.proposed_by) == (StandardStatus.PROPOSED, place.head.user)
    assert Notice.objects.get(event="standard_proposed").user == place.hr.user
    assert not mailoutbox
    steps = TransitionLog.objects.filter(subject_type="standard").order_by("id")
    assert list(steps.values_list("transition", flat=True)) == ["start", "propose"]


def test_a_standard_without_indicator_is_not_proposed(place, client_for):
    standard = StandardFactory(unit=place.dinas)
    page = client_for(place.head.user).post(url("standard_propose", standard.pk))
    assert page.status_code == 422
    standard.refresh_from_db()
    assert standard.state == StandardStatus.DRAFT


@pytest.mark.parametrize(("field", "value"), [("target", "enam puluh"), ("target", "-1"), ("statement", "")])
def test_what_cannot_be_an_indicator_stays_in_the_form(place, client_for, field, value):
    standard = StandardFactory(unit=place.dinas)
    data = INDICATOR | {"example": "Dari pendaftaran", field: value}
    page = client_for(place.head.user).post(url("standard_indicator_add", standard.pk), data)
    assert page.status_code == 422
    assert "Dari pendaftaran" in page.content.decode()
    assert not StandardIndicator.objects.exists()


def test_hr_approves_with_its_days_and_the_proposer_is_told(place, client_for, proposal):
    answer = decide(client_for(place.hr.user), proposal, ends_on="2026-12-31")
    assert answer.status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == StandardStatus.APPROVED
    assert (proposal.starts_on, proposal.ends_on) == (dt.date(2026, 4, 1), dt.date(2026, 12, 31))
    assert Notice.objects.get(event="standard_approved").user == place.head.user


@pytest.mark.parametrize(
    "data",
    [
        {"starts_on": ""},
        {"starts_on": "2026-02-30"},
        {"starts_on": "2026-04-01", "ends_on": "2026-03-01"},
        {"decision": "return", "note": " "},
        {"decision": "maybe"},
    ],
)
def test_a_decision_that_cannot_be_comes_back_with_what_was_typed(place, client_for, proposal, data):
    page = decide(client_for(place.hr.user), proposal, **({"note": "Catatan saya"} | data))
    assert page.status_code == 422
    assert data.get("note") == " " or "Catatan saya" in page.content.decode()
    proposal.refresh_from_db()
    assert proposal.state == StandardStatus.PROPOSED


def test_hr_returns_with_a_reason_and_the_office_proposes_again(place, client_for, proposal):
    decide(client_for(place.hr.user), proposal, decision="return", note="Target belum terukur")
    proposal.refresh_from_db()
    assert proposal.state == StandardStatus.RETURNED
    client = client_for(place.head.user)
    assert "Target belum terukur" in soup(client.get(url("standard_detail", proposal.pk))).text
    assert client.post(url("standard_propose", proposal.pk)).status_code == 302
    assert Notice.objects.filter(event="standard_proposed").count() == 1


def test_of_two_decisions_the_second_is_a_conflict(place, client_for, proposal):
    client = client_for(place.hr.user)
    assert decide(client, proposal).status_code == 302
    page = decide(client, proposal, decision="return", note="Terlambat")
    assert page.status_code == 409
    assert "Terlambat" in page.content.decode()


def test_nobody_decides_on_the_own_proposal(place, client_for, proposal):
    Standard.objects.update(proposed_by=place.hr.user)
    assert decide(client_for(place.hr.user), proposal).status_code == 403


@pytest.mark.parametrize(
    ("who", "status"),
    [("head", 403), ("evaluator", 404), ("colleague", 404), ("outsider", 404), ("leader", 403)],
)
def test_only_hr_of_the_agency_decides(place, client_for, proposal, who, status):
    assert decide(client_for(getattr(place, who).user), proposal).status_code == status
    assert Standard.objects.get().state == StandardStatus.PROPOSED


@pytest.mark.parametrize(
    ("who", "draft", "approved"),
    [("head", 200, 200), ("hr", 200, 200), ("colleague", 404, 200), ("outsider", 404, 404)],
)
def test_drafts_are_the_office_s_and_approved_ones_everybody_s(place, client_for, who, draft, approved):
    client = client_for(getattr(place, who).user)
    for standard, status in (
        (StandardFactory(unit=place.dinas), draft),
        (StandardFactory(unit=place.dinas, approved=True), approved),
    ):
        assert client.get(url("standard_detail", standard.pk)).status_code == status


def test_a_colleague_sees_an_approved_standard_but_changes_nothing(place, client_for):
    standard = StandardFactory(unit=place.dinas, approved=True)
    client = client_for(place.colleague.user)
    for name in ("standard_edit", "standard_indicator_add", "standard_end", "measurement_import"):
        assert client.get(url(name, standard.pk)).status_code == 403
    for name in ("standard_version", "standard_propose", "standard_take_back"):
        assert client.post(url(name, standard.pk)).status_code == 403


def test_what_is_proposed_is_no_longer_written(place, client_for, proposal):
    client = client_for(place.head.user)
    page = client.post(url("standard_indicator_add", proposal.pk), INDICATOR)
    assert page.status_code == 409
    assert INDICATOR["statement"] in page.content.decode()
    assert client.post(url("standard_take_back", proposal.pk)).status_code == 302
    assert client.post(url("standard_indicator_add", proposal.pk), INDICATOR).status_code == 302


def test_a_proposal_waits_in_the_inbox_of_hr_only(place, proposal):
    waiting = {name: actor_of(getattr(place, name).user, today=TODAY) for name in ("hr", "head", "leader")}
    found = {name: list(standard_inbox(actor=actor)) for name, actor in waiting.items()}
    assert [row["subject_id"] for row in found["hr"]] == [proposal.pk]
    assert not found["head"]
    assert not found["leader"]


def test_the_library_is_narrowed_by_field_text_and_state(place, client_for):
    StandardFactory(unit=place.dinas, approved=True, name="Imunisasi")
    StandardFactory(unit=place.dinas, approved=True, name="Rapor", field="education")
    StandardFactory(unit=place.dinas, approved=True, name="Lama", ends_on=dt.date(2025, 6, 30))
    client = client_for(place.staff[0].user)
    asked = {"": 3, "?bidang=education": 1, "?q=imun": 1, "?keadaan=in_force": 2, "?bidang=x&keadaan=y": 3}
    for query, count in asked.items():
        assert len(texts(client.get(url("standard_list") + query), "tbody tr")) == count


def test_the_pages_cost_the_same_with_many_rows(place, client_for, count_queries):
    client = client_for(place.hr.user)
    standard = StandardIndicatorFactory(standard__unit=place.dinas).standard
    pages = [("performance:standard_list", ()), ("performance:standard_detail", (standard.pk,))]
    few = [count_queries(client, name, args=args) for name, args in pages]
    StandardIndicatorFactory.create_batch(5, standard=standard)
    for _ in range(5):
        StandardIndicatorFactory(standard__unit=place.dinas)
    assert [count_queries(client, name, args=args) for name, args in pages] == few
    assert max(few) <= 12

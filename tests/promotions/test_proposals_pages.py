"""The pages of rank proposals: the whole journey, refusals that lose nothing, scope, the list and its cost."""

import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse

from employees.models import Employee, RankRecord
from promotions.models import RankProposal
from promotions.selectors import audit_proposals
from tests.employees.factories import office
from tests.promotions.factories_proposals import ProposalFactory, eligible, rank
from tests.promotions.proposal_help import actor, told
from tests.support.pages import soup, texts

pytestmark = pytest.mark.django_db
NEW = "/kenaikan-pangkat/usul/"
WISH = {"kind": "regular", "target_on": "2026-04-01"}
DECREE = {"decree_number": "823/77/2026", "decree_on": "2026-03-02", "effective_on": "2026-04-01"}


@pytest.fixture
def place(freeze):
    freeze(2026, 3, 2)
    return office()


@pytest.fixture
def ani(place):
    return eligible(place.staff[0])


def page(name, proposal):
    return reverse(f"promotions:{name}", args=[proposal.pk])


def post(client, name, proposal, **data):
    return client.post(page(name, proposal), data)


def test_the_whole_way_from_the_wish_to_the_new_rank(place, ani, client_for, freeze):
    assert client_for(ani.user).post(NEW, WISH).status_code == 302
    proposal = RankProposal.objects.get()
    assert post(client_for(place.head.user), "proposal_check", proposal, note="Lengkap").status_code == 302
    assert post(client_for(place.hr.user), "proposal_check_bkpsdm", proposal).status_code == 302
    freeze(2026, 4, 7)
    answer = post(client_for(place.leader.user), "proposal_decide", proposal, **DECREE)
    assert answer.status_code == 302
    career = client_for(ani.user).get("/karier/").content.decode()
    assert "Pengatur Tingkat I, II/d" in career
    detail = client_for(ani.user).get(page("proposal_detail", proposal))
    assert len(texts(detail, ".timeline-label")) == 4
    assert "823/77/2026" in detail.content.decode()


def test_the_checklist_of_a_tmt_is_shown_before_anything_is_sent(place, ani, client_for):
    met = client_for(ani.user).get(NEW, {"tmt": "2026-04-01"})
    early = client_for(ani.user).get(NEW, {"tmt": "2026-03-01"})
    assert not texts(met, ".requirement.is-unmet")
    assert len(texts(early, ".requirement.is-unmet")) == 1
    assert soup(early).select_one("[name=target_on]")["value"] == "2026-03-01"


def test_what_is_missing_is_refused_with_the_checklist_and_nothing_is_lost(place, ani, client_for):
    answer = client_for(ani.user).post(NEW, {"kind": "regular", "target_on": "2026-03-01"})
    assert answer.status_code == 422
    assert texts(answer, ".requirement.is-unmet")
    assert texts(answer, "[role=alert]")
    assert soup(answer).select_one("[name=target_on]")["value"] == "2026-03-01"
    assert not RankProposal.objects.exists()


def test_hr_of_the_agency_gives_a_reason_on_the_page_and_it_is_kept_when_refused(place, ani, client_for):
    hr, url = client_for(place.hr.user), f"{NEW}?person={ani.pk}"
    assert "override_reason" in hr.get(f"{url}&tmt=2026-03-01").content.decode()
    wrong = hr.post(url, {"kind": "regular", "target_on": "2026-03-02", "override_reason": "Putusan 12"})
    assert wrong.status_code == 422
    assert "Putusan 12" in wrong.content.decode()
    right = hr.post(url, {"kind": "regular", "target_on": "2026-03-01", "override_reason": "Putusan 12"})
    assert "Putusan 12" in hr.get(right.url).content.decode()


@pytest.mark.parametrize(("kind", "is_offered"), [("pns", True), ("pppk", False), ("cpns", False)])
def test_a_proposal_is_offered_to_those_whom_ranks_concern(place, ani, client_for, kind, is_offered):
    Employee.objects.filter(pk=ani.pk).update(kind=kind)
    page = client_for(ani.user).get(reverse("promotions:proposal_list")).content.decode()
    assert (reverse("promotions:proposal_new") in page) is is_offered


@pytest.mark.parametrize("kind", ["pppk", "cpns", "official"])
def test_r18_who_has_no_rank_promotion_reads_why(place, ani, client_for, kind):
    type(ani).objects.filter(pk=ani.pk).update(kind=kind)
    hr, url = client_for(place.hr.user), f"{NEW}?person={ani.pk}"
    shown = hr.get(url)
    assert shown.status_code == 200
    assert not soup(shown).select_one("[name=kind]")
    answer = hr.post(url, WISH)
    assert answer.status_code == 422
    assert texts(answer, "[role=alert]")


@pytest.mark.parametrize(
    "wish",
    [
        {},
        {"kind": "xyz", "target_on": "2026-04-01"},
        {"kind": "functional", "target_on": "2026-04-01"},
        {"kind": "regular", "target_on": "besok"},
        {"kind": "regular", "target_on": "2026-04-02"},
        {"kind": "regular", "target_on": "2025-11-01"},
        {"kind": "regular", "target_on": "2035-04-01"},
        {"kind": "regular", "target_on": "0001-01-01"},
        {"kind": "regular", "target_on": "9999-12-01"},
    ],
)
def test_a_wish_that_cannot_be_is_refused_in_words(place, ani, client_for, wish):
    answer = client_for(ani.user).post(NEW, wish)
    assert answer.status_code == 422
    assert texts(answer, "[role=alert]")


def test_outside_the_scope_there_is_nothing(place, ani, client_for):
    proposal = ProposalFactory(employee=ani)
    for who in (place.colleague, place.outsider):
        visitor = client_for(who.user)
        assert visitor.get(page("proposal_detail", proposal)).status_code == 404
        assert post(visitor, "proposal_check", proposal).status_code == 404
        assert visitor.get(NEW, {"person": ani.pk}).status_code == 404
        assert "Ani Lestari" not in visitor.get("/kenaikan-pangkat/").content.decode()


@pytest.mark.parametrize("name", ["check", "check_bkpsdm", "return", "refuse", "verify", "decide"])
def test_the_owner_sees_it_but_decides_nothing(place, ani, client_for, name):
    proposal = ProposalFactory(employee=ani, unverified=True)
    owner = client_for(ani.user)
    shown = owner.get(page("proposal_detail", proposal))
    assert not soup(shown).select("#decision-title, #verify-title")
    data = {"note": "x", "code": "discipline", "evidence": "x", **DECREE}
    assert post(owner, f"proposal_{name}", proposal, **data).status_code == 403


def test_the_second_click_is_a_conflict_page(place, ani, client_for):
    proposal, head = ProposalFactory(employee=ani), client_for(place.head.user)
    assert post(head, "proposal_check", proposal).status_code == 302
    assert post(head, "proposal_check", proposal).status_code == 409
    assert post(head, "proposal_return", proposal, note="Terlambat").status_code == 409


def test_a_return_without_a_reason_is_asked_for_again(place, ani, client_for):
    proposal = ProposalFactory(employee=ani)
    answer = post(client_for(place.head.user), "proposal_return", proposal, note=" ")
    assert answer.status_code == 422
    assert soup(answer).select_one("details[open] .is-invalid")


def test_a_returned_proposal_is_corrected_and_sent_again(place, ani, client_for):
    proposal, me = ProposalFactory(employee=ani), client_for(ani.user)
    post(client_for(place.head.user), "proposal_return", proposal, note="Pilih TMT Mei")
    assert "Pilih TMT Mei" in me.get(page("proposal_detail", proposal)).content.decode()
    assert me.get(page("proposal_again", proposal)).status_code == 200
    assert post(me, "proposal_again", proposal, kind="regular", target_on="2026-05-01").status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.target_on) == ("at_unit", dt.date(2026, 5, 1))


def test_the_career_page_leads_to_a_proposal_and_shows_the_one_on_its_way(place, ani, client_for):
    me = client_for(ani.user)
    assert soup(me.get("/karier/")).select_one(f'a[href="{NEW}"]')
    boss = client_for(place.evaluator.user).get(f"/karier/{ani.pk}/")
    assert not soup(boss).select_one(f'a[href^="{NEW}"]'), "a superior does not propose"
    hr = client_for(place.hr.user).get(f"/karier/{ani.pk}/")
    assert soup(hr).select_one(f'a[href="{NEW}?person={ani.pk}"]')
    proposal = ProposalFactory(employee=ani)
    shown = soup(me.get("/karier/"))
    assert shown.select_one(f'a[href="{page("proposal_detail", proposal)}"]')
    assert not shown.select_one(f'a[href="{NEW}"]')


def test_what_is_not_returned_is_not_sent_again(place, ani, client_for):
    proposal, me = ProposalFactory(employee=ani, decided=True), client_for(ani.user)
    assert me.get(page("proposal_again", proposal)).status_code == 302
    assert post(me, "proposal_again", proposal, **WISH).status_code == 409


def test_hr_verifies_on_the_page_and_empty_evidence_is_refused(place, ani, client_for):
    proposal, hr = ProposalFactory(employee=ani, unverified=True, at_bkpsdm=True), client_for(place.hr.user)
    assert soup(hr.get(page("proposal_detail", proposal))).select_one("#evidence-discipline")
    assert post(hr, "proposal_verify", proposal, code="discipline", evidence=" ").status_code == 422
    assert post(hr, "proposal_verify", proposal, code="discipline", evidence="SP 1/2026").status_code == 302
    assert "SP 1/2026" in hr.get(page("proposal_detail", proposal)).content.decode()


def test_what_is_open_at_bkpsdm_comes_back_with_the_note_as_typed(place, client_for):
    silent = eligible(place.staff[0], discipline_on=None)
    proposal = ProposalFactory(employee=silent, unverified=True, at_bkpsdm=True)
    answer = post(client_for(place.hr.user), "proposal_check_bkpsdm", proposal, note="Sudah dicek berkas")
    assert answer.status_code == 422
    assert "Sudah dicek berkas" in answer.content.decode()


def test_a_rank_that_changed_meanwhile_is_a_conflict_in_clear_words(place, ani, client_for):
    proposal = ProposalFactory(employee=ani, to_decide=True)
    RankRecord.objects.create(
        agency=ani.agency, employee=ani, rank=rank("II/d"), effective_on=dt.date(2026, 2, 1)
    )
    answer = post(client_for(place.hr.user), "proposal_decide", proposal, **DECREE)
    assert answer.status_code == 409
    assert "Pengatur Tingkat I, II/d" in texts(answer, "[role=alert]")[0]
    assert "823/77/2026" in answer.content.decode()


def test_a_decree_that_cannot_be_keeps_what_was_typed(place, ani, client_for):
    proposal = ProposalFactory(employee=ani, to_decide=True)
    hr = client_for(place.hr.user)
    assert (
        soup(hr.get(page("proposal_decide", proposal))).select_one("[name=effective_on]")["value"]
        == "2026-04-01"
    )
    answer = post(hr, "proposal_decide", proposal, **{**DECREE, "effective_on": "2026-04-15"})
    assert answer.status_code == 422
    assert soup(answer).select_one("[name=decree_number]")["value"] == "823/77/2026"


def test_the_form_of_the_decree_leads_back_once_it_is_decided(place, ani, client_for):
    proposal = ProposalFactory(employee=ani, decided=True)
    assert client_for(place.hr.user).get(page("proposal_decide", proposal)).status_code == 302


def test_the_person_reads_at_which_desk_it_lies_and_since_when(place, ani, client_for, freeze):
    client_for(ani.user).post(NEW, WISH)
    freeze(2026, 3, 9)
    shown = client_for(ani.user).get(page("proposal_detail", RankProposal.objects.get()))
    assert texts(shown, ".figure") == ["5 hari"]
    assert texts(shown, ".step.is-now .step-label") != []


def test_the_list_narrows_by_desk_office_tmt_and_text(place, ani, client_for):
    ProposalFactory(employee=ani)
    ProposalFactory(employee=place.colleague, at_bkpsdm=True, target_on=dt.date(2026, 5, 1))
    hr = client_for(place.hr.user)
    queries = (
        {"meja": "at_unit"},
        {"kantor": place.dinas.pk},
        {"tmt": "2026-04-01"},
        {"q": "ani les"},
        {"q": ani.nip[:10]},
    )
    for query in queries:
        assert texts(hr.get("/kenaikan-pangkat/", query), "tbody .cell-main a, tbody a.cell-main") != []
    assert len(texts(hr.get("/kenaikan-pangkat/"), "tbody tr")) == 2
    assert texts(hr.get("/kenaikan-pangkat/", queries[0]), "a.cell-main") == [ani.full_name]
    assert texts(hr.get("/kenaikan-pangkat/", {"meja": "x", "tmt": "x", "kantor": "x"}), "tbody tr") != []


def test_the_list_pages_by_keyset_and_costs_the_same(place, client_for, count_queries):
    people = [eligible(person) for person in place.staff]
    for person in people:
        ProposalFactory(employee=person)
    visitor = client_for(place.hr.user)
    few = count_queries(visitor, "promotions:proposal_list")
    for number in range(55):
        ProposalFactory(employee=people[number % 3], decided=True)
    for person in people[:2]:
        ProposalFactory(employee=person, refused=True)
    assert count_queries(visitor, "promotions:proposal_list", query={"tampil": "selesai"}) <= few <= 12
    first = visitor.get("/kenaikan-pangkat/", {"tampil": "selesai"})
    assert len(texts(first, "tbody tr")) == 50
    later = visitor.get(f"/kenaikan-pangkat/{soup(first).select_one('[rel=next]')['href']}")
    assert len(texts(later, "tbody tr")) == 7


@pytest.mark.parametrize("state", ["at_unit", "at_bkpsdm", "to_decide", "decided"])
@pytest.mark.parametrize("who", ["head", "hr", "leader"])
def test_a_proposal_costs_at_most_twelve_queries(place, ani, client_for, count_queries, state, who):
    proposal = ProposalFactory(
        employee=ani, **({"decided": True} if state == "decided" else {"state": state})
    )
    visitor = client_for(getattr(place, who).user)
    assert count_queries(visitor, "promotions:proposal_detail", args=[proposal.pk]) <= 12


def test_a_new_proposal_costs_at_most_twelve_queries(place, ani, client_for, count_queries):
    assert count_queries(client_for(ani.user), "promotions:proposal_new") <= 12
    visitor = client_for(place.hr.user)
    assert count_queries(visitor, "promotions:proposal_new", query={"person": ani.pk}) <= 12


def test_the_export_holds_what_the_filter_shows(place, ani, client_for):
    from python_calamine import CalamineWorkbook

    ProposalFactory(employee=ani)
    ProposalFactory(employee=place.colleague, at_bkpsdm=True)
    answer = client_for(place.hr.user).get("/kenaikan-pangkat/unduh/", {"meja": "at_unit"})
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))
    cells = [cell for row in book.get_sheet_by_index(0).to_python() for cell in row]
    assert ani.full_name in cells
    assert place.colleague.full_name not in cells
    assert client_for(ani.user).get("/kenaikan-pangkat/unduh/").status_code == 403


def test_withdrawing_tells_the_desk(place, ani, client_for):
    proposal = ProposalFactory(employee=ani)
    assert post(client_for(ani.user), "proposal_withdraw", proposal).status_code == 302
    assert told(place.head) == ["proposal_withdrawn"]
    assert post(client_for(ani.user), "proposal_withdraw", proposal).status_code == 409


def test_hr_finds_somebody_by_nip(place, ani, client_for):
    hr = client_for(place.hr.user)
    assert ani.full_name in hr.get(NEW, {"nip": ani.nip}).content.decode()
    assert hr.get(NEW, {"nip": "1"}).status_code == 404


def test_the_audit_names_a_proposal_and_leads_to_it(place, ani, client_for):
    client_for(ani.user).post(NEW, WISH)
    proposal = RankProposal.objects.get()
    names = audit_proposals.proposal_names(actor=actor(place.inspector), ids=[proposal.pk])
    assert dict(names) == {proposal.pk: f"{ani.full_name}, II/d"}
    assert not audit_proposals.proposal_names(actor=actor(place.outsider), ids=[proposal.pk])
    assert client_for(place.inspector.user).get(page("proposal_detail", proposal)).status_code == 200

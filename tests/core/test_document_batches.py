"""Many documents at once: in their order, each its own, and one that fails holds up none."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from asn_portal.core.access import Actor, NotAllowed, system_actor
from asn_portal.core.documents.render import MOST_COMPILERS, render_pdf
from asn_portal.core.documents.services import Refused, issue_documents
from asn_portal.core.models import Document
from performance.documents import SKP_QUANTITATIVE
from tests.core import papers
from tests.employees.factories import AgencyFactory

pytestmark = pytest.mark.django_db
NAMES = [f"Pegawai Nomor {number}" for number in range(6)]


def requests(agency):
    return [
        papers.request_for(agency, subject_id=number, data=papers.plan_data(name=name))
        for number, name in enumerate(NAMES, start=1)
    ]


def words_of(document):
    with document.file.open("rb") as file:
        return papers.words_of(file.read())


def test_threads_that_set_one_template_do_not_mix_their_pages():
    with ThreadPoolExecutor(MOST_COMPILERS + 2) as pool:
        pages = list(pool.map(lambda name: render_pdf(SKP_QUANTITATIVE, papers.plan_data(name=name)), NAMES))
    for name, content in zip(NAMES, pages, strict=True):
        words = papers.words_of(content)
        assert [other for other in NAMES if other in words] == [name]


def test_documents_come_in_order_each_with_its_own_code():
    agency = AgencyFactory()
    found = issue_documents(requests=requests(agency), actor=system_actor(agency.pk))
    assert [document.subject_id for document in found] == [1, 2, 3, 4, 5, 6]
    assert len({document.code for document in found}) == 6
    for name, document in zip(NAMES, found, strict=True):
        words = words_of(document)
        assert name in words
        assert document.code in words


def test_one_that_cannot_be_set_is_named_and_the_others_are_issued():
    agency = AgencyFactory()
    wanted = requests(agency)
    broken = papers.request_for(agency, subject_id=9, data={"results": "no plan at all"})
    found = issue_documents(requests=[wanted[0], broken, wanted[1]], actor=system_actor(agency.pk))
    assert [isinstance(row, Refused) for row in found] == [False, True, False]
    assert set(Document.objects.values_list("subject_id", flat=True)) == {1, 2}


def test_documents_of_another_government_are_not_issued():
    with pytest.raises(NotAllowed):
        issue_documents(requests=requests(AgencyFactory()), actor=Actor(agency_id=AgencyFactory().pk))

"""The demo: one small government is built whole, so that `make demo` never finds out first."""

from datetime import date

import pytest
from django.test import Client

from asn_portal.core.access import Role
from asn_portal.core.models import Agency
from asn_portal.demo.build import build_government
from asn_portal.demo.names import Registry
from asn_portal.demo.structure import GOVERNMENTS
from employees.models import RoleGrant
from performance.models import (
    Appraisal,
    CreditConversion,
    Dialogue,
    MatrixRole,
    Measurement,
    Objection,
    Plan,
    UnitPredicate,
)
from promotions.models import Award, RankProposal
from training.models import Certificate, Enrolment, MentoringPair

pytestmark = pytest.mark.django_db
FILLED = (
    Plan,
    Appraisal,
    Measurement,
    UnitPredicate,
    Objection,
    CreditConversion,
    Dialogue,
    MatrixRole,
    Enrolment,
    Certificate,
    MentoringPair,
    RankProposal,
    Award,
)
PAGES = (
    "/",
    "/persetujuan/",
    "/pegawai/",
    "/tahun/",
    "/standar/",
    "/pelatihan/",
    "/apresiasi/",
    "/jadwal/",
    "/laporan/",
    "/matriks/",
    "/tindak-lanjut/",
)


def test_a_government_is_built_with_something_in_every_corner():
    small = GOVERNMENTS[1]
    build_government(small, Registry(seed=7), date(2026, 11, 22))
    agency = Agency.objects.get(code=small.code)
    assert not [model.__name__ for model in FILLED if not model.objects.exists()]
    officer = Client()
    officer.force_login(RoleGrant.objects.filter(agency=agency, role=Role.HR).first().user)
    assert {page: officer.get(page).status_code for page in PAGES} == dict.fromkeys(PAGES, 200)

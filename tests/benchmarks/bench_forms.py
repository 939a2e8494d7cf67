"""Official forms of a unit in bulk: form PDFs a minute on this machine, from the order to the ZIP (issue 4).

make bench ARGS=tests/benchmarks/bench_forms.py
FORMS=1000 is the number of form C documents; each has five results with two indicators, feedback and evidence.
"""

import os
import zipfile
from time import perf_counter

import pytest
from django.db import connection

from asn_portal.core.models import Document
from employees.models import Employee
from performance.models import (
    Appraisal,
    BehaviourExpectation,
    Evidence,
    Feedback,
    Indicator,
    Plan,
    ReportOrder,
    WorkResult,
)
from tests.benchmarks.bench_opening import CROWD, execute
from tests.benchmarks.targets import verdict
from tests.employees.factories import office
from tests.performance.factories import moment
from tests.performance.reports_help import order, run, year_of

pytestmark = pytest.mark.django_db(transaction=True)
FORMS = int(os.environ.get("FORMS", "1000"))
RESULTS, INDICATORS = 5, 2
TARGET = 1_000


def rated_crowd(place, period) -> None:
    """Give everybody of the crowd a plan with evidence and feedback, and a released rating."""
    people = list(Employee.objects.filter(agency=place.agency, name__startswith="Pegawai "))
    common = {"agency": place.agency, "cycle": period.cycle}
    plans = Plan.objects.bulk_create(
        Plan(
            **common,
            employee=person,
            unit_id=person.unit_id,
            state="approved",
            approved_at=moment(2025, 1, 20),
            employee_name=person.full_name,
        )
        for person in people
    )
    results = WorkResult.objects.bulk_create(
        WorkResult(plan=plan, order=number, statement=f"Terselenggaranya layanan {number} bagi warga pulau")
        for plan in plans
        for number in range(RESULTS)
    )
    indicators = Indicator.objects.bulk_create(
        Indicator(
            result=row, order=number, aspect="quantity", statement="Jumlah layanan", target="12 laporan"
        )
        for row in results
        for number in range(INDICATORS)
    )
    Evidence.objects.bulk_create(
        Evidence(agency=place.agency, period=period, indicator=row, value="11 laporan") for row in indicators
    )
    BehaviourExpectation.objects.bulk_create(
        BehaviourExpectation(plan=plan, value="service", text="Sambut warga.") for plan in plans
    )
    Feedback.objects.bulk_create(
        Feedback(
            **common,
            employee=person,
            author=place.evaluator,
            role="leader",
            behaviour="service",
            text="Warga merasa dilayani dengan ramah.",
        )
        for person in people
    )
    rate(place, period, people)


def rate(place, period, people) -> None:
    """Release everybody's rating."""
    Appraisal.objects.bulk_create(
        Appraisal(
            agency=place.agency,
            period=period,
            employee=person,
            unit_id=person.unit_id,
            opd=place.dinas,
            state="released",
            result_rating="as",
            behaviour_rating="as",
            predicate="b",
            organisation_predicate="good",
            rated_by=place.evaluator,
            rated_at=moment(2025, 12, 20),
            released_at=moment(2025, 12, 28),
        )
        for person in people
    )


def test_form_pdfs_a_minute():
    place = office()
    execute(CROWD, [FORMS, place.staff[0].pk])
    period = year_of(place.agency)
    rated_crowd(place, period)
    ordered = order(place, period, forms=["c"])
    start = perf_counter()
    done = run(ordered)
    seconds = perf_counter() - start
    with done.file.open("rb") as file:
        names = zipfile.ZipFile(file).namelist()
    assert (done.counts["files"], len(names)) == (FORMS, FORMS)
    again = ReportOrder.objects.get(pk=order(place, period, forms=["c"]).pk)
    start = perf_counter()
    run(again)
    second = perf_counter() - start
    assert Document.objects.count() == FORMS
    print(
        f"\n{connection.vendor}, {FORMS:,} forms C of three pages, {done.size / 1e6:.0f} MB: {seconds:.1f} s; "
        f"the same again, all issued before: {second:.1f} s"
    )
    # Stated as seconds for a thousand, so that less is better as everywhere here.
    verdict("seconds for 1,000 form PDFs", seconds / FORMS * TARGET, 60)

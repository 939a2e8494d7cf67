"""Study assignments: two results in the SAME plan, the IPK guide, and what a drop-out leaves to choose."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from asn_portal.core.access import Conflict, NotAllowed
from asn_portal.core.workflow import NoteRequired
from employees.actors import actor_of
from performance.enums import Approach, Predicate
from performance.enums.plan_changes import PlanOrigin, StudyStatus
from performance.models import Plan, StudyAssignment
from performance.rules.predicate import allowed_predicates
from performance.rules.studies import good_from, needs_accreditation_check
from performance.selectors import studies as selectors
from performance.services import studies
from tests.employees.factories import office
from tests.performance.factories import AppraisalFactory, PeriodFactory, PlanFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 7, 15)


@pytest.fixture(autouse=True)
def _july(freeze):
    freeze(2026, 7, 15)


@pytest.fixture
def place():
    return office()


def actor(person):
    return actor_of(person.user, today=TODAY)


def new(**changes):
    values = {
        "institution": "Universitas Contoh",
        "programme": "Magister Kebijakan Publik",
        "level": "s2",
        "accreditation": "b",
        "programme_accreditation": "b",
        "starts_on": dt.date(2026, 7, 1),
        "due_on": dt.date(2028, 6, 30),
    }
    return studies.NewStudy(**(values | changes))


def record(place, **changes):
    return studies.record_study(employee=place.staff[0], new=new(**changes), actor=actor(place.hr))


def test_it_is_added_to_the_same_plan_as_a_change(place):
    plan = PlanFactory(employee=place.staff[0], approved=True, complete=True)
    study = record(place)
    fresh = Plan.objects.get(replaces=plan)
    assert (fresh.origin, fresh.cycle, fresh.starts_on) == (PlanOrigin.STUDY, plan.cycle, None)
    assert fresh.results.count() == 4
    texts = list(fresh.results.filter(study=study).values_list("statement", flat=True))
    assert [("evaluasi akademik" in text, "tepat waktu" in text) for text in texts] == [
        (True, False),
        (False, True),
    ]


def test_a_draft_takes_the_results_without_a_new_version(place):
    plan = PlanFactory(employee=place.staff[0], complete=True, approach=Approach.QUALITATIVE)
    record(place)
    assert Plan.objects.filter(employee=place.staff[0]).count() == 1
    narrative = plan.results.filter(study__isnull=False).first().indicators.get()
    assert "IPK" in narrative.statement
    assert narrative.target == ""


def test_a_plan_that_waits_is_left_alone_until_it_is_decided_and_nothing_comes_twice(place):
    plan = PlanFactory(employee=place.staff[0], submitted=True, complete=True)
    record(place)
    assert plan.results.count() == 2
    Plan.objects.filter(pk=plan.pk).update(state="returned")
    runs = [studies.put_into_plans(agency=place.agency, today=TODAY) for _time in range(2)]
    assert (runs, plan.results.count()) == ([1, 0], 4)


def test_e25_the_guide_reads_the_ipk(place):
    study = record(place)
    studies.report_ipk(study=study, ipk=Decimal("3.24"), as_of=TODAY, actor=actor(place.evaluator))
    sheet = selectors.study_sheet(actor=actor(place.staff[0]), study=study)
    assert sheet.guide == Predicate.BP
    assert sheet.good_from == Decimal("3.25")


@pytest.mark.parametrize(
    ("level", "accreditation", "expected"),
    [("s1", "a", "3.01"), ("s1", "c", "3.20"), ("s2", "abroad", "3.20"), ("s3", "c", "3.30")],
)
def test_the_target_is_the_lowest_ipk_that_the_guide_calls_good(level, accreditation, expected):
    assert good_from(level, accreditation) == Decimal(expected)


@pytest.mark.parametrize(
    ("university", "programme", "is_low"),
    [("a", "c", False), ("c", "c", True), ("c", "b", False), ("b", "", True), ("abroad", "", False)],
)
def test_the_accreditation_of_the_programme_is_looked_at(university, programme, is_low):
    assert needs_accreditation_check(university, programme) is is_low


def dropped(place, day=TODAY):
    study = record(place)
    return studies.end_study(
        study=study, step="drop_out", ends_on=day, note="Surat universitas", actor=actor(place.hr)
    )


def test_e26_after_a_drop_out_only_poor_or_very_poor_can_be_chosen(place):
    plan = PlanFactory(employee=place.staff[0], approved=True, complete=True)
    year = PeriodFactory(cycle=plan.cycle, is_year=True)
    quarters = [PeriodFactory(cycle=plan.cycle, number=number) for number in (2, 3)]
    before, within, whole = (
        AppraisalFactory(employee=place.staff[0], period=period, plan=plan) for period in (*quarters, year)
    )
    dropped(place)
    for row in (before, within, whole):
        row.refresh_from_db()
    assert (before.dropped_out, within.dropped_out, whole.dropped_out) == (False, True, True)
    choices = allowed_predicates("above", "above", dropped_out=whole.dropped_out)
    assert choices == (Predicate.K, Predicate.SK)


def test_what_is_opened_later_is_marked_by_the_clock_and_what_is_released_stays(place):
    plan = PlanFactory(employee=place.staff[0], approved=True, complete=True)
    third = PeriodFactory(cycle=plan.cycle, number=3)
    released = AppraisalFactory(employee=place.staff[0], period=third, plan=plan, released=True)
    dropped(place)
    late = AppraisalFactory(
        employee=place.staff[0], period=PeriodFactory(cycle=plan.cycle, is_year=True), plan=plan
    )
    assert studies.mark_drop_outs(agency=place.agency) == 1
    released.refresh_from_db()
    late.refresh_from_db()
    assert (released.dropped_out, late.dropped_out) == (False, True)


def test_a_drop_out_needs_its_reason_and_a_day_that_has_come(place):
    study = record(place)
    with pytest.raises(NoteRequired):
        studies.end_study(study=study, step="drop_out", ends_on=TODAY, note=" ", actor=actor(place.hr))
    with pytest.raises(ValidationError):
        studies.end_study(
            study=study, step="graduate", ends_on=TODAY + dt.timedelta(days=1), note="", actor=actor(place.hr)
        )
    study.refresh_from_db()
    assert study.state == StudyStatus.RUNNING


def test_one_at_a_time_and_only_hr_records(place):
    record(place)
    with pytest.raises(ValidationError):
        record(place)
    with pytest.raises(NotAllowed):
        studies.record_study(employee=place.staff[1], new=new(), actor=actor(place.evaluator))
    with pytest.raises(ValidationError):
        studies.record_study(
            employee=place.staff[1], new=new(due_on=dt.date(2026, 7, 1)), actor=actor(place.hr)
        )


def test_a_stale_form_is_a_conflict(place, client_for):
    study = record(place)
    stale = study.revision
    studies.extend_study(study=study, due_on=dt.date(2029, 1, 31), note="Perpanjangan", actor=actor(place.hr))
    data = {"ipk": "3,5", "as_of": "2026-07-10", "revision": stale}
    url = reverse("performance:study_ipk", args=[study.pk])
    answer = client_for(place.hr.user).post(url, data)
    assert answer.status_code == 409
    assert "3.5" in answer.content.decode()
    study.revision = stale
    with pytest.raises(Conflict):
        studies.report_ipk(study=study, ipk=Decimal("3.5"), as_of=TODAY, actor=actor(place.hr))


def test_hr_records_by_nip_and_a_wrong_one_keeps_what_was_typed(place, client_for):
    form = {name: str(value) for name, value in vars(new()).items()} | {"nip": "123"}
    visitor = client_for(place.hr.user)
    answer = visitor.post(reverse("performance:study_new"), form)
    assert answer.status_code == 422
    assert "Magister Kebijakan Publik" in answer.content.decode()
    nip = place.staff[0].nip
    answer = visitor.post(reverse("performance:study_new"), form | {"nip": f"{nip[:8]} {nip[8:]}"})
    assert answer.status_code == 302
    assert StudyAssignment.objects.get().employee == place.staff[0]

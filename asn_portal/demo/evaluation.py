"""Invented unit predicates and calibration: set for past periods, some still to set, one session running."""

from datetime import date
from random import Random

from asn_portal.core.models import Agency
from asn_portal.demo.plans import at
from employees.models import Assignment, Unit
from performance.enums import AppraisalStatus, OrganisationPredicate, Rating
from performance.enums.evaluation import ChangeStatus, SessionStatus
from performance.models import Appraisal, CalibrationChange, CalibrationSession, Period, UnitPredicate
from performance.rules.predicate import predicate_for

DRAWS = (
    (0.14, OrganisationPredicate.EXCELLENT),
    (0.80, OrganisationPredicate.GOOD),
    (0.95, OrganisationPredicate.NEEDS_IMPROVEMENT),
    (0.99, OrganisationPredicate.POOR),
    (1.01, OrganisationPredicate.VERY_POOR),
)
REASONS = (
    "Capaian rencana aksi {share} persen dari seluruh indikator perjanjian kinerja.",
    "Target lintasan (trajectory) tercapai {share} persen; IKM {share},4.",
    "Laporan kinerja triwulan: {share} persen indikator mencapai target.",
)
SHARES = {"excellent": 104, "good": 96, "needs": 81, "poor": 62, "very_poor": 41}
SET_IN_NEWEST = 0.7
REASON = (
    "Cakupan dan kualitas hasil kerjanya setara dengan rekan di unit lain yang dinilai di atas ekspektasi."
)
DECLINED = "Bukti dukung triwulan ini belum menunjukkan hasil di atas target."


def add_evaluation(agency: Agency, today: date, rng: Random) -> None:
    """Set predicates of units and hold sessions; plain rows, so that nobody is mailed."""
    periods = list(Period.objects.filter(agency=agency, opened_at__isnull=False).order_by("rating_opens_on"))
    units = list(Unit.objects.filter(agency=agency, ends_on=None).order_by("path"))
    setters = heads(agency, today)
    rows = []
    for period in periods:
        share = SET_IN_NEWEST if period == periods[-1] else 1.0
        rows += [
            predicate_of(unit, period, setters, rng)
            for unit in units
            if unit.numchild and (unit.depth == 1 or rng.random() < share)
        ]
    UnitPredicate.objects.bulk_create(rows, batch_size=1_000)
    remember(agency, rows)
    for period in periods[-2:]:
        add_session(agency, period, is_open=period == periods[-1], setters=setters)


def heads(agency: Agency, today: date) -> dict[str, object]:
    """Return by tree path who heads a unit."""
    posts = dict(Unit.objects.filter(agency=agency).values_list("head_position_id", "path"))
    held = Assignment.objects.on(today).filter(agency=agency, position_id__in=[key for key in posts if key])
    return {posts[row.position_id]: row.employee for row in held.select_related("employee")}


def predicate_of(unit: Unit, period: Period, setters: dict, rng: Random) -> UnitPredicate:
    """Return the unsaved predicate of a unit, set by the leader above."""
    draw = rng.random()
    predicate = next(one for limit, one in DRAWS if draw < limit)
    setter = setters.get(unit.path[: -Unit.steplen]) or setters.get(unit.path[: Unit.steplen])
    return UnitPredicate(
        agency_id=unit.agency_id,
        period=period,
        unit=unit,
        predicate=predicate,
        reason=rng.choice(REASONS).format(share=SHARES[predicate.value] + rng.randint(-3, 3)),
        set_by=setter,
        setter_name=setter.full_name if setter else "",
        set_at=at(period.rating_opens_on, 9),
    )


def remember(agency: Agency, rows: list[UnitPredicate]) -> None:
    """Write on the ratings what counted for them: of the person's unit or the nearest above."""
    known = {(row.period_id, row.unit.path): str(row.predicate) for row in rows}
    units = list(Unit.objects.filter(agency=agency).values_list("pk", "path"))
    for period_id in {row.period_id for row in rows}:
        people: dict[str, list[int]] = {}
        for pk, path in units:
            steps = (path[:end] for end in range(len(path), 0, -Unit.steplen))
            code = next((known[period_id, step] for step in steps if (period_id, step) in known), "")
            people.setdefault(code, []).append(pk)
        judged = Appraisal.objects.filter(period_id=period_id).exclude(predicate="")
        for code, ids in people.items():
            judged.filter(unit_id__in=ids).update(organisation_predicate=code)


def add_session(agency: Agency, period: Period, *, is_open: bool, setters: dict) -> None:
    """Hold a session of the office with most ratings that are not released yet."""
    states = [AppraisalStatus.RATED] if is_open else [AppraisalStatus.RELEASED]
    judged = Appraisal.objects.filter(agency=agency, period=period, state__in=states, rated_by__isnull=False)
    rows = list(
        judged.filter(predicate="b", opd__isnull=False).select_related("opd", "rated_by").order_by("pk")
    )
    if not rows:
        return
    office = max({row.opd for row in rows}, key=lambda unit: sum(row.opd_id == unit.pk for row in rows))
    mine = [row for row in rows if row.opd_id == office.pk and row.result_rating == Rating.AS_EXPECTED]
    head = setters.get(office.path)
    session = CalibrationSession.objects.create(
        agency=agency,
        period=period,
        unit=office,
        state=SessionStatus.OPEN if is_open else SessionStatus.CLOSED,
        purpose="Menyamakan ukuran antarbidang sebelum hasil disampaikan.",
        opened_by=head,
        opener_name=head.full_name if head else "",
        opened_at=at(period.rating_opens_on, 10),
        closed_at=None if is_open else at(period.rating_due_on, 15),
        closer_name="" if is_open or not head else head.full_name,
        conclusion="" if is_open else "Ukuran hasil kerja disepakati; satu usulan tidak disetujui penilai.",
    )
    session.participants.set({row.rated_by_id for row in mine})
    CalibrationChange.objects.bulk_create(
        change_of(session, row, state, head)
        for row, state in zip(mine, states_of(is_open=is_open), strict=False)
        if head is None or row.employee_id != head.pk
    )


def states_of(*, is_open: bool) -> list[ChangeStatus]:
    """Return what became of the changes: in the running session two still wait."""
    last = [ChangeStatus.PROPOSED] * 2 if is_open else []
    return [*last, ChangeStatus.DECLINED]


def change_of(session: CalibrationSession, row: Appraisal, state: ChangeStatus, head) -> CalibrationChange:
    """Return an unsaved change from "as expected" to "above expectation"."""
    is_answered = state != ChangeStatus.PROPOSED
    return CalibrationChange(
        agency_id=row.agency_id,
        session=session,
        appraisal=row,
        state=state,
        old_result=row.result_rating,
        old_behaviour=row.behaviour_rating,
        old_predicate=row.predicate,
        result_rating=Rating.ABOVE,
        behaviour_rating=Rating.ABOVE,
        predicate=predicate_for(Rating.ABOVE, Rating.ABOVE),
        reason=REASON,
        proposed_by=head,
        proposer_name=head.full_name if head else "",
        proposed_at=session.opened_at,
        answerer_name=row.rated_by.full_name if is_answered else "",
        answered_at=session.opened_at if is_answered else None,
        answer=DECLINED if is_answered else "",
    )

"""Evidence, feedback and appraisals of the invented people, in every state of a running year."""

from datetime import date, timedelta

from asn_portal.core.models import TransitionLog
from asn_portal.demo.content import FEEDBACK, LEADERS, STAFF
from asn_portal.demo.plans import Year, at
from performance.enums import AppraisalStatus, PeriodKind, PlanStatus, Rating
from performance.models import Appraisal, Evidence, Feedback, Indicator, Period
from performance.rules.predicate import MATRIX_VERSION, predicate_for

REACHED = {
    statement: reached
    for promises in (LEADERS, *STAFF.values())
    for promise in promises
    for _, statement, _, _, reached in promise.indicators
}
DRAWS = (
    (0.10, "above", "above"),
    (0.62, "as", "as"),
    (0.80, "as", "above"),
    (0.90, "above", "as"),
    (0.97, "below", "as"),
)
RELEASED_SHARE, RATED_SHARE = 0.72, 0.86
RESULT_REASONS = {
    "above": "Sebagian besar hasil melampaui target dan umpan balik warga positif.",
    "as": "Hasil kerja sesuai target yang disepakati dan didukung bukti.",
    "below": "Beberapa hasil utama belum tercapai; perlu pendampingan.",
}
BEHAVIOUR_REASONS = {
    "above": "Menjadi contoh dalam melayani dan membantu rekan.",
    "as": "Konsisten menjalankan nilai BerAKHLAK.",
    "below": "Perlu memperbaiki kedisiplinan.",
}


def rate_year(year: Year, today: date) -> None:
    """Write evidence, feedback and appraisals of the periods whose rating has opened."""
    periods = list(Period.objects.filter(cycle=year.cycle).order_by("starts_on", "-number"))
    begun = [period for period in periods if period.kind != PeriodKind.YEAR and period.starts_on <= today]
    write_evidence(year, begun if year.is_running else begun[-1:])
    if year.is_running:
        write_feedback(year, today)
    opened = [period for period in periods if period.rating_opens_on <= today]
    for period in opened:
        period.opened_at = at(period.rating_opens_on)
    Period.objects.bulk_update(opened, ["opened_at"])
    for period in opened:
        write_appraisals(year, period, today, is_newest=year.is_running and period == opened[-1])


def write_evidence(year: Year, periods: list[Period]) -> None:
    """Write what was reached in each period, for people whose plan is approved."""
    approved = {plan.pk for plan in year.plans.values() if plan.state == PlanStatus.APPROVED}
    indicators = Indicator.objects.filter(result__plan__cycle=year.cycle).values_list(
        "pk", "statement", "result__plan_id", "target_unit"
    )
    rows = [
        Evidence(
            agency_id=year.cycle.agency_id,
            period=period,
            indicator_id=pk,
            value=f"{REACHED[statement]} {unit}",
            note="Rekap unit, data contoh.",
            recorded_at=at(period.starts_on + timedelta(days=40), 15),
        )
        for pk, statement, plan_id, unit in indicators
        if plan_id in approved
        for period in periods
        if year.rng.random() < 0.7  # noqa: PLR2004
    ]
    Evidence.objects.bulk_create(rows, batch_size=1_000)


def write_feedback(year: Year, today: date) -> None:
    """Write continuous feedback of leaders."""
    rows = []
    for plan in year.plans.values():
        if plan.evaluator_id and year.rng.random() < 0.5:  # noqa: PLR2004
            results = year.results.get(plan.employee_id)
            rows.append(
                Feedback(
                    agency_id=plan.agency_id,
                    cycle=year.cycle,
                    employee_id=plan.employee_id,
                    unit_id=plan.unit_id,
                    author_id=plan.evaluator_id,
                    role="leader",
                    result=results[0] if results else None,
                    text=year.rng.choice(FEEDBACK),
                    given_at=at(today - timedelta(days=year.rng.randint(3, 90)), 14),
                )
            )
    Feedback.objects.bulk_create(rows, batch_size=1_000)


def write_appraisals(year: Year, period: Period, today: date, *, is_newest: bool) -> None:
    """Write one appraisal a person; the newest period of the running year is in every state."""
    rows = [
        appraisal_of(year, plan, period, is_newest=is_newest)
        for plan in year.plans.values()
        if plan.evaluator_id is not None
    ]
    Appraisal.objects.bulk_create(rows, batch_size=500)
    log = [step(row, name) for row in rows for name in steps_of(row)]
    TransitionLog.objects.bulk_create(log, batch_size=1_000)


def appraisal_of(year: Year, plan, period: Period, *, is_newest: bool) -> Appraisal:
    """Return an unsaved appraisal."""
    state = draw_state(year, plan, is_newest=is_newest)
    row = Appraisal(
        agency_id=plan.agency_id,
        period=period,
        employee_id=plan.employee_id,
        plan=plan,
        unit_id=plan.unit_id,
        opd_id=year.people[plan.employee_id].unit.opd_id or plan.unit_id,
        evaluator_id=plan.evaluator_id,
        state=state,
    )
    if state == AppraisalStatus.PENDING:
        return row
    result, behaviour = draw_ratings(year)
    row.result_rating, row.behaviour_rating = result, behaviour
    row.result_reason, row.behaviour_reason = RESULT_REASONS[result], BEHAVIOUR_REASONS[behaviour]
    row.predicate = predicate_for(Rating(result), Rating(behaviour)).value
    row.rule_version = MATRIX_VERSION
    row.rated_by_id = plan.evaluator_id
    row.rated_at = at(period.rating_opens_on + timedelta(days=3), 11)
    if state == AppraisalStatus.RELEASED:
        row.released_at = at(period.rating_opens_on + timedelta(days=6), 13)
        row.read_at = row.released_at + timedelta(days=1) if year.rng.random() < 0.6 else None  # noqa: PLR2004
    return row


def draw_state(year: Year, plan, *, is_newest: bool) -> str:
    """Return released for what is past, and a mix for the newest period."""
    wanted = year.wanted.get(-plan.employee_id)
    if not is_newest:
        return AppraisalStatus.RELEASED
    draw = year.rng.random()
    if wanted:
        return wanted
    if draw < RELEASED_SHARE:
        return AppraisalStatus.RELEASED
    return AppraisalStatus.RATED if draw < RATED_SHARE else AppraisalStatus.PENDING


def draw_ratings(year: Year) -> tuple[str, str]:
    """Return a pair of ratings, most of them as expected."""
    draw = year.rng.random()
    for limit, result, behaviour in DRAWS:
        if draw < limit:
            return result, behaviour
    return "below", "below"


def steps_of(row: Appraisal) -> list[str]:
    """Return the steps an appraisal has taken."""
    return {"pending": [], "rated": ["rate"], "released": ["rate", "approve"]}[row.state]


def step(row: Appraisal, name: str) -> TransitionLog:
    """Return one row of the trail."""
    is_rate = name == "rate"
    return TransitionLog(
        agency_id=row.agency_id,
        subject_type="appraisal",
        subject_id=row.pk,
        transition=name,
        from_state=AppraisalStatus.PENDING if is_rate else AppraisalStatus.RATED,
        to_state=AppraisalStatus.RATED if is_rate else AppraisalStatus.RELEASED,
        actor_name=row.plan.evaluator_name if is_rate else "Kepala perangkat daerah (data contoh)",
        role="evaluator" if is_rate else "head",
        at=row.rated_at if is_rate else row.released_at,
    )

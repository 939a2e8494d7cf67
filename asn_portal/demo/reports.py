"""A year before the portal, as a workbook of SIASN would have brought it, and a recap that was ordered once."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from asn_portal.core.models import Agency
from employees.models import Employee, RoleGrant, Unit
from performance.enums import AppraisalStatus, CycleStatus, PeriodKind
from performance.enums.reports import OrderKind, OrderStatus, PastKind, PastStatus
from performance.models import Appraisal, Cycle, PastImport, Period, ReportOrder

# Result, behaviour and predicate as often as an agency reports them.
SHARES = (("as", "as", "b", 82), ("above", "above", "sb", 12), ("below", "as", "bp", 6))


def add_reports(agency: Agency, today: date, rng: Random) -> None:
    """Add the year before the first one run here, and the line of a file deleted after its time."""
    first = Cycle.objects.filter(agency=agency, is_imported=False).order_by("year").first()
    root = Unit.objects.filter(agency=agency, depth=1).first()
    hr = RoleGrant.objects.filter(agency=agency, role="hr", unit=root).select_related("user").first()
    if first is None or root is None or hr is None:
        return
    add_year(agency, first.year - 1, hr.user, rng)
    ReportOrder.objects.create(
        agency=agency,
        kind=OrderKind.FORMS,
        unit=root,
        cycle=first,
        period=first.periods.order_by("number").first(),
        forms=["c", "d"],
        purpose="Arsip evaluasi kinerja",
        state=OrderStatus.EXPIRED,
        counts={"files": 0},
        ordered_by=hr.user,
        orderer_name=hr.user.full_name,
        created_at=timezone.now() - timedelta(days=30),
    )


def add_year(agency: Agency, year: int, user, rng: Random) -> None:
    """Write the evaluations of everybody who served by then."""
    start, end = date(year, 1, 1), date(year, 12, 31)
    now = timezone.now()
    opened = timezone.make_aware(datetime.combine(start, time()))
    cycle = Cycle.objects.create(
        agency=agency,
        year=year,
        state=CycleStatus.CLOSED,
        is_imported=True,
        opens_on=start,
        starts_on=start,
        ends_on=end,
        plan_due_on=date(year, 1, 31),
        opened_at=opened,
        closed_at=now,
    )
    days = {"starts_on": start, "ends_on": end, "rating_opens_on": end, "rating_due_on": end}
    kind = {"kind": PeriodKind.YEAR, "number": 0, "opened_at": opened, "closed_at": now}
    period = Period.objects.create(agency=agency, cycle=cycle, **kind, **days)
    people = Employee.objects.filter(agency=agency, is_active=True, cpns_on__lte=start).select_related(
        "unit", "evaluator"
    )
    run = PastImport.objects.create(
        agency=agency,
        kind=PastKind.ANNUAL,
        state=PastStatus.APPLIED,
        file="imports/skp22.xlsx",
        file_name=f"skp22-{year}.xlsx",
        uploaded_by=user,
        counts={"rows": len(people), "new": len(people)},
        applied_at=now,
    )
    Appraisal.objects.bulk_create(
        (past_rating(person, period, run, now, rng) for person in people if person.evaluator), batch_size=500
    )


def past_rating(person: Employee, period: Period, run: PastImport, now: datetime, rng: Random) -> Appraisal:
    """Return one evaluation as the import writes it."""
    result, behaviour, predicate, _share = rng.choices(SHARES, weights=[row[3] for row in SHARES])[0]
    rater = person.evaluator
    party = {"name": rater.full_name, "nip": rater.nip or "", "rank": "", "position": "", "unit": ""}
    return Appraisal(
        agency_id=person.agency_id,
        period=period,
        employee=person,
        unit=person.unit,
        opd_id=(person.unit.opd_id or person.unit_id) if person.unit else None,
        state=AppraisalStatus.RELEASED,
        result_rating=result,
        behaviour_rating=behaviour,
        predicate=predicate,
        rated_by=rater,
        parties={"employee": {}, "evaluator": party, "superior": {}},
        rule_version="siasn",
        released_at=now,
        closed_at=now,
        reported_on=period.ends_on,
        imported_from=run,
    )

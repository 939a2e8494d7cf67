"""The way of a person so far: ranks, posts, predicates, learning hours and awards on one axis of time."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, DateField, F, QuerySet, Sum, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor
from employees.enums import AssignmentKind
from employees.models import Assignment, RankRecord
from promotions.models import Award
from promotions.rules.case import PromotionRules
from promotions.rules.spans import add_years
from promotions.selectors.career import Career
from training.enums import CertificateStatus
from training.models import Certificate

PREDICATE_TONES = {"sb": "c1", "b": "c3", "bp": "c2", "k": "c5", "sk": "c5"}
# A day is too thin to be seen on an axis of decades.
AWARD_DRAWN = timedelta(days=180)


def career_lanes(*, actor: Actor, career: Career) -> list[dict]:
    """Return the lanes of a career the actor sees, the next rank as a forecast; one query."""
    first, *others = _sources(career)
    found: dict[str, list[tuple]] = defaultdict(list)
    for lane, *row in first.union(*others, all=True):
        found[lane].append(tuple(row))
    for rows in found.values():
        rows.sort(key=lambda row: (row[2] or date.min, row[1]))
    lanes = [
        _rank_lane(career, found["rank"]),
        {"label": _("Post"), "segments": [_segment(row[0], row[2], row[3], "c2") for row in found["post"]]},
        _predicate_lane(career),
        {"label": _("Training (JP)"), "segments": [_year_of_hours(row) for row in found["hours"]]},
        {"label": _("Award"), "segments": [_award(row) for row in found["award"]]},
    ]
    return [lane for lane in lanes if lane["segments"]]


def _sources(career: Career) -> list[QuerySet]:
    """Return the histories in the same columns: lane, label, code, first and last day."""
    own = {"employee": career.employee, "agency_id": career.employee.agency_id}
    text, day = CharField(), DateField()
    nothing, no_day = Value("", output_field=text), Cast(Value(None), day)
    ranks = RankRecord.objects.filter(**own).order_by()
    posts = Assignment.objects.filter(**own, kind=AssignmentKind.DEFINITIVE).order_by()
    hours = Certificate.objects.filter(**own, state=CertificateStatus.VERIFIED).order_by().values("year")
    awards = Award.objects.filter(**own).order_by()
    return [
        _columns(ranks, "rank", F("rank__name"), F("rank__code"), (F("effective_on"), no_day)),
        _columns(posts, "post", F("position_name"), nothing, (F("starts_on"), F("ends_on"))),
        _columns(hours, "hours", Cast(Sum("hours"), text), Cast(F("year"), text), (no_day, no_day)),
        _columns(awards, "award", F("award_type__name"), nothing, (F("awarded_on"), no_day)),
    ]


def _columns(rows: QuerySet, lane: str, label: Any, code: Any, days: tuple[Any, Any]) -> QuerySet:
    """Return the rows of one history in the shared columns."""
    named = {"lane": Value(lane, output_field=CharField()), "label_": label, "code_": code}
    named |= {"first_day": days[0], "last_day": days[1]}
    return rows.annotate(**named).values_list("lane", "label_", "code_", "first_day", "last_day")


def _rank_lane(career: Career, rows: list[tuple]) -> dict:
    """Return the ranks, each until the next began, and what may follow."""
    segments = []
    for place, (name, code, starts_on, _end) in enumerate(rows):
        end = rows[place + 1][2] - timedelta(days=1) if place + 1 < len(rows) else None
        segments.append(_segment(f"{name}, {code}" if name else code, starts_on, end, "c1"))
    earliest = career.earliest
    if segments and career.next_rank and earliest and earliest > career.today:
        waiting = segments[-1]["label"]
        segments[-1]["end"] = career.today
        segments.append(_segment(waiting, career.today, earliest, "c1", is_forecast=True))
        after = add_years(earliest, PromotionRules().years_in_rank)
        segments.append(_segment(career.next_rank, earliest, after, "c1", is_forecast=True))
    return {"label": _("Rank"), "segments": segments}


def _predicate_lane(career: Career) -> dict:
    """Return one segment for each released year."""
    segments = [
        _segment(str(value.label), date(year, 1, 1), date(year, 12, 31), PREDICATE_TONES[value.value])
        for year, value in sorted(career.predicates.items())
    ]
    return {"label": _("Predicate"), "segments": segments}


def _year_of_hours(row: tuple) -> dict:
    """Return the verified hours of one year."""
    hours, year = row[0], int(row[1])
    return _segment(f"{hours} JP", date(year, 1, 1), date(year, 12, 31), "c4")


def _award(row: tuple) -> dict:
    """Return an award, drawn wide enough to be seen."""
    return _segment(row[0], row[2], row[2] + AWARD_DRAWN, "c2")


def _segment(label: str, start: date, end: date | None, tone: str, *, is_forecast: bool = False) -> dict:
    """Return a segment as the drawing wants it."""
    return {"label": label, "start": start, "end": end, "tone": tone, "is_forecast": is_forecast}

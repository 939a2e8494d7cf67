"""Appraisals: one, one's own, and everything the rating screen shows."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    CharField,
    DateField,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from asn_portal.core.access import Actor
from asn_portal.core.models import TransitionLog
from asn_portal.core.templatetags.ui import steplabel
from performance import policies
from performance.enums import AppraisalStatus, BehaviourValue, PeriodKind, Predicate, Rating
from performance.models import Appraisal, BehaviourExpectation, Feedback, Period
from performance.rules.feedback import is_positive
from performance.rules.predicate import RatedResult, suggestion_for
from performance.rules.realisation import compare, rate_result
from performance.selectors.evidence import EvidenceSheet, ResultSheet, evidence_sheet
from performance.selectors.feedback import feedback_about
from performance.selectors.guidance import GuidanceSummary, guidance_summary
from performance.selectors.receipts import with_dispute
from performance.workflow import APPRAISAL_FLOW

SECRET: dict[str, Any] = {
    "result_rating": "",
    "result_reason": "",
    "behaviour_rating": "",
    "behaviour_reason": "",
    "behaviour_values": {},
    "predicate": "",
    "recommendation": "",
    "return_note": "",
    "rated_at": None,
    "state": AppraisalStatus.PENDING,
}
STRIP = 500
WINDOW = 10


def appraisals(*, actor: Actor) -> QuerySet[Appraisal]:
    """Return appraisals in scope with what pages show of them."""
    return Appraisal.objects.visible_to(actor).select_related(
        "period__cycle",
        "employee__position",
        "employee__rank",
        "employee__unit",
        "employee__evaluator__position",
        "employee__evaluator__unit",
        "unit",
        "opd",
        "rated_by__position",
        "approved_by__position",
    )


def conceal(appraisal: Appraisal, actor: Actor) -> Appraisal:
    """Blank what the person may not see before the release, so that no page or answer can leak it."""
    if not policies.sees_ratings(actor, appraisal):
        for name, value in SECRET.items():
            setattr(appraisal, name, value)
        appraisal.rated_by = None
    return appraisal


def get_appraisal(*, actor: Actor, pk: int) -> Appraisal:
    """Return an appraisal in scope (404 otherwise); the person's own is blank until it is released."""
    rows = with_dispute(appraisals(actor=actor), actor=actor).annotate(
        return_note=Coalesce(Subquery(return_notes()), Value(""), output_field=TextField())
    )
    return conceal(get_object_or_404(rows, pk=pk), actor)


def get_appraisal_to_rate(*, actor: Actor, pk: int) -> Appraisal:
    """Return an appraisal in scope (404 otherwise) with no more than rating needs: planning the many joins of
    `get_appraisal` alone would cost PostgreSQL more than the rest of the screen."""
    rows = Appraisal.objects.visible_to(actor).select_related(
        "period__cycle",
        "employee__position",
        "employee__rank",
        "employee__unit",
        "employee__evaluator__unit",
    )
    noted = rows.annotate(return_note=Coalesce(Subquery(return_notes()), Value(""), output_field=TextField()))
    return conceal(get_object_or_404(noted, pk=pk), actor)


def return_notes() -> QuerySet:
    """Return the newest reason for sending an appraisal back, for a query over appraisals."""
    log = TransitionLog.objects.filter(
        agency_id=OuterRef("agency_id"),
        subject_type=APPRAISAL_FLOW.subject_type,
        subject_id=OuterRef("pk"),
        transition="return",
    )
    return log.order_by("-id").values("note")[:1]


def list_own_appraisals(*, actor: Actor) -> list[Appraisal]:
    """Return the actor's appraisals, newest first; not yet released ones are blank."""
    rows = appraisals(actor=actor).filter(employee_id=actor.employee_id or 0)
    return [conceal(row, actor) for row in rows.order_by("-period__ends_on", "-period__kind", "-id")[:60]]


def find_appraisals(*, actor: Actor, ids: list[int]) -> list[Appraisal]:
    """Return those of these appraisals that are in scope, for a batch."""
    return list(appraisals(actor=actor).filter(pk__in=ids).order_by("pk"))


def get_timeline(*, actor: Actor, appraisal: Appraisal) -> list[dict]:
    """Return who did what when, oldest first, in words; nothing before the release for the person."""
    if not policies.sees_ratings(actor, appraisal):
        return []
    is_own = appraisal.employee_id == actor.employee_id
    entries = []
    for row in APPRAISAL_FLOW.timeline(appraisal):
        entry = {name: getattr(row, name) for name in ("at", "actor_name", "actor_title", "note")}
        if is_own and row.transition == "return":
            entry["note"] = ""  # written by the head for the evaluator
        entries.append(entry | {"label": steplabel(row)})
    return entries


@dataclass(frozen=True)
class Peer:
    """One person of the strip: where the evaluator stands with the team in this period."""

    id: int
    name: str
    state: AppraisalStatus
    predicate: Predicate | None
    is_current: bool

    @property
    def short_name(self) -> str:
        """Return "Siti M." for Siti Maimunah."""
        first, *rest = self.name.split() or [""]
        return f"{first} {rest[0][0]}." if rest else first

    @property
    def first_name(self) -> str:
        """Return the first name."""
        return (self.name.split() or [""])[0]

    @property
    def is_waiting(self) -> bool:
        """Tell whether the person is still to be rated."""
        return self.state in {AppraisalStatus.PENDING, AppraisalStatus.RETURNED}


@dataclass(frozen=True)
class Strip:
    """The evaluator's people of one period."""

    peers: list[Peer]
    window: list[Peer]
    place: int
    done: int
    next: Peer | None

    @property
    def total(self) -> int:
        """Return how many people there are."""
        return len(self.peers)


@dataclass(frozen=True)
class FormerPeriod:
    """What a period of the year was rated; beside the year's judgement, not averaged into it."""

    id: int
    label: str
    predicate: Predicate | None
    state: AppraisalStatus

    @classmethod
    def of(cls, row: tuple) -> "FormerPeriod":
        """Return the period of a row of COLUMNS."""
        period = Period(kind=row[6], number=row[7], ends_on=row[8])
        return cls(row[0], str(period.label), get_predicate(row[4]), AppraisalStatus(row[3]))


@dataclass(frozen=True)
class Expectation:
    """One of the seven values: the leader's special expectation, and what was said about it."""

    value: BehaviourValue
    text: str
    remarks: list[Feedback] = field(default_factory=list)


@dataclass(frozen=True)
class RatingScreen:
    """Everything the evaluator needs to decide about one person."""

    sheet: EvidenceSheet
    strip: Strip
    behaviours: list[Expectation]
    remarks: list[Feedback]
    periods: list[FormerPeriod]
    suggestion: Rating | None
    suggestion_reason: str
    returned_note: str
    guidance: GuidanceSummary


def get_rating_screen(*, actor: Actor, appraisal: Appraisal) -> RatingScreen:
    """Return the evidence, feedback, team and former periods beside one appraisal; six queries at any size."""
    is_year = appraisal.period.kind == PeriodKind.YEAR
    cycle_id = appraisal.period.cycle_id
    sheet = evidence_sheet(
        actor=actor,
        employee_id=appraisal.employee_id,
        cycle_id=cycle_id,
        periods=None if is_year else [appraisal.period_id],
    )
    remarks = feedback_about(actor=actor, employee_id=appraisal.employee_id, cycle_id=cycle_id)
    place_remarks(sheet, remarks)
    suggestion, reason = suggest(sheet.results, appraisal.period_id) if is_year else (None, "")
    strip, periods, expected = team_and_periods(actor=actor, appraisal=appraisal)
    return RatingScreen(
        sheet=sheet,
        strip=strip,
        behaviours=behaviours_of(expected, remarks),
        remarks=remarks,
        periods=periods,
        suggestion=suggestion,
        suggestion_reason=reason,
        returned_note=last_return(appraisal),
        guidance=guidance_summary(actor=actor, employee_id=appraisal.employee_id, cycle_id=cycle_id),
    )


def last_return(appraisal: Appraisal) -> str:
    """Return why the head sent the rating back, empty for one that did not come back. Needs `return_note`."""
    return appraisal.return_note if appraisal.state == AppraisalStatus.RETURNED else ""


def place_remarks(sheet: EvidenceSheet, remarks: list[Feedback]) -> None:
    """Put feedback on a result beside that result."""
    for result in sheet.results:
        result.remarks = [remark for remark in remarks if remark.result_id == result.id]


def suggest(results: list[ResultSheet], period_id: int) -> tuple[Rating | None, str]:
    """Say what the final figures of the year suggest; nothing where they cannot be compared."""
    rated = []
    for result in results:
        final = [
            compare(indicator.target, entry.value, aspect=indicator.aspect, direction=indicator.direction)
            for indicator in result.indicators
            for entry in [next((e for e in indicator.entries if e.period_id == period_id), None)]
            if entry is not None
        ]
        complete = len(final) == len(result.indicators)
        rated.append(
            RatedResult(
                kind=result.kind,
                rating=rate_result(final) if complete else None,
                is_feedback_positive=is_positive(remark.tone for remark in result.remarks),
            )
        )
    if not rated or any(item.rating is None for item in rated):
        return None, _("No suggestion: the final figures of the year are not complete.")
    return suggestion_for(rated)


COLUMNS = (
    *("pk", "employee__name", "employee__sort_name", "state", "predicate"),
    *("period_id", "period__kind", "period__number", "period__ends_on"),
)
JUDGED = [AppraisalStatus.RATED, AppraisalStatus.RELEASED]
TEAM, PERIODS, EXPECTED = "team", "periods", "expected"
Texts = dict[str, str]


def behaviours_of(texts: Texts, remarks: list[Feedback]) -> list[Expectation]:
    """Return the seven values with the leader's expectation and the feedback on each."""
    return [
        Expectation(value, texts.get(value, ""), [remark for remark in remarks if remark.behaviour == value])
        for value in BehaviourValue
    ]


def team_and_periods(*, actor: Actor, appraisal: Appraisal) -> tuple[Strip, list[FormerPeriod], Texts]:
    """Return the actor's people of this period by name, for the year what its periods were rated, and the leader's
    expectations by value.

    A superior who steps in for a silent evaluator has the people handed over. One query (a union, each part on its
    own index), so that the screen stays inside its budget; everybody in it is the actor's to rate, which is scope.
    """
    rows = team_rows(actor, appraisal).union(expected_rows(appraisal), all=True)
    if appraisal.period.kind == PeriodKind.YEAR:
        rows = rows.union(year_rows(actor, appraisal), all=True)
    found = list(rows)
    team = sorted((row[1:] for row in found if row[0] == TEAM), key=lambda row: (row[2], row[0]))
    former = sorted((row[1:] for row in found if row[0] == PERIODS), key=lambda row: (row[8], row[7]))
    peers = [
        Peer(row[0], row[1], AppraisalStatus(row[3]), get_predicate(row[4]), row[0] == appraisal.pk)
        for row in team
    ]
    texts = {row[3]: row[2] for row in found if row[0] == EXPECTED}
    return strip_of(peers), [FormerPeriod.of(row) for row in former], texts


def labelled(rows: QuerySet, what: str) -> QuerySet:
    """Return the rows of one part with its name in front."""
    return rows.annotate(what=Value(what, output_field=CharField())).values_list("what", *COLUMNS)


def team_rows(actor: Actor, appraisal: Appraisal) -> QuerySet:
    """Return whom the actor rates in this period."""
    me = actor.employee_id or 0
    rows = Appraisal.objects.filter(agency_id=actor.agency_id or 0, period_id=appraisal.period_id).order_by()
    is_own = appraisal.employee.evaluator_id == me
    return labelled(
        rows.filter(employee__evaluator_id=me) if is_own else rows.filter(escalated_to_id=me), TEAM
    )


def year_rows(actor: Actor, appraisal: Appraisal) -> QuerySet:
    """Return what the periods of the year were rated."""
    year = Appraisal.objects.visible_to(actor).order_by()
    year = year.filter(
        employee_id=appraisal.employee_id, period__cycle_id=appraisal.period.cycle_id, state__in=JUDGED
    )
    return labelled(year.exclude(period__kind=PeriodKind.YEAR), PERIODS)


def expected_rows(appraisal: Appraisal) -> QuerySet:
    """Return the leader's special expectations, in the columns of the other parts: text and value."""
    rows = BehaviourExpectation.objects.filter(
        plan__agency_id=appraisal.agency_id,
        plan__cycle_id=appraisal.period.cycle_id,
        plan__employee_id=appraisal.employee_id,
        plan__is_current=True,
    )
    empty = Value("", output_field=CharField())
    zero = Value(0, output_field=IntegerField())
    return rows.order_by().values_list(
        Value(EXPECTED, output_field=CharField()),
        "pk",
        "text",
        "value",
        *(empty, empty, zero, empty, zero),
        Cast(Value(None), DateField()),
    )


def next_to_rate(*, actor: Actor, appraisal: Appraisal) -> Peer | None:
    """Return the next of the actor's people who waits in this period, after this one."""
    return team_and_periods(actor=actor, appraisal=appraisal)[0].next


def is_waiting(appraisal: Appraisal) -> bool:
    """Tell whether an appraisal is still to be rated."""
    return appraisal.state in {AppraisalStatus.PENDING, AppraisalStatus.RETURNED}


def other_periods(*, actor: Actor, appraisal: Appraisal) -> list[FormerPeriod]:
    """Return the periods of the same year that the actor may see rated; the person only the released ones."""
    rows = Appraisal.objects.visible_to(actor).filter(
        employee_id=appraisal.employee_id, period__cycle_id=appraisal.period.cycle_id, state__in=JUDGED
    )
    if appraisal.employee_id == actor.employee_id:
        rows = rows.filter(state=AppraisalStatus.RELEASED)
    rows = rows.exclude(period__kind=PeriodKind.YEAR).order_by("period__starts_on", "period__number")
    return [FormerPeriod.of(row) for row in rows.values_list(*COLUMNS)]


def get_predicate(code: str) -> Predicate | None:
    """Return the predicate of a stored code."""
    return Predicate(code) if code else None


def strip_of(peers: list[Peer]) -> Strip:
    """Return the strip with the ten people around the current one and the next who waits."""
    place = next((index for index, peer in enumerate(peers) if peer.is_current), 0)
    later = [peer for peer in peers[place + 1 :] + peers[:place] if peer.is_waiting]
    start = max(0, min(place - WINDOW // 2, len(peers) - WINDOW))
    return Strip(
        peers=peers,
        window=peers[start : start + WINDOW],
        place=place + 1,
        done=sum(not peer.is_waiting for peer in peers),
        next=later[0] if later else None,
    )

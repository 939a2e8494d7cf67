"""Mentoring of the invented people: pairs in every state, and new employees who still have no mentor."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from asn_portal.core.models import Agency, AgencyPolicy, TransitionLog
from asn_portal.demo.accounts import PERSONAS
from asn_portal.demo.mentoring_content import AGREED, DECLINES, GOALS, NOTES, PURPOSES, REVIEWS, TOPICS
from asn_portal.demo.plans import at
from employees.actors import actor_of
from employees.models import Employee
from training.enums import PairStatus
from training.models import MentoringGoal, MentoringPair, MentoringSession
from training.services.mentoring import NewPair, accept_pair, propose_pair
from training.workflow.mentoring import MENTORING_FLOW, PROPOSE

NEW_MONTHS = 24
OLDER = 24  # pairs of people who are not new, for the history
EXPERIENCED = timedelta(days=8 * 365)
# Of a hundred pairs: running, waiting, declined, and the rest closed.
ACTIVE, PROPOSED, DECLINED = 0.55, 0.70, 0.78
STEPS = {
    PairStatus.PROPOSED: ("propose",),
    PairStatus.ACTIVE: ("propose", "accept", "start"),
    PairStatus.DECLINED: ("propose", "decline"),
    PairStatus.CLOSED: ("propose", "accept", "start", "close"),
}


@dataclass
class Book:
    """What is being written for one government."""

    agency: Agency
    today: date
    rng: Random
    seniors: dict[int, list[Employee]] = field(default_factory=dict)
    pairs: list[MentoringPair] = field(default_factory=list)


def add_mentoring(agency: Agency, today: date, rng: Random) -> None:
    """Write pairs, goals, sessions and their trail, and two proposals that wait for personas."""
    AgencyPolicy.objects.get_or_create(
        agency=agency,
        key="training.new_employee_months",
        starts_on=date(today.year - 1, 1, 1),
        defaults={"value": NEW_MONTHS, "note": "Masa pengenalan dua tahun (contoh)"},
    )
    book = Book(agency, today, rng)
    people = list(
        Employee.objects.filter(agency=agency).planning().select_related("unit", "position", "evaluator")
    )
    for person in sorted(people, key=lambda row: (row.cpns_on or today, row.pk)):
        if person.unit_id and person.cpns_on and person.cpns_on < today - EXPERIENCED:
            book.seniors.setdefault(person.unit_id, []).append(person)
    cast = persona_people(agency)
    book.pairs += main_pairs(book, cast)
    book.pairs += other_pairs(book, people, cast)
    MentoringPair.objects.bulk_create(book.pairs, batch_size=500)
    write_contents(book)
    write_trail(book)
    propose_to_personas(book, people, cast)


def persona_people(agency: Agency) -> dict[str, Employee]:
    """Return the personas of this government by their code."""
    names = {persona.name: persona.code for persona in PERSONAS}
    rows = Employee.objects.filter(agency=agency, name__in=names, user__isnull=False)
    return {
        names[row.name]: row
        for row in rows.select_related("unit", "position", "evaluator", "user").order_by("-pk")
    }


def main_pairs(book: Book, cast: dict[str, Employee]) -> list[MentoringPair]:
    """Return the pairs of the personas: Ratih as junior, the head of her health centre as senior."""
    rows = []
    if "pegawai" in cast:
        rows.append(new_pair(book, cast["pegawai"], PairStatus.ACTIVE, begun=120))
    if "penilai" in cast:
        mine = Employee.objects.filter(agency=book.agency, evaluator=cast["penilai"]).planning()
        known = [person.pk for person in cast.values()]
        juniors = (
            mine.exclude(pk__in=known).select_related("unit", "position", "evaluator").order_by("-birth_date")
        )
        for person, state in zip(juniors[:2], (PairStatus.ACTIVE, PairStatus.CLOSED), strict=False):
            rows.append(new_pair(book, person, state, begun=200, senior=cast["penilai"]))
    return [row for row in rows if row is not None]


def other_pairs(book: Book, people: list[Employee], cast: dict[str, Employee]) -> list[MentoringPair]:
    """Return pairs for about half of the new employees, and some older ones; personas' new people stay without."""
    taken = {row.junior_id for row in book.pairs} | {person.pk for person in cast.values()}
    kept_free = {cast[code].unit_id for code in ("penilai", "kepala") if code in cast}
    since = book.today - timedelta(days=NEW_MONTHS * 30)
    fresh = [row for row in people if row.cpns_on and row.cpns_on >= since and row.pk not in taken]
    fresh = [row for row in fresh if row.unit_id not in kept_free]
    older = [row for row in people if row.cpns_on and row.cpns_on < since and row.pk not in taken]
    chosen = [row for row in fresh if book.rng.random() < 0.6]  # noqa: PLR2004
    chosen += book.rng.sample(older, min(OLDER, len(older)))
    rows = [
        new_pair(book, person, draw_state(book.rng), begun=book.rng.randint(20, 300)) for person in chosen
    ]
    return [row for row in rows if row is not None]


def draw_state(rng: Random) -> PairStatus:
    """Return a state, most of them running."""
    draw = rng.random()
    for limit, state in (
        (ACTIVE, PairStatus.ACTIVE),
        (PROPOSED, PairStatus.PROPOSED),
        (DECLINED, PairStatus.DECLINED),
    ):
        if draw < limit:
            return state
    return PairStatus.CLOSED


def new_pair(
    book: Book, junior: Employee, state: PairStatus, *, begun: int, senior: Employee | None = None
) -> MentoringPair | None:
    """Return an unsaved pair with somebody of the unit who has served long; None where there is nobody."""
    rng = book.rng
    choice = [row for row in book.seniors.get(junior.unit_id or 0, []) if row.pk != junior.pk]
    senior = senior or (rng.choice(choice[:4]) if choice else None)
    if senior is None:
        return None
    if state == PairStatus.PROPOSED:
        begun = rng.randint(1, 9)
    starts_on = book.today - timedelta(days=begun)
    proposed = starts_on - timedelta(days=3)
    pair = MentoringPair(
        agency=book.agency,
        senior=senior,
        junior=junior,
        unit=junior.unit,
        purpose=rng.choice(PURPOSES),
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=rng.choice([182, 273, 365])),
        proposed_by=junior.evaluator,
        proposed_at=at(proposed, 9),
        state=state,
    )
    if state in {PairStatus.ACTIVE, PairStatus.CLOSED}:
        pair.senior_accepted_at = at(proposed + timedelta(days=1), 10)
        pair.junior_accepted_at = at(proposed + timedelta(days=2), 11)
    if state == PairStatus.CLOSED:
        pair.review = rng.choice(REVIEWS)
        pair.closed_at = at(min(pair.ends_on, book.today - timedelta(days=5)), 14)
    if state == PairStatus.ACTIVE and pair.ends_on < book.today:
        pair.reminded_at = at(pair.ends_on + timedelta(days=1), 7)
    pair.revision = len(STEPS[state])
    return pair


def write_contents(book: Book) -> None:
    """Write goals and sessions of what runs or has run."""
    goals, sessions = [], []
    for pair in book.pairs:
        if pair.senior_accepted_at is None:
            continue
        last = pair.closed_at.date() if pair.closed_at else book.today
        span = max((last - pair.starts_on).days, 1)
        goals += goals_of(book.rng, pair, span)
        sessions += sessions_of(book.rng, pair, span)
    MentoringGoal.objects.bulk_create(goals, batch_size=500)
    MentoringSession.objects.bulk_create(sessions, batch_size=500)


def goals_of(rng: Random, pair: MentoringPair, span: int) -> list[MentoringGoal]:
    """Return two or three goals; the first is reached, of a closed pair nearly all."""
    share = 0.9 if pair.closed_at else 0.3
    rows = []
    for number, text in enumerate(rng.sample(GOALS, rng.choice([2, 3, 3])), start=1):
        is_reached = span > 30 and (number == 1 or rng.random() < share)  # noqa: PLR2004
        day = pair.starts_on + timedelta(days=rng.randint(span // 2, span)) if is_reached else None
        rows.append(MentoringGoal(pair=pair, order=number, text=text, reached_on=day))
    return rows


def sessions_of(rng: Random, pair: MentoringPair, span: int) -> list[MentoringSession]:
    """Return a session every three weeks or so, written by one of the two."""
    days = range(min(6, span), span, 21)
    topics = rng.sample(TOPICS, len(TOPICS))
    return [
        MentoringSession(
            pair=pair,
            held_on=pair.starts_on + timedelta(days=day),
            minutes=rng.choice([45, 60, 60, 90]),
            topic=topics[number % len(topics)],
            agreed=rng.choice(AGREED),
            notes=rng.choice(NOTES),
            written_by_id=pair.senior_id if number % 3 else pair.junior_id,
            written_at=at(pair.starts_on + timedelta(days=day), 16),
        )
        for number, day in enumerate(list(days)[:8])
    ]


def write_trail(book: Book) -> None:
    """Write the steps each pair has taken."""
    rows = []
    for pair in book.pairs:
        before = ""
        for number, name in enumerate(STEPS[pair.get_state()]):
            step = PROPOSE if name == "propose" else MENTORING_FLOW[name]
            rows.append(trail_row(book, pair, name, number, (before, step.target, step.role)))
            before = step.target
    TransitionLog.objects.bulk_create(rows, batch_size=1_000)


def trail_row(
    book: Book, pair: MentoringPair, name: str, number: int, states: tuple[str, str, str]
) -> TransitionLog:
    """Return one step, taken by whom it belongs to."""
    person = {"propose": pair.proposed_by, "start": pair.junior}.get(name, pair.senior) or pair.senior
    moment = pair.closed_at if name == "close" else pair.proposed_at + timedelta(days=number)
    return TransitionLog(
        agency_id=pair.agency_id,
        subject_type="mentoring",
        subject_id=pair.pk,
        transition=name,
        from_state=states[0],
        to_state=states[1],
        user_id=person.user_id,
        actor_name=person.full_name,
        actor_title=person.position.name if person.position else "",
        role=states[2],
        note=book.rng.choice(DECLINES) if name == "decline" else "",
        at=moment,
    )


def propose_to_personas(book: Book, people: list[Employee], cast: dict[str, Employee]) -> None:
    """Let the portal itself ask the head of the health centre and the teacher for their consent."""
    paired = {row.junior_id for row in book.pairs}
    ends_on = book.today + timedelta(days=270)
    personas = {person.pk for person in cast.values()}
    if "penilai" in cast:
        chief = cast["penilai"]
        near = [row for row in people if row.unit_id == chief.unit_id and row.pk not in paired | personas]
        young = [row for row in near if row.user_id and row.evaluator_id == chief.pk]
        young = sorted(young, key=lambda row: row.cpns_on or book.today)[-3:-2] or young[:1]
        for junior in young:
            propose(book, junior, chief, ends_on, junior_agrees=True)
    if "guru" in cast and cast["guru"].evaluator and cast["guru"].pk not in paired:
        school = [row for row in book.seniors.get(cast["guru"].unit_id or 0, []) if row.pk != cast["guru"].pk]
        for senior in school[:1]:
            propose(book, cast["guru"], senior, ends_on, junior_agrees=False)


def propose(book: Book, junior: Employee, senior: Employee, ends_on: date, *, junior_agrees: bool) -> None:
    """Propose a pair as the junior's evaluator, through the service; the junior may have agreed."""
    superior = junior.evaluator
    if superior is None or superior.user is None:
        return
    new = NewPair(senior, junior, book.rng.choice(PURPOSES), book.today, ends_on)
    pair = propose_pair(new=new, actor=actor_of(superior.user, today=book.today))
    if junior_agrees:
        accept_pair(pair=pair, actor=actor_of(junior.user, today=book.today))

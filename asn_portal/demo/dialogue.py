"""Feedback from all sides, dialogue, rounds, coaching and one confidential case of the invented people."""

from datetime import date, timedelta
from random import Random

from asn_portal.core.models import Agency, TransitionLog
from asn_portal.demo import dialogue_content as words
from asn_portal.demo.guidance import Book, add_case, add_coachings, near, said
from asn_portal.demo.mentoring import persona_people
from asn_portal.demo.plans import at
from employees.models import Employee
from performance.enums import BehaviourValue, CycleStatus
from performance.models import (
    Cycle,
    Dialogue,
    DialogueAction,
    Feedback,
    FeedbackRequest,
    FeedbackRound,
    RoundAnswer,
    RoundRespondent,
    RoundSubject,
)

TALKS, SAID, FEWEST, BRIEF = 160, 200, 16, 7
VALUES = list(BehaviourValue.values)


def add_dialogue(agency: Agency, today: date, rng: Random) -> None:
    """Write everything of these topics; nothing where no year is running."""
    cycle = Cycle.objects.filter(agency=agency, state=CycleStatus.OPEN).order_by("-year").first()
    rows = Employee.objects.filter(agency=agency, evaluator__isnull=False).planning()
    people = list(rows.select_related("evaluator", "unit", "position", "user").order_by("pk"))
    if cycle is None or len(people) < FEWEST:
        return
    book = Book(agency, cycle, today, rng, people, persona_people(agency))
    for person in people:
        book.teams.setdefault(person.evaluator_id or 0, []).append(person)
    add_feedback(book)
    add_requests(book)
    add_talks(book)
    add_rounds(book)
    add_coachings(book)
    add_case(book)


def some(book: Book, count: int) -> list[Employee]:
    """Return people by lot, the personas among them."""
    cast = [person for person in book.cast.values() if person.evaluator_id]
    chosen = book.rng.sample(book.people, min(count, len(book.people)))
    return list({person.pk: person for person in [*cast, *chosen]}.values())


def add_feedback(book: Book) -> None:
    """Write feedback of colleagues, leaders and service receivers, with a tone."""
    rng, rows = book.rng, []
    for person in some(book, SAID):
        colleagues = near(book, person)
        authors = [("leader", person.evaluator)] + [("peer", row) for row in colleagues[:1]]
        for role, author in authors:
            is_good = rng.random() < 0.7  # noqa: PLR2004
            text = rng.choice(words.PRAISE if is_good else words.HINTS)
            tone = "good" if is_good else "attention"
            rows.append(said(book, person, author=author, role=role, text=text, tone=tone))
        name, text = rng.choice(words.RECEIVERS)
        rows.append(said(book, person, role="receiver", author_name=name, text=text, tone="good"))
    Feedback.objects.bulk_create(rows, batch_size=1_000)


def add_requests(book: Book) -> None:
    """Write questions in every state; the personas are asked too."""
    rows = []
    for number, person in enumerate(some(book, 12)):
        colleagues = near(book, person)
        asked = [person.evaluator, *colleagues[:1]]
        for other in asked:
            state = ("open", "open", "declined", "expired")[number % 4]
            rows.append(question(book, person, asked=other, state=state))
        digest = f"demo-{book.agency.pk:05}-{number:05}".ljust(64, "0")
        rows.append(question(book, person, code_digest=digest))
    FeedbackRequest.objects.bulk_create(rows, batch_size=500)


def question(book: Book, person: Employee, *, state: str = "open", **fields) -> FeedbackRequest:
    """Return a question of somebody about one behaviour."""
    days = book.rng.randint(1, 9)
    due_on = book.today + timedelta(days=5 if state == "open" else -20)
    return FeedbackRequest(
        agency=book.agency,
        cycle=book.cycle,
        employee=person,
        asked_by=person,
        behaviour=book.rng.choice(VALUES),
        question=book.rng.choice(words.QUESTIONS),
        created_at=at(book.days_ago(days), 10),
        due_on=due_on,
        state=state,
        **fields,
    )


def add_talks(book: Book) -> None:
    """Write talks, most confirmed, with actions done, open and overdue."""
    talks = []
    for person in some(book, TALKS):
        for topic, days in (("expectation", 150), ("progress", 25)):
            is_confirmed = topic == "expectation" or book.rng.random() < 0.6  # noqa: PLR2004
            held_on = max(book.days_ago(days), book.cycle.starts_on)
            talks.append(
                Dialogue(
                    agency=book.agency,
                    cycle=book.cycle,
                    employee=person,
                    leader_id=person.evaluator_id,
                    written_by_id=person.evaluator_id,
                    topic=topic,
                    held_on=held_on,
                    notes=words.TALKS[topic],
                    written_at=at(held_on, 15),
                    state="confirmed" if is_confirmed else "written",
                    confirmed_at=at(held_on + timedelta(days=1), 9) if is_confirmed else None,
                )
            )
    Dialogue.objects.bulk_create(talks, batch_size=500)
    DialogueAction.objects.bulk_create([action(book, talk) for talk in talks], batch_size=500)
    people = {person.pk: person for person in book.people}
    TransitionLog.objects.bulk_create(
        [row for talk in talks for row in talk_trail(talk, people[talk.employee_id])], batch_size=1_000
    )


def talk_trail(talk: Dialogue, person: Employee) -> list[TransitionLog]:
    """Return who wrote and who confirmed a note."""
    steps = [("write", "", "written", person.evaluator, talk.written_at)]
    if talk.confirmed_at:
        steps.append(("confirm", "written", "confirmed", person, talk.confirmed_at))
    return [
        TransitionLog(
            agency_id=talk.agency_id,
            subject_type="dialogue",
            subject_id=talk.pk,
            transition=name,
            from_state=before,
            to_state=after,
            user_id=who.user_id if who else None,
            actor_name=who.full_name if who else "",
            at=moment,
        )
        for name, before, after, who, moment in steps
    ]


def action(book: Book, talk: Dialogue) -> DialogueAction:
    """Return what was agreed in a talk."""
    due_on = talk.held_on + timedelta(days=book.rng.choice([14, 21, 30, 45]))
    is_done = talk.topic == "expectation" or book.rng.random() < 0.3  # noqa: PLR2004
    return DialogueAction(
        agency=book.agency,
        dialogue=talk,
        text=book.rng.choice(words.ACTIONS),
        owner_id=talk.employee_id,
        due_on=due_on,
        done_on=min(due_on, book.today) if is_done else None,
    )


def add_rounds(book: Book) -> None:
    """Write a closed round about the evaluator among the personas, and an open one in which personas are asked."""
    chief = book.cast.get("penilai") or max(book.people, key=lambda row: len(book.teams.get(row.pk, [])))
    team = [row for row in book.teams.get(chief.pk, []) if row.pk != chief.pk][:10]
    if len(team) < BRIEF or chief.evaluator is None or chief.evaluator.user_id is None:
        return
    peers = near(book, chief)[:6]
    subject = round_about(book, chief, state="closed", days=40)
    sides = [(row, "subordinate") for row in team] + [(row, "peer") for row in peers]
    ask(subject, [*sides, (chief.evaluator, "leader")], answered_on=book.days_ago(30))
    RoundAnswer.objects.bulk_create([answer(book, subject, side) for _row, side in sides])
    known = book.cast.get("pegawai")
    about = next((row for row in team if known is None or row.pk != known.pk), team[0])
    subject = round_about(book, about, state="open", days=3)
    ask(subject, [(row, "peer") for row in team if row.pk != about.pk] + [(chief, "leader")])


def round_about(book: Book, person: Employee, *, state: str, days: int) -> RoundSubject:
    """Return the subject of a round about one person."""
    feedback_round = FeedbackRound.objects.create(
        agency=book.agency,
        cycle=book.cycle,
        unit_id=person.unit_id,
        title=f"Umpan balik 360 {book.cycle.year}",
        opens_on=book.days_ago(days),
        closes_on=book.days_ago(days) + timedelta(days=14),
        minimum=5,
        group_minimum=3,
        state=state,
        started_by_id=person.evaluator.user_id if person.evaluator else None,
        started_at=at(book.days_ago(days), 9),
        closed_on=book.days_ago(days - 15) if state == "closed" else None,
    )
    return RoundSubject.objects.create(round=feedback_round, agency=book.agency, employee=person)


def ask(subject: RoundSubject, sides: list[tuple[Employee, str]], **fields) -> None:
    """Write who is asked."""
    RoundRespondent.objects.bulk_create(
        RoundRespondent(subject=subject, agency_id=subject.agency_id, employee=person, group=side, **fields)
        for person, side in sides
    )


def answer(book: Book, subject: RoundSubject, side: str) -> RoundAnswer:
    """Return an answer of a side."""
    rng = book.rng
    return RoundAnswer(
        subject=subject,
        group=side,
        scores={value: rng.choice([3, 3, 4, 4, 5]) for value in VALUES},
        strength=rng.choice([*words.STRENGTHS, ""]),
        wish=rng.choice([*words.WISHES, ""]),
    )

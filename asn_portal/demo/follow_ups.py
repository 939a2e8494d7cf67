"""What the invented people say of their classes: marks, promises, and what superiors answer."""

from datetime import date, timedelta
from random import Random

from asn_portal.core.models import Agency, TransitionLog
from asn_portal.demo.accounts import PERSONAS
from asn_portal.demo.certificates_content import APPLIED, COMMENTS, NOT_YET, PROMISES
from asn_portal.demo.plans import at
from employees.models import Employee
from training.enums import ClassStatus, EnrolmentStatus, FollowUpStatus
from training.models import Enrolment, FollowUp, Reaction
from training.rules.follow_ups import add_months

S = FollowUpStatus
MARKS, WEIGHTS = (2, 3, 4, 5), (5, 20, 45, 30)
WAITING = 3
MONTHS = 3
NEW = timedelta(days=30)


def add_follow_ups(agency: Agency, today: date, rng: Random) -> None:
    """Write reactions and promises of finished classes; some wait for the personas."""
    rows = Enrolment.objects.filter(
        agency=agency, state=EnrolmentStatus.ATTENDED, training_class__state=ClassStatus.FINISHED
    )
    attended = list(rows.select_related("training_class", "employee__evaluator__position").order_by("pk"))
    names = {persona.name: persona.code for persona in PERSONAS}
    attended = [row for row in attended if names.get(row.employee.name) != "pegawai"]
    Reaction.objects.bulk_create(
        [reaction(row, rng) for row in attended if rng.random() < 0.7], batch_size=1_000
    )
    asked = waiting_for_personas(agency, attended)
    promises = [
        promise(row, row.pk in asked, today, rng) for row in attended if row.pk in asked or rng.random() < 0.6
    ]
    FollowUp.objects.bulk_create(promises, batch_size=1_000)
    TransitionLog.objects.bulk_create([entry for row in promises for entry in trail(row)], batch_size=2_000)


def waiting_for_personas(agency: Agency, attended: list[Enrolment]) -> set[int]:
    """Return the enrolments of people of the personas' teams whose promise is asked about now."""
    names = [persona.name for persona in PERSONAS if persona.code in {"penilai", "kepala"}]
    found: set[int] = set()
    for superior in Employee.objects.filter(agency=agency, name__in=names).values_list("pk", flat=True):
        team = {row.employee_id: row.pk for row in attended if row.employee.evaluator_id == superior}
        found |= set(list(team.values())[:WAITING])
    return found


def reaction(row: Enrolment, rng: Random) -> Reaction:
    """Return the answers of a participant."""
    content, teaching, organisation = rng.choices(MARKS, WEIGHTS, k=3)
    return Reaction(
        agency_id=row.agency_id,
        enrolment=row,
        content=content,
        teaching=teaching,
        organisation=organisation,
        comment=rng.choice(COMMENTS) if rng.random() < 0.3 else "",
        given_at=at(row.training_class.ends_on, 16),
    )


def promise(row: Enrolment, is_asked: bool, today: date, rng: Random) -> FollowUp:
    """Return a promise in the state it has come to by today."""
    ended = row.training_class.ends_on
    due = add_months(ended, MONTHS)
    state = S.PROMISED
    if is_asked:
        due, state = today - timedelta(days=rng.randint(1, 9)), S.ASKED
    elif due < today:
        # Superiors answer within weeks; only the newest questions are still open.
        open_share = 40 if today - due < NEW else 0
        (state,) = rng.choices((S.APPLIED, S.NOT_APPLIED, S.ASKED), (80, 12, open_share))
    answered = state in {S.APPLIED, S.NOT_APPLIED}
    answer = rng.choice(APPLIED if state == S.APPLIED else NOT_YET) if answered else ""
    moment = at(min(due + timedelta(days=3), today - timedelta(days=1)), 11)
    return FollowUp(
        agency_id=row.agency_id,
        enrolment=row,
        employee=row.employee,
        unit_id=row.employee.unit_id,
        promise=rng.choice(PROMISES),
        due_on=add_months(moment.date(), MONTHS) if state == S.NOT_APPLIED else due,
        state=state,
        revision={S.PROMISED: 1, S.ASKED: 2}.get(state, 3),
        promised_at=at(ended, 16),
        asked_at=None if state == S.PROMISED else at(due, 7),
        asked_times=0 if state == S.PROMISED else 1,
        answered_at=moment if answered else None,
        answer=answer,
    )


def trail(row: FollowUp) -> list[TransitionLog]:
    """Return the log rows of a promise."""
    superior = row.employee.evaluator
    title = superior.position.name if superior and superior.position else ""
    steps = [("promise", "", S.PROMISED, row.employee.full_name, "", "employee", row.promised_at)]
    if row.asked_at:
        steps.append(("ask", S.PROMISED, S.ASKED, "Sistem", "", "system", row.asked_at))
    if row.answered_at:
        step = "apply" if row.state == S.APPLIED else "not_yet"
        name = superior.full_name if superior else "BKPSDM"
        steps.append((step, S.ASKED, row.state, name, title, "evaluator", row.answered_at))
    return [
        TransitionLog(
            agency_id=row.agency_id,
            subject_type="follow_up",
            subject_id=row.pk,
            transition=step,
            from_state=before,
            to_state=after,
            actor_name=name,
            actor_title=post,
            role=role,
            note=row.answer if role == "evaluator" else "",
            at=moment,
        )
        for step, before, after, name, post, role, moment in steps
    ]

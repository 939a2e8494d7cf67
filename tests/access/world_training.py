"""Training, certificates and mentoring of the small world; every object is the owner's, but for one of a PPPK."""

from functools import partial

from django.core.files.base import ContentFile

from employees.enums import EmployeeKind
from employees.models import Employee
from tests.training.factories import ClassFactory, EnrolmentFactory, ProgrammeFactory, ProviderFactory
from tests.training.factories_mentoring import GoalFactory, PairFactory, SessionFactory
from tests.training.factories_proofs import PDF, attended, finished_class, follow_up, proof
from training.enums import CertificateStatus, FollowUpStatus
from training.models import Reaction


def training_things(place, owner) -> dict:
    """Return the keys of training: classes, places in them, certificates, promises and mentoring."""
    programme = ProgrammeFactory(provider=ProviderFactory(agency=place.agency))
    things = class_things(place, owner, programme) | proof_things(owner) | mentoring_things(place, owner)
    return things | {"programme": [programme.pk], "provider": [programme.provider_id]}


def class_things(place, owner, programme) -> dict:
    """Return classes in every state, and places in them."""
    a_class, place_in = partial(ClassFactory, programme=programme), partial(EnrolmentFactory, employee=owner)
    free, running, over = a_class(), a_class(past=True, seats=60), a_class(finished=True)
    place_in(training_class=running, placed=True)
    answered(place, over)
    return {
        "class": [free.pk],
        "class-draft": [a_class(draft=True).pk],
        "class-running": [running.pk],
        "class-over": [over.pk],
        "class-person": [free.pk, owner.pk],
        "enrolment": [place_in(training_class=a_class()).pk],
        "enrolment-placed": [place_in(training_class=a_class(), placed=True).pk],
        "enrolment-back": [place_in(training_class=a_class(), returned=True).pk],
        "enrolment-came": [place_in(training_class=over, attended=True).pk],
        "enrolment-dear": [dear_place(place, programme.provider).pk],
    }


def answered(place, over) -> None:
    """Let so many others answer after the class that averages are shown."""
    for person in (place.staff[1], place.head, place.evaluator):
        came = EnrolmentFactory(employee=person, training_class=over, attended=True)
        Reaction.objects.create(
            agency=place.agency, enrolment=came, content=4, teaching=5, organisation=3, comment="Baik."
        )


def dear_place(place, provider):
    """Return what a PPPK of the owner's unit asks for: a class that goes above the ceiling of the year."""
    person = place.staff[2]
    Employee.objects.filter(pk=person.pk).update(kind=EmployeeKind.PPPK)
    person.refresh_from_db()
    long_class = ClassFactory(programme=ProgrammeFactory(provider=provider, hours=40))
    return EnrolmentFactory(employee=person, training_class=long_class)


def proof_things(owner) -> dict:
    """Return certificates from outside and of classes, and a promise that the superior is asked about."""
    came = [attended(owner, finished_class(owner.agency, name=name)) for name in ("Arsip", "Anggaran")]
    handed_in = proof(
        owner, state=CertificateStatus.SUBMITTED, file_name="a.pdf", file_type="application/pdf"
    )
    handed_in.file.save("a.pdf", ContentFile(PDF))
    of_class = partial(proof, owner, issuer_name="Kepala BKPSDM")
    return {
        "certificate": [handed_in.pk],
        "verified": [proof(owner).pk],
        "issued": [of_class(enrolment=came[0], number="1/2026").pk],
        "revoked": [of_class(enrolment=came[1], state=CertificateStatus.REVOKED).pk],
        "follow-up": [follow_up(owner, enrolment=came[0], state=FollowUpStatus.ASKED).pk],
    }


def mentoring_things(place, owner) -> dict:
    """Return pairs of the owner and a colleague of the same unit, with goals and sessions."""
    other = place.staff[1]
    pair = PairFactory(junior=owner, senior=other, active=True)
    session = partial(SessionFactory, pair=pair, held_on=pair.starts_on)
    return {
        "pair": [pair.pk],
        "pair-proposed": [PairFactory(junior=other, senior=owner).pk],
        "pair-closed": [PairFactory(junior=owner, senior=other, closed=True).pk],
        "pairing": [owner.pk, other.pk],
        "goal": [GoalFactory(pair=pair).pk],
        "goal-reached": [GoalFactory(pair=pair, reached_on=pair.starts_on).pk],
        "session": [session(written_by=owner).pk],
        "session-other": [session(written_by=other).pk],
    }

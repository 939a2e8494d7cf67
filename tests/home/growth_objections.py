"""Makes objections and what is to be reported of the small world much more."""

import datetime as dt

from asn_portal.core.models import TransitionLog
from performance.models import Objection, ObjectionHearing
from tests.access.world_objections import objection_of
from tests.performance.objection_help import rated_quarter


def add_objection(person, world) -> None:
    """Let somebody object to a rating, and have another one to be reported."""
    known = Objection.objects.select_related("decider").get(pk=world.things["objection"][0])
    objection_of(known.decider, rated_quarter(person, 1)).save()
    rated_quarter(person, 2)


def deepen_objections(owner, world, many: int) -> None:
    """Give the owner's objection a long trail and many hearings."""
    pk = world.things["objection"][0]
    objection = Objection.objects.get(pk=pk)
    ObjectionHearing.objects.bulk_create(
        ObjectionHearing(
            agency=owner.agency,
            objection=objection,
            party="person",
            held_on=dt.date(2026, 2, 27),
            notes=f"Keterangan {number}",
            recorded_by_id=objection.decider_id,
        )
        for number in range(many)
    )
    TransitionLog.objects.bulk_create(
        TransitionLog(
            agency=owner.agency,
            subject_type="objection",
            subject_id=pk,
            transition="hear",
            to_state="filed",
            user_id=owner.user_id,
            actor_name=owner.name,
        )
        for _number in range(many)
    )
